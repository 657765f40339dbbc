import type { Column } from './axis.js';
import type { Shown } from './shown-entry.js';
import { workedMs } from './times.js';

/** What counts within a day, ms. Time set by hand is shared out evenly, as far as the grid can say. */
export const dayMs = (column: Column, shown: readonly Pick<Shown, 'entry' | 'times'>[]): number =>
  shown.reduce((sum, { times, entry }) => {
    const whole = workedMs(times);
    const start = Math.max(times.start, column.start);
    const end = Math.min(times.end, column.end);
    if (end <= start) return sum;
    const breaks = times.breaks.reduce(
      (lost, each) => lost + Math.max(0, Math.min(end, each.end) - Math.max(start, each.start)),
      0,
    );
    const since = entry?.pausedSince ?? null;
    const running = since === null ? 0 : Math.max(0, end - Math.max(start, Date.parse(since)));
    const worked = Math.max(0, end - start - breaks - running);
    const override = entry?.overrideSeconds ?? null;
    return sum + (override === null || whole <= 0 ? worked : (override * 1000 * worked) / whole);
  }, 0);
