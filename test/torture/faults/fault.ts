import type { Dice } from '../dice.js';
import type { World } from '../system/world.js';

/** What a fault takes hold of. Of faults that share one of these a round has at most one. */
export type Hold = 'bot' | 'redis' | 'cluster' | 'link' | 'disk' | 'clock' | 'discord' | 'gateway';

/** Something that goes wrong, and is right again when `run` resolves. */
export interface Fault<W = World> {
  readonly name: string;
  readonly holds: readonly Hold[];
  /** How often it is chosen, next to the others. */
  readonly weight: number;
  /**
   * The disk loses what was on it (a journal's record): never while Redis loses something too, since one of them is what makes an
   * acknowledgement hold. Such a fault is alone in its round.
   */
  readonly alone?: boolean;
  possible(world: W): boolean;
  /** Answers how often it really hit: 0 when there was nothing to hit. */
  run(world: W, dice: Dice): Promise<number>;
}

export const always = (): boolean => true;
export const overHttp = ({ shape }: World): boolean => shape.transport === 'http';
export const overGateway = ({ shape }: World): boolean => shape.transport === 'gateway';

/** Clients of all proxies together. */
export const connections = ({ slots }: World): number => slots.reduce((sum, { proxy }) => sum + proxy.connections, 0);

/** How often the bots were answered with this error so far. */
export const errorsSeen = ({ slots }: World, code: string): number =>
  slots.reduce((sum, { proxy }) => sum + (proxy.errors.get(code) ?? 0), 0);
