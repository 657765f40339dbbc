import { expect, it } from 'vitest';
import { groupShards } from './plan.js';

it.each([
  [
    4,
    { processes: 2, shardsPerProcess: 16 },
    [
      [0, 1],
      [2, 3],
    ],
  ],
  [3, { processes: null, shardsPerProcess: 16 }, [[0, 1, 2]]],
  [5, { processes: null, shardsPerProcess: 2 }, [[0], [1, 2], [3, 4]]],
  [2, { processes: 8, shardsPerProcess: 16 }, [[0], [1]]],
])('%d shards, %j: %j', (shards, wish, expected) => {
  expect(groupShards(shards, wish).map((group) => group.shards)).toEqual(expected);
});

it('leaves out no shard and gives none twice', () => {
  for (let shards = 1; shards < 60; shards++) {
    for (let processes = 1; processes < 12; processes++) {
      const groups = groupShards(shards, { processes, shardsPerProcess: 1 });
      expect(groups.flatMap((group) => group.shards)).toEqual(Array.from({ length: shards }, (_, id) => id));
      const sizes = groups.map((group) => group.shards?.length ?? 0);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  }
});
