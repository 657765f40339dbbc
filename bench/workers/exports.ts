import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { exportsOf } from '../../src/core/exports/index.js';
import { midnightsOf } from '../../src/domain/counting.js';
import { dayOf } from '../../src/domain/calendar.js';
import { splitByDay } from '../../src/domain/day-split.js';
import type { Session } from '../../src/domain/session.js';
import { encodeEntry } from '../../src/engine/codec/entry-codec.js';
import { monthOf, monthOfDay } from '../../src/engine/codec/month.js';
import { keys } from '../../src/engine/redis/keys.js';
import { indexOfMonths } from '../../src/engine/redis/months.js';
import type { ExportRequest, Exports } from '../../src/export/exports.js';
import type { FormatName } from '../../src/export/formats.js';
import { engineSubject, openEngine, surroundings, type BenchEngine } from '../lib/engine.js';
import { endedSession, populate, spaceOf, userOf } from '../lib/history.js';
import { runLoad, type LoadPlan, type LoadResult } from '../lib/load.js';
import { observe, type Observer } from '../lib/server-cpu.js';
import { serve } from '../lib/worker.js';

const Setup = z.object({ port: z.number(), dir: z.string(), entries: z.number() });
const Ask = z.object({ ms: z.number(), rate: z.number() });

/** The member whose entries are exported, of a space in which nobody else is. */
const [SPACE, USER] = [spaceOf(0, 1), userOf(0)];
const COUNTING = midnightsOf('Europe/Berlin');
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Entries of a day; there are more of them than anybody works. */
const EACH_DAY = 50;
const FORMATS: readonly FormatName[] = ['csvMachine', 'xlsx'];
/** Commands that took longer are told, µs. */
const TOLD_FROM_US = 500;

interface World {
  readonly engine: BenchEngine;
  readonly exports: Exports;
  readonly observer: Observer;
  readonly port: number;
  readonly entries: number;
  /** Who clicks next: each time others, since a load leaves half of its members on the clock. */
  clickers: number;
}

let world: World | null = null;
const theWorld = (): World => {
  if (world === null) throw new Error('nothing was prepared');
  return world;
};

/** The oldest first; the newest ended yesterday. */
const entryOf = (nth: number, count: number): Session => {
  const day = Math.floor(Date.now() / DAY_MS) - Math.ceil(count / EACH_DAY) + Math.floor(nth / EACH_DAY) - 1;
  const startedAt = day * DAY_MS + (nth % EACH_DAY) * (DAY_MS / EACH_DAY) + (nth % 97);
  return { ...endedSession(nth, startedAt), pauses: [], endedAt: startedAt + HOUR_MS / 4 + (nth % 1_013), counting: COUNTING };
};

/** Writes entries with their day buckets, as the commit script would have left them. */
const bring = async ({ redis }: Observer, count: number): Promise<void> => {
  const months = new Set<string>();
  const days = new Map<string, Map<string, number>>();
  for (let from = 0; from < count; from += 500) {
    const pipeline = redis.pipeline();
    for (let nth = from; nth < Math.min(from + 500, count); nth += 1) {
      const session = entryOf(nth, count);
      const month = monthOf(session.endedAt ?? 0);
      months.add(month);
      pipeline.zadd(keys.entries(SPACE, USER, month), session.endedAt ?? 0, encodeEntry(session));
      for (const [day, ms] of splitByDay(session, COUNTING)) {
        const of = days.get(monthOfDay(day)) ?? new Map<string, number>();
        const field = `${day}:${session.category}`;
        days.set(monthOfDay(day), of.set(field, (of.get(field) ?? 0) + ms));
      }
    }
    await pipeline.exec();
  }
  for (const [month, fields] of days) await redis.hset(keys.days(SPACE, USER, month), Object.fromEntries(fields));
  await redis.hset(keys.months(SPACE), USER, indexOfMonths(months.keys()));
  await redis.hset(keys.dayMonths(SPACE), USER, indexOfMonths(days.keys()));
};

