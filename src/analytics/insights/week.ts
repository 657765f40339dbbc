import { Temporal } from 'temporal-polyfill';
import type { WeekStart } from '../../domain/calendar.js';
import { weekdayIndex } from '../../domain/day-number.js';
import { at, mean, sum } from '../numbers.js';
import { isAbsent, type Facts, type ScoredDay } from '../score/facts.js';
import { unlessMissing, type Part } from './part.js';
import { firstDay, hasLeave } from './past.js';
import { criticalT, unlike, variance } from './statistics.js';

/** Weeks that this one is held against. */
export const WEEKS_COMPARED = 4;
/** So far back weeks without leave are looked for: older ones are of another time. */
const WEEKS_LOOKED_AT = 12;
/** A week that lies where 95 % of weeks like the last ones would lie is like them. */
const LEVEL = 0.95;
/** Hours: nobody plans a week to the quarter of an hour, so weeks are taken to spread at least as much. */
export const WEEK_GRAIN = 0.5;

export interface PastWeek {
  /** The number of its first day. */
  readonly from: number;
  /** Hours of all of it, and of it up to the same weekday and time as now, without the weekdays that are leave this week. */
  readonly hours: number;
  readonly soFar: number;
}

/** This week up to now, against the last four without leave up to the same weekday and time. Hours. */
export interface WeekComparison {
  readonly done: number;
  /** The mean of the last four. */
  readonly usual: number;
  /** Where 95 % of weeks like these would lie (never below 0). */
  readonly low: number;
  readonly high: number;
  /** How often chance alone would bring a week that is as far off, 0–1. */
  readonly chance: number;
  readonly verdict: 'more' | 'less' | 'usual';
  /** Days of this week up to now that are leave: their weekdays are left out of the other weeks too. */
  readonly leaveDays: number;
  /** Weeks with leave that were passed over to find four without. */
  readonly leaveWeeks: number;
  /** The newest first. */
  readonly weeks: readonly PastWeek[];
}

/**
 * This week against the last four without leave. Weeks before the first day with time are none: they say what was not written down. Of days that are leave this
 * week nothing is expected, so the same weekdays of the others do not count.
 */
export const weekOf = (facts: Facts, weekStart: WeekStart): Part<WeekComparison> => {
  const into = (weekdayIndex(facts.today) + (weekStart === 'monday' ? 0 : 1)) % 7;
  const first = facts.today - into;
  const past = pastWeeks(facts, first);
  return unlessMissing([{ of: 'weeks', count: WEEKS_COMPARED - past.length }], () => {
    const compared = Array.from({ length: into + 1 }, (_, nth) => nth).filter((nth) => !isAbsent(facts, first + nth));
    const weeks = past.map((from) => pastWeek(facts, from, into, compared));
    const done = hoursOf(facts, first, compared);
    const before = weeks.map(({ soFar }) => soFar);
    const grain = Math.max(WEEK_GRAIN, Math.sqrt(compared.length * spreadOfDays(facts, past)));
    const { difference, chance, error } = unlike(done, before, grain);
    const usual = mean(before);
    const reach = criticalT(1 - LEVEL, WEEKS_COMPARED - 1) * error;
    const isOff = Math.abs(difference) > reach;
    return {
      ...{ done, usual, low: Math.max(0, usual - reach), high: usual + reach, chance, weeks },
      verdict: isOff ? (difference > 0 ? 'more' : 'less') : 'usual',
      leaveDays: into + 1 - compared.length,
      leaveWeeks: (first - (past.at(-1) ?? first)) / 7 - past.length,
    };
  });
};

/** The first days of the last weeks before `first` that have no leave, the newest first; at most WEEKS_COMPARED. */
const pastWeeks = (facts: Facts, first: number): readonly number[] => {
  const earliest = Math.max(firstDay(facts), first - 7 * WEEKS_LOOKED_AT);
  const weeks: number[] = [];
  for (let from = first - 7; from >= earliest && weeks.length < WEEKS_COMPARED; from -= 7)
    if (!hasLeave(facts, from)) weeks.push(from);
  return weeks;
};

/**
 * How much a day differs from the same weekday of the other weeks, hours squared: the variance within the weekdays. Weeks differ at least as much as their days
 * do, also where four of them happen to be alike: four Mondays without time do not make the next one certain.
 */
const spreadOfDays = ({ days }: Facts, weeks: readonly number[]): number => {
  let sum = 0;
  for (let weekday = 0; weekday < 7; weekday += 1) sum += variance(weeks.map((from) => days.get(from + weekday)?.hours ?? 0));
  return sum / 7;
};

const WHOLE_WEEK = [0, 1, 2, 3, 4, 5, 6];

/** `nths`: which days of the week. */
const hoursOf = ({ days }: Facts, from: number, nths: readonly number[]): number =>
  sum(nths.map((nth) => days.get(from + nth)?.hours ?? 0));

const pastWeek = (facts: Facts, from: number, into: number, compared: readonly number[]): PastWeek => {
  const whole = hoursOf(
    facts,
    from,
    compared.filter((nth) => nth < into),
  );
  const partly = compared.includes(into) ? partBefore(facts, facts.days.get(from + into), facts.today - from - into) : 0;
  return { from, hours: hoursOf(facts, from, WHOLE_WEEK), soFar: whole + partly };
};

/** Hours of a day that lay before the time that the clocks show now; `back`: so many days ago. What was set by hand is in proportion to what was clocked. */
const partBefore = ({ input }: Facts, day: ScoredDay | undefined, back: number): number => {
  if (day === undefined) return 0;
  const { zone } = input.usual;
  const wall = Temporal.Instant.fromEpochMilliseconds(input.now).toZonedDateTimeISO(zone).toPlainDateTime();
  const cut = wall.subtract({ days: back }).toZonedDateTime(zone).epochMilliseconds;
  const lengths = day.stretches.map(({ start, end }) => [Math.max(0, Math.min(end, cut) - start), end - start] as const);
  const all = sum(lengths.map((pair) => at(pair, 1)));
  return all === 0 ? 0 : (day.hours * sum(lengths.map((pair) => at(pair, 0)))) / all;
};
