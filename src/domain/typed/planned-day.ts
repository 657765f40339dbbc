import { domainError, type DomainError } from '../errors.js';
import { plainDay } from '../local-days.js';
import { err, ok, type Result } from '../result.js';
import { readDate } from './date.js';

const INPUT_MAX = 64;
const SHOWN_MAX = 40;
/** Whoever plans further than this has mistyped the year. */
const YEARS = { first: 1970, last: 2100 } as const;

/**
 * The day `yyyymmdd` that somebody plans something for: `tomorrow`, `Friday` (the coming one), `24.12.`, `3/31`, `2026-12-24`, `31 March`. DAY_INVALID with
 * `input`.
 * @param today the day that it is for them, `yyyymmdd`
 * @param locale theirs, BCP 47: whether `3/4` is in March or in April
 */
export const parsePlannedDay = (input: string, today: string, locale: string): Result<string, DomainError> => {
  const shown = input.trim().slice(0, SHOWN_MAX);
  const text = input.length > INPUT_MAX ? '' : input.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  const date =
    text === '' || text.length > INPUT_MAX ? null : (readDate(text, plainDay(today), locale, 'coming')?.dates[0] ?? null);
  return date === null || date.year < YEARS.first || date.year > YEARS.last
    ? err(domainError('DAY_INVALID', { input: shown }))
    : ok(date.toString().replaceAll('-', ''));
};
