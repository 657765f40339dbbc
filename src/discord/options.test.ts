import { expect, it } from 'vitest';
import { shareOfBot } from './options.js';

it.each([
  [null, null, 1],
  [4, null, 1],
  [4, [0, 1], 0.5],
  [4, [0, 1, 2, 3], 1],
])('of %j shards, %j are here: %d of the limits', (shardCount, shardIds, share) => {
  expect(shareOfBot({ shardCount, shardIds })).toBe(share);
});

it('without shards each process has the same part', () => {
  expect(shareOfBot({ shardCount: null, shardIds: null, processes: 4 })).toBe(0.25);
});
