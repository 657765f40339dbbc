import { dayNumber, weekdayIndex } from '../../domain/day-number.js';
import type { CategoryId } from '../../domain/ids.js';
import { HOURS } from './hour-grid.js';
import { daysOf, type ServerSums } from './server-sums.js';
import { GROUP_AT_LEAST } from '../../domain/group.js';
import { shownInLine, shownInTable, together, type Group } from './small-groups.js';

const WEEKDAYS = 7;
const HOUR_MS = 3_600_000;

/** Time of a day or of an hour, ms; null where fewer than GROUP_AT_LEAST people worked, or where it would tell of those. */
export type Figures = readonly (number | null)[];

/** What may be shown of a server: nothing in it is of fewer than GROUP_AT_LEAST people, and neither is what can be told by subtracting. */
export interface ShownStats {
  /** Who worked in the days. */
  readonly people: number;
  /** ms */
  readonly ms: number;
  /** `yyyymmdd`, with the time of each. */
  readonly days: readonly string[];
  readonly byDay: Figures;
  /** Most time first. */
  readonly categories: readonly { readonly category: CategoryId; readonly ms: number; readonly byDay: Figures }[];
  /** The categories that are not shown, together; null when there are none. */
  readonly other: { readonly count: number; readonly ms: number } | null;
  /** Time by weekday (0 is Monday) and clock hour, of the days that are shown. */
  readonly heat: readonly Figures[];
  /** How many people were on the clock at each hour on average, of the days that are shown. */
  readonly coverage: Figures;
  /** Weekly targets, and how many of them were reached; null when fewer people have some, or no week is over. */
  readonly targets: { readonly set: number; readonly met: number } | null;
}

/** What may be shown of the sums; null when fewer than GROUP_AT_LEAST people worked, of whom nothing is told. */
export const shownStats = (sums: ServerSums): ShownStats | null => {
  if (sums.people < GROUP_AT_LEAST) return null;
  const days = daysOf(sums.of.range);
  const dayIsShown = shownInLine(sums.days);
  const { set, met } = sums.targets;
  return {
    people: sums.people,
    ms: together(sums.days).ms,
    days,
    byDay: figuresOf(sums.days, dayIsShown),
    ...categoriesOf(sums, dayIsShown),
    ...hoursOf(sums.hours, days, dayIsShown),
    targets: set.people.length < GROUP_AT_LEAST ? null : { set: set.ms, met },
  };
};

const figuresOf = (line: readonly Group[], shown: readonly boolean[]): Figures =>
  line.map(({ ms }, at) => (shown[at] === true ? ms : null));

const categoriesOf = ({ categories }: ServerSums, dayIsShown: readonly boolean[]): Pick<ShownStats, 'categories' | 'other'> => {
  const all = [...categories].map(([category, days]) => ({ category, days, total: together(days) }));
  const isShown = shownInLine(all.map(({ total }) => total));
  const shown = all.filter((_, at) => isShown[at] === true).sort((a, b) => b.total.ms - a.total.ms);
  const hidden = all.filter((_, at) => isShown[at] !== true);
  // What is hidden has a row of its own: with it a row says all that can be told by subtracting.
  const rest = dayIsShown.map((_, day) => together(hidden.flatMap(({ days }) => days.slice(day, day + 1))));
  const table = [...shown.map(({ days }) => days), rest];
  const cells = shownInTable(
    table,
    table.map(() => dayIsShown),
  );
  return {
    categories: shown.map(({ category, total, days }, at) => ({
      category,
      ms: total.ms,
      byDay: figuresOf(days, cells[at] ?? []),
    })),
    other: hidden.length === 0 ? null : { count: hidden.length, ms: together(rest).ms },
  };
};

/** By weekday and hour. Days that are not shown have no part in it: else the sum of their weekday would tell what they are. */
const hoursOf = (
  hours: readonly Group[],
  days: readonly string[],
  dayIsShown: readonly boolean[],
): Pick<ShownStats, 'heat' | 'coverage'> => {
  const used = days.flatMap((day, at) => (dayIsShown[at] === true ? [{ weekday: weekdayIndex(dayNumber(day)), at }] : []));
  const cellOf = (hour: number, weekday: number | null): Group =>
    together(
      used.flatMap((day) => {
        const cell = hours[day.at * HOURS + hour];
        return cell === undefined || (weekday !== null && day.weekday !== weekday) ? [] : [cell];
      }),
    );
  const everyHour = Array.from({ length: HOURS }, (_, hour) => hour);
  const byHour = everyHour.map((hour) => cellOf(hour, null));
  const hourIsShown = shownInLine(byHour);
  const table = Array.from({ length: WEEKDAYS }, (_, weekday) => everyHour.map((hour) => cellOf(hour, weekday)));
  const cells = shownInTable(
    table,
    table.map(() => hourIsShown),
  );
  return {
    heat: table.map((row, weekday) => figuresOf(row, cells[weekday] ?? [])),
    coverage: figuresOf(byHour, hourIsShown).map((ms) => (ms === null ? null : ms / (used.length * HOUR_MS))),
  };
};
