import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { realClock } from '../../../test/support/chain.js';
import { RecordingLogger, RecordingMetrics } from '../../../test/support/fakes.js';
import { IMPORT_SAMPLES } from '../../../test/support/import-samples.js';
import { startRedis, type RedisProcess } from '../../../test/support/redis.js';
import { personalSpace, userId } from '../../domain/ids.js';
import { createIds } from '../ids.js';
import { Secret } from '../secret.js';
import { parseTask } from './arguments.js';
import { connectImports, type Connected } from './connect.js';
import { runTask } from './run.js';

let redis: RedisProcess;
let dir: string;
const open: Connected[] = [];
beforeAll(async () => {
  [redis, dir] = await Promise.all([startRedis(), mkdtemp(join(tmpdir(), 'import-program-'))]);
});
afterAll(async () => {
  for (const each of open) await each.close();
  await redis.stop();
  await rm(dir, { recursive: true, force: true });
});

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
};

const connect = async (): Promise<Connected> => {
  const connected = await connectImports({
    config: {
      ...{
        redisUrl: new Secret(redis.url),
        redisTls: { ca: null, cert: null, key: null },
        dataDir: dir,
        journalSegmentBytes: 1 << 20,
      },
      defaults: { locale: 'en', timeZone: 'Europe/Berlin' },
    },
    ...{ clock: realClock, ids: createIds(realClock), random: { next: () => 0.5 } },
    ...{ log: new RecordingLogger(), metrics: new RecordingMetrics() },
  });
  open.push(connected);
  return connected;
};

it('shows the four steps, stores, adds nothing again, takes all of it back, and does one import at a time', async () => {
  const [{ imports, chain }, other] = await Promise.all([connect(), connect()]);
  const file = join(dir, 'toggl.csv');
  await writeFile(file, IMPORT_SAMPLES[0]!.bytes);
  const said: string[] = [];
  const run = async (...args: readonly string[]): Promise<number> => {
    said.length = 0;
    const parts = { imports, spaces: chain.spaces, clock: realClock, ids: createIds(realClock), confirm: null };
    return runTask(parseTask([...args, '--space', 'u7'])!, { ...parts, say: (line) => void said.push(line) });
  };
  const entries = () => chain.store.entries(personalSpace('7'), userId('7'), -Infinity, Infinity);

  expect(await run(file)).toBe(3);
  expect(said.join('\n')).toContain('--zone Europe/Berlin');
  const all = [file, '--zone', 'Europe/Berlin', '--person', 'ann@example.org=7', '--new-categories'];
  expect(await run(...all)).toBe(3);
  expect(said.at(-1)).toContain('--yes');
  expect(await run(...all, '--dry-run')).toBe(0);
  expect(await entries()).toEqual([]);

  // What another process imports into the space is waited for.
  expect((await other.chain.leases.take('import:u7', 'another process', 60_000)).mine).toBe(true);
  const running = run(...all, '--yes');
  const begun = async () => imports.runs({ space: personalSpace('7'), by: userId('7') });
  await until(async () => ((await begun()) as { value: readonly unknown[] }).value.length === 1);
  expect(await entries()).toEqual([]);
  await other.chain.leases.release('import:u7', 'another process');
  expect(await running).toBe(0);
  expect(said.slice(0, -1)).toEqual([
    '1. toggl.csv: Toggl, utf-8, comma between cells, header in en, dates as ymd, times of Europe/Berlin',
    '2. 2 rows; categories by project',
    '     Website: 1 row, 1.50 h -> new category Website',
    '     Support: 1 row, 1.00 h -> new category Support',
    '     ann@example.org: 2 rows -> 7',
    '3. 2 entries to store, 2.50 h, 2026-03-17 09:00:00 to 2026-03-17 12:00:00 (Europe/Berlin)',
    '     Website (new): 1 entry, 1.50 h',
    '     Support (new): 1 entry, 1.00 h',
    '   2 of 2',
    '4. done: 2 entries stored, 2.50 h',
  ]);
  expect((await entries()).map(({ category, note }) => [category, note])).toEqual([
    ['website', 'line one'],
    ['support', null],
  ]);
  const id = /--undo (\S+)/.exec(said.join('\n'))![1]!;
  expect(await run(...all, '--yes')).toBe(0);
  expect(said.join('\n')).toContain('0 entries to store');
  expect(await run('--undo', id)).toBe(0);
  expect(await entries()).toEqual([]);
  await expect(run('--undo', id)).rejects.toThrow('taken back already');
});
