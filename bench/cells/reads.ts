import { z } from 'zod';
import type { Cell } from '../lib/cell.js';
import { Chunk } from '../lib/chunk.js';
import { benchRedis } from '../lib/redis.js';
import { atMost, row, type Bar, type Row } from '../lib/row.js';
import { startWorker } from '../lib/worker.js';

const MEMBERS = 10_000;

interface Pair {
  readonly what: string;
  readonly ours: string;
  readonly baseline: string;
  readonly name: string;
  readonly bar?: Bar;
  readonly count: number;
}

const PAIRS: readonly Pair[] = [
  { what: 'own status, L1 hit', ours: 'l1', baseline: 'lru', name: 'lru.get + formatting', bar: atMost(4), count: 5_000 },
  { what: 'the same without formatting', ours: 'status', baseline: 'get', name: 'lru.get', count: 5_000 },
  { what: 'own status, L2 hit', ours: 'l2', baseline: 'ping', name: 'PING', bar: atMost(1.5), count: 2_000 },
  { what: 'own status, cold', ours: 'cold', baseline: 'raw', name: 'HGET, HGETALL, decode', bar: atMost(1.25), count: 2_000 },
];

/** Of each repetition: how long a single round trip takes changes within seconds, and both sides are to have the same of it. */
const TURNS = 10;

const meanOf = (chunks: readonly Chunk[]): Chunk => {
  const mean = (pick: (chunk: Chunk) => number): number => chunks.reduce((sum, chunk) => sum + pick(chunk), 0) / chunks.length;
  return { us: mean(({ us }) => us), cpuUs: mean(({ cpuUs }) => cpuUs) };
};

export const reads: Cell = {
  name: 'reads',
  title: 'Reading one’s own status, one after the other, 10,000 members with 30 days of history',
  run: async (context): Promise<readonly Row[]> => {
    const redis = await benchRedis(context);
    const worker = await startWorker('reads.ts', context);
    const setup = { port: redis.port, dir: context.dir, guilds: 100, members: MEMBERS, days: 30 };
    await worker.call('prepare', setup, z.null());
    const chunk = (what: string, count: number, from: number, collect: boolean) =>
      worker.call('measure', { what, count, from, collect }, Chunk);
    const rows: Row[] = [];
    for (const { what, ours, baseline, name, bar, count } of PAIRS) {
      const [mine, theirs]: [Chunk[], Chunk[]] = [[], []];
      for (let rep = -1; rep < context.reps; rep += 1) {
        const amount = (context.quick ? count / 4 : count) / TURNS;
        const [own, other]: [Chunk[], Chunk[]] = [[], []];
        for (let turn = 0; turn < TURNS; turn += 1) {
          const from = ((rep + 1) * TURNS + turn) * amount;
          own.push(await chunk(ours, amount, from, turn === 0));
          other.push(await chunk(baseline, amount, from, turn === 0));
        }
        if (rep < 0) continue;
        mine.push(meanOf(own));
        theirs.push(meanOf(other));
      }
      rows.push(
        row({
          what,
          unit: 'µs',
          ours: mine.map(({ us }) => us),
          baseline: theirs.map(({ us }) => us),
          baselineName: name,
          ...(bar === undefined ? {} : { bar }),
          cpu: { ours: mine.map(({ cpuUs }) => cpuUs), baseline: theirs.map(({ cpuUs }) => cpuUs) },
        }),
      );
    }
    await worker.stop();
    await redis.stop();
    return rows;
  },
};
