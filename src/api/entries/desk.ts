import { announced } from '../../actions/announce.js';
import { requestOf, type Actor } from '../../actions/actor.js';
import type { Subject } from '../../actions/entries/subject.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { userId, type UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Request } from '../../engine/api.js';
import type { ApiDeps } from '../deps.js';

/**
 * By whom entries are changed, and for whom: members change their own within their limits, and those who may change them for others, who hear of it. The way from what
 * was asked to what is stored is the same for both.
 */
export interface Desk {
  readonly actor: Actor;
  readonly subject: Subject;
  /** What the engine is asked with. */
  readonly request: Request;
  /** Stores by `send`, with what belongs to it. */
  commit<T>(send: () => Promise<Result<T, DomainError>>): Promise<Result<T, DomainError>>;
}

export const ownDesk = (actor: Actor): Desk => ({
  actor,
  subject: actor,
  request: requestOf(actor),
  commit: (send) => send(),
});

type ManagingMeans = Pick<ApiDeps, 'documents' | 'ids' | 'log' | 'tellMember'>;

/** For who may change the time of others; that they may is asked before. Nobody goes beyond the limits of their own time by managing others. */
export const managersDesk = (actor: Actor, member: UserId, reason: string, deps: ManagingMeans): Desk => ({
  actor,
  subject: { ...actor, user: member, unlimited: member !== actor.user },
  request: { ...requestOf(actor), user: member, actor: actor.user },
  commit: (send) => announced(actor, { member, reason }, deps, send, (change) => deps.tellMember(actor, member, change)),
});

/** The member that a path is about. Only servers have others. GUILD_ONLY. */
export const memberOf = (actor: Actor, text: string): Result<UserId, DomainError> =>
  actor.guild === null ? err(domainError('GUILD_ONLY')) : ok(userId(text));
