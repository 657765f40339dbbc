import { Temporal } from 'temporal-polyfill';
import { domainError, type DomainError } from '../../domain/errors.js';
import { momentAt, nextAfter, wallAt, type Repeat, type Series } from '../../domain/reminders/recurrence.js';
import { err, ok, type Result } from '../../domain/result.js';
import { readExact } from '../../domain/typed/exact.js';
import { readRelative } from '../../domain/typed/relative.js';
import { resolveWallTime, type TypedTime } from '../../domain/typed/wall-time.js';
import { readDay, readInterval, type SaidDay } from './day.js';
import { readRepeat, type SaidRepeat } from './repeat.js';
import { minuteOf, readPart, USUAL_MINUTE, withoutHalf } from './time-of-day.js';
import { wordsOf } from './words.js';

/** By what a text is understood. */
export interface WhenContext {
  /** ms */
  readonly now: number;
  /** Of the member, IANA name. */
  readonly zone: string;
  /** Of the member, BCP 47: which of 3/4 is the month. Words are understood in English and German, whatever it is. */
  readonly locale: string;
}

/** What was understood. It is shown before it is kept. */
export type Understood =
  | { readonly kind: 'once'; readonly at: number }
  /** The clocks show that time twice: which of the two moments is meant has to be asked. */
  | { readonly kind: 'twice'; readonly first: number; readonly second: number }
  /** `at`: the first moment. */
  | { readonly kind: 'series'; readonly at: number; readonly series: Series };

type Answer = Result<Understood, DomainError>;
/** A day and a time; `minute` null where the text names a day alone, `day` null where it names a time alone. */
interface Said {
  readonly day: SaidDay | null;
  readonly minute: number | null;
}

/** Characters of an input that its refusal repeats. */
const SHOWN_MAX = 40;
const BEGINNING =
  /^(?:(?:remind me|please|erinnere mich|bitte) )?(?:starting(?: on| from)?|beginning(?: on)?|from|since|ab(?: dem)?|beginnend(?: am)?|at|um|on|am)?(?: |$)/;
const LATEST_MS = Date.UTC(2100, 0, 1);

/**
 * Reads when somebody wants to be reminded, in English or German: once (`in 5 minutes`, `tomorrow 9:30`, `31.3. um 10`, `in einer halben Stunde`) or again and
 * again (`every monday at 9`, `jeden Werktag um 8:45`, `alle 2 Wochen`, `first of the month`). Times are those of the member's clocks: the next such time is meant,
 * never one that has been. A day without a time is at 9:00.
 *
 * REMINDER_TIME_INVALID with `input`; REMINDER_TOO_OFTEN; REMINDER_PAST with `at` (ms); TIME_SKIPPED with `before` and `after` (ms) for a single time that the
 * clocks jump over.
 * @throws RangeError for an unknown zone or locale
 */
export const readWhen = (input: string, context: WhenContext): Answer => {
  const invalid = err(domainError('REMINDER_TIME_INVALID', { input: Array.from(input.trim()).slice(0, SHOWN_MAX).join('') }));
  const text = wordsOf(input);
  if (text === null) return invalid;
  const repeated = readRepeat(text);
  if (repeated === 'often') return err(domainError('REMINDER_TOO_OFTEN'));
  const read = repeated === null ? readOnce(text, context) : readSeries(repeated.repeat, repeated.rest, context);
  if (read === null) return invalid;
  return read.ok && earliest(read.value) >= LATEST_MS ? invalid : read;
};

const earliest = (understood: Understood): number => (understood.kind === 'twice' ? understood.first : understood.at);

const readOnce = (text: string, context: WhenContext): Answer | null => {
  const { now, zone } = context;
  const exact = readExact(text, zone);
  if (exact !== null) return exact.ok ? stillToCome(exact.value, now) : exact;
  const from = fromNow(text, context);
  if (from !== null) return from > now ? ok({ kind: 'once', at: from }) : null;
  const said = readSaid(text.replace(/^(?:remind me|erinnere mich) /, ''), context);
  return said === null ? null : resolve(said, context);
};

/** What is told from now on: hours and minutes are time that passes, days and more are those of the calendar. */
const fromNow = (text: string, { now, zone }: WhenContext): number | null => {
  const later = text.startsWith('in ') ? readInterval(text) : null;
  if (later !== null) return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).add(later).epochMilliseconds;
  if (!text.startsWith('in ')) return null;
  return readRelative(
    text.replace(/ and a half (hours?)$/, '.5 $1').replace(/^in an hour and a half$/, 'in 1.5 hours'),
    now,
    zone,
  );
};

/** Finds the day and the time in a text, whichever stands first. */
const readSaid = (text: string, { now, zone, locale }: WhenContext): Said | null => {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const dayIn = (words: string): SaidDay | null => readDay(words, today, locale);
  if (/^(?:at )?midnight$|^(?:um )?mitternacht$/.test(text)) return { day: dayIn('tomorrow'), minute: 0 };
  const { half, rest } = withoutHalf(text);
  const plain = minuteOf(rest, half);
  if (plain !== null) return { day: null, minute: plain.at };
  const words = rest.split(' ');
  for (let cut = 1; cut < words.length; cut += 1) {
    const [before, after] = [words.slice(0, cut).join(' '), words.slice(cut).join(' ')];
    const [day, time] = [dayIn(before), minuteOf(after, half)];
    if (day !== null && time !== null && (day.isWhole || !time.isBare)) return { day, minute: time.at };
  }
  // `12:30 am Montag` is at half past twelve, `12:30 am Monday` after midnight.
  const isGerman = locale.startsWith('de');
  for (let at = 1; at < words.length; at += 1) {
    const cut = isGerman ? at : words.length - at;
    const [time, day] = [minuteOf(words.slice(0, cut).join(' '), half), dayIn(words.slice(cut).join(' '))];
    if (day !== null && time !== null && !time.isBare) return { day, minute: time.at };
  }
  return dayAlone(text, dayIn);
};

