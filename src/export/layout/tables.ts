import { formatDayRange, formatMonth, formatNumber } from '../../i18n/format.js';
import type { Amount, DaySum } from '../report.js';
import type { Block, Column, TableRow } from './blocks.js';
import type { Desk } from './layout.js';

/** Widths of columns of numbers, points. */
const TIME = 62;
const SHARE = 48;

/** The time of each category, and of all of them. */
export function* categoryTable({ report: { sums }, t, print }: Desk): Generator<Block> {
  const { total } = sums;
  const columns: readonly Column[] = [
    { title: t('exportdocument.columns.category'), align: 'left', width: null },
    { title: t('exportdocument.columns.time'), align: 'right', width: TIME },
    { title: t('exportdocument.columns.hours'), align: 'right', width: TIME },
    { title: t('exportdocument.columns.share'), align: 'right', width: SHARE },
  ];
  const numbers = (amount: Amount): readonly string[] => [
    print.amount(amount),
    print.decimal(amount),
    print.share(amount.printedMs, total.printedMs),
  ];
  yield* wholeTable(t('exportdocument.sections.categories'), columns, [
    ...sums.categories.map(({ name, amount }) => plain([name, ...numbers(amount)])),
    sumRow('total', [t('exportdocument.total'), ...numbers(total)]),
  ]);
}

/** The time of each member, and of all of them. */
export function* memberTable({ report: { head, sums }, t, print }: Desk): Generator<Block> {
  const { total } = sums;
  const columns: readonly Column[] = [
    { title: t('exportdocument.columns.member'), align: 'left', width: null },
    { title: t('exportdocument.columns.entries'), align: 'right', width: TIME },
    { title: t('exportdocument.columns.time'), align: 'right', width: TIME },
    { title: t('exportdocument.columns.hours'), align: 'right', width: TIME },
    { title: t('exportdocument.columns.share'), align: 'right', width: SHARE },
  ];
  const numbers = (amount: Amount, entries: number): readonly string[] => [
    formatNumber(entries, t),
    print.amount(amount),
    print.decimal(amount),
    print.share(amount.printedMs, total.printedMs),
  ];
  yield* wholeTable(t('exportdocument.sections.members'), columns, [
    ...sums.members.map(({ name, amount, entries }) => plain([name, ...numbers(amount, entries)])),
    sumRow('total', [t('exportdocument.total'), ...numbers(total, head.entries)]),
  ]);
}

/** The time of each week, with its target where there is one. */
export function* weekTable({ report: { sums }, t, print }: Desk): Generator<Block> {
  const hasTargets = sums.weeks.some(({ targetMs }) => targetMs !== null);
  const columns: readonly Column[] = [
    { title: t('exportdocument.columns.week'), align: 'left', width: null },
    ...(hasTargets ? [{ title: t('exportdocument.columns.target'), align: 'right' as const, width: TIME }] : []),
    { title: t('exportdocument.columns.time'), align: 'right', width: TIME },
    { title: t('exportdocument.columns.hours'), align: 'right', width: TIME },
  ];
  const cells = (name: string, target: number | null, amount: Amount): readonly string[] => [
    name,
    ...(hasTargets ? [target === null ? '' : print.length(target)] : []),
    print.amount(amount),
    print.decimal(amount),
  ];
  yield* wholeTable(t('exportdocument.sections.weeks'), columns, [
    ...sums.weeks.map(({ from, to, amount, targetMs }) => plain(cells(formatDayRange(from, to, t), targetMs, amount))),
    sumRow('total', cells(t('exportdocument.total'), null, sums.total)),
  ]);
}

/** The days with time, by month, each with its categories. */
export function* dayTables({ report: { head, sums }, t, print }: Desk): Generator<Block> {
  yield { kind: 'heading', level: 1, text: t('exportdocument.sections.days') };
  const columns: readonly Column[] = [
    { title: t('exportdocument.columns.day'), align: 'left', width: 70 },
    { title: t('exportdocument.columns.category'), align: 'left', width: null },
    { title: t('exportdocument.columns.time'), align: 'right', width: TIME },
    { title: t('exportdocument.columns.dayTotal'), align: 'right', width: TIME },
    { title: t('exportdocument.columns.hours'), align: 'right', width: TIME },
  ];
  const rowsOf = ({ day, amount, categories }: DaySum): readonly TableRow[] =>
    categories.map((category, nth) => {
      const isLast = nth === categories.length - 1;
      const sums = isLast ? [print.amount(amount), print.decimal(amount)] : ['', ''];
      const cells = [nth === 0 ? print.shortDay(day) : '', category.name, print.amount(category.amount), ...sums];
      return { cells, kind: 'plain', opens: nth === 0, entries: 0 };
    });
  for (const days of byMonth(sums.days)) {
    const name = formatMonth(days[0]?.day ?? head.from, t);
    yield { kind: 'heading', level: 2, text: name };
    yield { kind: 'table', name, columns };
    yield { kind: 'rows', rows: days.flatMap(rowsOf) };
    const sum = sumOf(days.map(({ amount }) => amount));
    const cells = [t('exportdocument.total'), '', '', print.amount(sum), print.decimal(sum)];
    yield { kind: 'rows', rows: [sumRow('sum', cells)] };
    yield { kind: 'end-table' };
  }
}

const byMonth = (days: readonly DaySum[]): readonly (readonly DaySum[])[] => {
  const months = new Map<string, DaySum[]>();
  for (const each of days) {
    const month = each.day.slice(0, 6);
    months.set(month, [...(months.get(month) ?? []), each]);
  }
  return [...months.values()];
};

/** Whole numbers that are printed, added up: what stands above a sum always comes to it. */
export const sumOf = (amounts: readonly Amount[]): Amount => ({
  ms: amounts.reduce((sum, { ms }) => sum + ms, 0),
  printedMs: amounts.reduce((sum, { printedMs }) => sum + printedMs, 0),
  hundredths: amounts.reduce((sum, { hundredths }) => sum + hundredths, 0),
});

const plain = (cells: readonly string[]): TableRow => ({ cells, kind: 'plain', opens: true, entries: 0 });

export const sumRow = (kind: 'sum' | 'total', cells: readonly string[]): TableRow => ({ cells, kind, opens: true, entries: 0 });

function* wholeTable(name: string, columns: readonly Column[], rows: readonly TableRow[]): Generator<Block> {
  yield { kind: 'heading', level: 1, text: name };
  yield { kind: 'table', name, columns };
  yield { kind: 'rows', rows };
  yield { kind: 'end-table' };
}
