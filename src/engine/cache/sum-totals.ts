import type { DayDelta, Totals, TotalsPeriod } from '../store.js';

type Sums = Readonly<Record<string, number>>;

/** Names a period in a cache; two periods with the same name are the same. */
export const periodTag = (period: TotalsPeriod): string => {
  if (period !== latest.period) {
    const { day, weekFrom, weekTo, monthFrom, monthTo } = period;
    latest = { period, tag: [day, weekFrom, weekTo, monthFrom, monthTo].join('.') };
  }
  return latest.tag;
};

/** A day's period is one object (domain/calendar.ts), asked for again and again. */
let latest: { readonly period: TotalsPeriod | null; readonly tag: string } = { period: null, tag: '' };

/** Adds day buckets up by day, week and month of `period`; categories without time are left out. */
export const sumTotals = (period: TotalsPeriod, buckets: Iterable<DayDelta>, onto?: Totals): Totals => {
  const spans = [
    sums(onto?.today, period.day, period.day),
    sums(onto?.week, period.weekFrom, period.weekTo),
    sums(onto?.month, period.monthFrom, period.monthTo),
  ] as const;
  for (const { day, category, ms } of buckets)
    for (const { from, to, held } of spans) if (day >= from && day <= to) held.set(category, (held.get(category) ?? 0) + ms);
  const [today, week, month] = spans.map(({ held }) => plain(held));
  return { day: period.day, today: today ?? {}, week: week ?? {}, month: month ?? {} };
};

const sums = (onto: Sums | undefined, from: string, to: string): { from: string; to: string; held: Map<string, number> } => ({
  from,
  to,
  held: new Map(Object.entries(onto ?? {})),
});

const plain = (held: ReadonlyMap<string, number>): Sums => Object.fromEntries([...held].filter(([, ms]) => ms !== 0));
