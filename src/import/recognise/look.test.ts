import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { IMPORT_SAMPLES, MORNING } from '../../../test/support/import-samples.js';
import { NO_ANSWERS, type Answers } from '../api.js';
import { labelFieldOf } from '../mapping/choices.js';
import { FileRefused } from '../refused.js';
import { lookAt } from './look.js';
import type { SourceRow } from './source-row.js';

const look = (
  file: string | Uint8Array,
  answers: Partial<Answers> = {},
  limits: { unpackedMax?: number; rowsMax?: number } = {},
) => {
  const rows: SourceRow[] = [];
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const looked = lookAt(bytes, { answers: { ...NO_ANSWERS, ...answers }, zone: 'Europe/Berlin', ...limits }, (row) =>
    rows.push(row),
  );
  return { ...looked, rows, problems: looked.summary?.problems.first ?? [] };
};
const berlin = { zone: 'Europe/Berlin' };
const at = (text: string): number => Date.parse(text);
const times = (rows: readonly SourceRow[]) =>
  rows.map(({ when }) => (when.kind === 'entry' ? [when.startedAt, when.endedAt] : when));
const refusedWith = (
  file: string | Uint8Array,
  answers: Partial<Answers> = {},
  limits: { unpackedMax?: number; rowsMax?: number } = {},
): string => {
  try {
    look(file, answers, limits);
  } catch (error) {
    if (error instanceof FileRefused) return error.error.code;
    throw error;
  }
  return 'read';
};
const table = (header: string, ...rows: readonly string[]): string => [header, ...rows].join('\n');

describe('files of other programs', () => {
  it.each(IMPORT_SAMPLES)('$name', ({ format, bytes }) => {
    const { recognised, summary, rows, problems } = look(bytes, berlin);
    expect(recognised.format).toBe(format);
    expect(problems).toEqual([]);
    const field = labelFieldOf(format, summary!, null);
    const told = rows.map(({ when, note, labels }) => ({
      ...(when.kind === 'entry' ? when : {}),
      note,
      label: labels[field]?.[0],
    }));
    expect(told).toEqual(MORNING.map((entry) => ({ ...entry, kind: 'entry', isTwice: false, isMoved: false })));
  });

  it('are recognised with their encoding, separator and the language of their header', () => {
    const of = (name: string) => look(IMPORT_SAMPLES.find((sample) => sample.name === name)!.bytes, berlin).recognised;
    expect(of('toggl of a spreadsheet')).toMatchObject({
      encoding: 'utf-16le',
      hasByteOrderMark: true,
      separator: '\t',
      headerLanguage: 'en',
    });
    expect(of('clockify in German, windows-1252')).toMatchObject({
      encoding: 'windows-1252',
      headerLanguage: 'de',
      dateOrder: 'dmy',
    });
    expect(of('clockify with a byte order mark')).toMatchObject({ encoding: 'utf-8', hasByteOrderMark: true });
    expect(of('clockify.csv')).toMatchObject({ dateOrder: 'mdy', dateOrderRow: 2, hasOffsets: false });
    expect(of('AWSDynamoDB.zip').files).toEqual(['AWSDynamoDB/1/data/a.json.gz']);
    expect(of('a table of a spreadsheet')).toMatchObject({ encoding: 'utf-16be', separator: '\t', headerLanguage: 'de' });
    expect(look('name;colour\nx;red\n').questions).toEqual([{ about: 'format' }]);
    expect(look('name;colour\nx;red\n', { format: 'csv' }).questions).toEqual([{ about: 'columns', header: ['name', 'colour'] }]);
  });

  it('any table can be read by saying what its columns are', () => {
    const file = table('wann|bis wann|was', '2026-03-17 9:00|10:30|Website');
    const said = {
      format: 'csv',
      separator: '|',
      columns: { start: 'wann', end: 'bis wann', project: 'was' },
      ...berlin,
    } as const;
    expect(look(file, said).rows).toMatchObject([
      { labels: { project: ['Website'] }, when: { startedAt: MORNING[0].startedAt, endedAt: MORNING[0].endedAt } },
    ]);
  });

  it('Timewarrior has tags and notes with blanks and marks in them', () => {
    const line = 'inc 20220205T080000Z - 20220205T110000Z # "A B" C # "note # with \\"hash\\""';
    expect(
      look(`${line}\nexc monday\ninc 20220206T080000Z # x`).rows.map(({ labels, note, when }) => [labels.tag, note, when.kind]),
    ).toEqual([
      [['A B', 'C'], 'note # with "hash"', 'entry'],
      [['x'], null, 'open'],
    ]);
    expect(look(`${line}\nexc monday`).problems).toMatchObject([{ row: 2, reason: 'notUnderstood', text: 'exc monday' }]);
  });
});

