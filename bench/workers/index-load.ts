import { Redis } from 'ioredis';
import { z } from 'zod';
import { systemRandom } from '../../src/core/random.js';
import type { UserId } from '../../src/domain/ids.js';
import type { MemberState } from '../../src/domain/session.js';
import { readActive } from '../../src/engine/redis/active-reads.js';
import { connect } from '../../src/engine/redis/client.js';
import { decodeState } from '../../src/engine/codec/state.js';
import type { Guarded } from '../../src/engine/redis/guarded.js';
import { readSpaces } from '../../src/engine/redis/space-reads.js';
import { crowd, INDEX } from '../lib/crowd.js';
import { surroundings } from '../lib/engine.js';
import { serve } from '../lib/worker.js';

const Ask = z.object({ port: z.number(), guilds: z.number(), members: z.number() });
const CHUNK = 1_000;
const SPACES_TOGETHER = 8;

const timed = async (task: () => Promise<number>): Promise<{ ms: number; cpuUs: number; sessions: number }> => {
  globalThis.gc?.();
  const [cpu, began] = [process.cpuUsage(), performance.now()];
  const sessions = await task();
  const [ms, used] = [performance.now() - began, process.cpuUsage(cpu)];
  return { ms, cpuUs: (used.user + used.system) / sessions, sessions };
};

serve({
  crowd: async (argument) => {
    const ask = Ask.parse(argument);
    const redis = new Redis({ host: '127.0.0.1', port: ask.port });
    const count = await crowd(redis, ask);
    await redis.config('RESETSTAT');
    redis.disconnect();
    return count;
  },
  /** Everybody on the clock in every space, with their sessions, by the engine's own reads. */
  ours: async (argument) => {
    const { port } = Ask.parse(argument);
    const { log, clock } = surroundings();
    const connection = connect({ url: `redis://127.0.0.1:${port}`, random: systemRandom, clock, log });
    await new Promise<void>((resolve) => connection.onReady(resolve));
    const redis: Guarded = { read: (task) => task(connection), write: (task) => task(connection) };
    const result = await timed(async () => {
      const spaces = await readSpaces(redis);
      const loaded: ReadonlyMap<UserId, MemberState>[] = [];
      for (let from = 0; from < spaces.length; from += SPACES_TOGETHER)
        loaded.push(...(await Promise.all(spaces.slice(from, from + SPACES_TOGETHER).map((space) => readActive(redis, space)))));
      return loaded.reduce((sum, { size }) => sum + size, 0);
    });
    await connection.close();
    return result;
  },
  /** A zset of names, and MGET over them. */
  plain: async (argument) => {
    const { port } = Ask.parse(argument);
    const redis = new Redis({ host: '127.0.0.1', port });
    await redis.ping();
    const result = await timed(async () => {
      const names = (await redis.zrange(INDEX, 0, '-1')).map(String);
      const states: MemberState[] = [];
      for (let from = 0; from < names.length; from += CHUNK)
        for (const value of await redis.mgetBuffer(names.slice(from, from + CHUNK))) states.push(decodeState(value));
      return states.length;
    });
    redis.disconnect();
    return result;
  },
});
