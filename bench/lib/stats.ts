/** A measurement repeated: its median and how far the repetitions lie apart. */
export interface Figure {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly n: number;
}

/** @throws RangeError when there is nothing */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError('the median of nothing');
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
};

const round = (value: number): number => Number(value.toPrecision(5));

export const figure = (values: readonly number[]): Figure => ({
  median: round(median(values)),
  min: round(Math.min(...values)),
  max: round(Math.max(...values)),
  n: values.length,
});

/** The share `p` (0..1) of `values` is at most this; `values` are sorted. */
export const quantile = (values: ArrayLike<number>, p: number): number =>
  values[Math.min(values.length - 1, Math.floor(values.length * p))] ?? 0;

/** `a[i] / b[i]`: what was measured side by side is compared with each other, so that a machine that slows down slows both. */
export const ratios = (a: readonly number[], b: readonly number[]): readonly number[] =>
  a.map((value, index) => value / (b[index] ?? NaN));
