import { atOnce } from '../../../domain/at-once.js';
import { dayOf, startOfDay, addDays } from '../../../domain/calendar.js';
import { countingOf } from '../../../domain/counting.js';
import type { DomainError } from '../../../domain/errors.js';
import type { SpaceId, UserId } from '../../../domain/ids.js';
import { rangeOf, weeksIn, type DayRange } from '../../../domain/range.js';
import { ok, type Result } from '../../../domain/result.js';
import type { Session } from '../../../domain/session.js';
import type { SpaceConfig } from '../../../domain/space.js';
import { targets } from '../../../engine/documents/kinds/targets.js';
import type { LayoutView } from '../../../views/message.js';
import { teamCard, type TeamRow } from '../../../views/team/team-card.js';
import type { Deps } from '../../deps.js';
import { parseTypedDay } from '../../explain/typed-day.js';
import { defineButton } from '../../kit/component.js';
import type { Context } from '../../kit/context.js';
import { defineCommand } from '../../kit/define.js';
import { inGuild, needs } from '../../kit/guards.js';
import { opt } from '../../kit/options.js';
import { failure, message, update } from '../../kit/reply.js';
import { typingOf } from '../../zone-of.js';
import { TEAM_IDS } from './custom-ids.js';
import { openRequests } from '../../../actions/approvals/kept.js';
import { runningIn, targetMs, unconfirmedOf } from '../../../actions/team/figures.js';
import { leaveUntilFor } from '../../../actions/leave.js';

type Needs = Pick<Deps, 'overview' | 'timesheet' | 'documents' | 'spaces' | 'clock'>;

/** It shows what others have worked. */
const guards = [inGuild, needs('seeOthers')];

const ROWS = 10;
/** Members that are read at once. */
const WIDTH = 50;

interface Worked {
  readonly user: UserId;
  /** On the clock now, where the days are not over. */
  readonly isOn: boolean;
  /** ms, what runs included. */
  readonly ms: number;
  /** ms; 0 without a target. */
  readonly targetMs: number;
}

/** Everybody who worked in the days, or wanted to, most time first. Rejects with `StoreUnavailable`. */
const everybody = async (
  { space }: Context,
  range: DayRange,
  { settings }: SpaceConfig,
  running: ReadonlyMap<UserId, Session>,
  { timesheet, documents, clock }: Needs,
): Promise<readonly Worked[]> => {
  const counting = countingOf(settings);
  const today = dayOf(clock.now(), counting.zone, counting.dayStart);
  const isNow = range.from <= today && today <= range.to;
  const weeks = weeksIn(range, settings.weekStart);
  const users: UserId[] = [];
  for await (const user of timesheet.members(space)) users.push(user);
  const read = async (user: UserId): Promise<Worked> => {
    const [days, wanted] = await Promise.all([
      timesheet.days(space, user, range.from, range.to),
      documents.of(targets).get({ space, user }),
    ]);
    const active = running.get(user) ?? null;
    const stored = [...days.values()].reduce((sum, shares) => sum + [...shares.values()].reduce((day, ms) => day + ms, 0), 0);
    const ms = stored + runningIn(active, range, counting, clock.now());
    return { user, isOn: isNow && active !== null, ms, targetMs: targetMs(wanted.targets, weeks) };
  };
  const all = await atOnce(users, WIDTH, read);
  return all
    .filter((one) => one.ms > 0 || one.targetMs > 0 || one.isOn)
    .sort((a, b) => b.ms - a.ms || (a.user < b.user ? -1 : 1));
};

/** What is told of a member besides: only of those on the page. */
const rowOf = async (
  ctx: Context,
  { user, ...worked }: Worked,
  range: DayRange,
  config: SpaceConfig,
  deps: Needs,
): Promise<TeamRow> => {
  const { zone, dayStart } = countingOf(config.settings);
  const start = startOfDay(range.from, zone, dayStart);
  const end = startOfDay(addDays(range.to, 1), zone, dayStart);
  const [entries, requests, leaveUntil] = await Promise.all([
    deps.timesheet.entries(ctx.space, user, start, end),
    openRequests(ctx.space, user, deps),
    leaveUntilFor(ctx, user, config, deps),
  ]);
  return { member: user, ...worked, unconfirmed: unconfirmedOf(entries), requests, leaveUntil };
};

/** What members worked who were erased since, ms: it is kept by months, so those that lie in the range as a whole. Null when there is none. */
const formerMs = async (space: SpaceId, { from, to }: DayRange, { timesheet }: Needs): Promise<number | null> => {
  const first = (from.endsWith('01') ? from : addDays(`${from.slice(0, 6)}28`, 4)).slice(0, 6);
  const last = (addDays(to, 1).endsWith('01') ? to : addDays(`${to.slice(0, 6)}01`, -1)).slice(0, 6);
  if (first > last) return null;
  const sums = await timesheet.formerTotals(space, first, last);
  return sums.length === 0 ? null : sums.reduce((total, { ms }) => total + ms, 0);
};

const pageView = async (ctx: Context, range: DayRange, page: number, deps: Needs): Promise<Result<LayoutView, DomainError>> => {
  const [config, on] = await Promise.all([deps.spaces.get(ctx.space), deps.overview.onTheClock(ctx.space)]);
  if (!on.ok) return on;
  const running = new Map(on.value.rows.map(({ user, session }) => [user, session]));
  const all = await everybody(ctx, range, config, running, deps);
  const pages = Math.max(1, Math.ceil(all.length / ROWS));
  const at = Math.min(page, pages - 1);
  const shown = all.slice(at * ROWS, at * ROWS + ROWS);
  const rows = await Promise.all(shown.map((one) => rowOf(ctx, one, range, config, deps)));
  const sum = (of: 'ms' | 'targetMs'): number => all.reduce((total, one) => total + one[of], 0);
  return ok(
    teamCard(
      {
        range,
        rows,
        first: at * ROWS + 1,
        total: { members: all.length, ms: sum('ms'), targetMs: sum('targetMs') },
        formerMs: await formerMs(ctx.space, range, deps),
        page: at,
        pages,
        pageId: (to, of) => TEAM_IDS.page.encode({ ...range, page: to, of }),
      },
      ctx.t,
    ),
  );
};

/** The hours of everybody in some days, against their targets; this week unless told. */
export const team = defineCommand({
  name: 'team',
  visibility: 'ephemeral',
  guards,
  options: {
    from: opt.string({ minLength: 1, maxLength: 40 }).optional(),
    to: opt.string({ minLength: 1, maxLength: 40 }).optional(),
  },
  async run(ctx, { from, to }, deps: Needs) {
    const typing = await typingOf(ctx, deps);
    const [first, last] = [from, to].map((typed) => (typed === undefined ? ok(null) : parseTypedDay(typed, typing)));
    if (first?.ok === false) return failure(first.error);
    if (last?.ok === false) return failure(last.error);
    const { settings } = await deps.spaces.get(ctx.space);
    const { zone, dayStart } = countingOf(settings);
    const given = { from: first?.value ?? null, to: last?.value ?? null };
    const range = rangeOf(given, dayOf(ctx.occurredAt, zone, dayStart), settings.weekStart);
    if (!range.ok) return failure(range.error);
    const page = await pageView(ctx, range.value, 0, deps);
    return page.ok ? message(page.value) : failure(page.error);
  },
});

export const teamPages = defineButton({
  route: TEAM_IDS.page,
  guards,
  async run(ctx, { from, to, page }, deps: Needs) {
    const view = await pageView(ctx, { from, to }, page, deps);
    return view.ok ? update(view.value) : failure(view.error);
  },
});