describe('dates', () => {
  const HEADER = 'Project,User,Start Date,Start Time,End Date,End Time,Duration (h)';
  const row = (date: string) => `P,Ann,${date},9:00,${date},10:00,`;

  it('are read in the order that one of them decides, and asked about where none does', () => {
    const file = table(HEADER, row('03/04/2023'), row('14/04/2023'), row('13/15/2024'));
    const { recognised, rows, problems } = look(file, berlin);
    expect(recognised).toMatchObject({ dateOrder: 'dmy', dateOrderRow: 3 });
    expect(times(rows)[0]).toEqual([at('2023-04-03T07:00:00Z'), at('2023-04-03T08:00:00Z')]);
    expect(problems).toMatchObject([{ row: 4, reason: 'dateInvalid', text: '13/15/2024 9:00' }]);
    const open = table(HEADER, row('03/04/2024'));
    expect(look(open, berlin).questions).toEqual([{ about: 'dateOrder', orders: ['dmy', 'mdy'], example: '03/04/2024' }]);
    expect(times(look(open, { ...berlin, dateOrder: 'mdy' }).rows)).toMatchObject([
      [at('2024-03-04T08:00:00Z'), at('2024-03-04T09:00:00Z')],
    ]);
    // Two that contradict each other decide nothing.
    expect(look(table(HEADER, row('14/04/2024'), row('04/14/2024')), berlin).questions).toMatchObject([{ about: 'dateOrder' }]);
    expect(look(table(HEADER, row('31.04.2024')), berlin).problems).toMatchObject([{ row: 2, reason: 'dateInvalid' }]);
  });

  it('may stand with their time in one cell', () => {
    const file = table('Start,End,Project', '14/04/2023 9:00,14/04/2023 5:30 PM,P');
    expect(times(look(file, berlin).rows)).toEqual([[at('2023-04-14T07:00:00Z'), at('2023-04-14T15:30:00Z')]]);
  });
});

describe('times', () => {
  const KIMAI = 'Date,From,To,Duration,User,Project,Activity,Description,Break';
  const kimai = (...cells: readonly string[]) => look(table(KIMAI, cells.join(',')), berlin);

  it('win over the length that stands beside them', () => {
    const file = table(
      'User,Project,Start date,Start time,End date,End time,Duration',
      'A,P,2024-05-31,19:21:21,2024-05-31,19:39:46,18:25 min',
    );
    const [[start, end]] = times(look(file, berlin).rows) as [[number, number]];
    expect(end - start).toBe((18 * 60 + 25) * 1000);
  });

  it('that are not later than the start are of the next day, where they have no date', () => {
    expect(times(kimai('2026-03-17', '22:00', '02:00', '', 'a', 'P', 'A', '', '').rows)).toEqual([
      [at('2026-03-17T21:00:00Z'), at('2026-03-18T01:00:00Z')],
    ]);
    expect(times(kimai('2026-03-17', '22:00', '24:00', '', 'a', 'P', 'A', '', '').rows)).toEqual([
      [at('2026-03-17T21:00:00Z'), at('2026-03-17T23:00:00Z')],
    ]);
    expect(kimai('2026-03-17', '25:00', '02:00', '', 'a', 'P', 'A', '', '').problems).toMatchObject([{ reason: 'timeInvalid' }]);
  });

  it('of nights in which the clocks change follow a rule that is told', () => {
    const of = (day: string, from: string, to: string, length = '') =>
      kimai(day, from, to, length, 'a', 'P', 'A', '', '').rows[0]!.when;
    expect(of('2026-10-25', '02:30', '02:45')).toEqual({
      kind: 'entry',
      startedAt: at('2026-10-25T00:30:00Z'),
      endedAt: at('2026-10-25T00:45:00Z'),
      isTwice: true,
      isMoved: false,
    });
    // The length tells which of the two it was.
    expect(of('2026-10-25', '02:30', '02:45', '1:15')).toMatchObject({
      startedAt: at('2026-10-25T00:30:00Z'),
      endedAt: at('2026-10-25T01:45:00Z'),
    });
    expect(of('2026-10-25', '02:50', '02:10')).toMatchObject({
      startedAt: at('2026-10-25T00:50:00Z'),
      endedAt: at('2026-10-25T01:10:00Z'),
    });
    expect(of('2026-03-29', '02:30', '03:45')).toEqual({
      kind: 'entry',
      startedAt: at('2026-03-29T01:30:00Z'),
      endedAt: at('2026-03-29T01:45:00Z'),
      isTwice: false,
      isMoved: true,
    });
    expect(of('2026-10-25', '00:00', '24:00')).toMatchObject({
      startedAt: at('2026-10-24T22:00:00Z'),
      endedAt: at('2026-10-25T23:00:00Z'),
    });
  });

  it('may lack: a length makes an end, a day alone is a day', () => {
    const file = table(
      'Start,Duration,Date',
      '2026-03-17 9:00,1:30,',
      ',2:00,2026-03-17',
      ',,2026-03-17',
      '2026-03-17 9:00,much,',
      '2026-03-17 9:00,,',
    );
    const { rows, problems } = look(file, berlin);
    expect(times(rows)).toEqual([
      [MORNING[0].startedAt, MORNING[0].endedAt],
      { kind: 'day', day: '20260317', lengthMs: 7_200_000 },
      { kind: 'open', startedAt: MORNING[0].startedAt },
    ]);
    expect(problems.map(({ row, reason }) => [row, reason])).toEqual([
      [4, 'endMissing'],
      [5, 'durationInvalid'],
    ]);
  });

  it('without an offset are of a zone that is asked about', () => {
    const file = table(KIMAI, '2026-03-17,9:00,10:00,,a,P,A,,');
    expect(look(file).questions).toEqual([{ about: 'zone', suggestion: 'Europe/Berlin' }]);
    expect(look(file).rows).toEqual([]);
  });

  it('have breaks: one of which only the length is known lies at the end', () => {
    expect(kimai('2026-03-17', '9:00', '17:00', '', 'a', 'P', 'A', '', '0:30').rows).toMatchObject([
      { hasBreakAtEnd: true, pauses: [{ start: at('2026-03-17T15:30:00Z'), end: at('2026-03-17T16:00:00Z') }] },
    ]);
    expect(kimai('2026-03-17', '9:00', '10:00', '', 'a', 'P', 'A', '', '1:00').problems).toMatchObject([
      { reason: 'breaksInvalid' },
    ]);
  });

  it('are refused with their row where they can be none', () => {
    const wrong = [
      { start: 'soon', end: '20260317T110000Z' },
      { start: '20260317T110000Z', end: '20260317T100000Z' },
      { start: '20260317T110000Z', end: '20260317T110000Z' },
      { start: '19600317T110000Z', end: '19600317T120000Z' },
      { start: '20200317T110000Z', end: '20260317T120000Z' },
      5,
    ];
    const { problems } = look(JSON.stringify([{ start: '20260317T080000Z', end: '20260317T090000Z' }, ...wrong]));
    expect(problems.map(({ row, reason }) => [row, reason])).toEqual([
      [2, 'dateInvalid'],
      [3, 'endBeforeStart'],
      [4, 'noTime'],
      [5, 'outOfRange'],
      [6, 'outOfRange'],
      [7, 'notUnderstood'],
    ]);
  });
});

