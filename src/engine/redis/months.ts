import { CorruptData } from '../codec/blob.js';

/** The months `yyyymm` of a member as an index names them (keys.months, keys.dayMonths), oldest first. @throws CorruptData */
export const monthsOf = (value: Buffer | null): readonly string[] => {
  const months = value === null ? [] : value.toString().split(',');
  if (!months.every((month) => /^\d{6}$/.test(month))) throw new CorruptData('months: not a month');
  return months.sort();
};

/** As an index names them. */
export const indexOfMonths = (months: Iterable<string>): string => [...new Set(months)].sort().join(',');
