import type { Missing, Part } from '../../analytics/insights/part.js';
import type { Range } from '../../analytics/forecast/forecast.js';
import { dayOfNumber } from '../../domain/day-number.js';
import { formatDay, formatNumber, formatPercent } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';

/** Hours as they are told where they are an average or an estimate: `7.5 h`. */
export const hoursText = (hours: number, t: Translator): string =>
  t('common.duration.hours', { n: formatNumber(hours, t, Math.abs(hours) < 100 ? 1 : 0) });

/** Does a forecast know how sure it is? With few days behind it there is no interval yet, and it stands as one without width. */
export const isSure = ({ hours, low, high }: Range): boolean => high > low || hours === 0;

/** What is forecast with its interval, where there is one. */
export const rangeText = (range: Range, t: Translator): string =>
  isSure(range)
    ? t('insights.outlook.range', {
        hours: hoursText(range.hours, t),
        low: hoursText(range.low, t),
        high: hoursText(range.high, t),
      })
    : t('insights.outlook.unsure', { hours: hoursText(range.hours, t) });

/** A share or a chance, 0–1, as a whole percentage: more digits would say more than is known. */
export const percentText = (share: number, t: Translator): string => formatPercent(Math.round(share * 100) / 100, t);

/** Something that did not happen yet is never sure, and never out of the question. */
export const chanceText = (chance: number, t: Translator): string => {
  if (chance >= 1 || chance <= 0) return percentText(chance, t);
  if (chance > 0.99) return t('insights.over', { percent: percentText(0.99, t) });
  return chance < 0.01 ? t('insights.under', { percent: percentText(0.01, t) }) : percentText(chance, t);
};

const MINUTES_OF_DAY = 24 * 60;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** A time of day, minutes after midnight: `8:40 AM`, `08:40`. */
export const timeOfDayText = (minutes: number, t: Translator): string => {
  const format =
    clocks.get(t.locale) ?? new Intl.DateTimeFormat(t.locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  clocks.set(t.locale, format);
  const whole = ((Math.round(minutes) % MINUTES_OF_DAY) + MINUTES_OF_DAY) % MINUTES_OF_DAY;
  return format.format(whole * 60_000);
};

const weekdays = new Map<string, Intl.DateTimeFormat>();

/** The name of a weekday, 0 (Monday) to 6. */
export const weekdayText = (weekday: number, length: 'short' | 'long', t: Translator): string => {
  const key = `${t.locale} ${length}`;
  const format = weekdays.get(key) ?? new Intl.DateTimeFormat(t.locale, { weekday: length, timeZone: 'UTC' });
  weekdays.set(key, format);
  // 5 January 1970 was a Monday.
  return format.format((4 + weekday) * 86_400_000);
};

/** A day by its number. */
export const dayText = (day: number, t: Translator): string => formatDay(dayOfNumber(day), t);

const shortDays = new Map<string, Intl.DateTimeFormat>();

/** A day below an axis: `Jan 5`, `5. Jan.`. */
export const shortDayText = (day: number, t: Translator): string => {
  const format =
    shortDays.get(t.locale) ?? new Intl.DateTimeFormat(t.locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  shortDays.set(t.locale, format);
  return format.format(day * 86_400_000);
};

/** What is missing until a part can be told. */
export const missingText = (missing: readonly Missing[], t: Translator): string =>
  t('insights.missing', {
    what: missing.map(({ of, count }) => t(`insights.missingOf.${of}`, { count })).join(t('insights.and')),
  });

/** What a part says, or what is missing for it. */
export const partText = <T>(part: Part<T>, t: Translator, say: (value: T) => string): string =>
  part.enough ? say(part.value) : missingText(part.missing, t);
