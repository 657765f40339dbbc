/** `split`: an entry is cut at the day boundaries. `start`: all of it counts for the day on which it began. */
export type DayBoundary = 'split' | 'start';

/**
 * How an entry's time is booked on days. Each entry keeps the way it was counted in, so that a later change of the settings moves no old total
 * by accident.
 */
export interface Counting {
  /** IANA name. */
  readonly zone: string;
  /** When a day begins, minutes after midnight by the clocks of the zone, 0–DAY_START_MAX. */
  readonly dayStart: number;
  readonly boundary: DayBoundary;
}

/** Six in the morning, in minutes: later than that nobody's evening ends. */
export const DAY_START_MAX = 360;

/** Calendar days of a zone that begin at midnight, cut there. */
export const midnightsOf = (zone: string): Counting => ({ zone, dayStart: 0, boundary: 'split' });

/** Do both book every entry on the same days? Two names of one zone count as two. */
export const isSameCounting = (a: Counting | null, b: Counting | null): boolean =>
  a === b || (a !== null && b !== null && a.zone === b.zone && a.dayStart === b.dayStart && a.boundary === b.boundary);

/** How a space with these settings counts; the same object for the same settings. */
export const countingOf = (settings: {
  readonly timeZone: string;
  readonly dayStart: number;
  readonly dayBoundary: DayBoundary;
}): Counting => {
  const known = countings.get(settings);
  if (known !== undefined) return known;
  const { timeZone: zone, dayStart, dayBoundary: boundary } = settings;
  const counting: Counting = { zone, dayStart, boundary };
  countings.set(settings, counting);
  return counting;
};

const countings = new WeakMap<object, Counting>();
