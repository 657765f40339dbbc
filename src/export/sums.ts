import type { Amount, Rounding } from './report.js';
import { apportion, HUNDREDTH_MS, SECOND_MS, stepsOf } from './rounding.js';

/**
 * A length of time with what it consists of; `ms` is exact. What is printed is set by `print`, from the top down: the children of each come to exactly what it
 * says itself.
 */
export interface Sum {
  readonly ms: number;
  printedMs: number;
  hundredths: number;
  readonly children: readonly Sum[];
}

/** What one entry counts on one day: the smallest thing that is added up. */
export interface Part extends Sum {
  /** `yyyymmdd` */
  readonly day: string;
  /** Numbers that stand for them. */
  readonly category: number;
  readonly member: number;
}

const NOTHING: readonly Sum[] = [];

/** @param printedMs where the entry is rounded by itself; else it follows later */
export const partOf = (
  { day, category, member, ms }: Pick<Part, 'day' | 'category' | 'member' | 'ms'>,
  printedMs = 0,
  // Named one by one: there are very many of them, and what is spread takes more room.
): Part => ({ day, category, member, ms, printedMs, hundredths: 0, children: NOTHING });

const added = (all: readonly Sum[], field: 'ms' | 'printedMs' | 'hundredths'): number => {
  let sum = 0;
  for (const one of all) sum += one[field];
  return sum;
};

/** The sum of these, which are printed by what it is printed as. */
export const sumOf = (children: readonly Sum[]): Sum => ({
  ms: added(children, 'ms'),
  printedMs: added(children, 'printedMs'),
  hundredths: 0,
  children,
});

/** The sum of these, which are printed by another table. */
export const sumOnly = (parts: readonly Sum[]): Sum => ({ ...sumOf(parts), children: NOTHING });

export const amountOf = ({ ms, printedMs, hundredths }: Sum): Amount => ({ ms, printedMs, hundredths });

/** What the parts of an entry come to. */
export const amountOfAll = (parts: readonly Sum[]): Amount => ({
  ms: added(parts, 'ms'),
  printedMs: added(parts, 'printedMs'),
  hundredths: added(parts, 'hundredths'),
});

/** Groups in the order in which their keys first come. */
export const groupBy = <T, Key>(all: Iterable<T>, keyOf: (one: T) => Key): ReadonlyMap<Key, readonly T[]> => {
  const groups = new Map<Key, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
};

/** The days of an entry as they are printed when entries are rounded, ms: the entry is rounded as a whole, and shared out in steps. */
export const roundedDays = (days: readonly (readonly [string, number])[], rounding: Rounding): readonly number[] => {
  const weights = days.map(([, ms]) => ms);
  const steps = stepsOf(
    weights.reduce((sum, ms) => sum + ms, 0),
    rounding,
  );
  return apportion(steps, weights, rounding.stepMs).map((share) => share * rounding.stepMs);
};

/** Rounds each day of each member, and shares it out in steps among the parts of that day. */
export const roundDays = (parts: readonly Part[], rounding: Rounding): void => {
  for (const ofMember of groupBy(parts, ({ member }) => member).values())
    for (const ofDay of groupBy(ofMember, ({ day }) => day).values()) {
      const weights = ofDay.map(({ ms }) => ms);
      const shares = apportion(stepsOf(added(ofDay, 'ms'), rounding), weights, rounding.stepMs);
      ofDay.forEach((part, at) => (part.printedMs = (shares[at] ?? 0) * rounding.stepMs));
    }
};

const shareOut = (
  sum: Sum,
  units: number,
  unitMs: number,
  by: 'ms' | 'printedMs',
  give: (to: Sum, units: number) => void,
): void => {
  give(sum, units);
  if (sum.children.length === 0) return;
  const shares = apportion(
    units,
    sum.children.map((child) => child[by]),
    unitMs,
  );
  sum.children.forEach((child, at) => shareOut(child, shares[at] ?? 0, unitMs, by, give));
};

/**
 * Sets what is printed of a table. With a rounding the durations are there already, as sums of what was rounded; without one they are cut to whole seconds, as
 * durations are everywhere else. The hundredths are those of the printed total, rounded to the nearest.
 */
export const print = (table: Sum, isRounded: boolean): void => {
  if (!isRounded)
    shareOut(table, Math.floor(table.ms / SECOND_MS), SECOND_MS, 'ms', (to, units) => (to.printedMs = units * SECOND_MS));
  const by = isRounded ? 'printedMs' : 'ms';
  const hundredths = stepsOf(table[by], { mode: 'nearest', stepMs: HUNDREDTH_MS });
  shareOut(table, hundredths, HUNDREDTH_MS, by, (to, units) => (to.hundredths = units));
};
