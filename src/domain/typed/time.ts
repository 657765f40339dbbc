import { Temporal } from 'temporal-polyfill';
import { codePoints } from '../code-points.js';
import { domainError, type DomainError } from '../errors.js';
import { err, ok, type Result } from '../result.js';
import { readClock, readHalf, type ClockTime } from './clock.js';
import { readDate, type TypedDate } from './date.js';
import { readExact } from './exact.js';
import { readRelative } from './relative.js';
import { earliestOf, resolveWallTime, type TypedTime } from './wall-time.js';

export { formatTypedTime, type TypedTime } from './wall-time.js';

/** By what a typed time is understood. */
export interface TypedTimeContext {
  /** ms. */
  readonly now: number;
  /** Of the member, IANA name. */
  readonly zone: string;
  /** Of the member, BCP 47: whether `3/4` is in March or in April. Words are understood in English and German, whatever it is. */
  readonly locale: string;
  /**
   * ms. When given, a time without a day is the first one at or after this moment, instead of one near now: the start of an entry when its end
   * is typed, or the beginning of the day that a form is about.
   */
  readonly from?: number;
}

/** Longer input is none; it also bounds what the expressions have to look at. */
const INPUT_MAX = 64;
/** Characters of an input that its refusal repeats. */
const SHOWN_MAX = 40;
/** How far ahead a time without a date may lie before it is that of the day (or week) before, ms. */
const AHEAD_MAX_MS = 4 * 3_600_000;
/** Moments that may be typed, ms: 1970 to 2100. */
const LATEST_MS = Date.UTC(2100, 0, 1);

/**
 * Reads a time as people type it, in the member's zone: `2026-03-31 10:15`, with or without an offset, `9:30`, `9.30`, `0930`, `9:30 pm`,
 * `yesterday 9:30`, `gestern um 10`, `Monday 9:30`, `nächsten Freitag 9 Uhr`, `31.3. um 10`, `3/31 10:00`, `31 March 10:00`, `3h ago`,
 * `vor 3 Stunden`, `noon`, `jetzt`, `<t:1774944900>`.
 *
 * A time without a day is today's, unless that lies more than four hours ahead: then it is yesterday's. A weekday is the last one in the same way. A
 * date without a time is refused. Whoever asks shows what was understood before it is stored.
 *
 * TIME_INVALID with `input`; TIME_SKIPPED with `before` and `after` (ms), when the clocks jump over that time.
 * @throws RangeError for an unknown zone or locale
 */
export const parseTypedTime = (input: string, context: TypedTimeContext): Result<TypedTime, DomainError> => {
  const invalid = err(
    domainError('TIME_INVALID', {
      input: codePoints(input.trim().slice(0, 2 * SHOWN_MAX))
        .slice(0, SHOWN_MAX)
        .join(''),
    }),
  );
  if (input.length > INPUT_MAX) return invalid;
  const text = input.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  // Some single characters stand for many.
  if (text.length > INPUT_MAX) return invalid;
  const typed =
    readExact(text, context.zone) ?? readFromNow(text, context) ?? readDayAndClock(text.replace(/, ?/g, ' '), context);
  if (typed === null) return invalid;
  return typed.ok && !isInRange(typed.value) ? invalid : typed;
};

const isInRange = (typed: TypedTime): boolean => earliestOf(typed) >= 0 && earliestOf(typed) <= LATEST_MS;

const readFromNow = (text: string, { now, zone }: TypedTimeContext): Result<TypedTime, DomainError> | null => {
  const at = readRelative(text, now, zone);
  return at === null ? null : ok({ kind: 'moment', at });
};

/** Tries every place where the text may be cut into a day and a time, the time at the end first. */
const readDayAndClock = (text: string, context: TypedTimeContext): Result<TypedTime, DomainError> | null => {
  const today = Temporal.Instant.fromEpochMilliseconds(context.now).toZonedDateTimeISO(context.zone).toPlainDate();
  const { half, rest } = readHalf(text);
  const words = rest.split(' ');
  const plain = readClock(rest, half);
  if (plain !== null) return resolvePlain(plain, today, context);
  for (let at = 1; at < words.length; at += 1) {
    const clock = readClock(words.slice(at).join(' '), half);
    const date = clock === null ? null : readDate(words.slice(0, at).join(' '), today, context.locale);
    if (clock !== null && date !== null && (date.isWhole || !clock.isBare)) return resolveNear(clock, date.dates, context);
  }
  // `12:30 am Montag` is at half past twelve, `12:30 am Monday` after midnight.
  const isGerman = context.locale.startsWith('de');
  for (let cut = 1; cut < words.length; cut += 1) {
    const at = isGerman ? cut : words.length - cut;
    const clock = readClock(words.slice(0, at).join(' '), half);
    const date = clock === null || clock.isBare ? null : readDate(words.slice(at).join(' '), today, context.locale);
    if (clock !== null && date !== null) return resolveNear(clock, date.dates, context);
  }
  return null;
};

const resolveOn = (date: Temporal.PlainDate, { hour, minute, second }: ClockTime, zone: string): Result<TypedTime, DomainError> =>
  resolveWallTime(date.toPlainDateTime().add({ hours: hour, minutes: minute, seconds: second }), zone);

/** The first of the days on which the time does not lie too far ahead, else the last of them. */
const resolveNear = (
  clock: ClockTime,
  [first, ...others]: TypedDate['dates'],
  { now, zone }: TypedTimeContext,
): Result<TypedTime, DomainError> => {
  let typed = resolveOn(first, clock, zone);
  for (const date of others) {
    if (!typed.ok || earliestOf(typed.value) <= now + AHEAD_MAX_MS) break;
    typed = resolveOn(date, clock, zone);
  }
  return typed;
};

const resolvePlain = (clock: ClockTime, today: Temporal.PlainDate, context: TypedTimeContext): Result<TypedTime, DomainError> => {
  const { from, zone } = context;
  if (from === undefined) return resolveNear(clock, [today, today.subtract({ days: 1 })], context);
  // Forms show minutes: a time in the minute of `from` is meant to be that one.
  const earliest = Math.floor(from / 60_000) * 60_000;
  const day = Temporal.Instant.fromEpochMilliseconds(earliest).toZonedDateTimeISO(zone).toPlainDate();
  const typed = resolveOn(day, clock, zone);
  if (!typed.ok || earliestOf(typed.value) >= earliest) return typed;
  // Of a time that exists twice, only the second may be left.
  if (typed.value.kind === 'twice' && typed.value.second >= earliest) return ok({ kind: 'moment', at: typed.value.second });
  return resolveOn(day.add({ days: 1 }), clock, zone);
};
