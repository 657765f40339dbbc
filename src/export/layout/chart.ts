import { addDays } from '../../domain/calendar.js';
import { formatDay, formatDayRange, formatMonth } from '../../i18n/format.js';
import type { BarChart } from './blocks.js';
import type { Desk } from './desk.js';

/** As long as there are no more days, each has a bar; after that each week, and each month where the weeks of years would be one dark stripe. */
const DAYS_MAX = 31;
const WEEKS_MAX = 80;
/** As long as there are no more bars, the alternative text tells all of them: after that nobody would listen. */
const TOLD_MAX = 60;

interface Place {
  readonly label: string;
  /** As it is said to whoever does not see the chart. */
  readonly said: string;
  readonly printedMs: number;
  readonly targetMs: number | null;
}

/** The hours of each day, week or month; null where one bar would be all. */
export const chartOf = (desk: Desk): BarChart | null => {
  const { head, sums } = desk.report;
  const { t, print } = desk;
  const days = daysOf(head.from, head.to, DAYS_MAX);
  const by = days !== null ? 'days' : sums.weeks.length <= WEEKS_MAX ? 'weeks' : 'months';
  const places = days !== null ? placesOfDays(desk, days) : by === 'weeks' ? placesOfWeeks(desk) : placesOfMonths(desk);
  if (places.length < 2) return null;
  const values = places
    .filter(({ printedMs }) => printedMs > 0)
    .map(({ said, printedMs }) => t('exportdocument.chart.value', { label: said, hours: print.length(printedMs) }))
    .join('; ');
  return {
    title: t(`exportdocument.chart.${by}`),
    bars: places.map(({ label, printedMs, targetMs }) => ({ label, ms: printedMs, targetMs })),
    target: t('exportdocument.chart.target'),
    alt: t(ALTS[by], { values: places.length > TOLD_MAX ? '' : values }).trim(),
  };
};

const ALTS = {
  days: 'exportdocument.chart.altDays',
  weeks: 'exportdocument.chart.altWeeks',
  months: 'exportdocument.chart.altMonths',
} as const;

const placesOfDays = ({ report: { sums }, t, print }: Desk, days: readonly string[]): readonly Place[] => {
  const ofDay = new Map(sums.days.map(({ day, amount }) => [day, amount.printedMs]));
  return days.map((day) => ({
    label: print.dayOfMonth(day),
    said: formatDay(day, t),
    printedMs: ofDay.get(day) ?? 0,
    targetMs: null,
  }));
};

const placesOfWeeks = ({ report: { sums }, t, print }: Desk): readonly Place[] =>
  sums.weeks.map(({ from, to, amount: { printedMs }, targetMs }) => ({
    ...{ label: print.monthDay(from), said: formatDayRange(from, to, t), printedMs, targetMs },
  }));

/** Months have no targets, since those are of weeks. */
const placesOfMonths = ({ report: { head, sums }, t, print }: Desk): readonly Place[] => {
  const ofMonth = new Map<string, number>();
  for (let month = head.from.slice(0, 6); month <= head.to.slice(0, 6); month = addDays(`${month}01`, 31).slice(0, 6))
    ofMonth.set(month, 0);
  for (const { day, amount } of sums.days) {
    const month = day.slice(0, 6);
    ofMonth.set(month, (ofMonth.get(month) ?? 0) + amount.printedMs);
  }
  return [...ofMonth].map(([month, printedMs]) => ({
    ...{ label: print.shortMonth(`${month}01`), said: formatMonth(`${month}01`, t), printedMs, targetMs: null },
  }));
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
