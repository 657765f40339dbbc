import { effectiveMs } from '../../domain/effective.js';
import { csvRows, MACHINE, type Cell } from '../csv.js';
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

const entryCells = (row: ReportRow): readonly Cell[] => {
  const { session, user, name, category, zone, amount } = row;
  const end = session.endedAt ?? session.startedAt;
  return [
    session.id,
    user,
    name,
    category.id,
    category.name,
    isoIn(session.startedAt, zone),
    isoIn(end, zone),
    zone,
    session.pauses.map((pause) => `${isoIn(pause.start, zone)}/${isoIn(pause.end, zone)}`).join(' '),
    seconds(row.measuredMs),
    seconds(row.pausedMs),
    session.overrideMs === null ? null : seconds(session.overrideMs),
    seconds(effectiveMs(session, end)),
    ...amountCells(amount),
    session.status,
    row.source,
    row.edits,
    session.note,
  ];
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
        let written = 0;
        for await (const rows of report.rows()) {
          await sink.write(csvRows(rows.map(entryCells), MACHINE));
          progress((written += rows.length));
        }
      }
    }
    progress(head.entries);
  },
};
