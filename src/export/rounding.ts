import type { Settings } from '../domain/settings.js';
import type { Rounding } from './report.js';

const MINUTE = 60_000;

/** What is printed of a length of time without a rounding: whole seconds, ms. */
export const SECOND_MS = 1000;
/** A hundredth of an hour, ms. */
export const HUNDREDTH_MS = 36_000;

/** How a space with these settings rounds its reports; null: not at all. */
export const roundingOf = ({
  rounding,
  roundingTo,
  roundingOf: of,
}: Pick<Settings, 'rounding' | 'roundingTo' | 'roundingOf'>): Rounding | null =>
  rounding === 'none' ? null : { mode: rounding, stepMs: roundingTo * MINUTE, of };

/** How many whole steps a length of time (ms, not negative) comes to. Half a step is rounded up where the nearest is wanted. */
export const stepsOf = (ms: number, { mode, stepMs }: Pick<Rounding, 'mode' | 'stepMs'>): number => {
  const whole = Math.floor(ms / stepMs);
  const rest = ms - whole * stepMs;
  if (mode === 'down' || rest === 0) return whole;
  return mode === 'up' || 2 * rest >= stepMs ? whole + 1 : whole;
};

/**
 * Largest remainder (Hamilton): shares `total` whole units out among `weights` (ms, whole, not negative), so that they come to exactly `total`, each one is its
 * weight in units rounded down or up, and those with the largest fractions are rounded up; of equal ones the earlier. All of it is whole numbers, so
 * nothing is lost to fractions of the machine.
 *
 * `total` is the sum of the weights in units, itself rounded down or up. Sharing a share out again therefore always works, however often: of what is
 * an exact number of units nothing is ever rounded up.
 * @param unitMs what one unit is, ms
 * @throws RangeError when `total` is no rounding of the sum
 */
export const apportion = (total: number, weights: readonly number[], unitMs: number): readonly number[] => {
  const all = weights.reduce((sum, ms) => sum + ms, 0);
  if (total !== Math.floor(all / unitMs) && total !== Math.ceil(all / unitMs))
    throw new RangeError(`${total} units are no rounding of what they are shared out among`);
  const shares = weights.map((ms) => Math.floor(ms / unitMs));
  const left = total - shares.reduce((sum, share) => sum + share, 0);
  if (left === 0) return shares;
  const rests = weights
    .map((ms, at) => ({ at, rest: ms % unitMs }))
    .filter(({ rest }) => rest > 0)
    .sort((a, b) => b.rest - a.rest || a.at - b.at);
  for (const { at } of rests.slice(0, left)) shares[at] = (shares[at] ?? 0) + 1;
  return shares;
};

/**
 * The days of an entry as they are printed when entries are rounded, ms: the entry is rounded as a whole, and shared out in steps.
 * @param lengths ms of each day; only the first `count` of them are meant
 */
export const roundedDays = (lengths: readonly number[], count: number, rounding: Rounding): readonly number[] => {
  const { stepMs } = rounding;
  // Nearly all entries are of one day, which has all of it.
  if (count === 1) return [stepsOf(lengths[0] ?? 0, rounding) * stepMs];
  const weights = lengths.slice(0, count);
  const steps = stepsOf(
    weights.reduce((sum, ms) => sum + ms, 0),
    rounding,
  );
  return apportion(steps, weights, stepMs).map((share) => share * stepMs);
};
