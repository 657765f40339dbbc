import type { Translator } from './translator.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const formats = new Map<string, Intl.NumberFormat>();

const numberFormat = (locale: string, fractionDigits: number, style: 'decimal' | 'percent'): Intl.NumberFormat => {
  const key = `${locale}/${fractionDigits}/${style}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { style, maximumFractionDigits: fractionDigits });
    formats.set(key, format);
  }
  return format;
};

/** A number as its readers write it: 1,234.5 / 1.234,5. */
export const formatNumber = (value: number, t: Translator, fractionDigits = 0): string =>
  numberFormat(t.locale, fractionDigits, 'decimal').format(value);

/** `ratio` 0–1 as a percentage. */
export const formatPercent = (ratio: number, t: Translator): string => numberFormat(t.locale, 1, 'percent').format(ratio);

/**
 * A duration for people, the one place that does it: `1 h 20 min`, `45 s` below a minute, `0 min` for nothing.
 * Cut off, never rounded up: nobody sees a minute that was not worked. `ms` may be negative.
 */
export const formatDuration = (ms: number, t: Translator): string => {
  const whole = Math.trunc(Math.abs(ms));
  const sign = ms < 0 && whole >= SECOND ? '−' : '';
  const hours = Math.floor(whole / HOUR);
  const minutes = Math.floor((whole % HOUR) / MINUTE);
  const seconds = Math.floor((whole % MINUTE) / SECOND);
  if (whole >= SECOND && whole < MINUTE) return sign + t('common.duration.seconds', { n: seconds });
  const parts: string[] = [];
  if (hours > 0) parts.push(t('common.duration.hours', { n: formatNumber(hours, t) }));
  if (minutes > 0 || hours === 0) parts.push(t('common.duration.minutes', { n: minutes }));
  return sign + parts.join(' ');
};

/** A duration to the second, where it is added up: `1 h 20 min 5 s`, `0 s` for nothing. `seconds` is whole and not negative. */
export const formatSeconds = (seconds: number, t: Translator): string => {
  const parts: string[] = [];
  if (seconds >= 3600) parts.push(t('common.duration.hours', { n: formatNumber(Math.floor(seconds / 3600), t) }));
  if (seconds % 3600 >= 60) parts.push(t('common.duration.minutes', { n: Math.floor((seconds % 3600) / 60) }));
  if (seconds % 60 > 0 || seconds === 0) parts.push(t('common.duration.seconds', { n: seconds % 60 }));
  return parts.join(' ');
};

const ZONES_KEPT = 500;
const zoneTimes = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of an IANA zone show at a moment (ms): `2:05 PM`, `14:05`. */
export const formatClock = (ms: number, zone: string, t: Translator): string => {
  const key = `${t.locale} ${zone} clock`;
  let format = zoneTimes.get(key);
  if (format === undefined) {
    if (zoneTimes.size >= ZONES_KEPT) zoneTimes.clear();
    format = new Intl.DateTimeFormat(t.locale, { hour: 'numeric', minute: '2-digit', timeZone: zone });
    zoneTimes.set(key, format);
  }
  return format.format(ms);
};

/** What the clocks of an IANA zone show at a moment (ms), with its distance from UTC: `Mon, 2:05 PM GMT+1`. */
export const formatZoneTime = (ms: number, zone: string, t: Translator): string => {
  const key = `${t.locale} ${zone}`;
  let format = zoneTimes.get(key);
  if (format === undefined) {
    if (zoneTimes.size >= ZONES_KEPT) zoneTimes.clear();
    const time = { weekday: 'short', hour: 'numeric', minute: '2-digit', timeZoneName: 'shortOffset' } as const;
    format = new Intl.DateTimeFormat(t.locale, { timeZone: zone, ...time });
    zoneTimes.set(key, format);
  }
  return format.format(ms);
};

const dayFormats = new Map<string, Intl.DateTimeFormat>();

const dayFormat = (locale: string): Intl.DateTimeFormat => {
  let format = dayFormats.get(locale);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
    dayFormats.set(locale, format);
  }
  return format;
};

/** The UTC midnight of a calendar day, ms: only to be formatted in UTC. */
const utcOf = (day: string): number => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)));

/** A calendar day `yyyymmdd`, whatever the zone of its reader: `Jan 5, 2026`. */
export const formatDay = (day: string, t: Translator): string => dayFormat(t.locale).format(utcOf(day));

const shortDayFormats = new Map<string, Intl.DateTimeFormat>();

/** A calendar day `yyyymmdd` where its year is clear, such as beside an axis: `Jan 5`. */
export const formatShortDay = (day: string, t: Translator): string => {
  let format = shortDayFormats.get(t.locale);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(t.locale, { timeZone: 'UTC', day: 'numeric', month: 'short' });
    shortDayFormats.set(t.locale, format);
  }
  return format.format(utcOf(day));
};

/** The 5th of January 1970 was a Monday. */
const MONDAY_MS = 4 * 24 * HOUR;
const weekdayFormats = new Map<string, Intl.DateTimeFormat>();

/** The name of a weekday, 0 being Monday: `Monday`. */
export const formatWeekday = (weekday: number, t: Translator): string => {
  let format = weekdayFormats.get(t.locale);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(t.locale, { timeZone: 'UTC', weekday: 'long' });
    weekdayFormats.set(t.locale, format);
  }
  return format.format(MONDAY_MS + weekday * 24 * HOUR);
};

const monthFormats = new Map<string, Intl.DateTimeFormat>();

/** The month of a calendar day `yyyymmdd`: `January 2026`. */
export const formatMonth = (day: string, t: Translator): string => {
  let format = monthFormats.get(t.locale);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(t.locale, { timeZone: 'UTC', month: 'long', year: 'numeric' });
    monthFormats.set(t.locale, format);
  }
  return format.format(utcOf(day));
};

/** From one day to another: `Jan 5 – 11, 2026`. */
export const formatDayRange = (from: string, to: string, t: Translator): string =>
  dayFormat(t.locale).formatRange(utcOf(from), utcOf(to));

/** A latency: `0.4 ms`, `12 ms`. */
export const formatMilliseconds = (ms: number, t: Translator): string =>
  t('common.milliseconds', { n: formatNumber(ms, t, ms < 10 ? 1 : 0) });

/** A size in binary units, from KiB up. */
export const formatBytes = (bytes: number, t: Translator): string => {
  const kib = bytes / 1024;
  if (kib < 1024) return t('common.size.kib', { n: formatNumber(kib, t, 1) });
  const mib = kib / 1024;
  return mib < 1024
    ? t('common.size.mib', { n: formatNumber(mib, t, 1) })
    : t('common.size.gib', { n: formatNumber(mib / 1024, t, 1) });
};
