import { createTranslators } from '../../i18n/translators.js';
import type { Translator } from '../../i18n/translator.js';
import { BOM, csvRows, dialectOf, type Cell } from '../csv.js';
import type { ExportFormat } from '../report.js';
import { wallText } from '../wall-time.js';
import { DAY_COLUMNS, dayRows, ENTRY_COLUMNS, MEMBER_COLUMNS, memberRows, type Column, type Value } from './columns.js';

const two = (n: number): string => String(n).padStart(2, '0');

/** `7:05:30`, `31:00:00`: what spreadsheets read as a length of time. */
const durationText = (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 3600)}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
};

const cellOf = (value: Value, t: Translator): Cell => {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'key':
      return t(value.key);
    case 'date':
      return wallText(value.wall).slice(0, 10);
    case 'moment':
      return wallText(value.wall);
    case 'duration':
      return durationText(value.ms);
    case 'hours':
      return { hundredths: value.hundredths };
  }
};

/** A table for spreadsheets of people: headings in their language, and numbers as their spreadsheet reads them. One table and nothing else. */
export const spreadsheetCsv: ExportFormat = {
  async write(report, sink, progress) {
    const { head, sums } = report;
    const t = createTranslators().for(head.locale);
    const dialect = dialectOf(head.locale);
    const header = <Row>(columns: readonly Column<Row>[]): string =>
      BOM + csvRows([columns.map(({ title }) => t(title))], dialect);
    const body = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
      csvRows(
        rows.map((row) => columns.map((column) => cellOf(column.of(row), t))),
        dialect,
      );
    switch (head.detail) {
      case 'days':
        await sink.write(header(DAY_COLUMNS) + body(DAY_COLUMNS, dayRows(sums)));
        break;
      case 'summary':
        await sink.write(header(MEMBER_COLUMNS) + body(MEMBER_COLUMNS, memberRows(sums)));
        break;
      case 'entries': {
        await sink.write(header(ENTRY_COLUMNS));
        let written = 0;
        for await (const rows of report.rows()) {
          await sink.write(body(ENTRY_COLUMNS, rows));
          progress((written += rows.length));
        }
      }
    }
    progress(head.entries);
  },
};
