import type { DateOrder } from '../api.js';

/** Parts of a date as they stand there, with what they may mean. */
export interface DateText {
  readonly parts: readonly [number, number, number];
  /** The orders in which it is a date of the calendar's; empty: it is none in any. */
  readonly orders: readonly DateOrder[];
}

/** By the clock of a day; `hour` may be 24 for its end. */
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
}

/** What a cell says of a moment: exactly which one, or a date and perhaps a time by clocks that are not named. */
export type Stamp =
  | { readonly kind: 'moment'; readonly at: number }
  | { readonly kind: 'wall'; readonly date: DateText; readonly time: ClockTime | null }
  | { readonly kind: 'time'; readonly time: ClockTime };

const DATE = /^(\d{1,4})([-./])(\d{1,2})\2(\d{1,4})\.?(?=$|[ T,])/;
const COMPACT_DATE = /^(\d{4})(\d\d)(\d\d)(?=$|T)/;
const TIME =
  /^(\d{1,2})(?:[:.h](\d\d)(?:[:.](\d\d)(?:[.,](\d{1,9}))?)?)?(?: ?(a|p)\.? ?m\.?)?(?: ?(?:uhr|h))?(?: ?(Z|[+-]\d\d(?::?\d\d)?))?$/i;
const COMPACT_TIME = /^(\d\d)(\d\d)(\d\d)(Z?)$/;
/** Longer cells are no moments. */
const LENGTH_MAX = 40;

/**
 * Reads `2024-05-31T12:57:09Z`, also with an offset or without one; `20240531T125709Z`; `31.05.2024 09:00`, `5/31/2024 9:00 AM`, `2024-05-31`, `09:00:00`. Null
 * for anything else.
 */
export const parseStamp = (cell: string): Stamp | null => {
  const text = cell.trim();
  if (text === '' || text.length > LENGTH_MAX) return null;
  const dated = dateIn(text);
  if (dated === null) {
    const time = timeIn(text);
    return time?.offsetMs === null ? { kind: 'time', time: time.time } : null;
  }
  const { date, length } = dated;
  const rest = text.slice(length).replace(/^[T, ]\s*/, '');
  if (rest === '') return { kind: 'wall', date, time: null };
  const time = timeIn(rest);
  if (time === null) return null;
  if (time.offsetMs === null) return { kind: 'wall', date, time: time.time };
  // Whoever writes offsets writes the year first.
  const at = date.orders.includes('ymd') ? utcOf(date.parts, time.time) : null;
  return at === null ? null : { kind: 'moment', at: at - time.offsetMs };
};

const dateIn = (text: string): { readonly date: DateText; readonly length: number } | null => {
  const compact = COMPACT_DATE.exec(text);
  const found = compact ?? DATE.exec(text);
  if (found === null) return null;
  const [whole] = found;
  const [first = '', second = '', third = ''] = compact === null ? [found[1], found[3], found[4]] : found.slice(1);
  const orders = ordersOf(first, second, third, compact === null ? (found[2] ?? '') : '-');
  return { date: { parts: [Number(first), Number(second), Number(third)], orders }, length: whole.length };
};

/** Dates with full stops have the day first, in every language that writes them so. */
const ordersOf = (first: string, second: string, third: string, separator: string): readonly DateOrder[] => {
  if (first.length > 2) return first.length === 4 && third.length <= 2 && isDay(second, third) ? ['ymd'] : [];
  if (third.length !== 2 && third.length !== 4) return [];
  const orders: DateOrder[] = [];
  if (isDay(second, first)) orders.push('dmy');
  if (separator !== '.' && isDay(first, second)) orders.push('mdy');
  return orders;
};

const isDay = (month: string, day: string): boolean =>
  Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;

const timeIn = (text: string): { readonly time: ClockTime; readonly offsetMs: number | null } | null => {
  const compact = COMPACT_TIME.exec(text);
  if (compact !== null) return clock(compact[1], compact[2], compact[3], '0', '', compact[4] === 'Z' ? 'Z' : undefined);
  const found = TIME.exec(text) as (string | undefined)[] | null;
  if (found === null) return null;
  const [, hour, minute, second, fraction, half, offset] = found;
  // A bare number is no time, but `9 AM` is one.
  if (minute === undefined && half === undefined) return null;
  return clock(hour, minute, second, fraction ?? '0', half ?? '', offset);
};

const clock = (
  hours = '0',
  minutes = '0',
  seconds = '0',
  fraction: string,
  half: string,
  offset: string | undefined,
): { readonly time: ClockTime; readonly offsetMs: number | null } | null => {
  const [typed, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  if (half !== '' && (typed < 1 || typed > 12)) return null;
  const hour = half === '' ? typed : (typed % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (minute > 59 || second > 59 || hour > 24 || (hour === 24 && minute + second > 0)) return null;
  const ms = Math.floor(Number(`0.${fraction}`) * 1000);
  return { time: { hour, minute, second, ms }, offsetMs: offset === undefined ? null : offsetOf(offset) };
};

const offsetOf = (text: string): number => {
  if (text.toUpperCase() === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(3).replace(':', ''));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
};

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Is it a date of the calendar? Months count from 1. */
export const isDate = (year: number, month: number, day: number): boolean => {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0));
};

const utcOf = ([year, month, day]: DateText['parts'], { hour, minute, second, ms }: ClockTime): number | null =>
  isDate(year, month, day) ? Date.UTC(year, month - 1, day, hour, minute, second, ms) : null;

/** The date `[year, month, day]` in one order; null where it is none. */
export const datedBy = ({ parts, orders }: DateText, order: DateOrder): readonly [number, number, number] | null => {
  if (!orders.includes(order)) return null;
  const at = (part: 'y' | 'm' | 'd'): number => parts[order.indexOf(part)] ?? 0;
  const year = at('y') < 100 ? 2000 + at('y') : at('y');
  return isDate(year, at('m'), at('d')) ? [year, at('m'), at('d')] : null;
};
