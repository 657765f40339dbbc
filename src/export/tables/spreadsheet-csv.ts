import { createTranslators } from '../../i18n/translators.js';
import type { MessageKey } from '../../i18n/translator.js';
import { CsvBytes } from '../csv/bytes.js';
import { BOM, dialectOf } from '../csv/dialect.js';
import type { ExportFormat } from '../report.js';
import { DAY_COLUMNS, dayRows, ENTRY_COLUMNS, MEMBER_COLUMNS, memberRows, type Column, type Value } from './columns.js';

const put = (value: Value, out: CsvBytes, textOf: (key: MessageKey) => string): void => {
  switch (value.kind) {
    case 'text': {
      out.text(value.text);
      return;
    }
    case 'key': {
      out.text(textOf(value.key));
      return;
    }
    case 'date': {
      out.date(value.wall);
      return;
    }
    case 'moment': {
      out.wall(value.wall);
      return;
    }
    case 'duration': {
      out.duration(value.ms);
      return;
    }
    case 'hours': {
      out.hundredths(value.hundredths);
      return;
    }
  }
};

/** A table for spreadsheets of people: headings in their language, and numbers as their spreadsheet reads them. One table and nothing else. */
export const spreadsheetCsv: ExportFormat = {
  async write(report, sink, progress) {
    const { head, sums } = report;
    const t = createTranslators().for(head.locale);
    const out = new CsvBytes(dialectOf(head.locale));
    // What each entry says again is translated once.
    const known = new Map<MessageKey, string>();
    const textOf = (key: MessageKey): string => {
      const text = known.get(key) ?? t(key);
      known.set(key, text);
      return text;
    };
    const header = async <Row>(columns: readonly Column<Row>[]): Promise<void> => {
      for (const { title } of columns) out.text(t(title));
      out.endRow();
      await sink.write(BOM);
      await sink.write(out.take());
    };
    const body = async <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Promise<void> => {
      for (const row of rows) {
        for (const column of columns) put(column.of(row), out, textOf);
        out.endRow();
      }
      await sink.write(out.take());
    };
    switch (head.detail) {
      case 'days':
        await header(DAY_COLUMNS);
        await body(DAY_COLUMNS, dayRows(sums));
        break;
      case 'summary':
        await header(MEMBER_COLUMNS);
        await body(MEMBER_COLUMNS, memberRows(sums));
        break;
      case 'entries': {
        await header(ENTRY_COLUMNS);
        let written = 0;
        for await (const rows of report.rows()) {
          await body(ENTRY_COLUMNS, rows);
          progress((written += rows.length));
        }
      }
    }
    progress(head.entries);
  },
};
