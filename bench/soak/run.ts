import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { freePort, startRedis } from '../../test/support/redis.js';
import { requestId, roleId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import { roleIdOf } from '../emulator/guilds.js';
import { startPunchcard } from '../lib/bots.js';
import type { BenchContext } from '../lib/cell.js';
import { Complaints } from './complaints.js';
import { openChain } from '../lib/engine.js';
import { spaceOf } from '../lib/history.js';
import { bytesByClass } from '../lib/key-classes.js';
import { observe } from '../lib/server-cpu.js';
import { startWorker } from '../lib/worker.js';
import { EVERY_S, Slice, type Live, type Sample, type SoakData } from './data.js';
import { liveMemory, queuesOf, sample, type Probed } from './probe.js';

export interface SoakPlan {
  readonly minutes: number;
  /** Clicks a second. */
  readonly rate: number;
  readonly guilds: number;
  readonly members: number;
  /** Guilds in which a role comes and goes with each click; Discord takes 50 changes a second in all. */
  readonly roleGuilds: number;
  readonly warmS: number;
}

/** What grew in Redis from the end of the warm-up on, bytes by kind of key (src/engine/redis/keys.ts). */
export interface Growth {
  readonly clicks: number;
  readonly used: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly aofPerClick: number;
}

const HOOK = join(import.meta.dirname, '../lib/memory-hook.mjs');
const MEMORY_EVERY_S = 60;
/** The queues have to be empty this long after the last click, s. */
const DRAIN_S = 30;
const TOKEN = 'soak';
const Requests = z.looseObject({ role: z.number(), resumes: z.number(), unknown: z.array(z.string()) });

const chooseRoles = async (url: string, { guilds, roleGuilds }: SoakPlan): Promise<void> => {
  const chain = await openChain(url);
  for (let guild = 0; guild < roleGuilds; guild += 1) {
    const by = { actor: null, requestId: requestId(`roles-${guild}`), at: Date.now(), event: 'rolesSet' };
    await chain.spaces.update(spaceOf(guild, guilds), by, (config) =>
      ok({ ...config, settings: { ...config.settings, onRole: roleId(roleIdOf(guild, 1)) } }),
    );
  }
  await chain.close();
};

/** Waits until the queues are empty, or long enough; answers what is left in them. */
const drained = async (url: string): Promise<SoakData['left']> => {
  for (let waited = 0; ; waited += 1) {
    const left = await queuesOf(url);
    if (waited >= DRAIN_S || Object.values(left).every((count) => count === 0)) return left;
    await pause(1_000);
  }
};

/**
 * The shipped bot on an emulated Discord and a Redis as it is operated (AOF everysec, rewrites as they come), with clicks at a fixed rate,
 * whatever becomes of those before. Looked at every ten seconds, its memory after a collection every minute.
 */
export const soak = async (
  plan: SoakPlan,
  context: Omit<BenchContext, 'reps' | 'quick'>,
): Promise<{ readonly data: SoakData; readonly growth: Growth; readonly roleCalls: number }> => {
  const { minutes, rate, guilds, members, warmS } = plan;
  const redis = await startRedis({ port: 0 });
  context.onEnd(() => redis.stop());
  await chooseRoles(redis.url, plan);
  const worker = await startWorker('soak.ts', context);
  const discord = await worker.call('start', { guilds, channels: 20, roles: 10 }, z.number());
  const complaints = new Complaints();
  const [port, memoryFile] = [await freePort(), join(context.dir, 'memory.json')];
  const bot = await startPunchcard(TOKEN, { discord, redisUrl: redis.url }, context, {
    execArgv: ['--expose-gc', '--import', HOOK],
    env: { BENCH_MEMORY: memoryFile, HTTP_PORT: String(port) },
    onOutput: (text) => complaints.hear(text),
  });
  await Promise.race([worker.call('connected', { token: TOKEN }, z.null()), bot.died]);
  const observer = observe(Number(new URL(redis.url).port));
  context.onEnd(() => observer.close());
  const probed: Probed = { url: `http://127.0.0.1:${port}`, pid: bot.pid, memoryFile, redis: observer.redis, guilds };

  const [samples, live, slices]: [Sample[], Live[], Slice[]] = [[], [], []];
  const kinds = new Map<string, number>();
  const atStart: Sample[] = [];
  let missed = 0;
  const take = async (at: number): Promise<void> => {
    slices.push(Slice.parse({ ...(await worker.call('take', null, z.looseObject({}))), at }));
  };
  const run = async (): Promise<Omit<SoakData, 'resumes' | 'complaints'>> => {
    await worker.call('begin', { token: TOKEN, rate, members }, z.null());
    await pause(warmS * 1_000);
    for (const [kind, bytes] of await bytesByClass(observer.redis)) kinds.set(kind, -bytes);
    atStart.push(await sample(probed, 0));
    await take(0);
    slices.length = 0;
    const began = performance.now();
    for (let n = 1; n * EVERY_S <= minutes * 60; n += 1) {
      await pause(Math.max(0, began + n * EVERY_S * 1_000 - performance.now()));
      const at = n * EVERY_S;
      await take(at);
      const seen = await sample(probed, at).catch(() => null);
      if (seen === null) {
        missed += 1;
        context.say(`  ${at} s: the bot did not tell how it is`);
        continue;
      }
      samples.push(seen);
      if (at % MEMORY_EVERY_S !== 0) continue;
      live.push(await liveMemory(probed, at));
      context.say(lineOf(seen, live.at(-1), slices.slice(-MEMORY_EVERY_S / EVERY_S)));
    }
    const seconds = (performance.now() - began) / 1_000;
    await worker.call('end', null, z.null());
    // Those who were still waiting; after the last collection, as the verdict sees it.
    await take(minutes * 60 + 1);
    return { minutes, rate, seconds, samples, live, slices, left: await drained(probed.url), missed };
  };
  const data = await Promise.race([run(), bot.died]).catch((error: unknown) => {
    for (const { what, count, first } of complaints.list) context.say(`${count} x ${what}\n  ${first}`);
    throw error;
  });
  const after = await sample(probed, minutes * 60);
  for (const [kind, bytes] of await bytesByClass(observer.redis)) kinds.set(kind, (kinds.get(kind) ?? 0) + bytes);
  const { role, resumes, unknown } = await worker.call('requests', null, Requests);
  if (unknown.length > 0) throw new Error(`the emulator lacks ${unknown.join(', ')}`);
  await bot.stop();
  await worker.stop();
  const clicks = data.slices.reduce((sum, { ms }) => sum + ms.length, 0);
  const first = atStart[0] ?? after;
  return {
    data: { ...data, resumes, complaints: complaints.list },
    roleCalls: role,
    growth: {
      clicks,
      used: after.redisUsed - first.redisUsed,
      byKind: Object.fromEntries([...kinds].sort(([, a], [, b]) => b - a)),
      aofPerClick: aofWritten([first, ...samples]) / clicks,
    },
  };
};

/** Bytes added to the append-only file, rewrites (where it shrinks) left out. */
const aofWritten = (samples: readonly Sample[]): number =>
  samples.reduce((sum, { redisAof }, index) => sum + Math.max(0, redisAof - (samples[index - 1]?.redisAof ?? redisAof)), 0);

const lineOf = ({ at, rss, queues, redisUsed }: Sample, live: Live | undefined, slices: readonly Slice[]): string => {
  const count = slices.reduce((sum, { ms }) => sum + ms.length, 0);
  const mb = (bytes: number): string => (bytes / 1e6).toFixed(0);
  return `  ${(at / 60).toFixed(0)} min: ${count} clicks, rss ${mb(rss)} MB, in use ${mb((live?.heapUsed ?? 0) + (live?.external ?? 0))} MB, Redis ${mb(redisUsed)} MB, queues ${queues.journal}/${queues.lanes}/${queues.roles}`;
};
