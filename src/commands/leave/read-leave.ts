import { leaveOf, todayOf } from '../../actions/leave.js';
import { foldName } from '../../domain/category-name.js';
import type { DomainError } from '../../domain/errors.js';
import type { UserId } from '../../domain/ids.js';
import { LEAVE_KINDS, LEAVE_LIMITS, type Leave, type LeaveWish } from '../../domain/leave.js';
import { ok, type Result } from '../../domain/result.js';
import { parsePlannedDay } from '../../domain/typed/planned-day.js';
import { leaveDaysText } from '../../views/leave/leave-text.js';
import { cut } from '../../views/text.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { opt } from '../kit/options.js';
import type { Choice } from '../kit/reply.js';

const CHOICES_MAX = 25;
const LABEL_MAX = 100;
const SEPARATOR = ' · ';

/** What is asked of leave that is written down, in the order in which Discord wants required options first. */
export const leaveOptions = {
  from: opt.string({ minLength: 1, maxLength: 40 }).required(),
  to: opt.string({ minLength: 1, maxLength: 40 }).optional(),
  kind: opt.choice(LEAVE_KINDS).optional(),
  note: opt.string({ maxLength: LEAVE_LIMITS.note }).optional(),
} as const;

export interface TypedLeave {
  readonly from: string;
  readonly to?: string | undefined;
  readonly kind?: Leave['kind'] | undefined;
  readonly note?: string | undefined;
}

type Needs = Pick<Deps, 'documents' | 'spaces'>;

/** What was typed, by the day that it is for whoever types; one day unless told, and a holiday. DAY_INVALID. */
export const readWish = async (ctx: Context, typed: TypedLeave, deps: Needs): Promise<Result<LeaveWish, DomainError>> => {
  const today = await todayOf(ctx, ctx.occurredAt, deps);
  const from = parsePlannedDay(typed.from, today, ctx.t.locale);
  if (!from.ok) return from;
  const to = typed.to === undefined ? from : readLast(typed.to, from.value, today, ctx.t.locale);
  if (!to.ok) return to;
  return ok({ from: from.value, to: to.value, kind: typed.kind ?? 'holiday', note: typed.note ?? '' });
};

/** The last day: where what was typed lies before the first one (from `Friday` to `Wednesday`), it is told from there on. */
const readLast = (typed: string, from: string, today: string, locale: string): Result<string, DomainError> => {
  const to = parsePlannedDay(typed, today, locale);
  return to.ok && to.value < from ? parsePlannedDay(typed, from, locale) : to;
};

/** The day by which a leave is named: the one that was chosen, or any of its days as it was typed. DAY_INVALID. */
export const readNamedDay = async (ctx: Context, typed: string, deps: Needs): Promise<Result<string, DomainError>> => {
  const today = await todayOf(ctx, ctx.occurredAt, deps);
  // Discord may send the label of a choice instead of its value.
  return parsePlannedDay(typed.split(SEPARATOR, 1)[0] ?? '', today, ctx.t.locale);
};

/** The leaves of a member, the nearest to today first; sends their first days. Of others nothing but the days is shown. */
export const leaveChoices = async (ctx: Context, member: UserId, typed: string, deps: Needs): Promise<readonly Choice[]> => {
  const whose = { space: ctx.space, user: member };
  const [leaves, today] = await Promise.all([leaveOf(whose, deps), todayOf(ctx, ctx.occurredAt, deps)]);
  const label = (one: Leave): string => {
    const kind = member === ctx.user ? `${SEPARATOR}${ctx.t(`leave.kinds.${one.kind}`)}` : '';
    return cut(`${dashed(one.from)}${SEPARATOR}${leaveDaysText(one, ctx.t)}${kind}`, LABEL_MAX);
  };
  const wanted = foldName(typed);
  const ahead = leaves.filter(({ to }) => to >= today);
  const over = leaves.filter(({ to }) => to < today).toReversed();
  return [...ahead, ...over]
    .map((one) => ({ name: label(one), value: dashed(one.from) }))
    .filter(({ name }) => foldName(name).includes(wanted))
    .slice(0, CHOICES_MAX);
};

const dashed = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
