import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { sayProfile } from './lib/cpu-profile.js';
import { LoadResult, type LoadPlan } from './lib/load.js';
import { benchRedis } from './lib/redis.js';
import { startWorker } from './lib/worker.js';

/**
 * npm run bench:profile [-- --who engine|yardstick --rate 0 --outstanding 1000 --ms 4000 --top 25]
 * Where the time of the cell `commits` goes: self time by function, by file and by part (package or folder).
 */
const { values } = parseArgs({
  options: {
    who: { type: 'string', default: 'engine' },
    rate: { type: 'string', default: '0' },
    outstanding: { type: 'string', default: '1000' },
    ms: { type: 'string', default: '4000' },
    top: { type: 'string', default: '25' },
  },
});

const Hot = z.array(z.object({ where: z.string(), share: z.number() }));
const Profiled = z.object({ value: LoadResult, profile: z.object({ functions: Hot, files: Hot, parts: Hot }) });
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const parent = join(import.meta.dirname, '../data/run');
await mkdir(parent, { recursive: true });
const dir = await mkdtemp(join(parent, 'profile-'));
const ends: (() => Promise<void> | void)[] = [];
const onEnd = (end: () => Promise<void> | void): void => void ends.push(end);
try {
  const redis = await benchRedis({ dir, onEnd });
  const worker = await startWorker(`${values.who}.ts`, { onEnd });
  const [rate, ms] = [Number(values.rate), Number(values.ms)];
  const users = rate > 0 ? 10_000 : 20_000;
  const plan = { guilds: 100, users, outstanding: Number(values.outstanding), rate, warmMs: 500, ms, port: redis.port };
  const asked: LoadPlan = { ...plan, journalDir: dir };
  await worker.call('load', { ...asked, ms: 1_000 }, LoadResult);
  const { value, profile } = await worker.call('profile', asked, Profiled);
  say(`${Math.round(value.perSecond)}/s, p99 ${value.p99.toFixed(1)} ms, client ${value.clientUs.toFixed(1)} µs per operation\n`);
  sayProfile(profile, Number(values.top), say);
} finally {
  for (const end of ends.reverse()) await end();
  await rm(dir, { recursive: true, force: true });
}
