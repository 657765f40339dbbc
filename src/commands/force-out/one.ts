import { endEarlier } from '../../domain/decide/clock-rules.js';
import { effectiveMs } from '../../domain/effective.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import { formatTypedTime } from '../../domain/typed/time.js';
import { forcedOutCard, forceOutQuestion } from '../../views/force-out.js';
import type { MessageView } from '../../views/message.js';
import { momentText } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { possibleEnds, readMoments } from '../entries/typed-times.js';
import type { Context } from '../kit/context.js';
import { failure, message, type Reply } from '../kit/reply.js';
import { configOrNull, lookOf } from '../present.js';
import { typingOf } from '../zone-of.js';
import { clockOutFor, type ClockOutFor } from '../../actions/clock-out-for.js';
import { forcingMeans, givenReason, type ForcingDeps } from './forcing.js';
import { FORCE_IDS } from './custom-ids.js';

export interface AskedForOne {
  readonly member: UserId;
  /** As they were typed. */
  readonly at: string | null | undefined;
  readonly reason: string | null | undefined;
}

/** The session that runs of the member. MEMBER_OFF_THE_CLOCK. */
const runningOf = async (
  { space }: Context,
  member: UserId,
  { overview }: Pick<Deps, 'overview'>,
): Promise<Result<Session, DomainError>> => {
  const status = await overview.status(space, member);
  if (!status.ok) return status;
  const { active } = status.value.state;
  return active === null ? err(domainError('MEMBER_OFF_THE_CLOCK', { member })) : ok(active);
};

/** Clocks out, and shows what came of it. */
export const endOne = async (ctx: Context, asked: ClockOutFor, deps: ForcingDeps): Promise<Result<MessageView, DomainError>> => {
  const ended = await clockOutFor(ctx, asked, forcingMeans(ctx, deps));
  if (!ended.ok) return ended;
  const { session, durability } = ended.value;
  const caveat = durability === 'journaled' ? 'willSync' : null;
  const category = lookOf(await configOrNull(deps, ctx.space), session.category);
  return ok(forcedOutCard({ member: asked.member, reason: asked.reason, session, category, caveat }, ctx.t));
};

/** Clocks a member out at once; where a time was typed, what was understood of it is shown first. */
export const forceOne = async (ctx: Context, { member, at, reason: typed }: AskedForOne, deps: ForcingDeps): Promise<Reply> => {
  const reason = givenReason(typed);
  const running = await runningOf(ctx, member, deps);
  if (!running.ok) return failure(running.error);
  const session = running.value;
  if (at === null || at === undefined) {
    const ended = await endOne(ctx, { member, session: session.id, endedAt: null, reason }, deps);
    return ended.ok ? message(ended.value) : failure(ended.error);
  }
  const typing = await typingOf(ctx, deps);
  const moments = readMoments(at, typing);
  if (!moments.ok) return failure(moments.error);
  const ends = possibleEnds(moments.value, session.startedAt, ctx.occurredAt);
  if (!ends.ok) return failure(ends.error);
  const readings = ends.value.map((endedAt) => ({
    endedAt,
    countsMs: effectiveMs(endEarlier(session, 'forced', endedAt, null), endedAt),
    label: formatTypedTime(endedAt, typing.zone),
    customId: FORCE_IDS.one.encode({ member, session: session.id, at: momentText(endedAt) }),
  }));
  const category = lookOf(await configOrNull(deps, ctx.space), session.category);
  const question = { member, reason, session, category, readings, cancel: FORCE_IDS.cancel.encode({}) };
  return message(forceOutQuestion(question, ctx.t));
};
