import type { Translator } from '../../i18n/translator.js';
import type { Amount, Rounding } from '../report.js';
import { wallMs } from '../wall-time.js';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY_MS = 24 * HOUR;

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * A length of time (ms) as it stands in columns: `7:30`, and `7:30:05` with seconds. Hours are not grouped, so that all numbers of a column are of one kind.
 */
export const printHours = (ms: number, withSeconds: boolean): string => {
  const whole = Math.abs(ms);
  const sign = ms < 0 ? '−' : '';
  const text = `${sign}${Math.floor(whole / HOUR)}:${two(Math.floor((whole % HOUR) / MINUTE))}`;
  return withSeconds ? `${text}:${two(Math.floor((whole % MINUTE) / 1000))}` : text;
};

/** Seconds are printed unless everything is rounded to whole minutes: left out, the numbers of a table would not come to their sum. */
export const needsSeconds = (rounding: Rounding | null): boolean => rounding === null || rounding.stepMs % MINUTE !== 0;

/** How one report prints its numbers, days and times. */
export interface Printer {
  /** An amount as a duration: `7:30` or `7:30:05`. */
  amount(amount: Amount): string;
  /** A length of time that is in no table of amounts (a break, a target, a difference), ms. */
  length(ms: number): string;
  /** An amount in decimal hours: `7.50`. */
  decimal(amount: Amount): string;
  /** `part` of `whole` (ms) as a percentage, without digits behind the point. */
  share(part: number, whole: number): string;
  /** A day `yyyymmdd` in a column: `Mon, 06/01`. */
  shortDay(day: string): string;
  /** A day `yyyymmdd` below a bar: `1`. */
  dayOfMonth(day: string): string;
  /** A day `yyyymmdd` below a bar, with its month: `06/01`. */
  monthDay(day: string): string;
  /** The month of a day `yyyymmdd` below a bar: `Jun 26`. */
  shortMonth(day: string): string;
  /** What the clocks of a zone show, to the minute. */
  clock(ms: number, zone: string): string;
  /** A moment (ms) in a zone, with its date. */
  moment(ms: number, zone: string): string;
}

/** The UTC midnight of a day `yyyymmdd`, ms: only to be formatted in UTC. */
const utcOf = (day: string): number => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)));

export const createPrinter = (t: Translator, rounding: Rounding | null): Printer => {
  const withSeconds = needsSeconds(rounding);
  const decimals = new Intl.NumberFormat(t.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(t.locale, { style: 'percent', maximumFractionDigits: 0 });
  const dayFormat = new Intl.DateTimeFormat(t.locale, { weekday: 'short', day: '2-digit', month: '2-digit', timeZone: 'UTC' });
  const monthDays = new Intl.DateTimeFormat(t.locale, { day: '2-digit', month: '2-digit', timeZone: 'UTC' });
  const months = new Intl.DateTimeFormat(t.locale, { month: 'short', year: '2-digit', timeZone: 'UTC' });
  // Whatever the zone, its clocks show one of the minutes of a day.
  const clockFormat = new Intl.DateTimeFormat(t.locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  const clocks = new Map<number, string>();
  const shortDays = new Map<string, string>();

  return {
    amount: ({ printedMs }) => printHours(printedMs, withSeconds),
    length: (ms) => printHours(ms, withSeconds),
    decimal: ({ hundredths }) => decimals.format(hundredths / 100),
    share: (part, whole) => (whole === 0 ? '' : percent.format(part / whole)),
    shortDay(day) {
      let text = shortDays.get(day);
      if (text === undefined) shortDays.set(day, (text = dayFormat.format(utcOf(day))));
      return text;
    },
    dayOfMonth: (day) => String(Number(day.slice(6, 8))),
    monthDay: (day) => monthDays.format(utcOf(day)),
    shortMonth: (day) => months.format(utcOf(day)),
    clock(ms, zone) {
      const minute = Math.floor((wallMs(ms, zone) % DAY_MS) / MINUTE);
      let text = clocks.get(minute);
      if (text === undefined) clocks.set(minute, (text = clockFormat.format(minute * MINUTE)));
      return text;
    },
    moment: (ms, zone) =>
      new Intl.DateTimeFormat(t.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(ms),
  };
};
