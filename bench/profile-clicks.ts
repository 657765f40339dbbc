import { copyFile, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startPlainBot, startPunchcard } from './lib/bots.js';
import { ensureBuilt } from './lib/build.js';
import { ClickResult } from './lib/click-result.js';
import { sayProfile, summarise } from './lib/cpu-profile.js';
import { benchRedis } from './lib/redis.js';
import { startWorker } from './lib/worker.js';

/**
 * npm run bench:profile-clicks [-- --who punchcard|constant|raw --ms 4000 --warm 40000 (clicks) --top 25 --keep FILE.cpuprofile]
 * Where the time of a bot goes while it answers clicks: self time by function, by file and by part (package or folder).
 */
const { values } = parseArgs({
  options: {
    who: { type: 'string', default: 'punchcard' },
    ms: { type: 'string', default: '4000' },
    warm: { type: 'string', default: '40000' },
    top: { type: 'string', default: '25' },
    keep: { type: 'string' },
  },
});
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const HOOK = join(import.meta.dirname, 'lib/profile-hook.mjs');
const Profile = z.custom<Parameters<typeof summarise>[0]>(
  (value) => z.looseObject({ nodes: z.array(z.unknown()) }).safeParse(value).success,
);

const parent = join(import.meta.dirname, '../data/run');
await mkdir(parent, { recursive: true });
const dir = await mkdtemp(join(parent, 'profile-'));
const ends: (() => Promise<void> | void)[] = [];
const context = { dir, onEnd: (end: () => Promise<void> | void): void => void ends.push(end) };
try {
  await ensureBuilt();
  const redis = await benchRedis(context);
  const worker = await startWorker('emulator.ts', context);
  const discord = await worker.call('start', { guilds: 100, channels: 20, roles: 10 }, z.number());
  const file = join(dir, 'bot.cpuprofile');
  const hooked = { execArgv: ['--import', HOOK], env: { BENCH_PROFILE: file } };
  const bot =
    values.who === 'punchcard'
      ? await startPunchcard('profiled', { discord, redisUrl: redis.url }, context, hooked)
      : startPlainBot(`${values.who}.ts`, 'profiled', discord, context, hooked);
  await Promise.race([worker.call('connected', { token: 'profiled' }, z.null()), bot.died]);
  const plan = {
    token: 'profiled',
    pid: bot.pid,
    redisPid: null,
    members: 10_000,
    outstanding: 100,
    warmMs: 500,
    warmClicks: 0,
    ms: Number(values.ms),
  };
  await Promise.race([worker.call('load', { ...plan, warmClicks: Number(values.warm) }, ClickResult), bot.died]);
  process.kill(bot.pid, 'SIGUSR2');
  const result = await Promise.race([worker.call('load', plan, ClickResult), bot.died]);
  process.kill(bot.pid, 'SIGUSR2');
  while ((await stat(file).catch(() => null)) === null) await new Promise((resolve) => setTimeout(resolve, 50));
  if (values.keep !== undefined) await copyFile(file, values.keep);
  say(`${Math.round(result.perSecond)}/s, p99 ${result.p99.toFixed(1)} ms, bot ${result.botUs.toFixed(0)} µs per click\n`);
  sayProfile(summarise(Profile.parse(JSON.parse(await readFile(file, 'utf8')))), Number(values.top), say);
} finally {
  for (const end of ends.reverse()) await end();
  await rm(dir, { recursive: true, force: true });
}
