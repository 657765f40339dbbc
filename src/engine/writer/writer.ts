import type { Logger, Metrics } from '../../domain/ports.js';
import { LaneFull } from '../store.js';

/** Session changes; settings and edits; rollups and answers to cache. */
export type Lane = 'critical' | 'normal' | 'background';
export const LANES = ['critical', 'normal', 'background'] as const satisfies readonly Lane[];

export interface Writer<Op, Outcome> {
  /**
   * Takes an operation and resolves with its outcome. Operations with the same `order` run one after the other, in the order given, over all
   * lanes. Rejects with `LaneFull` when there is no room, and with what `run` rejected with.
   */
  submit(lane: Lane, address: Address, op: Op): Promise<Outcome>;
  /** Waiting and running operations, and refusals so far. */
  readonly lanes: Readonly<Record<Lane, { readonly depth: number; readonly refused: number }>>;
  /** Refuses what comes from now on, and waits until all that was taken is done. */
  drain(): Promise<void>;
}

export interface Address {
  /** Operations of one group travel in one batch (the space). */
  readonly group: string;
  /** Operations that must keep their order (the member). */
  readonly order: string;
}

export interface WriterOptions<Op, Outcome> {
  /** Runs a batch of one group; one outcome for each operation, in order. */
  readonly run: (group: string, ops: readonly Op[]) => Promise<readonly Outcome[]>;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Operations held at once, over all lanes. Background is refused from half of it on, normal from four fifths on, critical when it is full. */
  readonly capacity?: number;
  /** Operations of one flush. */
  readonly batch?: number;
  /** Batches on their way at once. */
  readonly inFlight?: number;
  /** Calls back on the next turn of the event loop, so that what comes in one turn travels together. */
  readonly soon?: (task: () => void) => void;
}

interface Item<Op, Outcome> {
  readonly lane: Lane;
  readonly address: Address;
  readonly op: Op;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

const SHARE: Readonly<Record<Lane, number>> = { critical: 1, normal: 0.8, background: 0.5 };

/** Group commit over three lanes: a flush takes what waits, the most urgent first, and sends one batch for each group. */
export const createWriter = <Op, Outcome>(options: WriterOptions<Op, Outcome>): Writer<Op, Outcome> => {
  type Entry = Item<Op, Outcome>;
  const { run, log, metrics, capacity = 20_000, batch = 256, inFlight = 32, soon = setImmediate } = options;
  const queues: Record<Lane, Entry[]> = { critical: [], normal: [], background: [] };
  const depth: Record<Lane, number> = { critical: 0, normal: 0, background: 0 };
  const refused: Record<Lane, number> = { critical: 0, normal: 0, background: 0 };
  /** Orders that have an operation queued or running, with those that wait for it. */
  const busy = new Map<string, Entry[]>();
  let total = 0;
  let flying = 0;
  let armed = false;
  let draining: (() => void) | null = null;
  let closed = false;

  const refuse = (lane: Lane): Promise<never> => {
    refused[lane] += 1;
    metrics.count('lane_refused', { lane });
    return Promise.reject(new LaneFull(closed ? 'the writer is closing' : `no room in the ${lane} lane`));
  };

  const arm = (): void => {
    if (armed) return;
    armed = true;
    soon(() => {
      armed = false;
      flush();
    });
  };

  const flush = (): void => {
    while (flying < inFlight) {
      const taken = take(queues, batch);
      if (taken.length === 0) return;
      const groups = new Map<string, Entry[]>();
      for (const item of taken) {
        const group = groups.get(item.address.group);
        if (group === undefined) groups.set(item.address.group, [item]);
        else group.push(item);
      }
      for (const [group, items] of groups) void send(group, items);
    }
  };

  const send = async (group: string, items: readonly Entry[]): Promise<void> => {
    flying += 1;
    try {
      const outcomes = await run(
        group,
        items.map(({ op }) => op),
      );
      items.forEach((item, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined) item.reject(new Error(`batch of ${items.length} answered ${outcomes.length} outcomes`));
        else item.resolve(outcome);
      });
    } catch (error) {
      metrics.count('batch_failed');
      log.warn({ group, size: items.length, reason: error instanceof Error ? error.message : String(error) }, 'batch failed');
      for (const item of items) item.reject(error);
    }
    flying -= 1;
    metrics.count('batches');
    metrics.count('batched_operations', {}, items.length);
    for (const item of items) release(item);
    if (total === 0) draining?.();
    else arm();
  };

  const release = ({ lane, address: { order } }: Entry): void => {
    total -= 1;
    depth[lane] -= 1;
    const next = busy.get(order)?.shift();
    if (next === undefined) busy.delete(order);
    else queues[next.lane].push(next);
  };

  return {
    submit: (lane, address, op) => {
      if (closed || total >= capacity * SHARE[lane]) return refuse(lane);
      total += 1;
      depth[lane] += 1;
      return new Promise<Outcome>((resolve, reject) => {
        const item: Entry = { lane, address, op, resolve, reject };
        const waiting = busy.get(address.order);
        if (waiting !== undefined) {
          waiting.push(item);
          return;
        }
        busy.set(address.order, []);
        queues[lane].push(item);
        arm();
      });
    },
    get lanes() {
      const of = (lane: Lane) => ({ depth: depth[lane], refused: refused[lane] });
      return { critical: of('critical'), normal: of('normal'), background: of('background') };
    },
    drain: () => {
      closed = true;
      if (total === 0) return Promise.resolve();
      return new Promise((resolve) => {
        draining = resolve;
      });
    },
  };
};

/** The first `count` of what waits, the most urgent lane first. */
const take = <Waiting>(queues: Record<Lane, Waiting[]>, count: number): Waiting[] => {
  const taken: Waiting[] = [];
  for (const lane of LANES) {
    const room = count - taken.length;
    if (room === 0) break;
    const queue = queues[lane];
    if (queue.length === 0) continue;
    if (queue.length <= room) {
      taken.push(...queue);
      queues[lane] = [];
    } else taken.push(...queue.splice(0, room));
  }
  return taken;
};