describe('files that are refused as a whole', () => {
  const scan = IMPORT_SAMPLES.find(({ name }) => name === 'scan.json')!.bytes;
  it.each([
    ['nothing', '', {}, 'IMPORT_FILE_EMPTY'],
    ['blanks', ' \n', {}, 'IMPORT_FILE_EMPTY'],
    [
      'a picture',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 1, 2, 3, 4]),
      {},
      'IMPORT_FILE_DAMAGED',
    ],
    ['half a list', '[{"start":"20260317T080000Z"', {}, 'IMPORT_FILE_DAMAGED'],
    ['half a packed file', gzipSync(scan).subarray(0, 40), {}, 'IMPORT_FILE_DAMAGED'],
    ['half a ZIP file', zipSync({ 'a.csv': scan }).subarray(0, 60), {}, 'IMPORT_FILE_DAMAGED'],
    ['a packed file in a packed file', gzipSync(gzipSync(scan)), {}, 'IMPORT_NESTED'],
    ['a ZIP file in a ZIP file', zipSync({ 'a.zip': zipSync({ 'b.csv': scan }) }), {}, 'IMPORT_NESTED'],
    ['lists in lists', `${'['.repeat(100)}${']'.repeat(100)}`, { format: 'timewarrior' }, 'IMPORT_NESTED'],
    ['another format', scan, { format: 'toggl' }, 'IMPORT_FORMAT_WRONG'],
    ['another format of JSON', scan, { format: 'kimai' }, 'IMPORT_FORMAT_WRONG'],
  ] as const)('%s', (_, file, answers, code) => {
    expect(refusedWith(file, answers)).toBe(code);
  });

  it('what unpacks to more than may be, or has more rows', () => {
    const zeros = new Uint8Array(4 << 20);
    expect(refusedWith(gzipSync(zeros), {}, { unpackedMax: 1 << 20 })).toBe('IMPORT_UNPACKED_TOO_LARGE');
    expect(refusedWith(zipSync({ 'a.csv': zeros }), {}, { unpackedMax: 1 << 20 })).toBe('IMPORT_UNPACKED_TOO_LARGE');
    expect(refusedWith(zipSync({ 'a.csv.gz': gzipSync(zeros) }), {}, { unpackedMax: 1 << 20 })).toBe('IMPORT_UNPACKED_TOO_LARGE');
    expect(refusedWith(scan, {}, { rowsMax: 1 })).toBe('IMPORT_TOO_MANY_ROWS');
  });
});
