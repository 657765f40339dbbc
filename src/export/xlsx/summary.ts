import type { MessageKey, Translator } from '../../i18n/translator.js';
import type { Amount, Report, ReportHead } from '../report.js';
import { MEMBER_COLUMNS, memberRows, TARGET_COLUMNS, WEEK_COLUMNS, type Column } from '../tables/columns.js';
import { roundingText } from '../tables/rounding-text.js';
import { HUNDREDTH_MS } from '../rounding.js';
import { wallMs, wallMsOfDay } from '../wall-time.js';
import { cellOf, headingLine, serialOf, sumLine } from './cells.js';
import { roomFor, SheetWriter, type XlsxCell } from './sheet.js';
import type { TextFile } from '../zip-container.js';

const WIDTHS = { names: 24, categories: 24, amount: 12 };
const text = (value: string): XlsxCell => ({ look: 'text', text: value });

/** What the report is about, each with its name. */
const factsOf = (head: ReportHead, t: Translator): readonly (readonly [MessageKey, XlsxCell])[] => {
  const { about, counting } = head;
  return [
    ['exporttable.facts.space', text(head.space.name)],
    [
      'exporttable.facts.member',
      text(about.kind === 'member' ? about.name : t('exporttable.facts.members', { count: about.count })),
    ],
    ...(head.category === null ? [] : [['exporttable.facts.category', text(head.category)] as const]),
    ['exporttable.facts.from', { look: 'date', value: serialOf(wallMsOfDay(head.from)) }],
    ['exporttable.facts.to', { look: 'date', value: serialOf(wallMsOfDay(head.to)) }],
    ['exporttable.facts.zone', text(counting.zone)],
    ['exporttable.facts.madeAt', { look: 'moment', value: serialOf(wallMs(head.madeAt, counting.zone)) }],
    ['exporttable.facts.rounding', text(roundingText(head.rounding, t))],
  ];
};

/** What is said of the targets, ms. */
const targetsOf = ({ target }: Report['sums']): readonly (readonly [MessageKey, number])[] =>
  target === null
    ? []
    : [
        ['exporttable.facts.targets', target.ms],
        ['exporttable.facts.workedInTargets', target.workedMs],
        ['exporttable.facts.difference', target.differenceMs],
      ];

/** A table of sums that stands below what was written already. */
const table = <Row>(
  sheet: SheetWriter,
  { columns, rows, total }: { readonly columns: readonly Column<Row>[]; readonly rows: readonly Row[]; readonly total: Amount },
  t: Translator,
): void => {
  sheet.row([]);
  sheet.row(headingLine(columns, t));
  const span = { first: sheet.rows + 1, rows: rows.length };
  for (const row of rows) sheet.row(columns.map((column) => cellOf(column.of(row), t)));
  sheet.row(sumLine(columns, total, span, t));
};

/** The last sheet: what the report is about, the sums, and how many entries it has. */
export const writeSummary = async (file: TextFile, { head, sums }: Report, t: Translator): Promise<void> => {
  const facts = factsOf(head, t);
  const targets = targetsOf(sums);
  const labels = [...facts.map(([key]) => key), ...targets.map(([key]) => key)].map((key) => t(key));
  const said = facts.flatMap(([, cell]) => (cell !== null && 'text' in cell ? [cell.text] : []));
  const { amount } = WIDTHS;
  const widths = [
    roomFor(WIDTHS.names, [...labels, ...sums.members.map(({ name }) => name)]),
    roomFor(WIDTHS.categories, [...said, ...sums.categories.map(({ name }) => name)]),
    ...[amount, amount, ...(sums.target === null ? [] : [amount])],
  ];
  const sheet = new SheetWriter(file, { widths, isFrozen: false });
  for (const [key, cell] of facts) sheet.row([{ look: 'label', text: t(key) }, cell]);
  table(sheet, { columns: MEMBER_COLUMNS, rows: memberRows(sums), total: sums.total }, t);
  if (head.about.kind === 'members') {
    const all = { name: t('exporttable.facts.members', { count: head.about.count }) };
    const rows = sums.categories.map((sum) => ({ member: all, sum }));
    table(sheet, { columns: MEMBER_COLUMNS, rows, total: sums.total }, t);
  }
  table(sheet, { columns: sums.target === null ? WEEK_COLUMNS : TARGET_COLUMNS, rows: sums.weeks, total: sums.total }, t);
  if (targets.length > 0) sheet.row([]);
  for (const [key, ms] of targets)
    // Spreadsheets cannot show a length of time below nothing.
    sheet.row([
      { look: 'label', text: t(key) },
      { look: 'hours', value: Math.round(ms / HUNDREDTH_MS) / 100 },
    ]);
  sheet.row([]);
  sheet.row([
    { look: 'label', text: t('exporttable.facts.entries') },
    { look: 'count', value: head.entries },
  ]);
  await sheet.end(null);
};
