import fc from 'fast-check';
import { NO_ANSWERS, type Answers } from '../../../src/import/api.js';
import { parseEntry } from '../../../src/domain/decide/entry-fields.js';
import { categoryId } from '../../../src/domain/ids.js';
import { lookAt } from '../../../src/import/recognise/look.js';
import type { SourceRow } from '../../../src/import/recognise/source-row.js';
import { FileRefused } from '../../../src/import/refused.js';
import { IMPORT_SAMPLES } from '../../support/import-samples.js';
import { damage, damaged } from '../support/bytes.js';
import { hostileText } from '../support/texts.js';
import { must, property, type Target } from '../target.js';

/** Bytes, unpacked: less than for people, so that a file that unpacks to much is one here, too. */
const UNPACKED_MAX = 1 << 20;
/** Bytes that reading files may have added to the memory after all of them; what they need is freed again. */
const GROWTH_MAX = 192 << 20;

const answers: fc.Arbitrary<Partial<Answers>> = fc.oneof(
  fc.constant({}),
  fc.record(
    {
      format: fc.constantFrom(...IMPORT_SAMPLES.map(({ format }) => format)),
      encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
      separator: fc.constantFrom(',', ';', '\t', '|'),
      dateOrder: fc.constantFrom('ymd', 'dmy', 'mdy'),
      zone: fc.constantFrom('Europe/Berlin', 'UTC', 'Pacific/Apia'),
      columns: fc.constantFrom({ start: 'Start date', end: 'End' }, { date: 'Date', duration: 'Duration' }, {}),
      untimed: fc.constant({ kind: 'skip' as const }),
    },
    { requiredKeys: [] },
  ),
);
const text = fc.record({ kind: fc.constant('text' as const), text: hostileText });
const file = fc.record({
  kind: fc.constant('file' as const),
  of: fc.constantFrom(...IMPORT_SAMPLES),
  changes: fc.array(damage(), { maxLength: 6 }),
});
const input = fc.record({ bytes: fc.oneof({ weight: 9, arbitrary: file }, { weight: 1, arbitrary: text }), answers });

/** A row that was read is an entry that the engine would take. */
const checkRow = ({ row, when, note, pauses, overrideMs }: SourceRow): void => {
  must(Number.isInteger(row) && row > 0, `row ${row}`);
  if (when.kind === 'day') must(/^\d{8}$/.test(when.day) && when.lengthMs > 0, `a day ${when.day} of ${when.lengthMs} ms`);
  if (when.kind !== 'entry') return;
  const { startedAt, endedAt } = when;
  const taken = parseEntry({ category: categoryId('x'), note, startedAt, endedAt, pauses, overrideMs });
  must(taken.ok, () => `row ${row} was read, and no entry can be so: ${JSON.stringify({ when, note, pauses, overrideMs })}`);
};

/** Files that are said to be of other programs: rows that can be stored, or a refusal that is one. */
export const imports: Target = {
  name: 'imports',
  weight: 12,
  open() {
    const before = process.memoryUsage().rss;
    const play = ({ bytes, answers: said }: typeof input extends fc.Arbitrary<infer T> ? T : never): void => {
      const given = bytes.kind === 'text' ? Buffer.from(bytes.text) : damaged(Buffer.from(bytes.of.bytes), bytes.changes);
      try {
        const task = { answers: { ...NO_ANSWERS, ...said }, zone: 'Europe/Berlin', unpackedMax: UNPACKED_MAX };
        const { questions, summary } = lookAt(given, task, checkRow);
        must(summary !== null || questions.length > 0, 'it was neither read nor asked about');
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error;
      }
    };
    const run = property('imports', input, play);
    return Promise.resolve({
      async run(cases: number, seed: number) {
        await run(cases, seed);
        const grown = process.memoryUsage().rss - before;
        must(grown < GROWTH_MAX, () => `reading files has added ${grown >> 20} MB`);
      },
      close: () => Promise.resolve(),
    });
  },
};
