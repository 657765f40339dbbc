import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { startPlainBot, startPunchcard, type StartedBot } from '../lib/bots.js';
import { ensureBuilt } from '../lib/build.js';
import type { BenchContext, Cell } from '../lib/cell.js';
import { benchRedis } from '../lib/redis.js';
import { atMost, row, type Row } from '../lib/row.js';
import { startWorker, type Worker } from '../lib/worker.js';

const HOOK = join(import.meta.dirname, '../lib/memory-hook.mjs');
const Usage = z.object({ rss: z.number(), heapUsed: z.number(), external: z.number() });
type Usage = z.output<typeof Usage>;
const MB = 1e6;
/** Long enough for the guilds to be read and the young generation to settle, ms. */
const SETTLE_MS = 3_000;

interface World {
  readonly context: BenchContext;
  readonly emulator: Worker;
  readonly discord: number;
  readonly redisUrl: string;
}

let started = 0;

/** Memory of a bot in so many guilds, after garbage was collected. */
const weigh = async (
  { context, emulator, discord, redisUrl }: World,
  who: 'punchcard' | 'plain',
  guilds: number,
): Promise<Usage> => {
  started += 1;
  const [token, file] = [`memory-${started}`, join(context.dir, `memory-${started}.json`)];
  await emulator.call('setGuilds', guilds, z.null());
  const run = { execArgv: ['--expose-gc', '--import', HOOK], env: { BENCH_MEMORY: file } };
  const bot =
    who === 'punchcard'
      ? await startPunchcard(token, { discord, redisUrl }, context, run)
      : startPlainBot('constant.ts', token, discord, context, run);
  await Promise.race([emulator.call('connected', { token }, z.null()), bot.died]);
  await Promise.race([emulator.call('click', { token, member: 0 }, z.string()), bot.died]);
  await pause(SETTLE_MS);
  const usage = await ask(bot, file);
  await bot.stop();
  return usage;
};

const ask = async ({ pid }: StartedBot, file: string): Promise<Usage> => {
  process.kill(pid, 'SIGUSR2');
  for (;;) {
    await pause(50);
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text === null) continue;
    await rm(file);
    return Usage.parse(JSON.parse(text));
  }
};

export const memory: Cell = {
  name: 'memory',
  title: 'Memory of the bot with 1,000 guilds (50 channels, 30 roles, 20 emojis each) beyond that with one',
  run: async (context): Promise<readonly Row[]> => {
    await ensureBuilt();
    const guilds = context.quick ? 200 : 1_000;
    const redis = await benchRedis(context);
    const emulator = await startWorker('emulator.ts', context);
    const discord = await emulator.call('start', { guilds: 1, channels: 50, roles: 30 }, z.number());
    const world: World = { context, emulator, discord, redisUrl: redis.url };
    const growth = { rss: [] as number[], heap: [] as number[], plainRss: [] as number[], plainHeap: [] as number[] };
    const [base]: [number[]] = [[]];
    // Each repetition is four starts of a bot: three are enough for figures as steady as these.
    for (let rep = 0; rep < Math.min(context.reps, 3); rep += 1) {
      const [one, many] = [await weigh(world, 'punchcard', 1), await weigh(world, 'punchcard', guilds)];
      const [plainOne, plainMany] = [await weigh(world, 'plain', 1), await weigh(world, 'plain', guilds)];
      const per = (more: number, less: number): number => ((more - less) / MB) * (1_000 / (guilds - 1));
      base.push(one.rss / MB);
      growth.rss.push(per(many.rss, one.rss));
      growth.heap.push(per(many.heapUsed + many.external, one.heapUsed + one.external));
      growth.plainRss.push(per(plainMany.rss, plainOne.rss));
      growth.plainHeap.push(per(plainMany.heapUsed + plainMany.external, plainOne.heapUsed + plainOne.external));
    }
    await emulator.stop();
    await redis.stop();
    const baselineName = 'discord.js as it comes';
    return [
      row({
        what: 'resident memory per 1,000 guilds',
        unit: 'MB',
        ours: growth.rss,
        baseline: growth.plainRss,
        baselineName,
        bar: atMost(60, 'figure'),
      }),
      row({
        what: 'heap per 1,000 guilds, after a collection',
        unit: 'MB',
        ours: growth.heap,
        baseline: growth.plainHeap,
        baselineName,
      }),
      row({ what: 'resident memory with one guild', unit: 'MB', ours: base }),
    ];
  },
};
