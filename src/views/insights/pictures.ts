import type { DayForecast } from '../../analytics/forecast/forecast.js';
import { PICTURE_LIMITS, type PictureSpec, type Series } from '../../domain/picture.js';
import { formatNumber } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { plainText } from '../../i18n/user-text.js';
import { cut, type CategoryLook } from '../text.js';
import type { InsightsModel, PictureName } from './model.js';
import { dayText, hoursText, isSure, percentText, rangeText, shortDayText, timeOfDayText, weekdayText } from './texts.js';

/** Days ahead that are drawn. */
const AHEAD = 14;
/** A custom emoji is a picture of Discord's, which no other picture can show. */
const CUSTOM_EMOJI = /^<a?:\w+:\d+>$/;

const nameOf = ({ emoji, name }: CategoryLook): string =>
  cut(plainText(emoji === null || CUSTOM_EMOJI.test(emoji) ? name : `${emoji} ${name}`), PICTURE_LIMITS.text - 1);

/** As many sentences as there is room for, each with one full stop: some units end with a dot themselves. */
const altOf = (sentences: readonly string[]): string => {
  let alt = '';
  for (const sentence of sentences.map((one) => one.replace(/\.*$/, '.'))) {
    const next = alt === '' ? sentence : `${alt} ${sentence}`;
    if (next.length > PICTURE_LIMITS.alt) break;
    alt = next;
  }
  return alt;
};

const to1 = (value: number): number => Math.round(value * 10) / 10;

/** The six parts of the score as bars. Null: there is no score yet. */
const scorePicture = ({ insights: { score: answer } }: InsightsModel, t: Translator): PictureSpec | null => {
  if (!answer.enough) return null;
  const { value, components } = answer.score;
  const title = `${t('insights.score.title')}: ${t('insights.score.value', { score: formatNumber(value, t) })}`;
  const rows = components.map((part) => {
    const points = Math.round(100 * part.value);
    const weight = percentText(part.weight, t);
    const text = part.isKnown
      ? t('insights.score.part', { points: formatNumber(points, t), weight })
      : t('insights.score.unknown', { points: formatNumber(points, t), weight });
    return { label: t(`insights.parts.${part.name}.name`), value: points, text };
  });
  return {
    locale: t.locale,
    title,
    alt: altOf([title, ...rows.map(({ label, text }) => `${label}: ${text}`)]),
    charts: [{ kind: 'rows', title: t('insights.score.parts'), unit: '', rows, max: 100, empty: t('insights.nothing') }],
  };
};

/** Minutes by weekday and hour. */
const hoursPicture = ({ insights: { heat }, zone, weekStart }: InsightsModel, t: Translator): PictureSpec | null => {
  if (!heat.enough) return null;
  const { minutes, fullest, byWeekday } = heat.value;
  const order = weekStart === 'monday' ? [0, 1, 2, 3, 4, 5, 6] : [6, 0, 1, 2, 3, 4, 5];
  const title = t('insights.heat.picture', { zone });
  const cells = fullest.map(
    (cell) => `${weekdayText(cell.weekday, 'long', t)} ${timeOfDayText(cell.hour * 60, t)} ${minutesText(cell.minutes, t)}`,
  );
  const days = order.map((weekday) => `${weekdayText(weekday, 'long', t)} ${hoursText(byWeekday[weekday] ?? 0, t)}`);
  return {
    locale: t.locale,
    title,
    alt: altOf([
      title,
      t('insights.heat.altCells', { cells: cells.join(', ') }),
      t('insights.heat.altDays', { days: days.join(', ') }),
    ]),
    charts: [
      {
        kind: 'heat',
        title: t('insights.heat.unit'),
        unit: t('insights.minutes'),
        rows: order.map((weekday) => weekdayText(weekday, 'short', t)),
        columns: Array.from({ length: 24 }, (_, hour) => String(hour)),
        values: order.map((weekday) => (minutes[weekday] ?? []).map((value) => (value === null ? null : to1(value)))),
        empty: t('insights.nothing'),
      },
    ],
  };
};

const minutesText = (minutes: number, t: Translator): string => t('common.duration.minutes', { n: formatNumber(minutes, t) });

