import { domainError, type DomainError } from '../domain/errors.js';
import { personalSpace, type SpaceId, type UserId } from '../domain/ids.js';
import { err, ok, type Result } from '../domain/result.js';
import { EMPTY_MEMBER } from '../domain/session.js';
import type { Change } from './api.js';
import type { EngineParts } from './parts.js';
import { StoreUnavailable } from './store.js';
import { memberKey } from './members/member-key.js';
import type { KeyedQueue } from './members/keyed-queue.js';
import type { Listeners } from './change/listeners.js';

export type EraseParts = Pick<EngineParts, 'store' | 'erasures' | 'clock' | 'log' | 'metrics'> & {
  readonly queue: KeyedQueue;
  readonly changes: Listeners<Change>;
};

/**
 * Erases a member of a space for good, in line with what else is done for that member; a person's own space as a whole. Answers whether
 * there was anything. What journals and backups hold of before is not brought back. Not while Redis is away: nothing is promised that is not done.
 */
export type EraseMember = (space: SpaceId, user: UserId) => Promise<Result<boolean, DomainError>>;

export const createEraseMember =
  ({ store, erasures, queue, changes, log, metrics }: EraseParts): EraseMember =>
  (space, user) =>
    queue.run(memberKey(space, user), async () => {
      if (erasures === undefined) return err(domainError('STORE_UNAVAILABLE'));
      try {
        const before = await store.load(space, user);
        const version = await erasures.eraseMember(space, user);
        if (space === personalSpace(user)) await store.erase(space);
        metrics.count('members_erased');
        log.info({ space, existed: version > 0 }, 'a member was erased');
        // Roles are taken, and those who show it show it no more.
        if (version > 0) changes.emit({ space, user, before, after: { ...EMPTY_MEMBER, version }, rows: [] });
        return ok(version > 0);
      } catch (error) {
        if (error instanceof StoreUnavailable) return err(domainError('STORE_UNAVAILABLE'));
        throw error;
      }
    });
