import { localDay } from './calendar.js';
import type { Counting } from './counting.js';
import type { Session } from './session.js';

/** What most of a stretch of a day was: worked, a break, nothing; `ahead`: it has not been yet. */
export type Cell = 'worked' | 'break' | 'nothing' | 'ahead';

export interface DayBar {
  /** The day, `yyyymmdd`. */
  readonly day: string;
  /** When it begins, ms. */
  readonly start: number;
  /** One for each half hour of the day, which has 46 to 50 of them. */
  readonly cells: readonly Cell[];
}

/** ms of one cell. */
export const CELL_MS = 30 * 60_000;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

const overlap = (a: Stretch, b: Stretch): number => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
const sum = (stretches: readonly Stretch[], cell: Stretch): number =>
  stretches.reduce((total, stretch) => total + overlap(stretch, cell), 0);

/**
 * The day of `now` (ms) as a bar: of each half hour, whether it was worked, which a break does not count for, or a break of a session. Corrections of
 * the effective time alone are not in it, since they have no place in the day.
 */
export const dayBar = (sessions: readonly Session[], { zone, dayStart }: Counting, now: number): DayBar => {
  const { day, start, end } = localDay(now, zone, dayStart);
  const whole = sessions.map(({ startedAt, endedAt }) => ({ start: startedAt, end: endedAt ?? now }));
  const pauses = sessions.flatMap(({ pauses: all, pausedSince }) => [
    ...all,
    ...(pausedSince === null ? [] : [{ start: pausedSince, end: now }]),
  ]);
  const cells: Cell[] = [];
  for (let at = start; at < end; at += CELL_MS) {
    const cell = { start: at, end: Math.min(at + CELL_MS, end) };
    const paused = sum(pauses, cell);
    const worked = sum(whole, cell) - paused;
    if (worked <= 0 && paused <= 0) cells.push(at > now ? 'ahead' : 'nothing');
    else cells.push(worked >= paused ? 'worked' : 'break');
  }
  return { day, start, cells };
};
