import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { bytesByClass } from './lib/key-classes.js';
import { benchRedis } from './lib/redis.js';
import { observe } from './lib/server-cpu.js';
import { startWorker } from './lib/worker.js';

/**
 * npm run bench:sizing [-- --members 5000] [--guilds 5] [--sessions 21] [--plain-redis]
 * What a member weighs in Redis who worked on so many weekdays, by the engine's own commits: the figures of docs/operations.md.
 * Redis has the listpack limits of the managed one, unless --plain-redis.
 */
const { values } = parseArgs({
  options: {
    members: { type: 'string', default: '5000' },
    guilds: { type: 'string', default: '5' },
    sessions: { type: 'string', default: '21' },
    'plain-redis': { type: 'boolean', default: false },
  },
});
const [members, guilds, sessions] = [Number(values.members), Number(values.guilds), Number(values.sessions)];
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** As src/engine/redis/managed-process.ts sets them, and docs/operations.md advises. */
const LISTPACKS = [
  ['zset-max-listpack-entries', '256'],
  ['zset-max-listpack-value', '256'],
  ['hash-max-listpack-entries', '512'],
  ['hash-max-listpack-value', '256'],
] as const;

/** What the kinds of keys are for (src/engine/redis/keys.ts). */
const PARTS: readonly (readonly [what: string, kinds: readonly string[]])[] = [
  ['state, and who is on the clock', ['s', 'on']],
  ['entries, and their months', ['e', 'em']],
  ['day buckets, and their months', ['d', 'dm']],
  ['boards, and what is to be folded', ['b', 'bs', 'p', 'pf']],
  ['ledger', ['l']],
];

const parent = join(import.meta.dirname, '../data/run');
await mkdir(parent, { recursive: true });
const dir = await mkdtemp(join(parent, 'sizing-'));
const ends: (() => Promise<void> | void)[] = [];
const onEnd = (end: () => Promise<void> | void): void => void ends.push(end);
try {
  const redis = await benchRedis({ dir, onEnd });
  const observer = observe(redis.port);
  onEnd(() => observer.close());
  const field = async (section: string, name: string): Promise<number> =>
    Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(await observer.info(section))?.[1]);
  if (!values['plain-redis']) for (const [name, value] of LISTPACKS) await redis.command('CONFIG', 'SET', name, value);
  const before = await field('memory', 'used_memory');
  const worker = await startWorker('bytes.ts', { onEnd });
  await worker.call('history', { port: redis.port, guilds, members, sessions }, z.null());
  await worker.stop();
  const [grown, aof] = [(await field('memory', 'used_memory')) - before, await field('persistence', 'aof_current_size')];
  const bytes = await bytesByClass(observer.redis);
  const ledgers = [...(await observer.redis.smembers('pc:spaces'))].map((space) => ['xlen', `pc:{${space}}:l`]);
  const changes = ((await observer.redis.pipeline(ledgers).exec()) ?? []).reduce((sum, [, count]) => sum + Number(count), 0);
  await observer.redis.bgrewriteaof();
  while ((await field('persistence', 'aof_rewrite_in_progress')) > 0 || (await field('persistence', 'aof_rewrite_scheduled')) > 0)
    await new Promise((resolve) => setTimeout(resolve, 100));
  const base = await field('persistence', 'aof_base_size');

  say(
    `${members} members of ${guilds} servers, ${sessions} sessions each, ${changes} changes (${(changes / members / sessions).toFixed(2)} a session)\n`,
  );
  say(`| part | bytes a member | bytes a session | bytes a change |\n| --- | --- | --- | --- |`);
  const row = (what: string, sum: number): void =>
    say(`| ${what} | ${(sum / members).toFixed(0)} | ${(sum / members / sessions).toFixed(0)} | ${(sum / changes).toFixed(0)} |`);
  for (const [what, kinds] of PARTS)
    row(
      what,
      kinds.reduce((sum, kind) => sum + (bytes.get(kind) ?? 0), 0),
    );
  row('`used_memory` in all', grown);
  row('append-only file as written', aof);
  row('append-only file after a rewrite', base);
  say(`\n${(grown / members / 1_000).toFixed(2)} GB of used_memory for a million members.`);
  say(`by kind: ${[...bytes].map(([kind, sum]) => `${kind} ${(sum / members).toFixed(0)}`).join(', ')}`);
} finally {
  for (const end of ends.reverse()) await end();
  await rm(dir, { recursive: true, force: true });
}
