import type { SpaceId, UserId } from '../domain/ids.js';
import { requestId } from '../domain/ids.js';
import type { Ids, Logger } from '../domain/ports.js';
import { ok } from '../domain/result.js';
import type { SpaceConfig } from '../domain/space.js';
import type { TellingByItself } from '../commands/by-itself/telling.js';
import type { MembershipPort, RoleLossPort } from '../discord/index.js';
import { SESSION_IS_OVER } from '../domain/errors.js';
import type { Clocking } from '../engine/api.js';
import type { Retention } from '../engine/index.js';
import type { Documents } from '../engine/documents-api.js';
import { profile } from '../engine/documents/kinds/profile.js';
import type { Spaces } from '../engine/spaces.js';
import { keepStanding } from '../engine/standing.js';
import type { Store } from '../engine/store.js';

/** What Discord says about who is there, told to the engine. A failure is logged and left to the next sweep, which finds the same. */
export function createMembershipPort(deps: {
  readonly documents: Documents;
  readonly store: Pick<Store, 'load' | 'stand'>;
  readonly retention: Pick<Retention, 'endMember' | 'stopAll'>;
  readonly clocking: Pick<Clocking, 'endAt'>;
  readonly telling: Pick<TellingByItself, 'willEnd' | 'ended'>;
  readonly spaces: Spaces;
  readonly clock: { now(): number };
  readonly ids: Ids;
  readonly log: Logger;
}): MembershipPort & RoleLossPort {
  const { documents, store, retention, clocking, telling, spaces, clock, ids, log } = deps;

  /** Boards show nobody who has left. Of somebody who never used the bot there nothing is kept. */
  const setLeft = async (space: SpaceId, user: UserId, left: boolean): Promise<void> => {
    const member = { space, user };
    const known = await documents.of(profile).get(member);
    if (known.left === left || (left && (await store.load(space, user)).version === 0)) return;
    const by = { actor: null, requestId: requestId(ids.next()), at: clock.now(), event: left ? 'memberLeft' : 'memberCameBack' };
    const stored = await documents.of(profile).update(member, by, (kept) => ok({ ...kept, left }));
    if (stored.ok) await keepStanding({ documents, store }, member);
    else log.warn({ space, user, code: stored.error.code }, 'that a member left or came back was not recorded');
  };

  const remember = async (space: SpaceId, removedAt: number | null, event: string): Promise<void> => {
    const current = await spaces.get(space);
    // A guild that is new here gets its settings stored as they are now: later defaults are not for it.
    if (isRemoved(current) === (removedAt !== null) && current.version > 0) return;
    const by = { actor: null, requestId: requestId(ids.next()), at: removedAt ?? clock.now(), event };
    const stored = await spaces.update(space, by, (config) => ok({ ...config, settings: { ...config.settings, removedAt } }));
    if (!stored.ok) log.warn({ space, code: stored.error.code }, 'coming or going of the bot was not recorded');
  };

  return {
    async memberLeft(space, user, at) {
      const ended = await retention.endMember(space, user, at, 'member_left');
      if (!ended.ok) log.warn({ space, user, code: ended.error.code }, 'the session of a member who left was not ended');
      await setLeft(space, user, true);
    },
    async roleLost(space, user, session, endedAt) {
      const who = { space, user };
      await telling.willEnd(who, session);
      const ended = await clocking.endAt({
        ...{ ...who, requestId: requestId(`role_lost:${session}:${endedAt}`), at: clock.now(), actor: null, source: 'sweep' },
        ...{ session, endedAt, reason: 'role_lost' },
      });
      if (ended.ok) await telling.ended(who);
      else if (!SESSION_IS_OVER.has(ended.error.code))
        log.warn({ ...who, code: ended.error.code }, 'the session of a member who lost the role of its category was not ended');
    },
    memberJoined: (space, user) => setLeft(space, user, false),
    async guildRemoved(space, at) {
      const stopped = await retention.stopAll(space, 'bot_removed', at);
      if (!stopped.ok) {
        // Unmarked, so that the next sweep comes here again.
        log.warn({ space, code: stopped.error.code }, 'sessions of a guild without the bot were not ended');
        return;
      }
      await remember(space, at, 'botRemoved');
    },
    guildJoined: (space) => remember(space, null, 'botJoined'),
  };
}

const isRemoved = ({ settings }: SpaceConfig): boolean => settings.removedAt !== null;
