import type { Entries } from './columns-of-entries.js';
import type { Rounding } from './report.js';
import { apportion, stepsOf } from './rounding.js';

/** Larger than every day `yyyymmdd`. */
const DAYS = 100_000_000;

/** Rounds each day of each member, and shares it out in steps among the parts of that day. */
export const roundDays = ({ parts, member }: Entries, rounding: Rounding): void => {
  const ofDay = new Map<number, number[]>();
  for (let at = 0; at < parts.count; at += 1) {
    const key = (member[parts.entry[at] ?? 0] ?? 0) * DAYS + (parts.day[at] ?? 0);
    const known = ofDay.get(key);
    if (known === undefined) ofDay.set(key, [at]);
    else known.push(at);
  }
  for (const places of ofDay.values()) {
    const weights = places.map((at) => parts.ms[at] ?? 0);
    const steps = stepsOf(
      weights.reduce((sum, ms) => sum + ms, 0),
      rounding,
    );
    const shares = apportion(steps, weights, rounding.stepMs);
    for (const [nth, at] of places.entries()) parts.printedMs[at] = (shares[nth] ?? 0) * rounding.stepMs;
  }
};
