import { addDays } from '../../domain/calendar.js';
import { formatDay, formatDayRange } from '../../i18n/format.js';
import type { BarChart } from './blocks.js';
import type { Desk } from './desk.js';

/** As long as there are no more days, each has a bar; after that each week. */
const DAYS_MAX = 31;
/** As long as there are no more bars, the alternative text tells all of them: after that nobody would listen. */
const TOLD_MAX = 60;

/** The hours of each day or each week; null where one bar would be all. */
export const chartOf = ({ report: { head, sums }, t, print }: Desk): BarChart | null => {
  const days = daysOf(head.from, head.to, DAYS_MAX);
  const isByDay = days !== null;
  const ofDay = new Map(sums.days.map(({ day, amount }) => [day, amount]));
  const zero = { ms: 0, printedMs: 0, hundredths: 0 };
  const places = isByDay
    ? days.map((day) => ({
        label: print.dayOfMonth(day),
        said: formatDay(day, t),
        amount: ofDay.get(day) ?? zero,
        targetMs: null,
      }))
    : sums.weeks.map(({ from, to, amount, targetMs }) => ({
        label: print.monthDay(from),
        said: formatDayRange(from, to, t),
        amount,
        targetMs,
      }));
  if (places.length < 2) return null;
  const values = places
    .filter(({ amount }) => amount.printedMs > 0)
    .map(({ said, amount }) => t('exportdocument.chart.value', { label: said, hours: print.amount(amount) }))
    .join('; ');
  return {
    title: isByDay ? t('exportdocument.chart.days') : t('exportdocument.chart.weeks'),
    bars: places.map(({ label, amount, targetMs }) => ({ label, ms: amount.printedMs, targetMs })),
    target: t('exportdocument.chart.target'),
    alt: t(isByDay ? 'exportdocument.chart.altDays' : 'exportdocument.chart.altWeeks', {
      values: places.length > TOLD_MAX ? '' : values,
    }).trim(),
  };
};

const HOUR = 3_600_000;

/** The axis beside the bars, whole hours: its highest number, and how far its numbers are apart, so that there are five of them at most. */
export const scaleOf = ({ bars }: Pick<BarChart, 'bars'>): { readonly highest: number; readonly step: number } => {
  const most = Math.max(HOUR, ...bars.map(({ ms, targetMs }) => Math.max(ms, targetMs ?? 0))) / HOUR;
  const step = stepOf(most);
  return { highest: Math.ceil(most / step) * step, step };
};

const stepOf = (hours: number): number => {
  for (let unit = 1; ; unit *= 10) {
    const step = [1, 2, 5].find((factor) => hours / (factor * unit) <= 4);
    if (step !== undefined) return step * unit;
  }
};

/** The days from one to another, both with it; null when there are more than `max`. */
const daysOf = (from: string, to: string, max: number): readonly string[] | null => {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (days.length === max) return null;
    days.push(day);
  }
  return days;
};