/** A day, perhaps with a part of it: `tomorrow`, `friday afternoon`, `heute abend`, `this evening`. */
const dayAlone = (text: string, dayIn: (words: string) => SaidDay | null): Said | null => {
  const part = readPart(text);
  if (part?.rest === '') return { day: null, minute: part.minute };
  const day = dayIn(part === null ? text : part.rest);
  return day === null ? null : { day, minute: part?.minute ?? null };
};

/** The first moment of those that are meant which is still to come. Of a day without a time, 9:00; when that has been, the same day is past. */
const resolve = ({ day, minute }: Said, { now, zone }: WhenContext): Answer => {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const dates = day?.dates ?? [today, today.add({ days: 1 })];
  let last: Answer | null = null;
  for (const date of dates) {
    const resolved = resolveWallTime(date.toPlainDateTime().add({ minutes: minute ?? USUAL_MINUTE }), zone);
    last = resolved.ok ? stillToCome(resolved.value, now) : resolved;
    if (last.ok || last.error.code !== 'REMINDER_PAST') return last;
  }
  return last ?? err(domainError('REMINDER_PAST', { at: now }));
};

const stillToCome = (typed: TypedTime, now: number): Answer => {
  if (typed.kind === 'moment')
    return typed.at > now ? ok({ kind: 'once', at: typed.at }) : err(domainError('REMINDER_PAST', { at: typed.at }));
  if (typed.first > now) return ok(typed);
  return typed.second > now ? ok({ kind: 'once', at: typed.second }) : err(domainError('REMINDER_PAST', { at: typed.second }));
};

const readSeries = (said: SaidRepeat, rest: string, context: WhenContext): Answer | null => {
  const { now, zone } = context;
  const start = startOf(rest, context);
  if (start === null) return null;
  const today = wallAt(now, zone).day;
  const first = start.day?.dates[0].toString().replaceAll('-', '') ?? null;
  const minute = start.minute ?? USUAL_MINUTE;
  if (minute >= 1_440) return null;
  const from = first ?? firstDay(said, minute, today, context);
  const series: Series = { from, minute, zone, repeat: repeatOf(said, from) };
  // A first day that is over by now counts as the beginning all the same.
  const at = nextAfter(series, now);
  return at === null ? null : ok({ kind: 'series', at, series });
};

/** The day and the time that stand beside a repeat; both null for a text that says nothing. Null when it is not understood. */
const startOf = (rest: string, context: WhenContext): Said | null => {
  if (rest === '') return { day: null, minute: null };
  const words = [rest, rest.replace(BEGINNING, '').trim(), rest.replace(/ (?:starting|beginning|from|ab)(?: on)?(?= |$)/, '')];
  for (const text of words) {
    if (text === '') return { day: null, minute: null };
    const said = readSaid(text, context);
    if (said !== null) return said;
  }
  return null;
};

/** Where no first day is named: the next one that fits; of an interval without a day, the day after one interval. */
const firstDay = (said: SaidRepeat, minute: number, today: string, { now, zone }: WhenContext): string => {
  const isFixed = said.days !== null || said.day !== null;
  if (said.every > 1 && !isFixed) {
    const date = Temporal.PlainDate.from(`${today.slice(0, 4)}-${today.slice(4, 6)}-${today.slice(6)}`);
    return date
      .add({ [`${said.unit}s`]: said.every })
      .toString()
      .replaceAll('-', '');
  }
  if (!isFixed && momentAt(today, minute, zone) > now) return today;
  const next = nextAfter({ from: today, minute, zone, repeat: repeatOf({ ...said, every: 1 }, today) }, now);
  return next === null ? today : wallAt(next, zone).day;
};

const repeatOf = ({ unit, every, days, day }: SaidRepeat, from: string): Repeat => {
  const date = Temporal.PlainDate.from(`${from.slice(0, 4)}-${from.slice(4, 6)}-${from.slice(6)}`);
  switch (unit) {
    case 'day':
      return { unit, every };
    case 'week':
      return { unit, every, days: days ?? [date.dayOfWeek - 1] };
    case 'month':
      return { unit, every, day: day ?? date.day };
    case 'year':
      return { unit: 'month', every: every * 12, day: day ?? date.day };
  }
};

/** A single moment that is to come again: the choices of the option `repeat`. */
export const REPEATS = ['day', 'workday', 'week', 'twoWeeks', 'month', 'year'] as const;
export type RepeatChoice = (typeof REPEATS)[number];

/** The series that begins with a moment (ms), at the same time by the member's clocks. */
export const repeatFrom = (at: number, choice: RepeatChoice, zone: string): Series => {
  const { day: from, minute } = wallAt(at, zone);
  const said = (unit: SaidRepeat['unit'], every = 1): Repeat => repeatOf({ unit, every, days: null, day: null }, from);
  const repeats: Readonly<Record<RepeatChoice, () => Repeat>> = {
    day: () => said('day'),
    workday: () => ({ unit: 'week', every: 1, days: [0, 1, 2, 3, 4] }),
    week: () => said('week'),
    twoWeeks: () => said('week', 2),
    month: () => said('month'),
    year: () => said('year'),
  };
  return { from, minute, zone, repeat: repeats[choice]() };
};
