import { expect, it } from 'vitest';
import { roomViolations, sharedNames } from './engine-rooms.js';
import { readSources } from './sources.js';

const wrong = (files: Readonly<Record<string, string>>): readonly string[] => roomViolations(new Map(Object.entries(files)));

it('the rooms of the engine import only what they may', () => {
  const sources = readSources('src/engine', '.ts');
  expect(sources.size).toBeGreaterThan(100);
  expect(roomViolations(sources)).toEqual([]);
});

it('a wrong import is found: another room, an unknown one, and what puts the rooms together', () => {
  const file = (room: string, from: string): Readonly<Record<string, string>> => ({
    [`src/engine/${room}/a.ts`]: `import type { B } from '${from}';`,
  });
  expect(wrong(file('sync', '../tracker/b.js'))).toEqual([
    'src/engine/sync/a.ts: sync may not import tracker (src/engine/tracker/b.ts)',
  ]);
  expect(wrong(file('tracker', '../sync/b.js'))).toHaveLength(1);
  expect(wrong(file('cache', '../redis/b.js'))).toHaveLength(1);
  expect(wrong(file('attic', '../codec/b.js'))).toEqual(['src/engine/attic/a.ts: unknown room']);
  expect(wrong(file('cache', '../chain.js'))).toEqual(['src/engine/cache/a.ts: cache may not know src/engine/chain.ts']);
  expect(wrong(file('redis', '../cache/b.js'))).toEqual([]);
  expect(wrong(file('tracker', '../api.js'))).toEqual([]);
});

it('no two files of the engine have one name', () => {
  expect(sharedNames([...readSources('src/engine', '.ts').keys()])).toEqual([]);
  expect(sharedNames(['src/engine/a/x.ts', 'src/engine/b/x.ts', 'src/engine/b/index.ts', 'src/engine/index.ts'])).toEqual([
    'src/engine/b/x.ts',
  ]);
});
