import { effectiveMs } from '../../domain/effective.js';
import { CsvBytes } from '../csv/bytes.js';
import { MACHINE } from '../csv/dialect.js';
import { csvRows, type Cell } from '../csv/rows.js';
import type { Amount, ExportFormat, ReportRow } from '../report.js';
import { dayText, isoIn } from '../wall-time.js';
import { dayRows, memberRows, type DayRow, type MemberRow } from './columns.js';

/**
 * The table of entries for programs, as `read-machine-csv.ts` reads it. Moments are ISO 8601 with the offset; `breaks` are intervals of them, apart by blanks. `..._s`
 * are seconds as they are stored, to the ms; `printed_s` and `hours` are what reports print. `counted_s` is what counts within the period.
 */
export const MACHINE_COLUMNS = [
  'entry_id',
  'user_id',
  'member',
  'category_id',
  'category',
  'start',
  'end',
  'zone',
  'breaks',
  'measured_s',
  'paused_s',
  'override_s',
  'effective_s',
  'counted_s',
  'printed_s',
  'hours',
  'state',
  'source',
  'edits',
  'note',
] as const;

const seconds = (ms: number): number => ms / 1000;

const amountCells = ({ ms, printedMs, hundredths }: Amount): readonly Cell[] => [seconds(ms), seconds(printedMs), { hundredths }];

const putAmount = ({ ms, printedMs, hundredths }: Amount, out: CsvBytes): void => {
  out.number(seconds(ms));
  out.number(seconds(printedMs));
  out.hundredths(hundredths);
};

const putNumber = (value: number | null, out: CsvBytes): void => (value === null ? out.nothing() : out.number(value));

const breaksText = ({ session: { pauses }, zone }: ReportRow): string =>
  pauses.map((pause) => `${isoIn(pause.start, zone)}/${isoIn(pause.end, zone)}`).join(' ');

/** The cells of `MACHINE_COLUMNS`. */
const putEntry = (row: ReportRow, out: CsvBytes): void => {
  const { session, zone } = row;
  const end = session.endedAt ?? session.startedAt;
  out.text(session.id);
  out.text(row.user);
  out.text(row.name);
  out.text(row.category.id);
  out.text(row.category.name);
  out.iso(session.startedAt, zone);
  out.iso(end, zone);
  out.text(zone);
  out.text(breaksText(row));
  out.number(seconds(row.measuredMs));
  out.number(seconds(row.pausedMs));
  putNumber(session.overrideMs === null ? null : seconds(session.overrideMs), out);
  out.number(seconds(effectiveMs(session, end)));
  putAmount(row.amount, out);
  out.text(session.status);
  out.text(row.source ?? '');
  putNumber(row.edits, out);
  out.text(session.note ?? '');
  out.endRow();
};

const DAYS_HEADER = ['day', 'category_id', 'category', 'counted_s', 'printed_s', 'hours'];
const dayCells = ({ day, sum }: DayRow): readonly Cell[] => [dayText(day), sum.id, sum.name, ...amountCells(sum.amount)];

const MEMBERS_HEADER = ['user_id', 'member', 'category_id', 'category', 'counted_s', 'printed_s', 'hours'];
const memberCells = ({ member, sum }: MemberRow): readonly Cell[] => [
  member.user,
  member.name,
  sum.id,
  sum.name,
  ...amountCells(sum.amount),
];

/** Tables for programs: the same in every language. One table and nothing else. */
export const machineCsv: ExportFormat = {
  async write(report, sink, progress) {
    const { head, sums } = report;
    switch (head.detail) {
      case 'days':
        await sink.write(csvRows([DAYS_HEADER, ...dayRows(sums).map(dayCells)], MACHINE));
        break;
      case 'summary':
        await sink.write(csvRows([MEMBERS_HEADER, ...memberRows(sums).map(memberCells)], MACHINE));
        break;
      case 'entries': {
        await sink.write(csvRows([MACHINE_COLUMNS], MACHINE));
        const out = new CsvBytes(MACHINE);
        let written = 0;
        for await (const rows of report.rows()) {
          for (const row of rows) putEntry(row, out);
          await sink.write(out.take());
          progress((written += rows.length));
        }
      }
    }
    progress(head.entries);
  },
};
