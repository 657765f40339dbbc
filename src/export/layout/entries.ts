import { weekOf, type Week } from '../../domain/week.js';
import { formatDayRange } from '../../i18n/format.js';
import type { Amount } from '../report.js';
import type { Block, Column, TableRow } from './blocks.js';
import { byDay, type DayLine, type MemberDay } from './by-day.js';
import type { Desk } from './desk.js';
import { sumOf, sumRow } from './tables.js';

/**
 * Every entry, by week and day; of several members one after the other. Days and weeks of one member have the sums of the model; those of each of several
 * members are in no model, and are what the printed parts above them come to.
 */
export async function* entriesOf(desk: Desk): AsyncGenerator<Block> {
  const { report, t, print } = desk;
  const { head, sums } = report;
  const isOne = head.about.kind === 'member';
  const weekSums = new Map(isOne ? sums.weeks.map((week) => [week.from, week]) : []);
  const daySums = new Map(isOne ? sums.days.map(({ day, amount }) => [day, amount]) : []);
  const memberSums = new Map(sums.members.map(({ user, amount }) => [user, amount]));
  const columns = columnsOf(desk);
  // Of several members each has the same weeks.
  const weekNames = new Map<string, string>();
  const nameOf = ({ from, to }: Week): string => {
    let name = weekNames.get(from);
    if (name === undefined) weekNames.set(from, (name = t('exportdocument.week', { days: formatDayRange(from, to, t) })));
    return name;
  };
  let open: OpenWeek | null = null;
  const endWeek = (week: OpenWeek | null): readonly Block[] => {
    if (week === null) return [];
    const { amount, targetMs } = weekSums.get(week.from) ?? { amount: sumOf(week.days), targetMs: null };
    const label =
      targetMs === null ? t('exportdocument.weekTotal') : t('exportdocument.weekTarget', { target: print.length(targetMs) });
    const row = sumRow('sum', [label, '', '', '', '', '', '', print.amount(amount)]);
    return [{ kind: 'rows', rows: [row] }, { kind: 'end-table' }];
  };

  if (isOne) yield { kind: 'heading', level: 1, text: t('exportdocument.sections.entries') };
  let user: string | null = null;
  let rows: TableRow[] = [];
  for await (const days of byDay(report.rows())) {
    for (const day of days) {
      if (day.user !== user && !isOne) {
        if (rows.length > 0) yield { kind: 'rows', rows };
        rows = [];
        yield* endWeek(open);
        open = null;
        yield { kind: 'heading', level: 1, text: day.name };
        const amount = memberSums.get(day.user);
        if (amount !== undefined) {
          const label = t('exportdocument.everybody', { name: day.name });
          yield { kind: 'paragraph', text: t('exportdocument.chart.value', { label, hours: print.amount(amount) }) };
        }
      }
      user = day.user;
      if (open === null || day.day < open.from || day.day > open.to) {
        const week = weekOf(day.day, head.weekStart);
        if (rows.length > 0) yield { kind: 'rows', rows };
        rows = [];
        yield* endWeek(open);
        const name = nameOf(week);
        yield { kind: 'heading', level: 2, text: name };
        yield { kind: 'table', name, columns };
        open = { ...week, days: [] };
      }
      const sum: Amount = daySums.get(day.day) ?? sumOf(day.lines.map(({ part }) => part.amount));
      open.days.push(sum);
      rows.push(...rowsOf(desk, day, sum));
    }
    if (rows.length > 0) yield { kind: 'rows', rows };
    rows = [];
  }
  yield* endWeek(open);
}

interface OpenWeek {
  readonly from: string;
  readonly to: string;
  /** What its days come to so far. */
  readonly days: Amount[];
}

const columnsOf = ({ t }: Desk): readonly Column[] => [
  { title: t('exportdocument.columns.day'), align: 'left', width: 60 },
  { title: t('exportdocument.columns.start'), align: 'right', width: 52 },
  { title: t('exportdocument.columns.end'), align: 'right', width: 52 },
  { title: t('exportdocument.columns.break'), align: 'right', width: 44 },
  { title: t('exportdocument.columns.category'), align: 'left', width: 82 },
  { title: t('exportdocument.columns.note'), align: 'left', width: null },
  { title: t('exportdocument.columns.time'), align: 'right', width: 46 },
  { title: t('exportdocument.columns.dayTotal'), align: 'right', width: 56 },
];

const rowsOf = (desk: Desk, { day, lines }: MemberDay, sum: Amount): readonly TableRow[] =>
  lines.map((line, nth) => ({
    cells: [
      nth === 0 ? desk.print.shortDay(day) : '',
      ...cellsOf(desk, line),
      nth === lines.length - 1 ? desk.print.amount(sum) : '',
    ],
    kind: 'plain',
    opens: nth === 0,
    entries: line.isLast ? 1 : 0,
  }));

const cellsOf = (desk: Desk, line: DayLine): readonly string[] => {
  const { print } = desk;
  const { row, part, isFirst } = line;
  return [
    print.clock(part.start, row.zone),
    print.clock(part.end, row.zone),
    // Where the entry begins: when in it the breaks were, is not told.
    isFirst && row.pausedMs > 0 ? print.length(row.pausedMs) : '',
    row.category.name,
    noteOf(desk, line),
    print.amount(part.amount),
  ];
};

/** The note stands where the entry begins. A zone that is not that of the report is named, as times and days are those of its clocks. */
const noteOf = ({ t, print, report: { head } }: Desk, { row, isFirst }: DayLine): string => {
  const first = row.parts[0]?.day;
  const note = isFirst
    ? (row.session.note ?? '')
    : t('exportdocument.continued', { day: first === undefined ? '' : print.shortDay(first) });
  return row.zone === head.counting.zone ? note : t('exportdocument.otherZone', { note, zone: row.zone }).trim();
};
