import { clamp, mean, sum } from '../numbers.js';

/** The square of the standard deviation of a sample (Bessel's correction); 0 for fewer than two values. */
export const variance = (values: readonly number[]): number => {
  if (values.length < 2) return 0;
  const middle = mean(values);
  return sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1);
};

/** What two samples differ by, and how often chance alone would make them differ as much, 0–1. */
export interface Difference {
  readonly difference: number;
  readonly chance: number;
}

/**
 * Is the mean of `now` another one than that of `before`? Two-sided, and only as sure as the less sure of two tests: Student's t-test with a common spread, since a
 * few values may lie close together by luck, and Welch's with a spread for each, since a few may belong to another life.
 * @param grain the finest difference that the values can have by how they are written down: samples are taken to spread at least as much, since values that are
 *   all the same would else make the smallest difference certain. Both samples need two values; else the chance is 1
 */
export const compare = (now: readonly number[], before: readonly number[], grain: number): Difference => {
  const difference = mean(now) - mean(before);
  if (now.length < 2 || before.length < 2) return { difference, chance: 1 };
  const [spreadNow, spreadBefore] = [spreadOf(now, grain), spreadOf(before, grain)];
  return {
    difference,
    chance: Math.max(welch(difference, spreadNow, spreadBefore), student(difference, spreadNow, spreadBefore)),
  };
};

interface Spread {
  readonly variance: number;
  readonly count: number;
}

const spreadOf = (values: readonly number[], grain: number): Spread => ({
  variance: Math.max(variance(values), grain * grain),
  count: values.length,
});

/** Welch's test with the degrees of freedom of Welch & Satterthwaite. */
const welch = (difference: number, now: Spread, before: Spread): number => {
  const [errorNow, errorBefore] = [now.variance / now.count, before.variance / before.count];
  const error = errorNow + errorBefore;
  const freedom = error ** 2 / (errorNow ** 2 / (now.count - 1) + errorBefore ** 2 / (before.count - 1));
  return twoSided(difference / Math.sqrt(error), freedom);
};

/** Student's test with one spread for both. */
const student = (difference: number, now: Spread, before: Spread): number => {
  const freedom = now.count + before.count - 2;
  const common = (now.variance * (now.count - 1) + before.variance * (before.count - 1)) / freedom;
  return twoSided(difference / Math.sqrt(common * (1 / now.count + 1 / before.count)), freedom);
};

/**
 * Is one new value like the ones before it? By the prediction interval of a normal sample, whose mean and spread are only estimated: the spread of the new
 * value and the error of the mean both count. Needs two values before; else the chance is 1. `grain` as for `compare`.
 */
export const unlike = (value: number, before: readonly number[], grain: number): Difference & { readonly error: number } => {
  const difference = value - mean(before);
  const error = Math.sqrt(Math.max(variance(before), grain * grain) * (1 + 1 / Math.max(1, before.length)));
  const chance = before.length < 2 ? 1 : twoSided(difference / error, before.length - 1);
  return { difference, chance, error };
};

/** The share of Student's t distribution that lies as far out as `t` or further, on both sides; `freedom` above 0, not necessarily whole. */
export const twoSided = (t: number, freedom: number): number => {
  if (!(freedom > 0) || Number.isNaN(t)) return 1;
  if (!Number.isFinite(t)) return 0;
  return clamp(incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5), 0, 1);
};

/** The t that lies further out only in `chance` of all cases, both sides together: `twoSided` turned round, by halving. */
export const criticalT = (chance: number, freedom: number): number => {
  let [low, high] = [0, 1];
  while (twoSided(high, freedom) > chance && high < 1e6) high *= 2;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (twoSided(middle, freedom) > chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** ln Γ by Lanczos (g = 7, nine coefficients as Godfrey gives them); `x` above 0. */
const logGamma = (x: number): number => {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let series = 0.999_999_999_999_809_93;
  for (const [at, coefficient] of LANCZOS.entries()) series += coefficient / (x + at);
  const base = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series);
};
const LANCZOS = [
  676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_13, -176.615_029_162_140_6, 12.507_343_278_686_905,
  -0.138_571_095_265_720_12, 9.984_369_578_019_571_6e-6, 1.505_632_735_149_311_6e-7,
];

/** The regularized incomplete beta function Iₓ(a, b), by its continued fraction in the method of Lentz (Press et al., Numerical Recipes, 6.4). */
const incompleteBeta = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast on one side of the mean only; on the other one the distribution is turned round.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a;
  const tiny = 1e-300;
  const held = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / held(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 300; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    for (const step of [even, odd]) {
      d = 1 / held(1 + step * d);
      c = held(1 + step / c);
      fraction *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-12) break;
  }
  return front * fraction;
};
