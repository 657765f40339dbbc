import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pdfInfo, pdfStructure, pdfText, pdfTextAsLaidOut } from '../../../test/support/read-pdf.js';
import { JUNE, sampleReport, usualEntries, type SampleEntry, type SampleOptions } from '../../../test/support/report-samples.js';
import { written } from '../../../test/support/written.js';
import { pdf } from './pdf.js';

const HOUR = 3_600_000;
const print = (options: SampleOptions) => written(pdf, sampleReport(options));
const withNotes = (notes: readonly string[]): readonly SampleEntry[] =>
  notes.map((note, nth) => ({ start: JUNE + nth * 3 * HOUR, end: JUNE + nth * 3 * HOUR + HOUR, note }));

describe('a report as PDF', () => {
  it('says every entry, the sums, how it was rounded, and how many entries there are', async () => {
    const entries = usualEntries(44);
    const report = sampleReport({ entries, targetMs: 40 * HOUR });
    const { bytes, entries: told } = await written(pdf, report);
    const text = pdfText(bytes);
    expect(told).toBe(44);
    for (const { note } of entries) expect(text).toContain(note ?? '');
    expect(text.match(/Development|Meetings|Support & Mail|Reviews/g)?.length).toBe(44 + 4);
    for (const said of [
      'Anna Berg',
      'Werkstatt',
      'Europe/Berlin',
      'none, to the second',
      '44 entries in this report.',
      'Place, date, signature',
    ])
      expect(text).toContain(said);
    const { printedMs } = report.sums.total;
    const total = `${Math.floor(printedMs / HOUR)}:${String(Math.floor((printedMs % HOUR) / 60_000)).padStart(2, '0')}`;
    expect(text).toContain(total);
    expect(text.match(/Week total, target 40:00:00/g)?.length).toBe(report.sums.weeks.length);
    // Each page knows how many there are.
    const pages = Number(pdfInfo(bytes).get('Pages'));
    expect(pages).toBeGreaterThan(1);
    for (let page = 1; page <= pages; page += 1) expect(text).toContain(`Page ${page} of ${pages}`);
  });

  it('is tagged: headings, a figure with its numbers, tables of rows and cells', async () => {
    const { bytes } = await print({ entries: usualEntries(6), name: 'A&B <Anna>' });
    const info = pdfInfo(bytes);
    expect(info.get('Tagged')).toBe('yes');
    expect(info.get('Title')).toBe('Timesheet: A&B <Anna>');
    const structure = pdfStructure(bytes);
    expect(structure).toMatch(/H1[^]*Figure[^]*H1[^]*Table[^]*TR[^]*TH[^]*"Category"[^]*TD[^]*H2/);
    expect(bytes.toString('latin1')).toContain('/Lang (en-GB)');
    expect(bytes.toString('latin1')).toContain('/Outlines');
  });

  it('says that there is nothing', async () => {
    const { bytes } = await print({ entries: [], head: { locale: 'de' } });
    expect(pdfText(bytes)).toContain('Keine Einträge in diesem Zeitraum.');
    expect(pdfText(bytes)).toContain('Seite 1 von 1');
  });

  it('finds notes in every writing, in the order in which they are read', async () => {
    const notes = [
      'שלום 123 world',
      'الفترة الثانية',
      'لا إله (abc) السلام',
      '👩‍👩‍👧 🇩🇪',
      'नमस्ते किताब हिन्दी',
      '中文字符 テスト',
      'Ελληνικά Кириллица',
      'e\u0301tude',
      'µ and μ, ﬁ and fi',
    ];
    const text = pdfText((await print({ entries: withNotes(notes) })).bytes);
    // Brackets may have lost their neighbours' spaces where directions change.
    const words = notes.flatMap((note) => note.split(/[ ()]+/)).filter((word) => word !== '');
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
    expect(text).toContain('שלום 123 world');
    expect(text).toContain('الفترة الثانية');
    expect(text).toContain('👩‍👩‍👧 🇩🇪');
    const laidOut = pdfTextAsLaidOut((await print({ entries: withNotes(['الفترة الثانية', 'שלום עולם', '👩‍👩‍👧 🇩🇪']) })).bytes);
    for (const note of ['الفترة الثانية', 'שלום עולם', '👩‍👩‍👧 🇩🇪']) expect(laidOut).toContain(note);
  });

  it('shows what no font has by its number, and says so at the end', async () => {
    const { bytes } = await print({ entries: withNotes(['a\u{E000}b', 'c\u0007d', 'x\uD800y']) });
    const text = pdfText(bytes);
    expect(text).toContain('their numbers stand in their place: U+E000, U+0007');
    // Whoever copies it gets what was written.
    expect(text).toContain('a\u{E000}b');
    expect(text).toContain('x\uFFFDy');
  });

  it('goes on with a row that is higher than a page, and breaks a word that is wider than its column', async () => {
    const long = Array.from({ length: 900 }, (_, nth) => `w${nth}`);
    const wide = 'x'.repeat(300);
    const text = pdfText((await print({ entries: withNotes([long.join(' '), wide, 'after']) })).bytes);
    // The head of each page stands between two of its words.
    expect(long.filter((word) => !new RegExp(`\\b${word}\\b`).test(text))).toEqual([]);
    expect(text.match(/x/g)?.length).toBeGreaterThanOrEqual(300);
    expect(text).toContain('after');
  });

  it('sums up a server by person, without its entries', async () => {
    const people = Array.from({ length: 60 }, (_, nth) => `Person ${nth}`);
    const entries = people.flatMap((member) => usualEntries(4, member));
    const { bytes } = await print({ entries, people: 60, name: '', head: { detail: 'summary', locale: 'de' } });
    const text = pdfText(bytes);
    for (const name of people) expect(text).toContain(`${name} 4 `);
    expect(text).toContain('240 Einträge in diesem Bericht.');
    expect(text).not.toContain('Release notes');
  });

  it('tells entries over midnight on both days, and those of another zone with it', async () => {
    const night = { start: JUNE + 20 * HOUR, end: JUNE + 26 * HOUR, note: 'night' };
    const away = { start: JUNE + 40 * HOUR, end: JUNE + 41 * HOUR, note: 'away', zone: 'Asia/Tokyo' };
    const text = pdfText((await print({ entries: [night, away] })).bytes);
    expect(text).toMatch(/22:00 0:00 Work night 2:00:00 2:00:00.*0:00 4:00 Work continued from Mon 01\/06 4:00:00/);
    expect(text).toContain('1:00 2:00 Work away [Asia/Tokyo] 1:00:00');
    expect(text).toContain('2 entries in this report.');
  });

  it('hands on its pages while it is written', async () => {
    const { writes, bytes, entries } = await print({ entries: usualEntries(300) });
    expect(entries).toBe(300);
    expect(writes).toBeGreaterThan(3);
    expect(bytes.length / writes).toBeLessThanOrEqual(65_536);
  });

  it('ends when it is cancelled', async () => {
    const report = sampleReport({ entries: usualEntries(60) });
    const stop = new Error('cancelled');
    const writing = pdf.write(report, { write: () => Promise.resolve() }, (rows) => {
      if (rows === 30) throw stop;
    });
    await expect(writing).rejects.toBe(stop);
  });

  it('fails for no note that people can write', async () => {
    const notes = fc.sample(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.string({ unit: 'grapheme', maxLength: 12 })),
      {
        numRuns: 2_000,
        seed: 20_261_201,
      },
    );
    const start = (nth: number): number => JUNE + nth * 600_000;
    const entries = notes.map((note, nth) => ({ start: start(nth), end: start(nth) + 300_000, note }));
    const { bytes, entries: told } = await print({ entries });
    expect(told).toBe(2_000);
    expect(pdfText(bytes)).toContain('2000 entries in this report.');
  }, 30_000);
});
