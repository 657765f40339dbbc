import { domainError, type DomainError } from './errors.js';
import { err, ok, type Result } from './result.js';

const UNIT_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const;
type Unit = keyof typeof UNIT_MS;
/** Largest first, as they have to stand. */
const UNITS: readonly Unit[] = ['d', 'h', 'm', 's'];

/** ms; above it a duration is a typing error. */
export const DURATION_MAX_MS = 366 * UNIT_MS.d;
/** Longer input is none; it also bounds what the expressions below have to look at. */
const INPUT_MAX = 64;

/** Abbreviations may end with a full stop, as those that we write in German do. */
const WORDS: ReadonlyMap<string, Unit> = new Map([
  ...['d', 'day', 'days', 'tag', 'tage', 'tagen'].map((word) => [word, 'd'] as const),
  ...['h', 'hr', 'hrs', 'hour', 'hours', 'std', 'stunde', 'stunden'].map((word) => [word, 'h'] as const),
  ...['m', 'min', 'mins', 'minute', 'minutes', 'minuten'].map((word) => [word, 'm'] as const),
  ...['s', 'sec', 'secs', 'second', 'seconds', 'sek', 'sekunde', 'sekunden'].map((word) => [word, 's'] as const),
]);
const FRACTIONS: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75 };

const COLONS = /^(?:(\d+):([0-5]?\d)(?::([0-5]?\d))?|:([0-5]\d))$/;
/** A number and a unit, which the next part may follow after a blank, a comma or an `and`. */
const PART = /(?:(\d*) ?([½¼¾])|(\d+(?:[.,]\d+)?))(?: ?([a-z]+)\.?)?(?:, | (?:and|und) | )?/y;
/** It may be a thousand and more, or one and a bit: nobody can tell. */
const THOUSANDS = /^[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * Reads `1h 20m`, `1h20`, `80m`, `1.5h`, `1,5h`, `1½h`, `2d`, `1:20` (h:mm), `:30`, `25:00:00`, `4800s`, `90` (minutes), `1 Stunde 20 Minuten`,
 * `1 hour and 20 minutes`; units once each, largest first. Whole ms, 0 to DURATION_MAX_MS; DURATION_INVALID with `input` otherwise.
 */
export const parseDuration = (input: string): Result<number, DomainError> => {
  const text = input.trim().slice(0, INPUT_MAX + 1);
  const words = text.replace(/\s+/g, ' ').toLowerCase();
  const ms = text.length > INPUT_MAX ? null : (readColons(words) ?? readParts(words));
  const whole = ms === null ? NaN : Math.round(ms);
  return whole <= DURATION_MAX_MS ? ok(whole) : err(domainError('DURATION_INVALID', { input: text.slice(0, 40) }));
};

const readColons = (text: string): number | null => {
  const found = COLONS.exec(text) as (string | undefined)[] | null;
  if (found === null) return null;
  const [, h = 0, m, s = 0, onlyMinutes] = found;
  return Number(h) * UNIT_MS.h + Number(m ?? onlyMinutes ?? 0) * UNIT_MS.m + Number(s) * UNIT_MS.s;
};

const readParts = (text: string): number | null => {
  let ms = 0;
  let last: Unit | null = null;
  PART.lastIndex = 0;
  for (let at = 0; at < text.length; at = PART.lastIndex) {
    const [part, before, fraction, decimal, word] = (PART.exec(text) ?? []) as (string | undefined)[];
    if (part === undefined || (decimal !== undefined && THOUSANDS.test(decimal))) return null;
    const isEnd = PART.lastIndex === text.length;
    const unit: Unit | undefined = word === undefined ? unitOfBare(decimal, last, isEnd) : WORDS.get(word);
    if (unit === undefined || (last !== null && UNITS.indexOf(unit) <= UNITS.indexOf(last))) return null;
    const amount = fraction === undefined ? Number(decimal?.replace(',', '.')) : Number(before) + (FRACTIONS[fraction] ?? 0);
    ms += amount * UNIT_MS[unit];
    last = unit;
  }
  return last === null ? null : ms;
};

/** A number without a unit is minutes when it stands alone, and in `1h20`. */
const unitOfBare = (digits: string | undefined, last: Unit | null, isEnd: boolean): Unit | undefined => {
  if (last === null) return isEnd ? 'm' : undefined;
  return last === 'h' && isEnd && digits !== undefined && /^[0-5]?\d$/.test(digits) ? 'm' : undefined;
};
