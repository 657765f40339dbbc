import { addDays } from '../../domain/calendar.js';
import type { Counting } from '../../domain/counting.js';
import { dayNumber } from '../../domain/day-number.js';
import { splitByDay, workedIntervals } from '../../domain/day-split.js';
import type { CategoryId } from '../../domain/ids.js';
import type { DayRange } from '../../domain/range.js';
import type { Session } from '../../domain/session.js';
import { targetsOf, type Target } from '../../domain/targets.js';
import type { Week } from '../../domain/week.js';
import { hourGrid, HOURS, overHours, type HourGrid } from './hour-grid.js';
import { GROUP_AT_LEAST } from '../../domain/group.js';
import type { Group } from './small-groups.js';

const MINUTE_MS = 60_000;

interface Growing extends Group {
  ms: number;
  readonly people: number[];
}

const nobody = (): Growing => ({ ms: 0, people: [] });

const grow = (group: Growing, person: number, ms: number): void => {
  group.ms += ms;
  // People come one after the other, so whoever is last in it is the only one who can be in it already.
  if (group.people.length < GROUP_AT_LEAST && group.people.at(-1) !== person) group.people.push(person);
};

export interface SumsOf {
  /** Whole days that are over, `yyyymmdd`. */
  readonly range: DayRange;
  /** Whole weeks that are over, in which targets are looked at. */
  readonly weeks: readonly Week[];
  /** How the space counts, for sessions that do not say how they were counted; its zone says what hour it is. */
  readonly usual: Counting;
}

/** A member's part: ended sessions that may touch the days or the weeks, and weekly targets. */
export interface Part {
  readonly sessions: readonly Session[];
  readonly targets: readonly Target[];
}

/**
 * What all members of a space did in some days, by day, category and clock hour, with who had a part in it. Members are added one after the other and only sums are kept, so a
 * big server takes no more memory than its sums. It is not to be shown as it is: `shownStats` says what may be.
 */
export class ServerSums {
  readonly days: readonly Group[];
  /** By clock hour, in the cells of an `HourGrid` over the days. */
  readonly hours: readonly Group[];
  /** By day. */
  readonly categories = new Map<CategoryId, readonly Growing[]>();
  /** Members who worked in the days. */
  people = 0;
  /** Weekly targets of those who worked in the days, and how many of them were reached. */
  readonly targets = { set: nobody(), met: 0 };
  readonly of: SumsOf;
  readonly #days: readonly Growing[];
  readonly #hours: readonly Growing[];
  readonly #first: number;
  readonly #grid: HourGrid;

  constructor(of: SumsOf) {
    const { range, usual } = of;
    this.of = of;
    this.#first = dayNumber(range.from);
    const count = dayNumber(range.to) - this.#first + 1;
    this.#days = this.days = Array.from({ length: count }, nobody);
    this.#hours = this.hours = Array.from({ length: count * HOURS }, nobody);
    this.#grid = hourGrid(range.from, count, usual.zone);
  }

  /** Adds a member; false when they did nothing in the days, and so have no part in anything. */
  add({ sessions, targets }: Part): boolean {
    const person = this.people;
    const weekly = this.of.weeks.map(() => new Map<CategoryId, number>());
    let hasWorked = false;
    for (const session of sessions) {
      for (const [day, ms] of splitByDay(session, session.counting ?? this.of.usual)) {
        const week = weekly[this.of.weeks.findIndex(({ from, to }) => day >= from && day <= to)];
        week?.set(session.category, (week.get(session.category) ?? 0) + ms);
        const at = dayNumber(day) - this.#first;
        const total = this.#days[at];
        if (total === undefined) continue;
        hasWorked = true;
        grow(total, person, ms);
        grow(this.#ofCategory(session.category)[at] ?? nobody(), person, ms);
      }
      for (const stretch of workedIntervals(session, session.endedAt ?? session.startedAt)) {
        overHours(this.#grid, stretch, (cell, ms) => grow(this.#hours[cell] ?? nobody(), person, ms));
      }
    }
    if (!hasWorked) return false;
    this.people += 1;
    this.of.weeks.forEach((week, at) => this.#addTargets(person, targetsOf(targets, week), weekly[at] ?? new Map()));
    return true;
  }

  #ofCategory(category: CategoryId): readonly Growing[] {
    const held = this.categories.get(category) ?? this.#days.map(nobody);
    this.categories.set(category, held);
    return held;
  }

  #addTargets(person: number, held: ReadonlyMap<CategoryId, number>, worked: ReadonlyMap<CategoryId, number>): void {
    for (const [category, minutes] of held) {
      if (minutes === 0) continue;
      grow(this.targets.set, person, 1);
      if ((worked.get(category) ?? 0) >= minutes * MINUTE_MS) this.targets.met += 1;
    }
  }
}

/** The days of a range, `yyyymmdd`. */
export const daysOf = ({ from, to }: DayRange): readonly string[] =>
  Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, at) => addDays(from, at));
