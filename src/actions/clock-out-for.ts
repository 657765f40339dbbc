import { domainError, SESSION_IS_OVER, type DomainError } from '../domain/errors.js';
import type { RequestId, SessionId, UserId } from '../domain/ids.js';
import { err, type Result } from '../domain/result.js';
import type { EndReason } from '../domain/session.js';
import type { Recorded } from '../engine/api.js';
import type { ChangeByOther } from '../engine/documents/kinds/changes-by-others.js';
import type { Actor } from './actor.js';
import { announced } from './announce.js';
import type { Means } from './means.js';

export interface ForcingMeans extends Pick<Means, 'sessions' | 'overview' | 'documents' | 'ids' | 'log'> {
  /** Tells a member at once what was changed of their time, where they agreed to that. Never rejects. */
  tellMember(by: Actor, member: UserId, change: ChangeByOther): void;
}

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
  actor: Actor,
  { member, session, endedAt, reason, endReason = 'forced' }: ClockOutFor,
  deps: ForcingMeans,
  request: RequestId = actor.id,
): Promise<Result<Recorded, DomainError>> => {
  const { space, user, occurredAt, source } = actor;
  const asking = { ...actor, id: request };
  const send = (): Promise<Result<Recorded, DomainError>> =>
    deps.sessions.endAt({
      ...{ space, user: member, requestId: request, at: occurredAt, actor: user, source },
      ...{ session, endedAt, reason: endReason },
    });
  const ended = await announced(asking, { member, reason }, deps, send, (change) => deps.tellMember(actor, member, change));
  return !ended.ok && SESSION_IS_OVER.has(ended.error.code) ? err(domainError('MEMBER_OFF_THE_CLOCK', { member })) : ended;
};
