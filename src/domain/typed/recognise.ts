import * as german from 'chrono-node/de';
import * as english from 'chrono-node/en';
import type { Temporal } from 'temporal-polyfill';

/** Parts of a date that a text names; `year` is null when it does not. */
export interface NamedDate {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

/**
 * Reads dates in words, in English and German: `31 march`, `march 31st 2026`, `1. märz`, `two weeks ago`. Null when the text is anything else, or holds
 * more than a date. Chrono only says which words are there: it would compute moments with offsets that are an hour off around a change of the
 * clocks, and it reads German dates in digits wrongly, so nothing of the kind is given to it.
 */
export const recogniseDate = (text: string, today: Temporal.PlainDate): NamedDate | null => {
  // Chrono reads the date from the clocks of this machine, so it is told the moment at which they show noon of the member's day.
  const reference = new Date(today.year, today.month - 1, today.day, 12);
  for (const language of [english.casual, german.casual]) {
    const found = language.parse(text, reference);
    const [only] = found;
    if (only === undefined || found.length > 1 || only.text !== text || only.end) continue;
    const { start } = only;
    if (start.isCertain('hour') || !start.isCertain('month') || !start.isCertain('day')) continue;
    const [year, month, day] = [start.isCertain('year') ? start.get('year') : null, start.get('month'), start.get('day')];
    if (month !== null && day !== null) return { year, month, day };
  }
  return null;
};
