import { ALLOWANCE_NAMES, ALLOWANCES, type Allowance } from '../../domain/allowances.js';
import { isGuildSpace } from '../../domain/ids.js';
import type { Logger, Metrics } from '../../domain/ports.js';
import type { AllowanceOf, Limits, SharedUses, UsedUp } from '../limits.js';
import type { Link } from '../store.js';
import { AllowanceCounter } from './allowance-counter.js';

export interface LimitsOptions {
  readonly shared: SharedUses;
  readonly link: Pick<Link, 'up'>;
  readonly log: Logger;
  readonly metrics: Metrics;
}

interface Counters {
  readonly member: AllowanceCounter;
  /** Null: not limited for all of a server together. */
  readonly server: AllowanceCounter | null;
}

/** The member first: what was refused to a member is not counted for the server, so nobody uses up what belongs to all. */
export const createLimits = ({ shared, link, log, metrics }: LimitsOptions): Limits => {
  const onUnshared = (reason: unknown): void => {
    log.debug({ reason: String(reason) }, 'what was used of an allowance was not told to the other processes');
  };
  const counter = (points: number) => new AllowanceCounter({ points, shared, onUnshared });
  const counters = new Map<Allowance, Counters>(
    ALLOWANCE_NAMES.map((name) => {
      const { member, server }: { member: number; server: number | null } = ALLOWANCES[name];
      return [name, { member: counter(member), server: server === null ? null : counter(server) }];
    }),
  );

  const takeFrom = async (
    from: AllowanceCounter | null | undefined,
    of: UsedUp['of'],
    what: AllowanceOf,
  ): Promise<UsedUp | null> => {
    const refused = (await from?.take(what)) ?? null;
    if (refused === null) return null;
    metrics.count('limited_total', { of, allowance: what.allowance });
    // Once in a window; the rest is in the counter.
    if (refused.isFirst) log.info({ ...what, of }, 'somebody asks too much, and is refused for some seconds');
    return { of, waitMs: refused.waitMs };
  };

  return {
    async take(space, user, allowance) {
      if (!link.up) return null;
      const { member, server } = counters.get(allowance) ?? {};
      const refused = await takeFrom(member, 'member', { space, user, allowance });
      if (refused !== null || !isGuildSpace(space)) return refused;
      return takeFrom(server, 'server', { space, user: null, allowance });
    },
  };
};
