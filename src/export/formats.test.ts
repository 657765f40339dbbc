import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { allRows, entry, reportOf, requestFor, sourceOf, withReport, written, MEMBER } from '../../test/support/reports.js';
import { categoryId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { ReportRequest } from './exports.js';
import type { FormatName } from './formats.js';
import { readMachineCsv } from './read-machine-csv.js';
import { readXlsx } from '../../test/support/read-xlsx.js';

const HOUR = 3_600_000;

/** Notes that some format could break on. */
const NOTES = [
  '=HYPERLINK("https://example.org";"x")',
  '+49 30 1234',
  '-1',
  '@SUM(A1)',
  '\tindented',
  '\rreturned',
  '＝1+1',
  "'=already",
  "''+twice",
  "it's plain",
  'one; two, "three"',
  'two\nlines\r\nof text',
  'שלום 123 world',
  'الفترة الثانية',
  '👩‍👩‍👧 🇩🇪',
  '<b>&amp;</b> ]]> _x0041_ \u000b',
  `${'long '.repeat(30)}👩‍👩‍👧`,
  // At every place where a line of a calendar may be folded.
  ...Array.from({ length: 9 }, (_, n) => `${'x'.repeat(50 + n)}🙂${'y'.repeat(70)}🙂é`),
] as const;

const nasty = NOTES.map((note, n) =>
  entry(`n${n}`, Date.UTC(2026, 9, 5, 6, 20 * n, n), Date.UTC(2026, 9, 5, 6, 20 * n + 17, 3 * n, n), {
    note,
    category: categoryId(note.slice(0, 20)),
    overrideMs: n % 5 === 0 ? 1_234_567 : null,
    pauses: n % 3 === 0 ? [{ start: Date.UTC(2026, 9, 5, 6, 20 * n + 5), end: Date.UTC(2026, 9, 5, 6, 20 * n + 6, 1, 5) }] : [],
    status: n % 2 === 0 ? 'ENDED_CONFIRMED' : 'ENDED_UNCONFIRMED',
  }),
);

/** In Berlin the clocks went from 3:00 back to 2:00 in that night: two entries begin at 2:30. */
const twice = [
  entry('summer', '2026-10-25T02:30:00+02:00', '2026-10-25T02:40:00+02:00'),
  entry('winter', '2026-10-25T02:30:00+01:00', '2026-10-25T02:40:00+01:00'),
];

const textOf = async (format: FormatName, entries: readonly Session[], more: Partial<ReportRequest> = {}): Promise<string> =>
  (await reportOf(entries, (report) => written(report, format), more)).toString();

const names = (category: string): string => category;

describe('CSV for programs', () => {
  it('is read again as the same', async () => {
    const [text, rows] = await reportOf(
      [...nasty, ...twice],
      async (report) => [(await written(report, 'csvMachine')).toString(), await allRows(report)] as const,
      { categoryName: names, rounding: { mode: 'nearest', stepMs: 360_000, of: 'entry' } },
    );
    const read = readMachineCsv(text);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(read.value).toEqual(
      rows.map(({ session, user, name, category, zone, amount, source, edits }) => ({
        id: session.id,
        user,
        member: name,
        categoryId: category.id,
        category: category.name,
        startedAt: session.startedAt,
        endedAt: session.endedAt,
        zone,
        pauses: session.pauses,
        overrideMs: session.overrideMs,
        countedMs: amount.ms,
        printedMs: amount.printedMs,
        hundredths: amount.hundredths,
        state: session.status,
        source,
        edits,
        note: session.note,
      })),
    );
    expect(text.slice(0, 9)).toBe('entry_id,');
    expect(text).toContain('2026-10-25T02:30:00.000+02:00');
    expect(text).toContain('2026-10-25T02:30:00.000+01:00');
  });

  it('says where it cannot be read', async () => {
    const text = await textOf('csvMachine', twice);
    expect(readMachineCsv(`\uFEFF${text}`).ok).toBe(true);
    expect(readMachineCsv(text.replace('+01:00', '+01:xx'))).toMatchObject({ error: { row: 3, column: 'start' } });
    expect(readMachineCsv('entry_id,"x\r\n')).toMatchObject({ ok: false, error: { row: null } });
    expect(readMachineCsv('a,b\r\n1,2\r\n')).toMatchObject({ error: { row: 2, column: 'entry_id' } });
  });

  it('has days or a summary alone', async () => {
    const days = await textOf('csvMachine', twice, { detail: 'days' });
    expect(days).toBe('day,category_id,category,counted_s,printed_s,hours\r\n2026-10-25,work,Category work,1200,1200,0.33\r\n');
    expect(await textOf('csvMachine', twice, { detail: 'summary' })).toContain(
      '100,Ada Lovelace,work,Category work,1200,1200,0.33',
    );
  });
});

describe('CSV for spreadsheets', () => {
  it('is what a German spreadsheet reads', async () => {
    const text = await textOf('csv', [...nasty, ...twice], { locale: 'de', categoryName: names });
    expect(text.startsWith('\uFEFFMitglied;Tag;Beginn;Ende;')).toBe(true);
    expect(text).not.toMatch(/[\u202F\u00A0]/);
    const rows = parse(text, { bom: true, delimiter: ';', columns: true });
    const read = z
      .array(
        z.object({
          Beginn: z.string(),
          'UTC-Abstand': z.string(),
          Stunden: z.string(),
          Zeit: z.string(),
          Notiz: z.string(),
          Kategorie: z.string(),
          Status: z.string(),
        }),
      )
      .parse(rows);
    expect(read).toHaveLength(NOTES.length + 2);
    NOTES.forEach((note, n) => {
      const { Notiz, Kategorie } = read[n]!;
      const isFormula = n <= 8;
      expect(Notiz).toBe(isFormula ? `'${note}` : note);
      expect(Kategorie.replace(/^'/, '')).toBe((isFormula ? `'${note}` : note).slice(0, isFormula ? 21 : 20).replace(/^'/, ''));
    });
    expect(read.slice(-2).map((row) => [row.Beginn, row['UTC-Abstand'], row.Zeit, row.Status])).toEqual([
      ['2026-10-25 02:30:00', 'UTC+02:00', '0:10:00', 'bestätigt'],
      ['2026-10-25 02:30:00', 'UTC+01:00', '0:10:00', 'bestätigt'],
    ]);
    const hours = read.map(({ Stunden }) => Stunden);
    for (const one of hours) expect(one).toMatch(/^\d+,\d\d$/);
    const total = await reportOf([...nasty, ...twice], ({ sums }) => sums.total.hundredths);
    expect(hours.reduce((sum, one) => sum + Number(one.replace(',', '')), 0)).toBe(total);
  });

  it('writes days and sums, in English with commas', async () => {
    const one = [entry('a', '2026-10-05T09:00:00Z', '2026-10-06T15:30:00Z')];
    expect(await textOf('csv', one, { detail: 'summary' })).toBe(
      '\uFEFFMember,Category,Time,Hours\r\nAda Lovelace,Category work,30:30:00,30.50\r\n',
    );
    expect(await textOf('csv', one, { detail: 'days', locale: 'de-AT' })).toBe(
      '\uFEFFTag;Kategorie;Zeit;Stunden\r\n2026-10-05;Category work;13:00:00;13,00\r\n2026-10-06;Category work;17:30:00;17,50\r\n',
    );
  });
});

const Amount = z.strictObject({ seconds: z.number(), printedSeconds: z.number(), hours: z.number() });
const Category = Amount.extend({ id: z.string(), name: z.string() });
const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const Moment = z.iso.datetime({ offset: true });
/** As docs/exports.md describes it. */
const Json = z.strictObject({
  format: z.literal('punchcard-report-1'),
  madeAt: z.iso.datetime(),
  space: z.strictObject({ id: z.string(), name: z.string() }),
  about: z.union([
    z.strictObject({ kind: z.literal('member'), user: z.string(), name: z.string() }),
    z.strictObject({ kind: z.literal('members'), count: z.int() }),
  ]),
  category: z.string().nullable(),
  from: Day,
  to: Day,
  zone: z.string(),
  dayStartMinutes: z.int(),
  weekStart: z.enum(['monday', 'sunday']),
  locale: z.string(),
  rounding: z
    .strictObject({ mode: z.enum(['nearest', 'up', 'down']), stepSeconds: z.int(), of: z.enum(['entry', 'day']) })
    .nullable(),
  detail: z.enum(['entries', 'days', 'summary']),
  total: Amount,
  categories: z.array(Category),
  members: z.array(Category.extend({ entries: z.int(), categories: z.array(Category) })),
  target: z.strictObject({ seconds: z.number(), workedSeconds: z.number(), differenceSeconds: z.number() }).nullable(),
  weeks: z.array(Amount.extend({ from: Day, to: Day, targetSeconds: z.number().nullable() })).optional(),
  days: z.array(Amount.extend({ day: Day, categories: z.array(Category) })).optional(),
  entries: z
    .array(
      z.strictObject({
        id: z.string(),
        member: z.strictObject({ id: z.string(), name: z.string() }),
        category: z.strictObject({ id: z.string(), name: z.string() }),
        start: Moment,
        end: Moment,
        zone: z.string(),
        breaks: z.array(z.strictObject({ start: Moment, end: Moment })),
        measuredSeconds: z.number(),
        pausedSeconds: z.number(),
        overrideSeconds: z.number().nullable(),
        effectiveSeconds: z.number(),
        counted: Amount,
        days: z.array(Amount.extend({ day: Day })),
        state: z.string(),
        source: z.enum(['clock', 'added', 'imported', 'voice']).nullable(),
        edits: z.int().nullable(),
        note: z.string().nullable(),
      }),
    )
    .optional(),
  entryCount: z.int(),
});

describe('JSON', () => {
  it('is as it is described, and has the same entries and totals', async () => {
    const entries = [...nasty, ...twice];
    const [text, rows, sums] = await reportOf(
      entries,
      async (report) => [(await written(report, 'json')).toString(), await allRows(report), report.sums] as const,
      { rounding: { mode: 'up', stepMs: 60_000, of: 'day' } },
    );
    const read = Json.parse(JSON.parse(text));
    expect(read.entries?.map(({ id, note }) => [id, note])).toEqual(entries.map(({ id, note }) => [id, note]));
    expect(read.entries?.map(({ start }) => Date.parse(start))).toEqual(rows.map(({ session }) => session.startedAt));
    expect(read.entries?.slice(-2).map(({ start }) => start)).toEqual([
      '2026-10-25T02:30:00.000+02:00',
      '2026-10-25T02:30:00.000+01:00',
    ]);
    expect(read.total).toEqual({
      seconds: sums.total.ms / 1000,
      printedSeconds: sums.total.printedMs / 1000,
      hours: sums.total.hundredths / 100,
    });
    expect(read.entryCount).toBe(entries.length);
  });

  it('has as much as was asked for', async () => {
    const days = Json.parse(JSON.parse(await textOf('json', twice, { detail: 'days' })));
    expect([days.entries, days.days?.length, days.entryCount]).toEqual([undefined, 1, 2]);
    const summary = Json.parse(JSON.parse(await textOf('json', [], { detail: 'summary' })));
    expect([summary.entries, summary.days, summary.entryCount]).toEqual([undefined, undefined, 0]);
  });
});

describe('ICS', () => {
  it('has an event for each entry, which a calendar reads as it was', async () => {
    const entries = [...nasty, ...twice];
    const text = await textOf('ics', entries, { categoryName: names });
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text).not.toContain('\uFFFD');
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
    expect(calendar.getFirstPropertyValue('x-punchcard-entries')).toBe(String(entries.length));
    const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
    const cut = (ms: number | null): number => Math.floor((ms ?? 0) / 1000) * 1000;
    expect(
      events.map(({ uid, startDate, endDate }) => [uid, startDate.toJSDate().getTime(), endDate.toJSDate().getTime()]),
    ).toEqual(entries.map(({ id, startedAt, endedAt }) => [`${id}@g300.punchcard`, cut(startedAt), cut(endedAt)]));
    const written = (note: string): string => note.replaceAll('\u000b', '').replace(/\r\n?/g, '\n');
    expect(events.slice(0, NOTES.length).map(({ description }) => description.split('\nTime: ')[0])).toEqual(NOTES.map(written));
    const seconds = calendar
      .getAllSubcomponents('vevent')
      .reduce((sum, event) => sum + Number(event.getFirstPropertyValue('x-punchcard-seconds')), 0);
    expect(seconds * 1000).toBe(await reportOf(entries, ({ sums }) => sums.total.printedMs));
  });

  it('is a calendar without entries too, and with an entry of no length', async () => {
    const empty = new ICAL.Component(ICAL.parse(await textOf('ics', [])) as unknown[]);
    expect(empty.getAllSubcomponents('vevent')).toEqual([]);
    const moment = entry('m', '2026-10-05T09:00:00Z', '2026-10-05T09:00:00Z');
    const one = await textOf('ics', [moment]);
    expect(one).toContain('DTSTART:20261005T090000Z');
    expect(one).not.toContain('DTEND');
  });
});

describe('XLSX', () => {
  it('has the entries with real times, and sums that agree', async () => {
    const entries = [...nasty, ...twice];
    const file = await reportOf(entries, (report) => written(report, 'xlsx'), { locale: 'de', categoryName: names });
    const { sheets, problems } = readXlsx(file);
    expect(problems).toEqual([]);
    expect(sheets.map(({ name, isFrozen, filter }) => [name, isFrozen, filter])).toEqual([
      ['Einträge', true, `A1:M${entries.length + 1}`],
      ['Tage', true, expect.stringMatching(/^A1:D\d+$/)],
      ['Übersicht', false, null],
    ]);
    const [first, days, summary] = sheets;
    const rows = first!.rows;
    expect(rows[0]?.slice(0, 4).map((cell) => cell?.text)).toEqual(['Mitglied', 'Tag', 'Beginn', 'Ende']);
    // Text stays text, whatever it looks like.
    expect(rows.slice(1, NOTES.length + 1).map((row) => row[11])).toEqual(NOTES.map((text) => ({ text, style: 0 })));
    const serial = (wall: string): number => 25_569 + Date.parse(`${wall}Z`) / (24 * HOUR);
    expect(rows.slice(-4, -2).map((row) => [row[1]?.value, row[2]?.value, row[4]?.text])).toEqual([
      [serial('2026-10-25T00:00:00'), serial('2026-10-25T02:30:00'), 'UTC+02:00'],
      [serial('2026-10-25T00:00:00'), serial('2026-10-25T02:30:00'), 'UTC+01:00'],
    ]);
    expect(rows.at(-2)?.[8]).toMatchObject({ formula: `SUBTOTAL(109,I2:I${entries.length + 1})` });
    expect(rows.at(-1)).toMatchObject([{ text: 'Einträge' }, { value: entries.length }]);
    const total = await reportOf(entries, ({ sums }) => sums.total);
    for (const [sheet, column, at] of [
      [first, 8, -2],
      [days, 2, -1],
    ] as const)
      expect(
        sheet!.rows
          .at(at)
          ?.slice(column, column + 2)
          .map((cell) => cell?.value),
      ).toEqual([total.printedMs / (24 * HOUR), total.hundredths / 100]);
    expect(summary!.rows.at(-1)).toMatchObject([{ text: 'Einträge' }, { value: entries.length }]);
    expect(summary!.rows.find((row) => row[0]?.text === 'Rundung')?.[1]?.text).toBe('keine, ganze Sekunden');
  });

  it.each([
    ['days', ['Days', 'Summary']],
    ['summary', ['Summary']],
  ] as const)('has %s alone, and nothing where nothing was', async (detail, expected) => {
    const about = { kind: 'members', count: 1 } as const;
    const request = requestFor({ detail, about, rounding: { mode: 'up', stepMs: 900_000, of: 'day' } });
    const file = await withReport(request, sourceOf(new Map()), (report) => written(report, 'xlsx'));
    const { sheets, problems } = readXlsx(file);
    expect(problems).toEqual([]);
    expect(sheets.map(({ name }) => name)).toEqual(expected);
    const text = sheets.at(-1)!.rows.flatMap((row) => row.map((cell) => cell?.text));
    expect(text).toContain('each day of a member up to 15 min');
    expect(text).toContain('1 member');
  });

  it('begins with what tells programs what kind of file it is', async () => {
    const file = await reportOf([], (report) => written(report, 'xlsx'));
    expect(Object.keys(unzipSync(file))[0]).toBe('[Content_Types].xml');
    expect(strFromU8(unzipSync(file)['xl/styles.xml']!)).toContain('formatCode="[h]:mm"');
  });
});

it('cuts nothing: 30,001 entries are 30,001 rows', async () => {
  const start = Date.UTC(2026, 9, 1);
  const many = Array.from({ length: 30_001 }, (_, n) => entry(`e${n}`, start + n * 60_000, start + n * 60_000 + 45_500));
  await withReport(requestFor(), sourceOf(new Map([[MEMBER.user, many]])), async (report) => {
    expect(report.head.entries).toBe(30_001);
    const file = await written(report, 'csvMachine');
    expect(file.toString().split('\r\n')).toHaveLength(30_003);
    expect(report.sums.total.ms).toBe(30_001 * 45_500);
  });
}, 120_000);
