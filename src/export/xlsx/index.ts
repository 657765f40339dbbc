import { createTranslators } from '../../i18n/translators.js';
import type { Translator } from '../../i18n/translator.js';
import type { ExportFormat, Progress, Report, ReportSums } from '../report.js';
import { DAY_COLUMNS, dayRows, ENTRY_COLUMNS, type Column } from '../tables/columns.js';
import { cellOf, countLine, headingLine, sumLine } from './cells.js';
import { columnName, roomFor, SheetWriter } from './sheet.js';
import { writeSummary } from './summary.js';
import { sheetPath, writeWorkbook, type SheetEntry } from './workbook.js';
import { createContainer, type TextFile } from '../zip-container.js';

interface Table<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: AsyncIterable<readonly Row[]>;
  readonly count: number;
  readonly sums: ReportSums;
  readonly progress: Progress;
  /** Under the sums it says how many rows there are, with this word. */
  readonly countedAs?: string;
}

interface Sheet extends SheetEntry {
  write(file: TextFile): Promise<void>;
}

const filterOf = (columns: readonly unknown[], count: number): string => `A1:${columnName(columns.length - 1)}${count + 1}`;

const widthOf = <Row>({ width, names }: Column<Row>, sums: ReportSums): number =>
  names === undefined
    ? width
    : roomFor(
        width,
        sums[names].map(({ name }) => name),
      );

/** A heading, the rows, and a line of sums. */
const tableSheet = <Row>(
  name: string,
  { columns, rows, count, sums, progress, countedAs }: Table<Row>,
  t: Translator,
): Sheet => ({
  name,
  filter: filterOf(columns, count),
  async write(file) {
    const sheet = new SheetWriter(file, { widths: columns.map((column) => widthOf(column, sums)), isFrozen: true });
    sheet.row(headingLine(columns, t));
    let written = 0;
    for await (const some of rows) {
      for (const row of some) {
        sheet.row(columns.map((column) => cellOf(column.of(row), t)));
        if (sheet.isFull) await sheet.flush();
      }
      progress((written += some.length));
    }
    const span = { first: 2, rows: count };
    sheet.row(sumLine(columns, sums.total, span, t));
    if (countedAs !== undefined) sheet.row(countLine(countedAs, 0, span));
    await sheet.end(filterOf(columns, count));
  },
});

const none: Progress = () => undefined;

// eslint-disable-next-line @typescript-eslint/require-await -- what is in memory already, handed out as rows of the disk are
async function* atOnce<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}

const sheetsOf = (report: Report, progress: Progress, t: Translator): readonly Sheet[] => {
  const { head, sums } = report;
  const sheets: Sheet[] = [];
  if (head.detail === 'entries') {
    const countedAs = t('exporttable.facts.entries');
    const table = { columns: ENTRY_COLUMNS, rows: report.rows(), count: head.entries, sums, progress, countedAs };
    sheets.push(tableSheet(t('exporttable.sheets.entries'), table, t));
  }
  if (head.detail !== 'summary') {
    const rows = dayRows(sums);
    const table = { columns: DAY_COLUMNS, rows: atOnce(rows), count: rows.length, sums, progress: none };
    sheets.push(tableSheet(t('exporttable.sheets.days'), table, t));
  }
  sheets.push({
    name: t('exporttable.sheets.summary'),
    filter: null,
    write: (file) => writeSummary(file, report, t),
  });
  return sheets;
};

/**
 * A workbook: the entries, the days, and a summary. Days and times are real ones, as the clocks showed them; lengths of time can be added up, and the sums are
 * formulas. Texts of people are text, whatever they look like.
 */
export const xlsx: ExportFormat = {
  async write(report, sink, progress) {
    const { head } = report;
    const t = createTranslators().for(head.locale);
    const zip = createContainer(sink, head.madeAt);
    const sheets = sheetsOf(report, progress, t);
    await writeWorkbook(zip, sheets, head.locale);
    for (const [at, sheet] of sheets.entries()) await sheet.write(zip.open(sheetPath(at)));
    await zip.end();
    progress(head.entries);
  },
};
