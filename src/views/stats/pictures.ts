import { PICTURE_LIMITS, type PictureSpec } from '../../domain/picture.js';
import { formatDayRange, formatNumber, formatShortDay, formatWeekday } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { cut } from '../text.js';
import type { DaysModel, ForecastModel, HoursModel, Least, Values } from './model.js';
import { altText, categoryName, hoursText, inHours, sumText } from './texts.js';

/** Rows of the picture of categories; the smaller ones go to the last one. */
const ROWS = 10;
const HOUR_MS = 3_600_000;

const total = (values: Values): number => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
/** A title stands in one row. */
const title = (text: string): string => cut(text, PICTURE_LIMITS.text);

/** Hours by day, of all or of one category. */
export const daysPicture = ({ range, days, byDay, ms, category }: DaysModel, { least }: Least, t: Translator): PictureSpec => {
  const what = title(
    category === null ? t('stats.picture.days') : t('stats.picture.daysOf', { category: categoryName(category.look) }),
  );
  const shownDays = formatDayRange(range.from, range.to, t);
  const known = days.flatMap((day, at) => {
    const ms = byDay[at] ?? null;
    return ms === null ? [] : [`${formatShortDay(day, t)}: ${sumText(ms, t)}`];
  });
  const hidden = days.length - known.length;
  const hours = sumText(category === null ? ms : category.ms, t);
  const beginning =
    hidden === 0
      ? t('stats.alt.days', { title: what, days: shownDays, hours })
      : t('stats.alt.daysHidden', { title: what, days: shownDays, hours, n: hidden });
  return {
    locale: t.locale,
    title: t('stats.picture.title', { days: shownDays }),
    alt: altText(beginning, known),
    charts: [
      {
        kind: 'series',
        title: what,
        unit: t('stats.picture.hours'),
        labels: days.map((day) => formatShortDay(day, t)),
        series: [{ kind: 'bars', name: what, values: inHours(byDay) }],
        empty: t('stats.picture.nothing', { least }),
      },
    ],
  };
};

/** Hours by category, most first; those of few people, and the smallest of many, are one row. */
export const categoriesPicture = ({ range, categories, other }: DaysModel, { least }: Least, t: Translator): PictureSpec => {
  const first = categories.length + (other === null ? 0 : 1) > ROWS ? categories.slice(0, ROWS - 1) : categories;
  const left = categories.slice(first.length);
  const rest = {
    count: left.length + (other?.count ?? 0),
    ms: left.reduce((sum, { ms }) => sum + ms, other?.ms ?? 0),
  };
  const rows = [
    ...first.map(({ look, ms }) => ({ label: categoryName(look), ms })),
    ...(rest.count === 0 ? [] : [{ label: t('stats.picture.other', { count: rest.count }), ms: rest.ms }]),
  ].map(({ label, ms }) => ({ label, value: ms / HOUR_MS, text: sumText(ms, t) }));
  const shownDays = formatDayRange(range.from, range.to, t);
  return {
    locale: t.locale,
    title: t('stats.picture.title', { days: shownDays }),
    alt: altText(
      t('stats.alt.categories', { title: t('stats.picture.categories'), days: shownDays }),
      rows.map(({ label, text }) => `${label}: ${text}`),
    ),
    charts: [
      {
        kind: 'rows',
        title: t('stats.picture.categories'),
        unit: t('stats.picture.hours'),
        rows,
        max: null,
        empty: t('stats.picture.nothing', { least }),
      },
    ],
  };
};

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Hours by weekday and hour of the clock. The rows begin with the day on which weeks begin here. */
export const heatPicture = ({ range, weekStart, heat }: HoursModel, { least }: Least, t: Translator): PictureSpec => {
  const order = weekStart === 'monday' ? [0, 1, 2, 3, 4, 5, 6] : [6, 0, 1, 2, 3, 4, 5];
  const rows = order.map((weekday) => ({ name: formatWeekday(weekday, t), values: heat[weekday] ?? [] }));
  const shownDays = formatDayRange(range.from, range.to, t);
  const told = rows.flatMap(({ name, values }) => {
    const most = Math.max(0, ...values.map((ms) => ms ?? 0));
    if (most === 0) return [];
    const hour = values.indexOf(most);
    return [t('stats.alt.heatRow', { weekday: name, hours: sumText(total(values), t), hour, most: sumText(most, t) })];
  });
  return {
    locale: t.locale,
    title: t('stats.picture.title', { days: shownDays }),
    alt: altText(t('stats.alt.heat', { title: t('stats.picture.heat'), days: shownDays }), told),
    charts: [
      {
        kind: 'heat',
        title: t('stats.picture.heat'),
        unit: t('stats.picture.hours'),
        rows: rows.map(({ name }) => name),
        columns: HOURS.map(String),
        values: rows.map(({ values }) => HOURS.map((hour) => inHours([values[hour] ?? null])[0] ?? null)),
        empty: t('stats.picture.nothing', { least }),
      },
    ],
  };
};

/** How many people are on the clock at each hour. */
export const coveragePicture = ({ range, coverage }: HoursModel, { least }: Least, t: Translator): PictureSpec => {
  const shownDays = formatDayRange(range.from, range.to, t);
  const what = t('stats.picture.coverage');
  return {
    locale: t.locale,
    title: t('stats.picture.title', { days: shownDays }),
    alt: altText(
      t('stats.alt.coverage', { title: what, days: shownDays }),
      coverage.flatMap((people, hour) =>
        people === null ? [] : [t('stats.alt.coverageAt', { hour, n: formatNumber(people, t, 1) })],
      ),
    ),
    charts: [
      {
        kind: 'series',
        title: what,
        unit: '',
        labels: HOURS.map(String),
        series: [{ kind: 'bars', name: what, values: HOURS.map((hour) => coverage[hour] ?? null) }],
        empty: t('stats.picture.nothing', { least }),
      },
    ],
  };
};

/** What is expected of the next days, with its interval. */
export const forecastPicture = (
  model: ForecastModel,
  texts: readonly [string, string],
  { least }: Least,
  t: Translator,
): PictureSpec => {
  const { days } = model;
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? ''];
  const what = t('stats.picture.forecast');
  const plain = (text: string): string => text.replaceAll('**', '');
  return {
    locale: t.locale,
    title: t('stats.picture.title', { days: formatDayRange(first, last, t) }),
    alt: altText(
      t('stats.alt.forecast', { title: what, next7: plain(texts[0]), next28: plain(texts[1]) }),
      days.map(({ day, hours, low, high }) =>
        t('stats.alt.forecastDay', {
          day: formatShortDay(day, t),
          hours: hoursText(hours, t),
          low: formatNumber(low, t),
          high: formatNumber(high, t),
        }),
      ),
    ),
    charts: [
      {
        kind: 'series',
        title: what,
        unit: t('stats.picture.hours'),
        labels: days.map(({ day }) => formatShortDay(day, t)),
        series: [
          { kind: 'line', name: t('stats.picture.middle'), values: days.map(({ hours }) => hours) },
          { kind: 'band', name: t('stats.picture.band'), values: days.map(({ low, high }) => [low, high] as const) },
        ],
        empty: t('stats.picture.nothing', { least }),
      },
    ],
  };
};
