import { unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { JUNE, sampleReport, usualEntries, type SampleOptions } from '../../../test/support/report-samples.js';
import { written } from '../../../test/support/written.js';
import { docx } from './docx.js';

const HOUR = 3_600_000;
const write = (options: SampleOptions) => written(docx, sampleReport(options));

/** What mammoth finds in it, as HTML; it has to find nothing strange. */
const read = async (bytes: Buffer): Promise<string> => {
  const { value, messages } = await mammoth.convertToHtml({ buffer: bytes });
  expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
  return value;
};
const fileOf = (bytes: Buffer, name: string): string => new TextDecoder().decode(unzipSync(bytes)[name]);

describe('a report as a Word document', { timeout: 60_000 }, () => {
  it('says every entry, the sums, and how many entries there are', async () => {
    const entries = usualEntries(44);
    const report = sampleReport({ entries, targetMs: 40 * HOUR });
    const { bytes, entries: told } = await written(docx, report);
    const html = await read(bytes);
    expect(told).toBe(44);
    for (const { note } of entries) expect(html).toContain(note ?? '');
    expect(html).toContain('44 entries in this report.');
    expect(html.match(/Week total, target 40:00:00/g)?.length).toBe(report.sums.weeks.length);
    // Two tables' heads and rows: those of the categories, and one for each week.
    expect(html.match(/<table>/g)?.length).toBe(1 + report.sums.weeks.length + 1);
    expect(html.match(/<h2>/g)?.length).toBe(report.sums.weeks.length);
    expect(html.match(/<thead>/g)?.length).toBe(1 + report.sums.weeks.length);
  });

  it('numbers its pages, repeats the heads of its tables, and says its language and its moment', async () => {
    const { bytes } = await write({ entries: usualEntries(4), head: { locale: 'de' } });
    const footer = Object.keys(unzipSync(bytes))
      .filter((name) => name.startsWith('word/footer'))
      .map((name) => fileOf(bytes, name))
      .join('');
    expect(footer).toMatch(/Seite [^]*PAGE[^]* von [^]*NUMPAGES/);
    expect(fileOf(bytes, 'word/document.xml')).toContain('<w:tblHeader/>');
    expect(fileOf(bytes, 'word/styles.xml')).toContain('w:val="de-DE"');
    expect(fileOf(bytes, 'docProps/core.xml')).toContain('2026-07-01T09:00:00Z');
  });

  it('has the chart of the PDF with its numbers, and says them to whoever does not see it', async () => {
    const entries = usualEntries(20);
    const report = sampleReport({ entries, targetMs: 40 * HOUR });
    const { bytes } = await written(docx, report);
    const chart = fileOf(bytes, 'word/charts/chart1.xml');
    const values = [...chart.matchAll(/<c:v>([\d.]+)<\/c:v><\/c:pt>/g)].map(([, value]) => Number(value));
    const hours = report.sums.days.map(({ amount }) => Math.round((amount.printedMs / HOUR) * 10_000) / 10_000);
    expect(values).toEqual(expect.arrayContaining(hours));
    expect(fileOf(bytes, '[Content_Types].xml')).toContain('PartName="/word/charts/chart1.xml"');
    const [, id = ''] = /<c:chart [^>]*r:id="(\w+)"/.exec(fileOf(bytes, 'word/document.xml')) ?? [];
    expect(fileOf(bytes, 'word/_rels/document.xml.rels')).toMatch(new RegExp(`Id="${id}"[^>]*Target="charts/chart1.xml"`));
    expect(fileOf(bytes, 'word/document.xml')).toMatch(/<wp:docPr [^>]*descr="[^"]*1 Jun 2026: 5:58:11/);
    // Of weeks, each with its target.
    const weeks = await write({ entries: usualEntries(80), targetMs: 40 * HOUR });
    const withTargets = fileOf(weeks.bytes, 'word/charts/chart1.xml');
    expect(withTargets).toMatch(/<c:lineChart>.*<c:v>40<\/c:v>/s);
    // The axis is that of the PDF, and a week without a target has no mark.
    expect(withTargets).toMatch(/<c:max val="40"\/>.*<c:majorUnit val="10"\/>.*<c:dispBlanksAs val="gap"\/>/s);
    const empty = await write({ entries: [] });
    expect(Object.keys(unzipSync(empty.bytes))).not.toContain('word/charts/chart1.xml');
  });

  it('is the same file for the same report', async () => {
    const [one, two] = await Promise.all([write({ entries: usualEntries(3) }), write({ entries: usualEntries(3) })]);
    expect(one.bytes.equals(two.bytes)).toBe(true);
  });

  it('holds every note that people can write', async () => {
    const notes = [
      'שלום 123 world',
      'الفترة الثانية',
      '👩‍👩‍👧 🇩🇪',
      'A&B <tag> "q" \'s',
      ' two  spaces ',
      'x\u0007y',
      'x\uD800y',
      'a\nb',
    ];
    const entries = notes.map((note, nth) => ({ start: JUNE + nth * HOUR, end: JUNE + nth * HOUR + HOUR / 2, note }));
    const { bytes } = await write({ entries });
    const { value } = await mammoth.extractRawText({ buffer: bytes });
    for (const note of notes.slice(0, 5)) expect(value).toContain(note);
    for (const shown of ['x[U+0007]y', 'x[U+D800]y', 'a b']) expect(value).toContain(shown);
    expect(fileOf(bytes, 'word/document.xml')).toMatch(
      /<w:bidi\/><w:jc w:val="end"\/><\/w:pPr><w:r><w:rPr><w:rtl\/><\/w:rPr><w:t [^>]*>שלום/,
    );
  });

  it('hands on its rows while it is written', async () => {
    const { writes, entries } = await write({ entries: usualEntries(400) });
    expect(entries).toBe(400);
    expect(writes).toBeGreaterThan(10);
  });

  it('says that there is nothing', async () => {
    expect(await read((await write({ entries: [] })).bytes)).toContain('No entries in this period.');
  });
});
