/** Days that a forecast reaches. */
export const REACH = 28;
/** Candidates need a week to begin with. */
export const FIRST_ORIGIN = 7;

/** What a model says at the beginning of a day about that day (index 0) and those after it, REACH of them. Hours. */
export interface Points {
  /** The middle of what may come: half of such days are longer. It is what errs least on a single day. */
  readonly typical: readonly number[];
  /** The average of what may come. It is what sums are made of. */
  readonly expected: readonly number[];
}

/** The cleaned hours of the past. */
export interface Past {
  readonly hours: Float64Array;
  /** Weekday of the first day, 0 (Monday) to 6. */
  readonly weekday: number;
  /** Number of the first day. */
  readonly first: number;
}

/**
 * Says what comes after the first `origin` days of the past, going by these alone. It is asked about origins in order, FIRST_ORIGIN or later, so that it can
 * learn day by day. Null: it cannot say yet.
 */
export type Model = (origin: number) => Points | null;

export interface Candidate {
  /** As it is named in answers and reports. */
  readonly name: string;
  /** What it is worth before anything is known about a member, in proportion to the others. */
  readonly prior: number;
  readonly over: (past: Past) => Model;
}

/** A list of REACH numbers, by the days ahead. */
export const ahead = (of: (days: number) => number): number[] => {
  const values: number[] = [];
  for (let days = 0; days < REACH; days += 1) values.push(of(days));
  return values;
};

/** Points of which the middle is the average. */
export const even = (of: (days: number) => number): Points => {
  const values = ahead(of);
  return { typical: values, expected: values };
};
