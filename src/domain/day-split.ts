import { localDay } from './calendar.js';
import type { Counting } from './counting.js';
import { effectiveMs } from './effective.js';
import type { Interval, Session } from './session.js';

/**
 * Effective time of a session by local day: `yyyymmdd` -> ms; the sum is exactly `effectiveMs(session, until)`, days without any are left out.
 * What was worked is cut where the days of `counting` begin, or all of it is booked on the day of the start. With an override the days keep
 * their proportions (largest remainder); where nothing was worked, it all goes to the day of the start. `until` (ms) matters only while the
 * session is active.
 */
export const splitByDay = (session: Session, counting: Counting, until?: number): ReadonlyMap<string, number> => {
  const { zone, dayStart, boundary } = counting;
  const end = Math.max(session.startedAt, session.endedAt ?? until ?? session.startedAt);
  const total = effectiveMs(session, end);
  const shares = new Map<string, number>();
  if (total === 0) return shares;
  const first = localDay(session.startedAt, zone, dayStart);
  if (boundary === 'start' || end <= first.end) return shares.set(first.day, total);
  let worked = 0;
  for (const stretch of workedIntervals(session, end)) {
    worked += stretch.end - stretch.start;
    for (let at = stretch.start; at < stretch.end;) {
      const day = localDay(at, zone, dayStart);
      const stop = Math.min(day.end, stretch.end);
      shares.set(day.day, (shares.get(day.day) ?? 0) + stop - at);
      at = stop;
    }
  }
  if (worked === total) return shares;
  if (worked === 0) return new Map([[first.day, total]]);
  return scale(shares, worked, total);
};

/** [start, end) of a session without its pauses, ms, in order; `end` in ms, for one that is active. */
export const workedIntervals = (session: Session, end: number): readonly Interval[] => {
  const open = session.pausedSince === null ? [] : [{ start: session.pausedSince, end }];
  const worked: Interval[] = [];
  let at = session.startedAt;
  for (const pause of [...session.pauses, ...open]) {
    const stop = Math.min(pause.start, end);
    if (stop > at) worked.push({ start: at, end: stop });
    at = Math.max(at, pause.end);
  }
  if (end > at) worked.push({ start: at, end });
  return worked;
};

/** Largest remainder (Hamilton): floors first, then one ms each to the largest fractions, the earlier day at a tie. In BigInt: ms * ms passes 2^53. */
const scale = (shares: ReadonlyMap<string, number>, from: number, to: number): ReadonlyMap<string, number> => {
  const rows = [...shares].map(([day, ms], order) => {
    const exact = BigInt(ms) * BigInt(to);
    return { day, order, floor: Number(exact / BigInt(from)), rest: exact % BigInt(from) };
  });
  let left = to - rows.reduce((sum, row) => sum + row.floor, 0);
  const extra = new Set<string>();
  for (const row of rows.toSorted((a, b) => (a.rest === b.rest ? a.order - b.order : a.rest < b.rest ? 1 : -1))) {
    if (left-- <= 0) break;
    extra.add(row.day);
  }
  const scaled = rows.map((row): [string, number] => [row.day, row.floor + (extra.has(row.day) ? 1 : 0)]);
  return new Map(scaled.filter(([, ms]) => ms !== 0));
};
