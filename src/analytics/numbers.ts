/** Small arithmetic that score and forecast share. All of it is total: what there is nothing of comes to 0. */

export type Values = ArrayLike<number>;

/** The value at a place, 0 outside. */
export const at = (values: Values, index: number): number => values[index] ?? 0;

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

export const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

export const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length);

/** Linear between the two values around the place, as most programs do it (type 7 of Hyndman & Fan 1996). `share` 0–1; `sorted` upwards. */
export const quantileOf = (sorted: Values, share: number): number => {
  if (sorted.length === 0) return 0;
  const place = clamp(share, 0, 1) * (sorted.length - 1);
  const low = Math.floor(place);
  return at(sorted, low) + (place - low) * (at(sorted, Math.min(low + 1, sorted.length - 1)) - at(sorted, low));
};

export const ascending = (values: Iterable<number>): readonly number[] => [...values].sort((a, b) => a - b);

export const median = (values: Iterable<number>): number => quantileOf(ascending(values), 0.5);
