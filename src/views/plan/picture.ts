import { addDays, dayOf } from '../../domain/calendar.js';
import { PICTURE_LIMITS, type PictureSpec } from '../../domain/picture.js';
import { formatClock, formatDayRange, formatDuration, formatShortDay, formatWeekday } from '../../i18n/format.js';
import { plainDay } from '../../domain/local-days.js';
import type { Translator } from '../../i18n/translator.js';
import { plainText } from '../../i18n/user-text.js';
import { byHour } from '../../scheduler/by-hour.js';
import type { Plan } from '../../scheduler/plan.js';
import { altText } from '../stats/texts.js';
import { cut } from '../text.js';
import { piecesOf } from './plan-text.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Hours that are shown at least, of the clock. */
const USUAL = { first: 8, last: 18 } as const;
const NAME_MAX = 40;

export interface PlanPictureModel {
  readonly plan: Plan;
  /** Of the member, IANA name. */
  readonly zone: string;
  /** ms */
  readonly now: number;
  /** How many days are shown, today included. */
  readonly days: number;
}

/** What is planned in the days to come: by day and hour of the clock, and hours by day. */
export const planPicture = ({ plan, zone, now, days }: PlanPictureModel, t: Translator): PictureSpec => {
  const today = dayOf(now, zone);
  const shown = Array.from({ length: Math.min(days, PICTURE_LIMITS.heatRows) }, (_, ahead) => addDays(today, ahead));
  const minutes = new Map<string, number>();
  const byDay = new Map<string, number>();
  let { first, last }: { first: number; last: number } = USUAL;
  const pieces = piecesOf(plan, now);
  for (const { day, hour, ms } of pieces.flatMap((piece) => byHour(piece, zone))) {
    minutes.set(`${day} ${hour}`, (minutes.get(`${day} ${hour}`) ?? 0) + ms / MINUTE);
    byDay.set(day, (byDay.get(day) ?? 0) + ms);
    [first, last] = [Math.min(first, hour), Math.max(last, hour)];
  }
  const hours = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const range = formatDayRange(today, shown.at(-1) ?? today, t);
  const told = shown.flatMap((day) => {
    const ms = byDay.get(day) ?? 0;
    if (ms === 0) return [];
    const names = pieces
      .filter(({ start }) => dayOf(start, zone) === day)
      .map(({ start, planned }) => `${formatClock(start, zone, t)} ${cut(plainText(planned.task.name), NAME_MAX)}`);
    return [`${formatShortDay(day, t)}: ${formatDuration(ms, t)} (${names.join(', ')})`];
  });
  const isEmpty = told.length === 0;
  return {
    locale: t.locale,
    title: t('plan.picture.title', { days: range }),
    alt: altText(t('plan.picture.alt', { days: range }), isEmpty ? [t('plan.nothing')] : told),
    charts: [
      {
        kind: 'heat',
        title: t('plan.picture.when'),
        unit: t('plan.picture.minutes'),
        rows: shown.map((day) => `${formatWeekday(plainDay(day).dayOfWeek - 1, t).slice(0, 2)} ${formatShortDay(day, t)}`),
        columns: hours.map((hour) => String(hour)),
        values: shown.map((day) => hours.map((hour) => (isEmpty ? null : Math.round(minutes.get(`${day} ${hour}`) ?? 0)))),
        empty: t('plan.nothing'),
      },
      {
        kind: 'series',
        title: t('plan.picture.byDay'),
        unit: 'h',
        labels: shown.map((day) => formatShortDay(day, t)),
        series: [
          {
            kind: 'bars',
            name: t('plan.picture.byDay'),
            values: shown.map((day) => (isEmpty ? null : (byDay.get(day) ?? 0) / HOUR)),
          },
        ],
        empty: t('plan.nothing'),
      },
    ],
  };
};
