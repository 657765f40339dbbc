import { readFile, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { keys } from '../../src/engine/redis/keys.js';
import { spaceOf } from '../lib/history.js';
import { Live, type Queue, type Sample } from './data.js';

const Lane = z.looseObject({ depth: z.number(), refused: z.number() });
const Health = z.looseObject({
  lanes: z.record(z.string(), Lane),
  journal: z.looseObject({ pending: z.number(), bytes: z.number() }),
  eventLoop: z.looseObject({ p99: z.number() }),
  memory: z.looseObject({ rss: z.number(), heapUsed: z.number() }),
  desired: z.looseObject({ roles: z.looseObject({ queued: z.number(), checks: z.number() }) }),
});

const field = (text: string, name: string): number => Number(new RegExp(`^${name}[: ](\\d+(?:\\.\\d+)?)`, 'm').exec(text)?.[1]);

export interface Probed {
  /** Base of the bot's /healthz and /metrics. */
  readonly url: string;
  readonly pid: number;
  /** Where memory-hook.mjs writes to. */
  readonly memoryFile: string;
  readonly redis: Redis;
  readonly guilds: number;
}

const health = async (url: string): Promise<z.output<typeof Health>> =>
  Health.parse(await (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) })).json());

export const queuesOf = async (url: string): Promise<Readonly<Record<Queue, number>>> => {
  const {
    journal,
    lanes,
    desired: { roles },
  } = await health(url);
  return {
    journal: journal.pending,
    lanes: Object.values(lanes).reduce((sum, { depth }) => sum + depth, 0),
    // What a sweep looks at when there is time follows no click.
    roles: roles.queued - roles.checks,
  };
};

/** Everything that is looked at every few seconds. `at`: s since the warm-up ended */
export const sample = async ({ url, redis, guilds }: Probed, at: number): Promise<Sample> => {
  const spaces = Array.from({ length: guilds }, (_, guild) => spaceOf(guild, guilds));
  const [told, metrics, memory, persistence, unfolded] = await Promise.all([
    health(url),
    fetch(`${url}/metrics`).then((response) => response.text()),
    redis.info('memory'),
    redis.info('persistence'),
    redis.pipeline(spaces.map((space) => ['hlen', keys.unfolded(space)])).exec(),
  ]);
  return {
    at,
    rss: told.memory.rss,
    heapUsed: told.memory.heapUsed,
    external: field(metrics, 'punchcard_nodejs_external_memory_bytes'),
    queues: await queuesOf(url),
    laneRefused: Object.values(told.lanes).reduce((sum, { refused }) => sum + refused, 0),
    loopP99: told.eventLoop.p99,
    journalBytes: told.journal.bytes,
    redisUsed: field(memory, 'used_memory'),
    redisAof: field(persistence, 'aof_current_size'),
    unfolded: (unfolded ?? []).reduce((sum, [, count]) => sum + Number(count), 0),
  };
};

/** Has the bot collect all garbage, and answers what is in use then. It stands still for about a tenth of a second. */
export const liveMemory = async ({ pid, memoryFile }: Probed, at: number): Promise<Live> => {
  process.kill(pid, 'SIGUSR2');
  for (let tries = 0; tries < 200; tries += 1) {
    await pause(50);
    const text = await readFile(memoryFile, 'utf8').catch(() => null);
    if (text === null) continue;
    await rm(memoryFile);
    return Live.parse({ ...z.looseObject({}).parse(JSON.parse(text)), at });
  }
  throw new Error('the bot does not tell its memory');
};
