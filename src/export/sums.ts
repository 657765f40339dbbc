import type { Parts } from './columns-of-entries.js';
import type { Amount } from './report.js';
import { apportion, HUNDREDTH_MS, SECOND_MS, stepsOf } from './rounding.js';

/**
 * A length of time with what it consists of: other sums, or parts of entries; `ms` is exact. What is printed is set by `print`, from the top down: what a sum consists
 * of comes to exactly what it says itself.
 */
export interface Sum {
  readonly ms: number;
  printedMs: number;
  hundredths: number;
  readonly children: readonly Sum[];
  readonly leaves: Leaves | null;
}

/** Parts of entries: those whose numbers stand in `order` from `from` until before `to`. */
export interface Leaves {
  readonly parts: Parts;
  readonly order: Uint32Array;
  readonly from: number;
  readonly to: number;
}

const NOTHING: readonly Sum[] = [];

/** The sum of these, which are printed by what it is printed as. */
export const sumOf = (children: readonly Sum[]): Sum => {
  let [ms, printedMs] = [0, 0];
  for (const child of children) {
    ms += child.ms;
    printedMs += child.printedMs;
  }
  return { ms, printedMs, hundredths: 0, children, leaves: null };
};

/** The sum of parts, which are printed by what it is printed as. */
export const sumOfParts = (leaves: Leaves): Sum => {
  const { parts, order, from, to } = leaves;
  let [ms, printedMs] = [0, 0];
  for (let at = from; at < to; at += 1) {
    const part = order[at] ?? 0;
    ms += parts.ms[part] ?? 0;
    printedMs += parts.printedMs[part] ?? 0;
  }
  return { ms, printedMs, hundredths: 0, children: NOTHING, leaves };
};

/** A sum whose parts are printed by another table. */
export const sumAlone = (ms: number, printedMs: number): Sum => ({
  ms,
  printedMs,
  hundredths: 0,
  children: NOTHING,
  leaves: null,
});

export const amountOf = ({ ms, printedMs, hundredths }: Sum): Amount => ({ ms, printedMs, hundredths });

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

/** What is shared out: seconds or hundredths of an hour, by the exact lengths or by the printed ones. */
interface Sharing {
  readonly field: 'printedMs' | 'hundredths';
  /** What one unit is, and what the field says of it. */
  readonly unitMs: number;
  readonly unit: number;
  readonly by: 'ms' | 'printedMs';
}

const shareOut = (sum: Sum, units: number, sharing: Sharing): void => {
  const { field, unit, unitMs, by } = sharing;
  sum[field] = units * unit;
  if (sum.leaves !== null) shareAmongParts(sum.leaves, units, sharing);
  if (sum.children.length === 0) return;
  const shares = apportion(
    units,
    sum.children.map((child) => child[by]),
    unitMs,
  );
  sum.children.forEach((child, at) => shareOut(child, shares[at] ?? 0, sharing));
};

const shareAmongParts = ({ parts, order, from, to }: Leaves, units: number, { field, unit, unitMs, by }: Sharing): void => {
  const [weights, shown] = [parts[by], parts[field]];
  const of: number[] = [];
  for (let at = from; at < to; at += 1) of.push(weights[order[at] ?? 0] ?? 0);
  const shares = apportion(units, of, unitMs);
  for (let at = from; at < to; at += 1) shown[order[at] ?? 0] = (shares[at - from] ?? 0) * unit;
};

/**
 * Sets what is printed of a table. With a rounding the durations are there already, as sums of what was rounded; without one they are cut to whole seconds, as
 * durations are everywhere else. The hundredths are those of the printed total, rounded to the nearest.
 */
export const print = (table: Sum, isRounded: boolean): void => {
  if (!isRounded) {
    const seconds = Math.floor(table.ms / SECOND_MS);
    shareOut(table, seconds, { field: 'printedMs', unitMs: SECOND_MS, unit: SECOND_MS, by: 'ms' });
  }
  const by = isRounded ? 'printedMs' : 'ms';
  const hundredths = stepsOf(table[by], { mode: 'nearest', stepMs: HUNDREDTH_MS });
  shareOut(table, hundredths, { field: 'hundredths', unitMs: HUNDREDTH_MS, unit: 1, by });
};
