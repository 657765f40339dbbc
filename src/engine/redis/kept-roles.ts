import { LRUCache } from 'lru-cache';
import type { RoleId, SpaceId, UserId } from '../../domain/ids.js';
import type { Clock, Logger } from '../../domain/ports.js';
import type { GivenRoles } from '../given-roles.js';
import { StoreUnavailable, type Link } from '../store.js';

export interface KeptRoles extends GivenRoles {
  /** The space was erased: nothing of it is brought back. */
  forget(space: SpaceId): void;
}

interface Kept {
  readonly space: SpaceId;
  readonly user: UserId;
  readonly roles: readonly RoleId[];
  /** Monotonic ms. */
  readonly at: number;
}

/** Longer than what a crash takes off the append-only file, or an election leaves behind. */
const KEEP_MS = 60_000;
const KEPT_MAX = 20_000;
/** Members asked for at once. */
const WIDTH = 100;

/**
 * Redis may come back without its last moments. Changes of time are in the journal; which roles were given is not worth a record there, but
 * wrong memories would leave a role behind for good. So what was written lately is kept here, and compared each time the link comes back, before
 * anybody reads.
 */
export const keepGivenRoles = (
  stored: Pick<GivenRoles, 'all' | 'get' | 'set'>,
  { link, clock, log }: { readonly link: Pick<Link, 'onUp'>; readonly clock: Clock; readonly log: Logger },
): KeptRoles => {
  const kept = new LRUCache<string, Kept>({ max: KEPT_MAX });
  const listeners: ((space: SpaceId, user: UserId) => void)[] = [];
  let compared: Promise<void> = Promise.resolve();

  /** Both count as given: another process may have written something newer. Who is told looks at Discord and makes it true. */
  const compare = async ({ space, user, roles }: Kept): Promise<void> => {
    const there = await stored.get(space, user);
    if (there.length === roles.length && there.every((role) => roles.includes(role))) return;
    await stored.set(space, user, [...new Set([...there, ...roles])]);
    for (const listener of listeners) listener(space, user);
  };
  const compareAll = async (): Promise<void> => {
    const recent = [...kept.values()].filter(({ at }) => clock.monotonic() - at <= KEEP_MS);
    try {
      for (let from = 0; from < recent.length; from += WIDTH) await Promise.all(recent.slice(from, from + WIDTH).map(compare));
    } catch (error) {
      // The link is gone again: the next time, then.
      if (!(error instanceof StoreUnavailable)) log.error({ err: error }, 'the roles given lately could not be compared');
    }
  };
  link.onUp(() => {
    if (kept.size > 0) compared = compareAll();
  });

  return {
    all: async (space) => {
      await compared;
      return stored.all(space);
    },
    get: async (space, user) => {
      await compared;
      return stored.get(space, user);
    },
    set: async (space, user, roles) => {
      await compared;
      await stored.set(space, user, roles);
      kept.set(`${space}:${user}`, { space, user, roles, at: clock.monotonic() });
    },
    onLost: (listener) => void listeners.push(listener),
    forget: (space) => {
      for (const [key, row] of kept.entries()) if (row.space === space) kept.delete(key);
    },
  };
};