/** What the time was spent on, the largest share first. */
const categoriesPicture = ({ insights: { categories }, lookOf, category }: InsightsModel, t: Translator): PictureSpec | null => {
  // Of one category alone there is nothing to compare.
  if (!categories.enough || category !== null) return null;
  const shares = categories.value.shares.filter(({ hours }) => hours > 0);
  const shown = shares.length > PICTURE_LIMITS.rows ? shares.slice(0, PICTURE_LIMITS.rows - 1) : shares;
  const rest = shares.slice(shown.length);
  const row = (label: string, hours: number, share: number) => ({
    label,
    value: to1(100 * share),
    text: `${percentText(share, t)} · ${hoursText(hours, t)}`,
  });
  const sum = (of: 'hours' | 'share'): number => rest.reduce((total, one) => total + one[of], 0);
  const rows = [
    ...shown.map(({ category: id, hours, share }) => row(nameOf(lookOf(id)), hours, share)),
    ...(rest.length === 0 ? [] : [row(t('insights.categories.others', { count: rest.length }), sum('hours'), sum('share'))]),
  ];
  const title = t('insights.categories.title');
  return {
    locale: t.locale,
    title,
    alt: altOf([title, ...rows.map(({ label, text }) => `${label}: ${text}`)]),
    charts: [{ kind: 'rows', title: t('insights.categories.unit'), unit: '%', rows, max: null, empty: t('insights.nothing') }],
  };
};

/** The last days, those to come with their band, and the weeks. */
const outlookPicture = (model: InsightsModel, t: Translator): PictureSpec | null => {
  const { forecast: answer, lately, done, insights } = model;
  if (answer?.enough !== true) return null;
  const { days: all, week } = answer.forecast;
  const days = all.slice(0, AHEAD);
  const [first = null] = days;
  if (first === null) return null;
  const past = <T>(values: readonly T[]): readonly (T | null)[] => [...lately.map(() => null), ...values];
  const labels = [...lately.map((_, nth) => first.day - lately.length + nth), ...days.map(({ day }) => day)].map((day) =>
    (day - first.day) % 7 === 0 ? shortDayText(day, t) : '',
  );
  const band: Series = {
    kind: 'band',
    name: t('insights.outlook.band'),
    values: past(days.map((day): readonly [number, number] | null => (isSure(day) ? [to1(day.low), to1(day.high)] : null))),
  };
  const title = t('insights.outlook.picture');
  return {
    locale: t.locale,
    title,
    alt: altOf([
      title,
      t('insights.outlook.altWeek', {
        hours: hoursText(week.hours, t),
        low: hoursText(week.low, t),
        high: hoursText(week.high, t),
      }),
      ...days.map((day) => altDay(day, t)),
    ]),
    charts: [
      {
        kind: 'series',
        title: t('insights.outlook.days'),
        unit: t('insights.hour'),
        labels,
        empty: t('insights.nothing'),
        series: [
          {
            kind: 'bars',
            name: t('insights.outlook.worked'),
            values: [...lately.map(to1), ...days.map((_, nth) => (nth === 0 ? to1(done) : null))],
          },
          { kind: 'line', name: t('insights.outlook.expected'), values: past(days.map(({ hours }) => to1(hours))) },
          band,
        ],
      },
      ...weeksChart(insights, week, t),
    ],
  };
};

const altDay = (forecast: DayForecast, t: Translator): string =>
  t('insights.outlook.altDay', { day: dayText(forecast.day, t), range: rangeText(forecast, t) });

/** The last four weeks and this one, with what it will likely come to. */
const weeksChart = (
  { week: compared }: InsightsModel['insights'],
  week: { readonly done: number; readonly low: number; readonly high: number },
  t: Translator,
): PictureSpec['charts'] => {
  if (!compared.enough) return [];
  const weeks = compared.value.weeks.toReversed().map(({ from, hours }) => ({
    label: t('insights.outlook.weekOf', { day: shortDayText(from, t) }),
    value: to1(hours),
    text: hoursText(hours, t),
  }));
  const present = t('insights.outlook.likely', {
    done: hoursText(week.done, t),
    low: formatNumber(week.low, t),
    high: formatNumber(week.high, t),
  });
  const rows = [...weeks, { label: t('insights.outlook.thisWeek'), value: to1(week.done), text: present }];
  const title = t('insights.outlook.weeks');
  return [{ kind: 'rows', title, unit: t('insights.hour'), rows, max: null, empty: t('insights.nothing') }];
};

/** What can be drawn of a member's insights, by name. */
export const insightsPictures = (model: InsightsModel, t: Translator): ReadonlyMap<PictureName, PictureSpec> => {
  const specs = new Map<PictureName, PictureSpec>();
  const add = (name: PictureName, spec: PictureSpec | null): unknown => (spec === null ? null : specs.set(name, spec));
  add('score', scorePicture(model, t));
  add('hours', hoursPicture(model, t));
  add('categories', categoriesPicture(model, t));
  add('outlook', outlookPicture(model, t));
  return specs;
};