const prepare = async (argument: unknown): Promise<null> => {
  const { port, dir, entries } = Setup.parse(argument);
  const observer = observe(port);
  await observer.redis.flushall('SYNC');
  await populate(observer.redis, { guilds: 1, members: 1, days: 0 });
  await bring(observer, entries);
  const engine = await openEngine(port, await mkdtemp(join(dir, 'journal-')));
  const exports = exportsOf(await mkdtemp(join(dir, 'exports-')), engine.chain.store, surroundings());
  world = { engine, exports, observer, port, entries, clickers: 1 };
  return null;
};

const requestFor = (format: FormatName, entries: number): ExportRequest => {
  const now = Date.now();
  return {
    format,
    fileName: 'bench',
    space: { id: SPACE, name: 'Bench' },
    about: { kind: 'member', user: USER, name: 'Ada Lovelace' },
    members: [{ user: USER, name: 'Ada Lovelace' }],
    category: null,
    categoryName: (id) => id,
    from: dayOf(now - (Math.ceil(entries / EACH_DAY) + 3) * DAY_MS, COUNTING.zone),
    to: dayOf(now, COUNTING.zone),
    counting: COUNTING,
    usual: COUNTING,
    weekStart: 'monday',
    locale: 'en',
    rounding: null,
    detail: 'entries',
    targets: [],
    madeAt: now,
  };
};

/** Makes one export; all entries have to be in it. @returns how long it took, ms */
const exportOnce = async (format: FormatName): Promise<number> => {
  const { exports, entries } = theWorld();
  const began = performance.now();
  const result = await exports.run(requestFor(format, entries), () => undefined).done;
  if (!result.ok) throw new Error(result.error.code);
  if (result.value.rows !== entries) throw new Error(`${result.value.rows} rows instead of ${entries}`);
  await result.value.dispose();
  return performance.now() - began;
};

let current: { isEnded: boolean; readonly done: Promise<readonly number[]> } | null = null;

/** Exports one after the other, until `end`. */
const begin = (): Promise<null> => {
  const run = { isEnded: false, done: Promise.resolve<readonly number[]>([]) };
  const work = async (): Promise<readonly number[]> => {
    const took: number[] = [];
    while (!run.isEnded) took.push(await exportOnce(FORMATS[took.length % FORMATS.length] ?? 'csv'));
    return took;
  };
  run.done = work();
  current = run;
  return Promise.resolve(null);
};

/** @returns how long each export took, ms */
const end = async (): Promise<readonly number[]> => {
  if (current === null) throw new Error('nothing was begun');
  current.isEnded = true;
  return current.done;
};

const SlowLog = z.array(z.tuple([z.number(), z.number(), z.number(), z.array(z.string())]).rest(z.unknown()));

/** One export by itself. @returns the slowest commands that Redis noted meanwhile, µs */
const slowest = async (): Promise<readonly number[]> => {
  const { redis } = theWorld().observer;
  await redis.config('SET', 'slowlog-log-slower-than', String(TOLD_FROM_US));
  await redis.config('SET', 'slowlog-max-len', '10000');
  await redis.slowlog('RESET');
  for (const format of FORMATS) await exportOnce(format);
  return SlowLog.parse(await redis.slowlog('GET', 10_000)).map(([, , us]) => us);
};

const load = (argument: unknown): Promise<LoadResult> => {
  const { ms, rate } = Ask.parse(argument);
  const all = theWorld();
  const plan: LoadPlan = { port: all.port, guilds: 100, users: 2_000, outstanding: 0, rate, polled: true, warmMs: 500, ms };
  const first = all.clickers;
  all.clickers += plan.users;
  const subject = engineSubject(all.engine, plan.guilds);
  return runLoad(
    {
      clockIn: (member, turn) => subject.clockIn(first + member, turn),
      clockOut: (member, turn) => subject.clockOut(first + member, turn),
    },
    plan,
    all.observer,
  );
};

serve({ prepare, begin, end, slowest, load });
