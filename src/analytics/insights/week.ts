import { Temporal } from 'temporal-polyfill';
import type { WeekStart } from '../../domain/calendar.js';
import { weekdayIndex } from '../../domain/day-number.js';
import { at, mean, sum } from '../numbers.js';
import type { Facts, ScoredDay } from '../score/facts.js';
import { unlessMissing, type Part } from './part.js';
import { firstDay } from './past.js';
import { criticalT, unlike, variance } from './statistics.js';

/** Weeks that this one is held against. */
export const WEEKS_COMPARED = 4;
/** A week that lies where 95 % of weeks like the last ones would lie is like them. */
const LEVEL = 0.95;
/** Hours: nobody plans a week to the quarter of an hour, so weeks are taken to spread at least as much. */
export const WEEK_GRAIN = 0.5;

export interface PastWeek {
  /** The number of its first day. */
  readonly from: number;
  /** Hours of all of it, and of it up to the same weekday and time as now. */
  readonly hours: number;
  readonly soFar: number;
}

/** This week up to now, against the last four up to the same weekday and time. Hours. */
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
  /** The newest first. */
  readonly weeks: readonly PastWeek[];
}

/** This week against the last four. Weeks before the first day with time are none: they say what was not written down. */
export const weekOf = (facts: Facts, weekStart: WeekStart): Part<WeekComparison> => {
  const into = (weekdayIndex(facts.today) + (weekStart === 'monday' ? 0 : 1)) % 7;
  const first = facts.today - into;
  const known = Math.max(0, Math.floor((first - firstDay(facts)) / 7));
  return unlessMissing([{ of: 'weeks', count: Math.max(0, WEEKS_COMPARED - known) }], () => {
    const weeks = Array.from({ length: WEEKS_COMPARED }, (_, nth) => pastWeek(facts, first - 7 * (nth + 1), into));
    const done = hoursOf(facts, first, into + 1);
    const before = weeks.map(({ soFar }) => soFar);
    const grain = Math.max(WEEK_GRAIN, Math.sqrt((into + 1) * spreadOfDays(facts, first)));
    const { difference, chance, error } = unlike(done, before, grain);
    const usual = mean(before);
    const reach = criticalT(1 - LEVEL, WEEKS_COMPARED - 1) * error;
    const isOff = Math.abs(difference) > reach;
    return {
      ...{ done, usual, low: Math.max(0, usual - reach), high: usual + reach, chance, weeks },
      verdict: isOff ? (difference > 0 ? 'more' : 'less') : 'usual',
    };
  });
};

/**
 * How much a day differs from the same weekday of the other weeks, hours squared: the variance within the weekdays. Weeks differ at least as much as their days
 * do, also where four of them happen to be alike: four Mondays without time do not make the next one certain.
 */
const spreadOfDays = ({ days }: Facts, first: number): number => {
  let sum = 0;
  for (let weekday = 0; weekday < 7; weekday += 1) {
    const hours = Array.from({ length: WEEKS_COMPARED }, (_, nth) => days.get(first - 7 * (nth + 1) + weekday)?.hours ?? 0);
    sum += variance(hours);
  }
  return sum / 7;
};

const hoursOf = ({ days }: Facts, from: number, count: number): number =>
  sum(Array.from({ length: count }, (_, nth) => days.get(from + nth)?.hours ?? 0));

const pastWeek = (facts: Facts, from: number, into: number): PastWeek => {
  const whole = hoursOf(facts, from, into);
  const partly = partBefore(facts, facts.days.get(from + into), facts.today - from - into);
  return { from, hours: hoursOf(facts, from, 7), soFar: whole + partly };
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
