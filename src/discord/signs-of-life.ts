import type { SpaceId, UserId } from '../domain/ids.js';
import type { Clock, Logger } from '../domain/ports.js';
import { Recent } from '../domain/recent.js';
import type { SignStore } from '../engine/signs-of-life.js';
import type { Store } from '../engine/store.js';
import { reasonOf } from './errors.js';

/** When members were last known to be in their guild. */
export interface SignsOfLife {
  /** The person was in the guild at `at`, ms. */
  seen(space: SpaceId, user: UserId, at: number): void;
  /** The last sign, ms, of this process or, at most a minute older, of any; 0 when there is none. Rejects with StoreUnavailable. */
  last(space: SpaceId, user: UserId): Promise<number>;
  forget(space: SpaceId, user: UserId): void;
  /** Stores what is not stored yet. */
  stop(): Promise<void>;
}

/** Members whose last sign is remembered here, at least. */
const REMEMBERED = 25_000;
/** A sign is stored when the one that is stored is older than this, ms. Together with the wait below that is less than a minute. */
const EVERY_MS = 50_000;
/** Signs of one moment are stored together, ms. */
const SOON_MS = 1_000;

interface Sign {
  readonly space: SpaceId;
  readonly user: UserId;
  at: number;
  /** The sign that a restart would leave, ms. */
  stored: number;
}

/**
 * Only of members who are on the clock anything is stored, because only their end may be asked for later; a change of the session is stored
 * with the session, and is a sign as well. So most clicks cost no write.
 */
export const createSignsOfLife = (deps: {
  readonly signs: SignStore;
  readonly store: Pick<Store, 'load'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** How old a stored sign may be before a newer one is stored, ms; 50 s unless told. */
  readonly everyMs?: number;
}): SignsOfLife => {
  const { signs, store, clock, log, everyMs = EVERY_MS } = deps;
  const recent = new Recent<Sign>(REMEMBERED);
  let due = new Set<Sign>();
  let storing: Promise<void> = Promise.resolve();
  let isTimed = false;

  /** Adds the sign to what is to be stored, by space, unless what Redis holds tells as much. */
  const collect = async (sign: Sign, bySpace: Map<SpaceId, Map<UserId, number>>): Promise<void> => {
    const { space, user, at } = sign;
    const { active, changedAt } = await store.load(space, user);
    if (active !== null && at - changedAt >= everyMs) {
      const inSpace = bySpace.get(space) ?? new Map<UserId, number>();
      bySpace.set(space, inSpace.set(user, at));
    } else sign.stored = active === null ? at : changedAt;
  };

  const storeDue = async (): Promise<void> => {
    const taken = due;
    due = new Set();
    try {
      const bySpace = new Map<SpaceId, Map<UserId, number>>();
      await Promise.all([...taken].map((sign) => collect(sign, bySpace)));
      await Promise.all([...bySpace].map(([space, all]) => signs.note(space, all)));
      for (const sign of taken) sign.stored = Math.max(sign.stored, bySpace.get(sign.space)?.get(sign.user) ?? 0);
    } catch (error) {
      // The next sign of each is stored instead.
      log.debug({ reason: reasonOf(error) }, 'signs of life could not be stored');
    }
  };

  const storeSoon = (): void => {
    if (isTimed) return;
    isTimed = true;
    clock.after(SOON_MS, () => {
      isTimed = false;
      storing = storing.then(storeDue);
    });
  };

  const keyOf = (space: SpaceId, user: UserId): string => `${space}:${user}`;

  return {
    seen(space, user, at) {
      const key = keyOf(space, user);
      const sign = recent.get(key) ?? { space, user, at, stored: 0 };
      sign.at = Math.max(sign.at, at);
      recent.set(key, sign);
      if (sign.at - sign.stored < everyMs) return;
      due.add(sign);
      storeSoon();
    },
    async last(space, user) {
      // What is seen while Redis is asked is no sign of before.
      const here = recent.get(keyOf(space, user))?.at ?? 0;
      return Math.max((await signs.last(space, user)) ?? 0, here);
    },
    forget: (space, user) => recent.delete(keyOf(space, user)),
    async stop() {
      // Also what is due in a moment.
      await (storing = storing.then(storeDue));
    },
  };
};
