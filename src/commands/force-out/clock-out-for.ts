import { domainError, SESSION_IS_OVER, type DomainError } from '../../domain/errors.js';
import type { RequestId, SessionId, UserId } from '../../domain/ids.js';
import { err, type Result } from '../../domain/result.js';
import type { EndReason } from '../../domain/session.js';
import type { Recorded } from '../../engine/api.js';
import { plainText } from '../../i18n/user-text.js';
import { withNotice, type NoticeDeps } from '../admin/session/notice.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';

export type ForcingDeps = NoticeDeps & Pick<Deps, 'sessions' | 'overview'>;

export const REASON_MAX = 200;

/** A reason as it was given; empty for none. */
export const givenReason = (typed: string | null | undefined): string => plainText(typed ?? '');

export interface ClockOutFor {
  readonly member: UserId;
  /** Only this one is ended. */
  readonly session: SessionId;
  /** ms; null: at the moment of the interaction. */
  readonly endedAt: number | null;
  /** Empty for none. */
  readonly reason: string;
  /** How the entry is marked: `forced` unless told. */
  readonly endReason?: Extract<EndReason, 'forced' | 'suspended'>;
}

/**
 * Clocks a member out, in the way of every change that somebody makes for others: it is announced, then made, and the member is told.
 * MEMBER_OFF_THE_CLOCK when the session is over by now, END_BEFORE_START, END_AHEAD; nothing is recorded while Redis is away (STORE_UNAVAILABLE), since it
 * could not be announced then.
 * @param request one for each member where several are clocked out by one interaction
 */
export const clockOutFor = async (
  ctx: Context,
  { member, session, endedAt, reason, endReason = 'forced' }: ClockOutFor,
  deps: ForcingDeps,
  request: RequestId = ctx.id,
): Promise<Result<Recorded, DomainError>> => {
  const { space, user, occurredAt, source, tPublic } = ctx;
  const ended = await withNotice({ id: request, space, user, occurredAt, source, tPublic }, { member, reason }, deps, () =>
    deps.sessions.endAt({
      ...{ space, user: member, requestId: request, at: occurredAt, actor: user, source },
      ...{ session, endedAt, reason: endReason },
    }),
  );
  return !ended.ok && SESSION_IS_OVER.has(ended.error.code) ? err(domainError('MEMBER_OFF_THE_CLOCK', { member })) : ended;
};
