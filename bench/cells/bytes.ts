import { z } from 'zod';
import { COMPACT } from '../../src/engine/redis/managed-process.js';
import type { BenchContext, Cell } from '../lib/cell.js';
import { bytesByClass, dropClass } from '../lib/key-classes.js';
import { benchRedis } from '../lib/redis.js';
import { atMost, row, type Bar, type Row } from '../lib/row.js';
import { observe } from '../lib/server-cpu.js';
import { startWorker } from '../lib/worker.js';

/** What the kinds of keys are for (src/engine/redis/keys.ts). */
const LEDGER = 'l';
const BOARDS = ['b', 'p'];
const DAYS = ['d', 'dm'];
const ENTRIES = ['e'];

interface Weighed {
  /** Growth of used_memory, bytes. */
  readonly grown: number;
  /** The same once the ledgers were deleted. */
  readonly grownWithoutLedger: number;
  of(kinds: readonly string[]): number;
  readonly kinds: string;
}

const weigh = async (
  context: BenchContext,
  what: 'active' | 'history',
  plan: { readonly guilds: number; readonly members: number; readonly sessions: number },
  per: number,
): Promise<Weighed> => {
  const redis = await benchRedis(context);
  const observer = observe(redis.port);
  // As the managed Redis has it.
  for (const [name, value] of Object.entries(COMPACT)) await redis.command('CONFIG', 'SET', name, String(value));
  const used = async (): Promise<number> => Number(/^used_memory:(\d+)/m.exec(await observer.info('memory'))?.[1]);
  const worker = await startWorker('bytes.ts', context);
  const before = await used();
  await worker.call(what, { port: redis.port, ...plan }, z.null());
  await worker.stop();
  const grown = (await used()) - before;
  const bytes = await bytesByClass(observer.redis);
  await dropClass(observer.redis, LEDGER);
  const grownWithoutLedger = (await used()) - before;
  observer.close();
  await redis.stop();
  const kinds = [...bytes]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, sum]) => `${kind} ${(sum / per).toFixed(1)}`)
    .join(', ');
  return { grown, grownWithoutLedger, of: (wanted) => wanted.reduce((sum, kind) => sum + (bytes.get(kind) ?? 0), 0), kinds };
};

export const bytes: Cell = {
  name: 'bytes',
  title: 'Redis bytes per active session and per stored entry (keys are named as in src/engine/redis/keys.ts)',
  run: async (context): Promise<readonly Row[]> => {
    const members = context.quick ? 10_000 : 100_000;
    const active = await weigh(context, 'active', { guilds: members / 1_000, members, sessions: 0 }, members);
    const [people, sessions] = [context.quick ? 8 : 40, 250];
    const entries = people * sessions;
    const history = await weigh(context, 'history', { guilds: 2, members: people, sessions }, entries);
    const line = (what: string, bytes: number, extra: { readonly bar?: Bar; readonly note?: string } = {}): Row =>
      row({ what, unit: 'B', ours: [bytes], ...extra });
    return [
      line('an active session, without its ledger row', active.grownWithoutLedger / members, {
        bar: atMost(212, 'figure'),
        note: `${members.toLocaleString('en')} members of ${members / 1_000} guilds; growth of used_memory; by key: ${active.kinds}`,
      }),
      line('an active session, with its ledger row', active.grown / members),
      line('an entry itself', history.of(ENTRIES) / entries, {
        bar: atMost(95, 'figure'),
        note: `${entries.toLocaleString('en')} sessions of ${people} members on weekdays; MEMORY USAGE; by key: ${history.kinds}`,
      }),
      line('its share of the day buckets', history.of(DAYS) / entries),
      line('its share of the boards', history.of(BOARDS) / entries),
      line('its share of the ledger', history.of([LEDGER]) / entries),
      line('everything together, per entry', history.grown / entries),
    ];
  },
};
