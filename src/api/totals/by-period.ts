import { addDays, totalsPeriodOf, type WeekStart } from '../../domain/calendar.js';
import type { CategoryId } from '../../domain/ids.js';
import type { z } from 'zod';
import { dayText, secondsOf } from '../present.js';
import type { TotalsBy } from '../schemas/time.js';

export type By = z.output<typeof TotalsBy>['by'];
type Days = ReadonlyMap<string, ReadonlyMap<CategoryId, number>>;

/** The days `[from, to)` in pieces of a day, a week or a month; the first and the last piece end where the period does. Days are `yyyymmdd`. */
export const piecesOf = (
  from: string,
  to: string,
  by: By,
  weekStart: WeekStart,
): readonly { readonly from: string; readonly to: string }[] => {
  const pieces: { readonly from: string; readonly to: string }[] = [];
  for (let day = from; day < to;) {
    const { weekTo, monthTo } = totalsPeriodOf(day, weekStart);
    const next = addDays(by === 'day' ? day : by === 'week' ? weekTo : monthTo, 1);
    const end = next < to ? next : to;
    pieces.push({ from: day, to: end });
    day = end;
  }
  return pieces;
};

/** ms by category, most first. */
const sumOf = (days: Days, from: string, to: string): readonly (readonly [CategoryId, number])[] => {
  const sums = new Map<CategoryId, number>();
  for (const [day, byCategory] of days)
    if (day >= from && day < to) for (const [category, ms] of byCategory) sums.set(category, (sums.get(category) ?? 0) + ms);
  return [...sums].filter(([, ms]) => ms !== 0).toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
};

const shown = (sums: ReturnType<typeof sumOf>) => ({
  seconds: secondsOf(sums.reduce((all, [, ms]) => all + ms, 0)),
  categories: sums.map(([category, ms]) => ({ category, seconds: secondsOf(ms) })),
});

/** Totals of ended entries by the days of the space. */
export const totalsBy = (
  days: Days,
  {
    from,
    to,
    by,
    zone,
    weekStart,
  }: { readonly from: string; readonly to: string; readonly by: By; readonly zone: string; readonly weekStart: WeekStart },
): z.output<typeof TotalsBy> => ({
  ...{ from: dayText(from), to: dayText(to), zone, by },
  rows: piecesOf(from, to, by, weekStart).map((piece) => ({
    from: dayText(piece.from),
    to: dayText(piece.to),
    ...shown(sumOf(days, piece.from, piece.to)),
  })),
  ...shown(sumOf(days, from, to)),
});
