// node bench/workers/export-documents.mjs FORMAT ROWS: writes a report of so many entries into nothing, and says how long it took and how much memory there was.
// Plain JavaScript over what `npm run build` makes, so that nothing else is in its memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';

const ROOT = join(import.meta.dirname, '../..');
const [, , format = 'pdf', count = '10000'] = process.argv;
const rows = Number(count);
const DAY = 86_400_000;
const HOUR = 3_600_000;
const FIRST = Date.UTC(2026, 0, 5);
/** Entries of one person: four on each working day of a year, of one after the other. */
const OF_ONE = 1000;
const NOTES = [
  null,
  'Release notes',
  'Call with the team in Lisbon about the figures of May',
  'Ölwechsel, Ελληνικά και Кириллица',
  null,
];
const CATEGORIES = ['Development', 'Meetings', 'Support & Mail'];

/** @param {number} ms */
const dayOf = (ms) => new Date(ms).toISOString().slice(0, 10).replaceAll('-', '');
/** @param {number} ms */
const amount = (ms) => ({ ms, printedMs: ms, hundredths: Math.round(ms / 36_000) });

/** @param {number} nth */
const rowOf = (nth) => {
  const own = nth % OF_ONE;
  const workday = Math.floor(own / 4);
  const start =
    FIRST + (Math.floor(workday / 5) * 7 + (workday % 5)) * DAY + (8 + (own % 4) * 2) * HOUR + ((own * 7) % 50) * 60_000;
  const end = start + HOUR + ((own * 13) % 60) * 60_000 + (own % 60) * 1000;
  const name = CATEGORIES[own % CATEGORIES.length];
  const user = String(1000 + Math.floor(nth / OF_ONE));
  return {
    user,
    name: `Person ${user}`,
    session: { note: NOTES[own % NOTES.length], startedAt: start, endedAt: end },
    category: { id: name, name },
    zone: 'UTC',
    measuredMs: end - start,
    pausedMs: 0,
    amount: amount(end - start),
    parts: [{ day: dayOf(start), start, end, amount: amount(end - start) }],
    source: 'clock',
    edits: 0,
  };
};

const people = Math.ceil(rows / OF_ONE);
const total = amount(rows * HOUR);
const report = {
  head: {
    space: { id: 'g1', name: 'Bench' },
    about: { kind: 'members', count: people },
    category: null,
    ...{ from: '20260105', to: '20261218', counting: { zone: 'UTC', dayStart: 0, boundary: 'split' } },
    ...{ weekStart: 'monday', locale: 'en-GB', rounding: null, detail: 'entries', madeAt: FIRST, entries: rows },
  },
  sums: { total, categories: [{ id: 'x', name: 'All', amount: total }], weeks: [], days: [], members: [], target: null },
  async *rows() {
    for (let at = 0; at < rows; at += 500) {
      yield await Promise.resolve(Array.from({ length: Math.min(500, rows - at) }, (_, nth) => rowOf(at + nth)));
    }
  },
};

let bytes = 0;
const sink = {
  /** @param {Uint8Array | string} block */
  write: (block) => {
    bytes += block.length;
    return Promise.resolve();
  },
};

/** What pdfkit does of itself: a line of text for each entry, in one font. */
const plain = async () => {
  const { default: PDFDocument } = await import('pdfkit');
  const font = readFileSync(join(ROOT, 'data/fonts/NotoSans-Regular.ttf'));
  return async () => {
    const doc = new PDFDocument({ autoFirstPage: false });
    doc.on('data', (/** @type {Uint8Array} */ block) => (bytes += block.length));
    doc.addPage();
    doc.registerFont('text', font).font('text').fontSize(9);
    for await (const some of report.rows())
      for (const {
        session,
        category,
        amount: { ms },
      } of some)
        doc.text(
          `${dayOf(session.startedAt)} ${session.startedAt} ${session.endedAt} ${category.name} ${session.note ?? ''} ${ms}`,
        );
    doc.end();
  };
};

/** @param {string} name */
const ours = async (name) => {
  const { [name]: writer } = await import(join(ROOT, `dist/src/export/${name}/${name}.js`));
  return () => writer.write(report, sink, () => undefined);
};

const run = await (format === 'plain' ? plain() : ours(format));
const [before, start] = [process.cpuUsage(), performance.now()];
await run();
const { user, system } = process.cpuUsage(before);
const seconds = (performance.now() - start) / 1000;
const peakMiB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ rows, seconds, cpuSeconds: (user + system) / 1e6, peakMiB, bytes })}\n`);
