import { dayNumber, weekdayOf } from './day-number.js';
import type { Settings } from './settings.js';

/** Which days count for a streak. */
export interface StreakRules {
  /** Effective time that a day needs, ms, above 0. */
  readonly minimumMs: number;
  /** Planned for rest: these days neither count nor break a streak, whatever was done on them. */
  readonly restDays: readonly Settings['restDays'][number][];
  /** Days of leave, `yyyymmdd`: as days of rest. */
  readonly leave: ReadonlySet<string>;
}

/** Days in a row that were reached. */
export interface Streak {
  /** Up to now: the day that it is counts as soon as it is reached, and breaks nothing before it is over. */
  readonly present: number;
  /** The longest of all the days that were given, the present one among them. */
  readonly longest: number;
  /** Has the day that it is been reached? A day of rest or leave never is. */
  readonly todayCounts: boolean;
  /** The first day of the present streak, `yyyymmdd`; null when there is none. */
  readonly since: string | null;
}

/** Does a day neither count nor break? */
const offDays = ({ restDays, leave }: StreakRules): ((day: number) => boolean) => {
  const [rest, away] = [new Set<string>(restDays), new Set([...leave].map(dayNumber))];
  return (day) => rest.has(weekdayOf(day)) || away.has(day);
};

/** Are all days of [from, to) off? */
const areOff = (from: number, to: number, isOff: (day: number) => boolean): boolean => {
  for (let day = from; day < to; day += 1) if (!isOff(day)) return false;
  return true;
};

/**
 * The present and the longest streak.
 * @param days effective time by local day, `yyyymmdd` -> ms. Each entry keeps the zone in which it was counted, so after a move to the west there may be
 *   days after `today`; they count as well
 * @param today the day that it is where the time is kept, `yyyymmdd`
 */
export const countStreak = (days: ReadonlyMap<string, number>, today: string, rules: StreakRules): Streak => {
  const isOff = offDays(rules);
  const reached = [...days]
    .filter(([, ms]) => ms >= rules.minimumMs)
    .map(([day]) => ({ day, number: dayNumber(day) }))
    .filter(({ number }) => !isOff(number))
    .sort((a, b) => a.number - b.number);
  const now = dayNumber(today);
  let [longest, length] = [0, 0];
  let first: string | null = null;
  let last: number | null = null;
  for (const { day, number } of reached) {
    // Days that are not over break nothing, also where one behind them has been reached.
    if (last === null || !areOff(last + 1, Math.min(number, now), isOff)) [first, length] = [day, 0];
    length += 1;
    last = number;
    longest = Math.max(longest, length);
  }
  const isPresent = last !== null && areOff(last + 1, now, isOff);
  return {
    present: isPresent ? length : 0,
    longest,
    todayCounts: reached.some(({ day }) => day === today),
    since: isPresent ? first : null,
  };
};

/**
 * Would days before `from` leave the present streak as it is? Of a streak that was counted on the days from `from` to `today` alone. So a streak can be
 * read a few weeks at a time. The day that it is parts nothing: it is not over.
 */
export const isWhole = ({ since }: Streak, from: string, today: string, rules: StreakRules): boolean =>
  !areOff(dayNumber(from), Math.min(dayNumber(since ?? today), dayNumber(today)), offDays(rules));

/** What the settings of a space say about streaks. `leave`: days of leave of the member, `yyyymmdd`. */
export const streakRulesOf = (
  { streakMinimum, restDays }: Pick<Settings, 'streakMinimum' | 'restDays'>,
  leave: ReadonlySet<string> = new Set(),
): StreakRules => ({ minimumMs: streakMinimum * 60_000, restDays, leave });
