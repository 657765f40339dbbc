import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entry } from '../../../test/support/reports.js';
import { categoryId, userId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import { SpoolReader, type ReadEntry } from './read-spool.js';
import type { SpooledEntry } from './records.js';
import { writeSpool } from './write-spool.js';

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'punchcard-spool-'));
  path = join(dir, 'spool');
});
afterEach(() => rmSync(dir, { recursive: true }));

const spooled = (session: Session, more: Partial<SpooledEntry> = {}): SpooledEntry => ({
  kind: 'entry',
  session,
  zone: 'Europe/Berlin',
  dayStart: 0,
  days: [['20261005', 3_600_000]],
  source: null,
  edits: null,
  ...more,
});

const write = async (entries: readonly SpooledEntry[]): Promise<void> => {
  const spool = await writeSpool(path);
  spool.add({ kind: 'member', user: userId('1'), name: 'Ada' });
  for (const name of ['work', 'שלום'] as const) spool.add({ kind: 'category', id: categoryId(name), name: `Category ${name}` });
  for (const each of entries) {
    spool.add(each);
    await spool.flush();
  }
  await spool.close();
};

/** What is scanned, and what is read by the places that were told; from the last to the first, so that no block is at hand. */
const read = () => {
  const reader = new SpoolReader(path);
  const said: unknown[] = [];
  const offsets: number[] = [];
  reader.scan({
    member: (...member) => void said.push(member),
    category: (...category) => void said.push(category),
    entry({ offset, category, startedAt, dayCount, days, lengths }) {
      offsets.push(offset);
      said.push({ category, startedAt, days: days.slice(0, dayCount), lengths: lengths.slice(0, dayCount) });
    },
  });
  const entries: readonly ReadEntry[] = offsets
    .toReversed()
    .map((offset) => reader.entry(offset))
    .toReversed();
  reader.close();
  return { said, entries };
};

describe('a spool', () => {
  it('has what was put into it', async () => {
    const plain = spooled(entry('a', 1_000, 2_000));
    const full = spooled(
      entry('b', 3_000, 9e12, {
        category: categoryId('שלום'),
        status: 'ENDED_UNCONFIRMED',
        note: 'lone \uD800 half, é and \0',
        pauses: [
          { start: 3_100, end: 3_200 },
          { start: 3_300, end: 3_400 },
        ],
        overrideMs: 0,
        endReason: 'voice',
        counting: { zone: 'Asia/Tokyo', dayStart: 240, boundary: 'start' },
      }),
      {
        zone: 'Asia/Tokyo',
        dayStart: 240,
        days: [
          ['20261005', 1.5],
          ['20261006', 0],
        ],
        source: 'added',
        edits: 3,
      },
    );
    const bare = spooled(
      entry('', 5_000, 6_000, { endedAt: null, pausedSince: 5_500, endReason: null, counting: null, note: '' }),
    );
    await write([plain, full, bare, plain]);
    const { said, entries } = read();
    expect(said.slice(0, 5)).toEqual([
      ['1', 'Ada'],
      ['work', 'Category work'],
      ['שלום', 'Category שלום'],
      { category: 0, startedAt: 1_000, days: [20_261_005], lengths: [3_600_000] },
      { category: 1, startedAt: 3_000, days: [20_261_005, 20_261_006], lengths: [1.5, 0] },
    ]);
    expect(entries).toEqual(
      [plain, full, bare, plain].map(({ session, zone, dayStart, days, source, edits }) => ({
        ...{ session, zone, dayStart, source, edits },
        dayCount: days.length,
      })),
    );
  });

  it('may hold more than a block, and records that are longer than one', async () => {
    const many = Array.from({ length: 900 }, (_, n) =>
      spooled(entry(`e${n}`, n, n + 1, { note: n === 450 ? 'ü'.repeat(200_000) : `${'שלום '.repeat(n % 90)}${n}` })),
    );
    await write(many);
    expect(read().entries.map(({ session }) => session)).toEqual(many.map(({ session }) => session));
  });

  it('is not read when it was cut off', async () => {
    await write([spooled(entry('a', 1_000, 2_000))]);
    truncateSync(path, 60);
    expect(read).toThrow('the spool ends within a record');
    rmSync(path);
    writeFileSync(path, 'abc');
    expect(read).toThrow('the spool ends within a record');
  });

  it('has nothing when nothing was put into it', async () => {
    await (await writeSpool(path)).close();
    expect(read()).toEqual({ said: [], entries: [] });
  });
});
