import { dayNumber } from '../../domain/day-number.js';
import { HOUR_MS, seriesOf, type DaySeries } from '../forecast/series.js';
import { GROUP_AT_LEAST } from '../../domain/group.js';

/** The time of all members of a space by day. Members are added one after the other, and only sums are kept. */
export class DaySums {
  /** Members with any time in the days. */
  people = 0;
  readonly #days = new Map<string, { ms: number; people: number }>();

  /** @param booked `yyyymmdd` -> category -> ms */
  add(booked: ReadonlyMap<string, ReadonlyMap<string, number>>): void {
    let hasWorked = false;
    for (const [day, categories] of booked) {
      let ms = 0;
      for (const one of categories.values()) ms += one;
      if (ms <= 0) continue;
      hasWorked = true;
      const held = this.#days.get(day) ?? { ms: 0, people: 0 };
      this.#days.set(day, held);
      held.ms += ms;
      held.people += 1;
    }
    if (hasWorked) this.people += 1;
  }

  /**
   * The hours of the days before `today`, for a forecast of the sum. Days on which fewer than GROUP_AT_LEAST people worked count as days without any time: the
   * forecast must not say what those few do.
   * @param today the number of the day that it is
   */
  series(today: number): DaySeries {
    const hours = new Map<number, number>();
    for (const [day, { ms, people }] of this.#days) if (people >= GROUP_AT_LEAST) hours.set(dayNumber(day), ms / HOUR_MS);
    return seriesOf({ hours, suspect: new Set(), leave: new Set() }, today);
  }
}
