import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import mammoth from 'mammoth';
import { Temporal } from 'temporal-polyfill';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { htmlText, tableRows, type HtmlCell } from '../../test/support/html-tables.js';
import { convert, OFFICE } from '../../test/support/office.js';
import { pdfText } from '../../test/support/read-pdf.js';
import { readXlsx } from '../../test/support/read-xlsx.js';
import { allRows, randomEntries, reportOf, written } from '../../test/support/reports.js';
import { FORMAT_NAMES, type FormatName } from './formats.js';
import type { Amount, ReportRow, ReportSums } from './report.js';

/** Every format is read back by a reader that is not ours, and says the same of each of these entries, and the same totals. */
const COUNT = 1_000;
const PERIOD = { from: '20260325', to: '20261026', locale: 'en-GB' };

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY_MS = 24 * HOUR;
/** Serial number of 1 January 1970 in a spreadsheet. */
const EPOCH = 25_569;

let files: Readonly<Record<FormatName, Buffer>>;
let rows: readonly ReportRow[];
let sums: ReportSums;
/** What LibreOffice finds in the workbook and in the Word document, as HTML. */
let seen: ReadonlyMap<string, Buffer>;

const NOTES = ['review of the plan', 'שלום עולם', 'Ελληνικά; "quoted", and more', '<b>&amp; others', '=SUM of it', '👩‍👩‍👧 🇩🇪'];

beforeAll(async () => {
  const entries = randomEntries(COUNT, 20_261_201).map((session, n) => ({
    ...session,
    note: n % 4 === 0 ? null : `${NOTES[n % NOTES.length] ?? ''} no ${n}`,
  }));
  [files, rows, sums] = await reportOf(
    entries,
    async (report) => {
      const made = new Map<FormatName, Buffer>();
      for (const name of FORMAT_NAMES) made.set(name, await written(report, name));
      return [Object.fromEntries(made) as Record<FormatName, Buffer>, await allRows(report), report.sums];
    },
    PERIOD,
  );
  if (OFFICE === null) process.stderr.write('LibreOffice is missing: what it reads of exports is not checked\n');
  else seen = convert({ 'report.xlsx': files.xlsx, 'report.docx': files.docx }, 'html');
}, 120_000);

