import { sessionIn } from '../../domain/decide/index.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { SessionId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { MemberState, Session } from '../../domain/session.js';
import type { Actor } from '../actor.js';
import type { Means } from '../means.js';

/** A member with one of their sessions. */
export interface Found {
  readonly state: MemberState;
  readonly session: Session;
}

/** A member's session by its id, running or ended at any time. SESSION_NOT_FOUND; rejects with StoreUnavailable. */
export const findSession = async (
  ctx: Pick<Actor, 'space' | 'user'>,
  id: SessionId,
  { overview, timesheet }: Pick<Means, 'overview' | 'timesheet'>,
): Promise<Result<Found, DomainError>> => {
  const status = await overview.status(ctx.space, ctx.user);
  if (!status.ok) return status;
  const { state } = status.value;
  const session = sessionIn(state, id) ?? (await timesheet.entry(ctx.space, ctx.user, id));
  return session === null ? err(domainError('SESSION_NOT_FOUND')) : ok({ state, session });
};
