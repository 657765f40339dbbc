import commonDe from '../../data/locales/de/common.json';
import commonEn from '../../data/locales/en/common.json';
import * as shared from '../../src/i18n/format.js';
import type { Translator } from '../../src/i18n/translator.js';
import { type PageLocale } from './words.js';

/** How numbers, days and times are written for one reader. Moments and lengths are ms, days `yyyymmdd`, zones IANA names. */
export interface Format {
  /** BCP 47: the reader's own variety of the language of the page, such as `en-GB`. */
  readonly locale: string;
  /** `1 h 20 min`; cut off, never rounded up. */
  duration(ms: number): string;
  /** `1:05:09`, for what runs; every part but the hours has two digits. */
  running(ms: number): string;
  number(value: number, fractionDigits?: number): string;
  percent(ratio: number): string;
  /** `14:05` or `2:05 PM`, as the reader writes it. */
  clock(ms: number, zone: string): string;
  /** `Mon, Jan 5, 2:05 PM` */
  moment(ms: number, zone: string): string;
  /** `Jan 5, 2026` */
  day(day: string): string;
  /** `Mon` and `5` of a day, for the head of a column. */
  weekday(day: string, width?: 'short' | 'long'): string;
  dayOfMonth(day: string): string;
  shortDay(day: string): string;
  month(day: string): string;
  /** `Jan 5 – 11, 2026`, both days are part of it. */
  days(from: string, to: string): string;
  /** `GMT+1` */
  offset(ms: number, zone: string): string;
}

/** The words of lengths of time, which are the same in Discord. */
const commons: Readonly<Record<PageLocale, { readonly duration: Readonly<Record<string, string>> }>> = {
  en: commonEn,
  de: commonDe,
};

const translatorOf = (locale: PageLocale, tag: string): Translator => {
  const words = commons[locale].duration;
  return Object.assign(
    (key: string, params: Readonly<Record<string, string | number>> = {}) =>
      (words[key.replace('common.duration.', '')] ?? key).replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
        String(params[name] ?? whole),
      ),
    { locale: tag },
  );
};

/** The UTC midnight of a calendar day: only to be formatted in UTC. */
const utcOf = (day: string): number => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)));

const two = (value: number): string => String(value).padStart(2, '0');

/** The reader's own variety of the page's language, by what the browser asks for: `en-GB` for the English page of a British reader. */
export const varietyOf = (locale: PageLocale, languages: readonly string[]): string =>
  languages.find((each) => each.split('-')[0] === locale) ?? (locale === 'en' ? 'en-US' : locale);

export function formatOf(locale: PageLocale, languages: readonly string[] = []): Format {
  const tag = varietyOf(locale, languages);
  const t = translatorOf(locale, tag);
  const made = new Map<string, Intl.DateTimeFormat>();
  const dates = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const key = JSON.stringify(options);
    const format = made.get(key) ?? new Intl.DateTimeFormat(tag, options);
    made.set(key, format);
    return format;
  };
  const ofDay = (day: string, options: Intl.DateTimeFormatOptions): string =>
    dates({ ...options, timeZone: 'UTC' }).format(utcOf(day));
  return {
    locale: tag,
    duration: (ms) => shared.formatDuration(ms, t),
    running: (ms) => {
      const seconds = Math.max(0, Math.floor(ms / 1000));
      return `${Math.floor(seconds / 3600)}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
    },
    number: (value, fractionDigits) => shared.formatNumber(value, t, fractionDigits),
    percent: (ratio) => shared.formatPercent(ratio, t),
    clock: (ms, zone) => shared.formatClock(ms, zone, t),
    moment: (ms, zone) =>
      dates({
        ...{ weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
        timeZone: zone,
      }).format(ms),
    day: (day) => shared.formatDay(day, t),
    weekday: (day, width = 'short') => ofDay(day, { weekday: width }),
    dayOfMonth: (day) => ofDay(day, { day: 'numeric' }),
    shortDay: (day) => shared.formatShortDay(day, t),
    month: (day) => shared.formatMonth(day, t),
    days: (from, to) => shared.formatDayRange(from, to, t),
    offset: (ms, zone) =>
      dates({ timeZone: zone, timeZoneName: 'shortOffset' })
        .formatToParts(ms)
        .find(({ type }) => type === 'timeZoneName')?.value ?? '',
  };
}
