import { Temporal } from 'temporal-polyfill';

/** The moment, ms, of `2024-05-31T12:57:09Z`, with an offset too, or of `20240531T125709Z`; null for anything else. */
export const instantOf = (text: string): number | null => {
  const compact = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text.trim());
  const iso = compact === null ? text.trim() : `${compact.slice(1, 4).join('-')}T${compact.slice(4).join(':')}Z`;
  try {
    return Temporal.Instant.from(iso).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** In which order a date has its parts. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

const DATE = /^(\d{1,4})[-./](\d{1,2})[-./](\d{1,4})$/;
const TIME = /^(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?\s*(am|pm)?$/i;

/** The order that all of these dates have; null where they leave it open (all days are 12 or less) or contradict each other. */
export const orderOf = (dates: Iterable<string>): DateOrder | null => {
  const possible = new Set<DateOrder>(['ymd', 'dmy', 'mdy']);
  for (const date of dates) {
    const [, first = '', second = '', third = ''] = DATE.exec(date.trim()) ?? [];
    if (first === '') continue;
    if (first.length === 4) for (const order of ['dmy', 'mdy'] as const) possible.delete(order);
    if (third.length === 4) possible.delete('ymd');
    if (Number(first) > 12) possible.delete('mdy');
    if (Number(second) > 12) for (const order of ['dmy', 'ymd'] as const) possible.delete(order);
  }
  const [only, another] = possible;
  return only !== undefined && another === undefined ? only : null;
};

/** The moment, ms, of a date and a time by the clocks of a zone; null where they are none. */
export const localMoment = (date: string, time: string, order: DateOrder, zone: string): number | null => {
  const parts = DATE.exec(date.trim())?.slice(1).map(Number);
  const clock = TIME.exec(time.trim());
  if (parts === undefined || clock === null) return null;
  const [year, month, day] = [parts[order.indexOf('y')], parts[order.indexOf('m')], parts[order.indexOf('d')]];
  const [, hours = '', minutes = '', seconds = '0', half = ''] = clock;
  const isAfternoon = half.toLowerCase() === 'pm';
  const hour = half === '' ? Number(hours) : (Number(hours) % 12) + (isAfternoon ? 12 : 0);
  if (year === undefined || month === undefined || day === undefined) return null;
  try {
    const fields = { year: year < 100 ? 2000 + year : year, month, day, hour, minute: Number(minutes), second: Number(seconds) };
    return Temporal.PlainDateTime.from(fields, { overflow: 'reject' }).toZonedDateTime(zone).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};
