import { at } from '../numbers.js';
import type { BackTest } from './back-test.js';
import { conformalQuantile, LEVEL } from './conformal.js';

/** Errors of the same weekday are enough when there are this many. */
const ENOUGH = 10;
/** Errors count half after so many days. */
const FORGET = 0.5 ** (1 / 120);

/** A sum that came, hours; what it was off by (above 0: more came than was said); and how much it counts. */
export interface Residual {
  readonly came: number;
  readonly error: number;
  readonly weight: number;
}

/**
 * What the sum of the next `days` days (1 to 28) was off by in the past. Rather those forecasts that began on the weekday of the last origin: the rest of
 * a week is another one on Fridays than on Mondays. `until`: only what was known at the origin of this day. `left`: how many days ahead those lie that are not
 * counted, since they are leave; of the past the same ones are not counted either.
 */
export const residualsOf = (
  { series, origins }: BackTest,
  days: number,
  { until = series.hours.length, left = NONE }: { readonly until?: number; readonly left?: ReadonlySet<number> } = {},
): readonly Residual[] => {
  const known = origins.filter(({ day }) => day + days <= until && isWhole(series.aside, day, days));
  const alike = known.filter(({ day }) => (until - day) % 7 === 0);
  return (alike.length >= ENOUGH ? alike : known).map(({ day, blend }) => {
    let [came, said] = [0, 0];
    for (let ahead = 0; ahead < days; ahead += 1) {
      if (left.has(ahead)) continue;
      came += at(series.hours, day + ahead);
      said += at(blend.expected, ahead);
    }
    return { came, error: came - said, weight: FORGET ** (until - day) };
  });
};

const NONE: ReadonlySet<number> = new Set();

const isWhole = (aside: Uint8Array, first: number, days: number): boolean => {
  for (let day = first; day < first + days; day += 1) if (at(aside, day) !== 0) return false;
  return true;
};

/**
 * How likely `needed` hours or more come where `expected` are, 0–1: half by what forecasts were off by, half by what such days brought before; never quite sure of what is not reached yet (Laplace's rule of succession: as if
 * one more case had gone half this way and half that way).
 */
export const chanceOf = (needed: number, expected: number, residuals: readonly Residual[]): number => {
  if (needed <= 0) return 1;
  let [reached, all] = [0.5, 1];
  for (const { came, error, weight } of residuals) {
    all += weight;
    if (Math.max(0, expected + error) >= needed) reached += weight / 2;
    if (came >= needed) reached += weight / 2;
  }
  return reached / all;
};

/** Half of the width of the interval of a sum, hours: LEVEL of the past errors are no larger. Null where there are fewer than three. */
export const radiusOf = (residuals: readonly Residual[]): number | null => {
  if (residuals.length < 3) return null;
  const sorted = residuals.map(({ error }) => Math.abs(error)).sort((a, b) => a - b);
  return conformalQuantile(sorted, LEVEL, 1);
};
