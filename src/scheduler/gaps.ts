import type { Interval } from '../domain/session.js';

/** Free time within work hours. Starts of tasks are counted in slots from `origin`, the beginning of those work hours; all ms. */
export interface Gap extends Interval {
  readonly origin: number;
}

/** The gaps of work hours of which nothing is taken; nothing before `from` is one. */
export const gapsOf = (windows: readonly Interval[], from: number): readonly Gap[] =>
  windows.flatMap(({ start, end }) => (end > from ? [{ origin: start, start: Math.max(start, from), end }] : []));

/** What is left of gaps (in order, apart) when the time of `span` is taken. */
export const without = (gaps: readonly Gap[], { start, end }: Interval): readonly Gap[] => {
  if (start >= end || !gaps.some((gap) => overlap(gap, { start, end }))) return gaps;
  return gaps.flatMap((gap) => {
    if (!overlap(gap, { start, end })) return [gap];
    const [before, after] = [
      { ...gap, end: start },
      { ...gap, start: end },
    ];
    return [before, after].filter((left) => left.start < left.end);
  });
};

export const withoutAll = (gaps: readonly Gap[], spans: readonly Interval[]): readonly Gap[] => spans.reduce(without, gaps);

/** Do two stretches share time? Touching is sharing nothing. */
export const overlap = (one: Interval, other: Interval): boolean => one.start < other.end && other.start < one.end;

/** Does a stretch lie in one gap as a whole? */
export const holds = (gaps: readonly Interval[], { start, end }: Interval): boolean =>
  gaps.some((gap) => gap.start <= start && end <= gap.end);

/** The part of a gap in whole slots that ends by `until`, or null when that is less than one slot. */
export const slotsOf = (gap: Gap, slotMs: number, until: number): Interval | null => {
  const start = gap.origin + Math.ceil((gap.start - gap.origin) / slotMs) * slotMs;
  const slots = Math.floor((Math.min(gap.end, until) - start) / slotMs);
  return slots < 1 ? null : { start, end: start + slots * slotMs };
};

/** Gives back the time of spans, as far as it was in one of the gaps `all` that there were before anything was taken. */
export const givenBack = (gaps: readonly Gap[], spans: readonly Interval[], all: readonly Gap[]): readonly Gap[] => {
  const back = spans.flatMap((span) =>
    all
      .filter((gap) => overlap(gap, span))
      .map((gap) => ({ ...gap, start: Math.max(gap.start, span.start), end: Math.min(gap.end, span.end) })),
  );
  const joined: Gap[] = [];
  for (const gap of [...gaps, ...back].sort((one, other) => one.start - other.start)) {
    const last = joined.at(-1);
    if (last?.end === gap.start && last.origin === gap.origin) joined[joined.length - 1] = { ...last, end: gap.end };
    else joined.push(gap);
  }
  return joined;
};
