import type { Temporal } from 'temporal-polyfill';

/** Parts of a date that a text names; `year` is null when it does not. */
export interface NamedDate {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

/** Reads dates with names of months, in English and German. */
export const recogniseDate = (_text: string, _today: Temporal.PlainDate): NamedDate | null => null;
