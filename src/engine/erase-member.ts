import { domainError, type DomainError } from '../domain/errors.js';
import { isGuildSpace, personalSpace, requestId, type SpaceId, type UserId } from '../domain/ids.js';
import type { Clock, Ids } from '../domain/ports.js';
import { err, ok, type Result } from '../domain/result.js';
import { EMPTY_MEMBER } from '../domain/session.js';
import type { Change } from './api.js';
import type { Documents } from './documents-api.js';
import { network } from './documents/kinds/network.js';
import { sharing } from './documents/kinds/sharing.js';
import { forgetNetworks } from './network-trust.js';
import type { EngineParts } from './parts.js';
import { StoreUnavailable } from './store.js';
import { memberKey } from './members/member-key.js';
import type { KeyedQueue } from './members/keyed-queue.js';
import type { Listeners } from './change/listeners.js';

export type EraseParts = Pick<EngineParts, 'store' | 'erasures' | 'log' | 'metrics'> & {
  readonly documents: Documents;
  readonly ids: Ids;
  /** What moments are read from, as those of changes are. */
  readonly momentClock: Pick<Clock, 'now'>;
  readonly queue: KeyedQueue;
  readonly changes: Listeners<Change>;
};

/**
 * Erases a member of a space for good, in line with what else is done for that member; a person's own space as a whole. Answers whether
 * there was anything. What journals and backups hold of before is not brought back. Not while Redis is away: nothing is promised that is not done.
 */
export type EraseMember = (space: SpaceId, user: UserId) => Promise<Result<boolean, DomainError>>;

export const createEraseMember =
  ({ store, erasures, documents, ids, momentClock, queue, changes, log, metrics }: EraseParts): EraseMember =>
  (space, user) =>
    queue.run(memberKey(space, user), async () => {
      if (erasures === undefined) return err(domainError('STORE_UNAVAILABLE'));
      try {
        const before = await store.load(space, user);
        const unlearned = await unlearn({ documents, ids, momentClock }, space, user);
        if (!unlearned.ok) return unlearned;
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

/** A network may remember whom it was trained on. First: should the process die in between, a network is gone, and nobody's days are left in one. */
const unlearn = async (
  { documents, ids, momentClock }: Pick<EraseParts, 'documents' | 'ids' | 'momentClock'>,
  space: SpaceId,
  user: UserId,
): Promise<Result<unknown, DomainError>> => {
  if (!isGuildSpace(space)) return ok(undefined);
  const [{ trainedAt }, { insights }] = await Promise.all([
    documents.of(network).get(space),
    documents.of(sharing).get({ space, user }),
  ]);
  // Who agreed may be in a training that is under way.
  if (trainedAt === null && !insights) return ok(undefined);
  const by = {
    actor: null,
    requestId: requestId(ids.next()),
    at: momentClock.now(),
    event: 'networkForgotten',
    source: 'erasure',
  };
  return forgetNetworks(documents, space, by);
};
