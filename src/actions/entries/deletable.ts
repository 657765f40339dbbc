import { domainError, type DomainError } from '../../domain/errors.js';
import type { SessionId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SelfEditLimit } from '../../domain/self-edit.js';
import type { Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { Means } from '../means.js';
import { findSession } from './find.js';
import { limitOn, refusalOf } from './limits.js';
import type { Subject } from './subject.js';

type DeleteDeps = Pick<Means, 'overview' | 'timesheet' | 'spaces'>;

export interface Deletable {
  readonly session: Session;
  readonly config: SpaceConfig;
}

/** An ended entry, with the configuration of its space, and why its member may not delete it alone. SESSION_NOT_FOUND, SESSION_NOT_ENDED. */
export const weighDeletion = async (
  subject: Subject,
  id: SessionId,
  deps: DeleteDeps,
): Promise<Result<Deletable & { readonly needsApproval: SelfEditLimit | null }, DomainError>> => {
  const [found, config] = await Promise.all([findSession(subject, id, deps), deps.spaces.get(subject.space)]);
  if (!found.ok) return found;
  const { session } = found.value;
  if (session.endedAt === null) return err(domainError('SESSION_NOT_ENDED'));
  const limit = limitOn(subject, [{ before: session, after: null }], config);
  return limit.ok ? ok({ session, config, needsApproval: limit.value }) : limit;
};

/** An entry that may be deleted, with the configuration of its space. As `weighDeletion`, and what `mayChange` refuses. */
export const deletable = async (subject: Subject, id: SessionId, deps: DeleteDeps): Promise<Result<Deletable, DomainError>> => {
  const weighed = await weighDeletion(subject, id, deps);
  if (!weighed.ok) return weighed;
  const { needsApproval } = weighed.value;
  return needsApproval === null ? weighed : err(refusalOf(needsApproval));
};
