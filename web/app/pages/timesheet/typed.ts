import { Temporal } from 'temporal-polyfill';
import type { DomainError } from '../../../../src/domain/errors.js';
import { domainError } from '../../../../src/domain/errors.js';
import { err, ok, type Result } from '../../../../src/domain/result.js';
import type { Interval } from '../../../../src/domain/session.js';
import { readClock, readHalf, type ClockTime } from '../../../../src/domain/typed/clock.js';
import { resolveWallTime, type TypedTime } from '../../../../src/domain/typed/wall-time.js';

/*
 * Times as they are typed into the form. A field is plain text and not `<input type="time">`, which shows 8:15 PM to some readers for what others typed as
 * 20:15: here what was typed is what is meant, in every language.
 */

/** Reads a time of day: `20:15`, `8:15 pm`, `2015`, `20.15`, `20 Uhr 15`. Null when it is none. */
export const readTime = (text: string): ClockTime | null => {
  const { half, rest } = readHalf(text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase());
  return rest.length > 32 ? null : readClock(rest, half);
};

/** The moment at which the clocks of a zone show a time on a day (`yyyy-mm-dd`). TIME_INVALID with `input`; TIME_SKIPPED. */
export const momentOn = (day: string, text: string, zone: string): Result<TypedTime, DomainError> => {
  const time = readTime(text);
  const date = plainDate(day);
  if (time === null || date === null) return err(domainError('TIME_INVALID', { input: text.trim().slice(0, 40) }));
  const { hour, minute, second } = time;
  return resolveWallTime(date.toPlainDateTime().add({ hours: hour, minutes: minute, seconds: second }), zone);
};

const plainDate = (day: string): Temporal.PlainDate | null => {
  try {
    return Temporal.PlainDate.from(day);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

const two = (value: number): string => String(value).padStart(2, '0');

/** The fields of a moment (ms) in a zone: `2026-03-31` and `20:15`, with seconds where they are not 0. `readTime` reads it back. */
export const fieldsOf = (ms: number, zone: string): { readonly day: string; readonly time: string } => {
  const zoned = Temporal.Instant.fromEpochMilliseconds(Math.floor(ms / 1000) * 1000).toZonedDateTimeISO(zone);
  const seconds = zoned.second === 0 ? '' : `:${two(zoned.second)}`;
  return { day: zoned.toPlainDate().toString(), time: `${two(zoned.hour)}:${two(zoned.minute)}${seconds}` };
};

/** What a field names, ms. Of a time that exists twice the first one, unless the second was chosen. */
export const chosenOf = (typed: TypedTime, second: boolean): number =>
  typed.kind === 'moment' ? typed.at : second ? typed.second : typed.first;

/** `12:00 - 12:30, 15:00 - 15:10`; `breaksOn` reads it back. */
export const breaksText = (breaks: readonly Interval[], zone: string): string =>
  breaks.map(({ start, end }) => `${fieldsOf(start, zone).time} - ${fieldsOf(end, zone).time}`).join(', ');

/**
 * Breaks as they are typed, within an entry that begins at `start` (ms): each begins at the first moment with that time from the end of the one before
 * on. BREAKS_NOT_UNDERSTOOD with `input`.
 */
export const breaksOn = (text: string, start: number, zone: string): Result<readonly Interval[], DomainError> => {
  const breaks: Interval[] = [];
  let from = start;
  for (const part of text.split(/[,;\n]/).filter((each) => each.trim() !== '')) {
    const [first = '', last = '', ...rest] = part.split(/\s*[-–—]\s*|\s+(?:to|bis)\s+/);
    const begin = rest.length > 0 ? null : after(from, first, zone);
    const end = begin === null ? null : after(begin, last, zone);
    if (begin === null || end === null) return err(domainError('BREAKS_NOT_UNDERSTOOD', { input: part.trim().slice(0, 40) }));
    breaks.push({ start: begin, end });
    from = end;
  }
  return ok(breaks);
};

/** The first moment from `from` on at which the clocks show the time; in its minute counts as it, since forms show minutes. */
const after = (from: number, text: string, zone: string): number | null => {
  const { day } = fieldsOf(from, zone);
  const earliest = Math.floor(from / 60_000) * 60_000;
  for (const on of [day, Temporal.PlainDate.from(day).add({ days: 1 }).toString()]) {
    const typed = momentOn(on, text, zone);
    if (!typed.ok) continue;
    const moments = typed.value.kind === 'moment' ? [typed.value.at] : [typed.value.first, typed.value.second];
    const found = moments.find((ms) => ms >= earliest);
    if (found !== undefined) return Math.max(found, from);
  }
  return null;
};
