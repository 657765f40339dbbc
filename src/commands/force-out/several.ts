import { atOnce } from '../../domain/at-once.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { requestId, roleId, type RoleId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { formatTypedTime } from '../../domain/typed/time.js';
import type { OnClock } from '../../engine/store.js';
import { forceAllQuestion, forcedAllCard, type Crowd } from '../../views/force-out-all.js';
import type { MessageView } from '../../views/message.js';
import { categoryMark } from '../category-mark.js';
import { momentText } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { readMoments } from '../entries/typed-times.js';
import type { Context } from '../kit/context.js';
import { configOrNull, lookOf } from '../present.js';
import { typingOf } from '../zone-of.js';
import { clockOutFor } from '../../actions/clock-out-for.js';
import { forcingMeans, givenReason, type ForcingDeps } from './forcing.js';
import { FORCE_IDS } from './custom-ids.js';

/** Members that are clocked out at the same time: the changes go through the writer's normal lane, behind everybody's clicks. */
const WIDTH = 20;

export type CrowdDeps = ForcingDeps & Pick<Deps, 'roles'>;

/** A role by its id, or a category as `categoryMark` shortens it. */
export interface Which {
  readonly what: 'role' | 'category';
  readonly which: string;
}

/**
 * Those of a role or category who are on the clock now. NOBODY_ON_THE_CLOCK; STORE_UNAVAILABLE when it is not sure who is, DISCORD_UNAVAILABLE when it is not
 * who has the role.
 */
const onTheClockOf = async (
  ctx: Context,
  { what, which }: Which,
  deps: CrowdDeps,
): Promise<Result<readonly OnClock[], DomainError>> => {
  const on = await deps.overview.onTheClock(ctx.space);
  if (!on.ok) return on;
  if (on.value.possiblyStale) return err(domainError('STORE_UNAVAILABLE'));
  const { rows } = on.value;
  const found =
    what === 'category'
      ? ok(rows.filter(({ session }) => categoryMark(session.category) === which))
      : await ofRole(ctx, roleId(which), rows, deps);
  return found.ok && found.value.length === 0 ? err(domainError('NOBODY_ON_THE_CLOCK')) : found;
};

const ofRole = async (
  { guild }: Context,
  role: RoleId,
  rows: readonly OnClock[],
  { roles }: Pick<Deps, 'roles'>,
): Promise<Result<readonly OnClock[], DomainError>> => {
  if (guild === null) return err(domainError('GUILD_ONLY'));
  const held = await roles.holders(
    guild.id,
    role,
    rows.map(({ user }) => user),
  );
  return held.ok ? ok(rows.filter(({ user }) => held.value.has(user))) : held;
};

const crowdOf = async (ctx: Context, { what, which }: Which, deps: Pick<Deps, 'spaces'>): Promise<Crowd> => {
  if (what === 'role') return { what, role: roleId(which) };
  const config = await configOrNull(deps, ctx.space);
  const id = config?.categories.find((category) => categoryMark(category.id) === which)?.id;
  return { what, category: id === undefined ? null : lookOf(config, id) };
};

export interface AskedForAll extends Which {
  /** As they were typed. */
  readonly at: string | undefined;
  readonly reason: string | undefined;
}

/** Shows who would be clocked out: it concerns many, so it is asked first. */
export const askForAll = async (
  ctx: Context,
  { at, reason, ...which }: AskedForAll,
  deps: CrowdDeps,
): Promise<Result<MessageView, DomainError>> => {
  const typing = at === undefined ? null : await typingOf(ctx, deps);
  const moments = at === undefined || typing === null ? ok([null]) : readMoments(at, typing);
  if (!moments.ok) return moments;
  const ahead = moments.value.find((moment) => moment !== null && moment > ctx.occurredAt);
  if (ahead !== undefined && ahead !== null) return err(domainError('END_AHEAD', { until: ahead }));
  const found = await onTheClockOf(ctx, which, deps);
  if (!found.ok) return found;
  const people = found.value.map(({ user, session }) => ({ member: user, since: session.startedAt }));
  const readings = moments.value.map((endedAt) => ({
    endedAt,
    label: endedAt === null || typing === null ? null : formatTypedTime(endedAt, typing.zone),
    customId: FORCE_IDS.all.encode({ ...which, asked: momentText(ctx.occurredAt), at: momentText(endedAt) }),
  }));
  const crowd = await crowdOf(ctx, which, deps);
  const question = { crowd, people, readings, reason: givenReason(reason), cancel: FORCE_IDS.cancel.encode({}) };
  return ok(forceAllQuestion(question, ctx.t));
};

export interface Confirmed extends Which {
  /** When the question was shown, ms. */
  readonly asked: number;
  /** ms; null: now. */
  readonly endedAt: number | null;
  /** Empty for none. */
  readonly reason: string;
}

type Outcome = 'done' | 'off' | 'later' | 'failed';

/** Clocks out those who were on the clock when it was asked and still are, each as a change of its own. */
export const endAll = async (ctx: Context, confirmed: Confirmed, deps: CrowdDeps): Promise<Result<MessageView, DomainError>> => {
  const { asked, endedAt, reason, ...which } = confirmed;
  const found = await onTheClockOf(ctx, which, deps);
  if (!found.ok) return found;
  const endOf = async ({ user: member, session: { id: session, startedAt } }: OnClock): Promise<Outcome> => {
    if (endedAt !== null && startedAt > endedAt) return 'later';
    const request = requestId(`${ctx.id}.${member}`);
    const ended = await clockOutFor(ctx, { member, session, endedAt, reason }, forcingMeans(ctx, deps), request);
    if (ended.ok) return 'done';
    if (ended.error.code === 'MEMBER_OFF_THE_CLOCK') return 'off';
    ctx.log.warn({ member, code: ended.error.code }, 'a member was not clocked out');
    return 'failed';
  };
  // Who came after the question was shown was not in it.
  const outcomes = await atOnce(
    found.value.filter(({ session }) => session.startedAt <= asked),
    WIDTH,
    endOf,
  );
  const count = (wanted: Outcome): number => outcomes.filter((outcome) => outcome === wanted).length;
  const counts = { done: count('done'), off: count('off'), later: count('later'), failed: count('failed') };
  return ok(forcedAllCard({ crowd: await crowdOf(ctx, which, deps), counts, endedAt, reason }, ctx.t));
};
