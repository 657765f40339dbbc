import { z } from 'zod';
import { startPunchcard } from '../lib/bots.js';
import { ensureBuilt } from '../lib/build.js';
import type { Cell } from '../lib/cell.js';
import { processCpuUs } from '../lib/process-cpu.js';
import { benchRedis } from '../lib/redis.js';
import { atMost, row, type Row } from '../lib/row.js';
import { observe } from '../lib/server-cpu.js';
import { startWorker } from '../lib/worker.js';

const GUILDS = 100;
const Loaded = z.object({ ms: z.number(), cpuUs: z.number(), sessions: z.number() });

export const start: Cell = {
  name: 'start',
  title: 'Start with 100,000 active sessions and 1.2 million keys',
  run: async (context): Promise<readonly Row[]> => {
    await ensureBuilt();
    const members = context.quick ? 10_000 : 100_000;
    const redis = await benchRedis(context);
    const observer = observe(redis.port);
    const loader = await startWorker('index-load.ts', context);
    const plan = { port: redis.port, guilds: GUILDS, members };
    const keyCount = await loader.call('crowd', plan, z.number());
    const emulator = await startWorker('emulator.ts', context);
    const discord = await emulator.call('start', { guilds: GUILDS, channels: 20, roles: 10 }, z.number());

    const [seconds, cpuSeconds, ours, plain]: [number[], number[], z.output<typeof Loaded>[], z.output<typeof Loaded>[]] = [
      [],
      [],
      [],
      [],
    ];
    let searches = 0;
    for (let rep = 0; rep < context.reps; rep += 1) {
      const token = `start-${rep}`;
      await observer.redis.config('RESETSTAT');
      const bot = await startPunchcard(token, { discord, redisUrl: redis.url }, context);
      await Promise.race([emulator.call('connected', { token }, z.null()), bot.died]);
      // Somebody who is not on the clock yet.
      const reply = await Promise.race([emulator.call('click', { token, member: members + rep }, z.string()), bot.died]);
      seconds.push((performance.now() - bot.began) / 1_000);
      cpuSeconds.push(processCpuUs(bot.pid) / 1e6);
      if (!reply.includes('"title":')) throw new Error(`the first click was refused: ${reply}`);
      searches += searchesIn(await observer.info('commandstats'));
      await bot.stop();
      // A pair to warm up, which is not counted.
      for (let round = rep === 0 ? 0 : 1; round < 2; round += 1) {
        const pair = [await loader.call('ours', plan, Loaded), await loader.call('plain', plan, Loaded)] as const;
        if (pair[0].sessions !== pair[1].sessions && rep === 0)
          context.say(`  ${pair[0].sessions} and ${pair[1].sessions} sessions`);
        if (round === 0) continue;
        ours.push(pair[0]);
        plain.push(pair[1]);
      }
    }
    observer.close();
    await Promise.all([emulator.stop(), loader.stop()]);
    await redis.stop();
    return [
      row({
        what: 'from the spawn to the first click answered',
        unit: 's',
        ours: seconds,
        bar: atMost(2, 'figure'),
        note: `${keyCount.toLocaleString('en')} keys, ${members.toLocaleString('en')} active sessions in ${GUILDS} guilds`,
      }),
      row({ what: 'CPU time of the bot until then', unit: 's', ours: cpuSeconds }),
      row({
        what: 'all active sessions into memory',
        unit: 'ms',
        ours: ours.map(({ ms }) => ms),
        baseline: plain.map(({ ms }) => ms),
        baselineName: 'zset and MGET',
        bar: atMost(1.25),
        cpu: { ours: ours.map(({ cpuUs }) => cpuUs), baseline: plain.map(({ cpuUs }) => cpuUs) },
      }),
      row({ what: 'SCAN and KEYS that the bot has run', unit: 'calls', ours: [searches], bar: atMost(0, 'figure') }),
    ];
  },
};

/** Calls of commands that walk over all keys, by INFO commandstats. */
const searchesIn = (stats: string): number =>
  [...stats.matchAll(/^cmdstat_(?:scan|keys):calls=(\d+)/gm)].reduce((sum, [, calls]) => sum + Number(calls), 0);
