import type { Counting } from '../../domain/counting.js';
import { localDay } from '../../domain/calendar.js';
import { dayNumber } from '../../domain/day-number.js';
import { splitByDay } from '../../domain/day-split.js';
import { effectiveMs } from '../../domain/effective.js';
import { GROUP_AT_LEAST } from '../../domain/group.js';
import type { Session } from '../../domain/session.js';
import { at } from '../numbers.js';

export const HOUR_MS = 3_600_000;
/** Effective hours. Nobody works as long at a stretch: whoever has such a session forgot to clock out. */
export const SUSPECT_SESSION_HOURS = 16;

/** A day of leave. */
export const LEAVE = 1;
/** A day of a session that is suspect. */
export const SUSPECT = 2;

/** Effective hours by day: what a forecast is made of. */
export interface DaySeries {
  /** The first day, by its number (`domain/day-number.ts`). */
  readonly first: number;
  /** Hours of each day from the first on, without gaps. The last one is the last day that is over. */
  readonly hours: Float64Array;
  /** LEAVE or SUSPECT where a day says nothing about habits, else 0. Such days are neither learned from nor judged by. */
  readonly aside: Uint8Array;
}

/** Days of history, by their number. */
export interface DayHours {
  readonly hours: ReadonlyMap<number, number>;
  /** Days of sessions that are suspect. */
  readonly suspect: ReadonlySet<number>;
  readonly leave: ReadonlySet<number>;
}

/**
 * The days from the first with any time to the day before `today`.
 * @param today the number of the day that it is; it and what comes after are left out, since they are not over
 */
export const seriesOf = ({ hours, suspect, leave }: DayHours, today: number): DaySeries => {
  const worked = [...hours].filter(([day, value]) => value > 0 && day < today).map(([day]) => day);
  const first = worked.reduce((least, day) => Math.min(least, day), today);
  const days = { first, hours: new Float64Array(today - first), aside: new Uint8Array(today - first) };
  for (const day of worked) days.hours[day - first] = hours.get(day) ?? 0;
  for (const [set, why] of [[leave, LEAVE] as const, [suspect, SUSPECT] as const])
    for (const day of set) if (day >= first && day < today) days.aside[day - first] = why;
  return days;
};

/**
 * The days as they are booked, for when there are too many members to read every session. A day of more than SUSPECT_SESSION_HOURS is suspect; of a session that
 * long the part on another day is not noticed, so who wants to know more exactly reads the sessions (`historyOf`).
 * @param booked `yyyymmdd` -> category -> ms
 * @param today the number of the day that it is
 * @param people whose sum it is
 * @param leave days of leave, `yyyymmdd`; of a sum none, since those of one person are not those of the others
 */
export const bookedSeries = (
  booked: ReadonlyMap<string, ReadonlyMap<string, number>>,
  today: number,
  { people = 1, leave = NOBODYS }: { readonly people?: number; readonly leave?: ReadonlySet<string> } = {},
): DaySeries => {
  const [hours, suspect] = [new Map<number, number>(), new Set<number>()];
  for (const [day, categories] of booked) {
    let ms = 0;
    for (const one of categories.values()) ms += one;
    const number = dayNumber(day);
    hours.set(number, ms / HOUR_MS);
    if (ms > people * SUSPECT_SESSION_HOURS * HOUR_MS) suspect.add(number);
  }
  return seriesOf({ hours, suspect, leave: new Set([...leave].map(dayNumber)) }, today);
};

const NOBODYS: ReadonlySet<string> = new Set();

/** Sessions by day, each booked as it was counted. */
export interface HistoryInput {
  /** In any order. A running session counts up to `now`. */
  readonly sessions: readonly Session[];
  /** How the space counts, for sessions that do not say how they were counted; its zone says what day it is. */
  readonly usual: Counting;
  /** ms. */
  readonly now: number;
  /** Days of leave, `yyyymmdd`. */
  readonly leave: ReadonlySet<string>;
}

/** What is known of a member at a moment. */
export interface MemberHistory {
  readonly series: DaySeries;
  /** The number of the day that it is. */
  readonly today: number;
  /** Hours of today up to now. */
  readonly done: number;
  /** Days of leave, past and to come, by number. */
  readonly leave: ReadonlySet<number>;
  /** How many sessions were longer than SUSPECT_SESSION_HOURS. */
  readonly suspects: number;
}

/** Reads the history of a member off the sessions. */
export const historyOf = ({ sessions, usual, now, leave }: HistoryInput): MemberHistory => {
  const today = dayNumber(localDay(now, usual.zone, usual.dayStart).day);
  const away = new Set([...leave].map(dayNumber));
  const [hours, suspect] = [new Map<number, number>(), new Set<number>()];
  let suspects = 0;
  for (const session of sessions) {
    const isSuspect = effectiveMs(session, now) > SUSPECT_SESSION_HOURS * HOUR_MS;
    if (isSuspect) suspects += 1;
    for (const [day, ms] of splitByDay(session, session.counting ?? usual, now)) {
      const number = dayNumber(day);
      hours.set(number, (hours.get(number) ?? 0) + ms / HOUR_MS);
      if (isSuspect) suspect.add(number);
    }
  }
  return { series: seriesOf({ hours, suspect, leave: away }, today), today, done: hours.get(today) ?? 0, leave: away, suspects };
};

/**
 * The sum of several people, for a server. A day is set aside only where it is so for all that had begun.
 * @throws RangeError for fewer than GROUP_AT_LEAST people
 */
export const sumOf = (members: readonly DaySeries[]): DaySeries => {
  if (members.length < GROUP_AT_LEAST) throw new RangeError(`a sum is of ${GROUP_AT_LEAST} people at least`);
  const first = Math.min(...members.map((each) => each.first));
  const end = Math.max(...members.map((each) => each.first + each.hours.length));
  const days = { first, hours: new Float64Array(end - first), aside: new Uint8Array(end - first) };
  for (let day = first; day < end; day += 1) {
    const begun = members.filter((each) => day >= each.first && day < each.first + each.hours.length);
    const usable = begun.filter((each) => at(each.aside, day - each.first) === 0);
    days.hours[day - first] = usable.reduce((total, each) => total + at(each.hours, day - each.first), 0);
    days.aside[day - first] = begun.length > 0 && usable.length === 0 ? LEAVE : 0;
  }
  return days;
};
