import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { engineSubject, openEngine, type BenchEngine } from '../lib/engine.js';
import { populate, spaceOf, userOf } from '../lib/history.js';
import { serve } from '../lib/worker.js';
import { createZipf } from '../lib/zipf.js';

const Ask = z.object({
  port: z.number(),
  dir: z.string(),
  guilds: z.number(),
  members: z.number(),
  operations: z.number(),
  /** Share of the operations that read. */
  reads: z.number(),
  /** Share of the writes that another process does. */
  elsewhere: z.number(),
  /** Share of the operations by somebody who was never seen before. */
  newcomers: z.number(),
});
const TOGETHER = 50;

/** What the caches counted while members looked and clocked, most of it by the same few. */
const mix = async (ask: z.output<typeof Ask>, engine: BenchEngine, other: BenchEngine, seed: number): Promise<void> => {
  const zipf = createZipf(ask.members, seed);
  const [here, there] = [engineSubject(engine, ask.guilds), engineSubject(other, ask.guilds)];
  const inside = new Uint8Array(ask.members * 2).fill(1, 0, ask.members);
  let [left, fresh] = [ask.operations, seed * ask.operations];
  const random = zipf.uniform;
  const person = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const isNew = random() < ask.newcomers;
      const member = isNew ? ask.members + (fresh++ % ask.members) : zipf.next();
      if (random() < ask.reads) {
        const read = await engine.tracker.status(spaceOf(member, ask.guilds), userOf(member));
        if (!read.ok) throw new Error(read.error.code);
        continue;
      }
      const subject = random() < ask.elsewhere ? there : here;
      // Two may meet on one member: a refusal is as good a write for the cache.
      if (inside[member] === 1) await subject.clockOut(member, left);
      else await subject.clockIn(member, left);
      inside[member] = 1 - (inside[member] ?? 0);
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, person));
};

const inGroups = async (count: number, task: (index: number) => Promise<void>): Promise<void> => {
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: TOGETHER }, one));
};

serve({
  run: async (argument) => {
    const ask = Ask.parse(argument);
    const redis = new Redis({ host: '127.0.0.1', port: ask.port });
    await redis.flushall('SYNC');
    await populate(redis, { guilds: ask.guilds, members: ask.members, days: 5 });
    redis.disconnect();
    const journal = (): Promise<string> => mkdtemp(join(ask.dir, 'journal-'));
    const [engine, other] = [await openEngine(ask.port, await journal()), await openEngine(ask.port, await journal())];
    // A day goes by: everybody has looked once.
    await inGroups(ask.members, async (member) => {
      await engine.tracker.status(spaceOf(member, ask.guilds), userOf(member));
    });
    const caches = () => engine.chain.health().caches;
    await mix(ask, engine, other, 1);
    const before = caches();
    await mix(ask, engine, other, 2);
    const after = caches();
    await Promise.all([engine.close(), other.close()]);
    const grown = (level: 'l1' | 'l2', of: 'hits' | 'misses'): number => after[level][of] - before[level][of];
    return {
      l1Hits: grown('l1', 'hits'),
      l1Misses: grown('l1', 'misses'),
      l2Hits: grown('l2', 'hits'),
      l2Misses: grown('l2', 'misses'),
    };
  },
});
