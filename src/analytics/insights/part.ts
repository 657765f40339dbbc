/** What is missing until something can be said: days with time, hours, or whole weeks or days since the first entry. */
export interface Missing {
  readonly of: 'days' | 'hours' | 'weeks' | 'since';
  /** How many more, above 0. */
  readonly count: number;
}

/** A part of the insights, or what is missing for it. */
export type Part<T> =
  { readonly enough: true; readonly value: T } | { readonly enough: false; readonly missing: readonly Missing[] };

export const enough = <T>(value: T): Part<T> => ({ enough: true, value });

/** The part that `make` makes, unless something is missing. */
export const unlessMissing = <T>(missing: readonly Missing[], make: () => T): Part<T> => {
  const short = missing.filter(({ count }) => count > 0);
  return short.length === 0 ? enough(make()) : { enough: false, missing: short };
};
