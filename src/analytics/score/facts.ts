import { Temporal } from 'temporal-polyfill';
import { localDay } from '../../domain/calendar.js';
import type { Counting } from '../../domain/counting.js';
import { dayNumber, weekdayOf } from '../../domain/day-number.js';
import { splitByDay, workedIntervals } from '../../domain/day-split.js';
import { effectiveMs } from '../../domain/effective.js';
import type { CategoryId } from '../../domain/ids.js';
import type { Interval, Session } from '../../domain/session.js';
import type { Settings } from '../../domain/settings.js';
import { HOUR_MS, SUSPECT_SESSION_HOURS } from '../forecast/series.js';

/** What the score is made of. Notes are no part of it. */
export interface ScoreInput {
  /** Ended ones, in any order; what is still running does not count yet. */
  readonly sessions: readonly Session[];
  /** How the space counts, for sessions that do not say how they were counted; its zone says what day it is. */
  readonly usual: Counting;
  /** ms. */
  readonly now: number;
  /** Days of leave, `yyyymmdd`. */
  readonly leave: ReadonlySet<string>;
  readonly restDays: Settings['restDays'];
  /** Hours a week that the member wants to spend, by category; empty where they have none. */
  readonly targets: ReadonlyMap<CategoryId, number>;
  /** How productive the server takes a category to be, 0–5. */
  readonly weights: ReadonlyMap<CategoryId, number>;
}

/** A day of a member. */
export interface ScoredDay {
  readonly number: number;
  /** Effective hours, by category and in all. */
  readonly categories: ReadonlyMap<CategoryId, number>;
  readonly hours: number;
  /** Stretches of work that begin on this day, without breaks, in order. */
  readonly stretches: readonly Stretch[];
}

export interface Stretch extends Interval {
  readonly category: CategoryId;
}

export interface Facts {
  readonly input: ScoreInput;
  readonly today: number;
  /** Days with time, by number. */
  readonly days: ReadonlyMap<number, ScoredDay>;
  /** By the day on which they began; those of timers that ran on among them. */
  readonly sessions: ReadonlyMap<number, readonly Session[]>;
  /** Does the member have leave on this day, or is it one of rest? */
  readonly isOff: (day: number) => boolean;
  readonly isLeave: (day: number) => boolean;
}

export const isSuspect = (session: Session): boolean =>
  effectiveMs(session, session.endedAt ?? session.startedAt) > SUSPECT_SESSION_HOURS * HOUR_MS;

/** The days of a member. A session that is suspect is no work of a day, and counts as a bad session. */
export const factsOf = (input: ScoreInput): Facts => {
  const { usual, now, leave, restDays } = input;
  const away = new Set([...leave].map(dayNumber));
  const rest = new Set<string>(restDays);
  const days = new Map<number, { categories: Map<CategoryId, number>; stretches: Stretch[] }>();
  const sessions = new Map<number, Session[]>();
  const dayOf = (number: number) => {
    const known = days.get(number) ?? { categories: new Map<CategoryId, number>(), stretches: [] };
    days.set(number, known);
    return known;
  };
  const ended = input.sessions.filter(({ endedAt }) => endedAt !== null);
  for (const session of ended.toSorted((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1))) {
    const counting = session.counting ?? usual;
    const start = dayNumber(localDay(session.startedAt, counting.zone, counting.dayStart).day);
    sessions.set(start, [...(sessions.get(start) ?? []), session]);
    if (isSuspect(session)) continue;
    for (const [name, ms] of splitByDay(session, counting)) {
      const { categories } = dayOf(dayNumber(name));
      categories.set(session.category, (categories.get(session.category) ?? 0) + ms / HOUR_MS);
    }
    const worked = workedIntervals(session, session.endedAt ?? session.startedAt);
    if (days.has(start)) dayOf(start).stretches.push(...worked.map((stretch) => ({ ...stretch, category: session.category })));
  }
  const today = dayNumber(localDay(now, usual.zone, usual.dayStart).day);
  const scored = [...days].map(([number, { categories, stretches }]): [number, ScoredDay] => {
    const hours = [...categories.values()].reduce((sum, one) => sum + one, 0);
    return [number, { number, categories, hours, stretches: stretches.toSorted((a, b) => a.start - b.start) }];
  });
  return {
    input,
    today,
    days: new Map(scored),
    sessions,
    isOff: (day) => away.has(day) || rest.has(weekdayOf(day)),
    isLeave: (day) => away.has(day),
  };
};

/** A day of leave without any time: it says nothing about what the member usually does. */
export const isAbsent = ({ days, isLeave }: Facts, day: number): boolean => isLeave(day) && !days.has(day);

/** A part of a member's days: [from, to), by number. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const daysIn = ({ days }: Facts, { from, to }: Span): readonly ScoredDay[] =>
  [...days.values()].filter(({ number }) => number >= from && number < to).sort((a, b) => a.number - b.number);

/** Cuts stretches where the hours of the zone's clocks end, and tells of each piece its day, its hour (0–23) and its length, ms. */
export const eachHour = (
  stretches: Iterable<Interval>,
  zone: string,
  tell: (day: string, hour: number, ms: number) => void,
): void => {
  for (const { start, end } of stretches) {
    for (let at = start; at < end;) {
      const { day, hour, over } = hourAt(at, zone);
      const until = Math.min(over, end);
      tell(day, hour, until - at);
      at = until;
    }
  }
};

/** Hours by the hour of the day (0–23) of the zone's clocks. */
export const hoursOfDay = (days: readonly ScoredDay[], zone: string): Float64Array => {
  const hours = new Float64Array(24);
  for (const { stretches } of days)
    eachHour(stretches, zone, (_day, hour, ms) => {
      hours[hour] = (hours[hour] ?? 0) + ms / HOUR_MS;
    });
  return hours;
};

/** The day and the hour that a zone's clocks show at a moment, and when that hour is over, ms. */
const hourAt = (at: number, zone: string): { readonly day: string; readonly hour: number; readonly over: number } => {
  const { day, start, end } = localDay(at, zone);
  // On nearly all days the clocks just go on, and no calendar has to be asked.
  if (end - start === 24 * HOUR_MS) {
    const hour = Math.floor((at - start) / HOUR_MS);
    return { day, hour, over: start + (hour + 1) * HOUR_MS };
  }
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const next = local.round({ smallestUnit: 'hour', roundingMode: 'floor' }).add({ hours: 1 });
  return { day, hour: local.hour, over: next.epochMilliseconds };
};
