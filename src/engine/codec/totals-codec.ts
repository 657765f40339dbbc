import type { Totals } from '../store.js';
import { pack, unpack, type Cell, type Row } from './blob.js';

/** Totals as L2 keeps them: day, then category and ms in turn for the day, the week and the month. */
export const encodeTotals = ({ day, today, week, month }: Totals): Buffer => pack([day, cells(today), cells(week), cells(month)]);

/** @throws CorruptData */
export const decodeTotals = (blob: Buffer): Totals => {
  const row = unpack(blob, 'totals');
  return { day: row.text(0), today: sumsOf(row.row(1)), week: sumsOf(row.row(2)), month: sumsOf(row.row(3)) };
};

const cells = (sums: Readonly<Record<string, number>>): readonly Cell[] => Object.entries(sums).flat();

const sumsOf = (row: Row): Readonly<Record<string, number>> => {
  const sums: Record<string, number> = {};
  for (let at = 0; at < row.length; at += 2) sums[row.text(at)] = row.int(at + 1);
  return sums;
};