const endOf = ({ session }: ReportRow): number => session.endedAt ?? session.startedAt;
const wallOf = (ms: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
/** What the clocks of a zone showed, as ms of UTC. */
const wallMsOf = (ms: number, zone: string): number =>
  wallOf(ms, zone).toPlainDateTime().toZonedDateTime('UTC').epochMilliseconds;
const cut = (ms: number): number => Math.floor(ms / SECOND) * SECOND;
const two = (value: number): string => String(value).padStart(2, '0');
const lengthText = (ms: number): string =>
  `${Math.floor(ms / HOUR)}:${two(Math.floor((ms % HOUR) / 60_000))}:${two(Math.floor((ms % 60_000) / SECOND))}`;
const lengthOf = (text: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return hours * HOUR + minutes * 60_000 + seconds * SECOND;
};
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const table = (bytes: Buffer): readonly Readonly<Record<string, string>>[] =>
  z.array(z.record(z.string(), z.string())).parse(parse(bytes, { bom: true, columns: true }));

describe('of 1,000 entries over both changes of the clocks', { timeout: 60_000 }, () => {
  it('there are entries in two hours of one name, in several zones, over midnight', () => {
    expect(rows.length).toBeGreaterThan(900);
    expect(new Set(rows.map(({ zone }) => zone)).size).toBe(3);
    expect(rows.filter(({ parts }) => parts.length > 1).length).toBeGreaterThan(100);
  });

  it('csv-parse reads the table for programs', () => {
    const read = table(files.csvMachine);
    expect(
      read.map((row) => [
        row['entry_id'],
        Date.parse(row['start'] ?? ''),
        Date.parse(row['end'] ?? ''),
        row['category'],
        row['printed_s'],
        row['hours'],
      ]),
    ).toEqual(
      rows.map((row) => [
        row.session.id,
        row.session.startedAt,
        endOf(row),
        row.category.name,
        String(row.amount.printedMs / SECOND),
        (row.amount.hundredths / 100).toFixed(2),
      ]),
    );
    expect(sum(read.map((row) => Number(row['printed_s'])))).toBe(sums.total.printedMs / SECOND);
    expect(read.map(({ note }) => note?.replace(/^'/, ''))).toEqual(rows.map(({ session }) => session.note ?? ''));
  });

  it('csv-parse reads the table for spreadsheets', () => {
    const read = table(files.csv);
    const moment = (wall = '', offset = ''): number => Date.parse(`${wall.replace(' ', 'T')}${offset.replace('UTC', '')}`);
    expect(
      read.map((row) => {
        const [first, last = first] = (row['UTC offset'] ?? '').split(', ');
        return [
          row['Entry'],
          moment(row['Start'], first),
          moment(row['End'], last),
          row['Category'],
          lengthOf(row['Time'] ?? ''),
        ];
      }),
    ).toEqual(
      rows.map((row) => [row.session.id, cut(row.session.startedAt), cut(endOf(row)), row.category.name, row.amount.printedMs]),
    );
    expect(sum(read.map((row) => lengthOf(row['Time'] ?? '')))).toBe(sums.total.printedMs);
    expect(sum(read.map((row) => Math.round(Number(row['Hours']) * 100)))).toBe(sums.total.hundredths);
  });

  it('JSON holds them', () => {
    const amount = z.object({ seconds: z.number(), printedSeconds: z.number(), hours: z.number() });
    const shape = z.object({
      total: amount,
      categories: z.array(amount.extend({ name: z.string() })),
      entries: z.array(
        z.object({ id: z.string(), start: z.string(), end: z.string(), note: z.string().nullable(), counted: amount }),
      ),
    });
    const read = shape.parse(JSON.parse(files.json.toString()));
    const told = ({ ms, printedMs, hundredths }: Amount) => ({
      seconds: ms / SECOND,
      printedSeconds: printedMs / SECOND,
      hours: hundredths / 100,
    });
    expect(
      read.entries.map(({ start, end, ...entry }) => ({ ...entry, start: Date.parse(start), end: Date.parse(end) })),
    ).toEqual(
      rows.map((row) => ({
        id: row.session.id,
        start: row.session.startedAt,
        end: endOf(row),
        note: row.session.note,
        counted: told(row.amount),
      })),
    );
    expect(read.total).toEqual(told(sums.total));
    expect(read.categories).toEqual(sums.categories.map(({ name, amount: of }) => ({ name, ...told(of) })));
  });

  it('ical.js reads the calendar', () => {
    const calendar = new ICAL.Component(ICAL.parse(files.ics.toString()) as unknown[]);
    const events = calendar.getAllSubcomponents('vevent');
    const timeOf = (time: ICAL.Time): number => time.toJSDate().getTime();
    expect(
      events.map((component) => {
        const { uid, startDate, endDate } = new ICAL.Event(component);
        return [
          uid.split('@')[0],
          timeOf(startDate),
          timeOf(endDate),
          Number(component.getFirstPropertyValue('x-punchcard-seconds')),
        ];
      }),
    ).toEqual(rows.map((row) => [row.session.id, cut(row.session.startedAt), cut(endOf(row)), row.amount.printedMs / SECOND]));
  });

  /** Columns of the sheet of entries. */
  const NOTE = 11;
  const ID = 12;
  const LENGTHS = [8, 9] as const;

  const expectSheet = (
    text: (row: number, column: number) => string,
    value: (row: number, column: number) => number,
    last: number,
  ): void => {
    const wall = (row: number, column: number): number => Math.round((value(row, column) - EPOCH) * DAY_MS);
    const [time, hours] = LENGTHS;
    expect(
      rows.map((_row, at) => [
        text(at + 1, ID),
        wall(at + 1, 2),
        wall(at + 1, 3),
        text(at + 1, 5),
        text(at + 1, 6),
        Math.round(value(at + 1, time) * DAY_MS),
        Math.round(value(at + 1, hours) * 100),
        text(at + 1, NOTE),
      ]),
    ).toEqual(
      rows.map((row) => [
        row.session.id,
        wallMsOf(row.session.startedAt, row.zone),
        wallMsOf(endOf(row), row.zone),
        row.zone,
        row.category.name,
        row.amount.printedMs,
        row.amount.hundredths,
        row.session.note ?? '',
      ]),
    );
    expect([Math.round(value(last, time) * DAY_MS), Math.round(value(last, hours) * 100)]).toEqual([
      sums.total.printedMs,
      sums.total.hundredths,
    ]);
  };

  it('a reader of workbooks finds them', () => {
    const [sheet] = readXlsx(files.xlsx).sheets;
    const cell = (row: number, column: number) => sheet?.rows[row]?.[column];
    expectSheet(
      (row, column) => cell(row, column)?.text ?? '',
      (row, column) => cell(row, column)?.value ?? NaN,
      rows.length + 1,
    );
  });

  it.skipIf(OFFICE === null)('LibreOffice finds them in the workbook, and its formulas come to the totals', () => {
    const all = tableRows(seen.get('report.xlsx')?.toString() ?? '');
    const cell = (row: number, column: number): HtmlCell | undefined => all[row]?.[column];
    expectSheet(
      (row, column) => cell(row, column)?.text ?? '',
      (row, column) => cell(row, column)?.value ?? NaN,
      rows.length + 1,
    );
    expect(cell(rows.length + 2, 1)?.value).toBe(rows.length);
  });

  /** The lines of a printed report: day, start, end, category, note, amount; an entry over midnight has one for each of its days. */
  const printed = (): readonly (readonly string[])[] => {
    const day = (text: string): string =>
      new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: '2-digit', month: '2-digit', timeZone: 'UTC' })
        .format(Temporal.PlainDate.from(text).toZonedDateTime('UTC').epochMilliseconds)
        .replace(',', '');
    const clock = (ms: number, zone: string): string => {
      const { hour, minute } = wallOf(ms, zone);
      return `${hour}:${two(minute)}`;
    };
    return rows
      .flatMap((row) => row.parts.map((part, nth) => ({ row, part, nth })))
      .toSorted((a, b) => a.part.day.localeCompare(b.part.day) || a.part.start - b.part.start)
      .map(({ row, part, nth }) => {
        const note = nth === 0 ? (row.session.note ?? '') : `continued from ${day(row.parts[0]?.day ?? '')}`;
        return [
          day(part.day),
          clock(part.start, row.zone),
          clock(part.end, row.zone),
          row.category.name,
          `${note}${row.zone === 'Europe/Berlin' ? '' : ` [${row.zone}]`}`.trim(),
          lengthText(part.amount.printedMs),
        ];
      });
  };

  /** `Total 1:30:00 1.50` and the same of each category. */
  const totals = (): readonly string[] =>
    [{ name: 'Total', amount: sums.total }, ...sums.categories].map(
      ({ name, amount }) =>
        `${name} ${lengthText(amount.printedMs)} ${(amount.hundredths / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`,
    );

  it('pdftotext reads the printed report', () => {
    const text = pdfText(files.pdf).replace(/\s+/g, ' ');
    const line =
      /(?<![\d:])(?:((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d\d\/\d\d) )?(\d{1,2}:\d\d) (\d{1,2}:\d\d)(?: \d+:\d\d:\d\d)? (Category c\d)(?: (.*?))?? (\d+:\d\d:\d\d)(?: \d+:\d\d:\d\d)?(?= )/g;
    let today = '';
    const read = [...text.matchAll(line)].map(([, day, start, end, category, note = '', amount]) => [
      (today = day ?? today),
      ...[start, end, category, note, amount],
    ]);
    expect(read).toEqual(printed());
    for (const total of totals()) expect(text).toContain(total);
    expect(text).toContain(`${rows.length} entries in this report.`);
  });

  const expectPrinted = (html: string): void => {
    const all = tableRows(html).map((cells) => cells.map(({ text }) => text));
    let today = '';
    const read = all.flatMap(([day = '', start = '', end = '', _break = '', category = '', note = '', amount = '', ...rest]) =>
      rest.length === 1 && /^\d/.test(start)
        ? [[(today = day === '' ? today : day.replace(',', '')), start, end, category, note, amount]]
        : [],
    );
    expect(read).toEqual(printed());
    const said = all.map((cells) => cells.join(' '));
    for (const total of totals()) expect(said.filter((row) => row.startsWith(total))).toHaveLength(1);
    expect(htmlText(html)).toContain(`${rows.length} entries in this report.`);
  };

  it('mammoth reads the Word document', async () => {
    const { value, messages } = await mammoth.convertToHtml({ buffer: files.docx });
    expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
    expectPrinted(value);
  });

  it.skipIf(OFFICE === null)('LibreOffice reads the Word document', () => {
    expectPrinted(seen.get('report.docx')?.toString() ?? '');
  });
});
