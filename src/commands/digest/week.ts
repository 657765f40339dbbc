import { leaveDaysOf } from '../../actions/leave.js';
import { bookedSeries } from '../../analytics/forecast/series.js';
import { addDays, dayOf } from '../../domain/calendar.js';
import { countingOf } from '../../domain/counting.js';
import { dayNumber } from '../../domain/day-number.js';
import { weekInReview, type BookedDays } from '../../domain/digest.js';
import { guildOf, type SpaceId, type UserId } from '../../domain/ids.js';
import type { SpaceConfig } from '../../domain/space.js';
import { countStreak, streakRulesOf } from '../../domain/streak.js';
import { targetsOf } from '../../domain/targets.js';
import type { Week } from '../../domain/week.js';
import { targets as targetsKind } from '../../engine/documents/kinds/targets.js';
import type { ComingWeek, MemberDigestModel } from '../../views/digest/digest-view.js';
import type { Deps } from '../deps.js';
import { lookOf } from '../present.js';

export type WeekDeps = Pick<Deps, 'timesheet' | 'documents' | 'spaces' | 'analyst' | 'clock'>;

/** Days that a forecast looks back. */
const DAYS_BACK = 400;
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The day that it is in the space, `yyyymmdd`. */
export const todayOf = ({ settings }: SpaceConfig, now: number): string => {
  const { zone, dayStart } = countingOf(settings);
  return dayOf(now, zone, dayStart);
};

/** The days of a member that a digest is made of, up to now. Rejects with `StoreUnavailable`. */
export const daysOf = (
  space: SpaceId,
  user: UserId,
  today: string,
  { timesheet }: Pick<Deps, 'timesheet'>,
): Promise<BookedDays> => timesheet.days(space, user, addDays(today, -DAYS_BACK), today);

/** The sum of a day, ms. */
export const sumOfDay = (days: BookedDays, day: string): number => {
  let sum = 0;
  for (const ms of days.get(day)?.values() ?? []) sum += ms;
  return sum;
};

/** What the week that has begun will come to; null when nothing can be said. `leave`: days of leave of the one whose days they are, `yyyymmdd`. */
export const comingWeek = async (
  space: SpaceId,
  booked: ReadonlyMap<string, ReadonlyMap<string, number>>,
  {
    config,
    today,
    doneMs,
    people,
    leave = new Set(),
  }: {
    readonly config: SpaceConfig;
    readonly today: string;
    readonly doneMs: number;
    readonly people: number;
    readonly leave?: ReadonlySet<string>;
  },
  { analyst }: Pick<Deps, 'analyst'>,
): Promise<ComingWeek | null> => {
  const answer = await analyst.forecast(space, {
    series: bookedSeries(booked, dayNumber(today), { people, leave }),
    today: { done: doneMs / HOUR, ahead: 1 },
    leave: new Set([...leave].map(dayNumber)),
    weekStart: config.settings.weekStart,
    targets: new Map(),
    people,
  });
  return answer?.enough === true ? answer.forecast.week : null;
};

/** How many of the targets of the week were reached; null when there were none. */
const reachedOf = (targets: ReadonlyMap<string, number>, worked: ReadonlyMap<string, number>): MemberDigestModel['targets'] => {
  const wanted = [...targets].filter(([, minutes]) => minutes > 0);
  if (wanted.length === 0) return null;
  const reached = wanted.filter(([category, minutes]) => (worked.get(category) ?? 0) >= minutes * MINUTE);
  return { reached: reached.length, of: wanted.length };
};

/**
 * The week of a member; null when there is no time in it. Rejects with `StoreUnavailable`.
 * @param isElsewhere is it read outside of the server that it is about?
 */
export const weekOfMember = async (
  { space, user }: { readonly space: SpaceId; readonly user: UserId },
  week: Week,
  isElsewhere: boolean,
  deps: WeekDeps,
): Promise<MemberDigestModel | null> => {
  const config = await deps.spaces.get(space);
  const today = todayOf(config, deps.clock.now());
  const [days, wanted, leave] = await Promise.all([
    daysOf(space, user, today, deps),
    deps.documents.of(targetsKind).get({ space, user }),
    leaveDaysOf({ space, user }, deps),
  ]);
  const { ms, usualMs, categories } = weekInReview(days, week, leave);
  if (ms <= 0) return null;
  const sums = new Map([...days.keys()].map((day) => [day, sumOfDay(days, day)]));
  return {
    ...{ week, ms, usualMs },
    categories: categories.map(({ category, ...compared }) => ({ ...compared, look: lookOf(config, category) })),
    guild: isElsewhere ? guildOf(space) : null,
    targets: reachedOf(targetsOf(wanted.targets, week), new Map(categories.map((one) => [one.category, one.ms]))),
    streak: countStreak(sums, today, streakRulesOf(config.settings, leave)).present,
    coming: await comingWeek(space, days, { config, today, doneMs: sumOfDay(days, today), people: 1, leave }, deps),
  };
};
