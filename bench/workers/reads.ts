import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { withRunning } from '../../src/commands/totals.js';
import { controlsOf } from '../../src/commands/custom-ids.js';
import { totalsPeriod } from '../../src/domain/calendar.js';
import { categoryId, type CategoryId, type UserId } from '../../src/domain/ids.js';
import type { MemberState } from '../../src/domain/session.js';
import type { SpaceConfig } from '../../src/domain/space.js';
import { sumTotals } from '../../src/engine/cache/sum-totals.js';
import { decodeState } from '../../src/engine/codec/state.js';
import { monthsOfPeriod } from '../../src/engine/redis/day-buckets.js';
import { keys } from '../../src/engine/redis/keys.js';
import type { DayDelta, Totals } from '../../src/engine/store.js';
import { createTranslators } from '../../src/i18n/translators.js';
import type { MessageView } from '../../src/views/message.js';
import { statusCard } from '../../src/views/status-card.js';
import { oneByOne, type Chunk } from '../lib/chunk.js';
import { openEngine, type BenchEngine } from '../lib/engine.js';
import { populate, spaceOf, userOf } from '../lib/history.js';
import { serve } from '../lib/worker.js';

const Setup = z.object({ port: z.number(), dir: z.string(), guilds: z.number(), members: z.number(), days: z.number() });
const Ask = z.object({
  what: z.enum(['l1', 'lru', 'status', 'get', 'l2', 'cold', 'ping', 'raw']),
  count: z.number(),
  /** First member; each chunk takes others, so that nothing is in L1 that should not be. */
  from: z.number(),
  /** All garbage before. */
  collect: z.boolean(),
});

const t = createTranslators().for('en');
const ZONE = 'Europe/Berlin';

/** What a member is shown of their status. */
const format = (state: MemberState, totals: Totals, user: UserId, config: SpaceConfig): MessageView => {
  const { active } = state;
  const now = Math.max(Date.now(), active?.startedAt ?? 0);
  const running = withRunning(totals, active, now, config.settings);
  const look = (id: CategoryId) => ({ name: id, emoji: null, colour: null });
  return statusCard(
    {
      active: active && { session: active, category: look(active.category), controls: controlsOf(user, active) },
      totals: { ...running, shares: running.shares.map(({ category, ms }) => ({ category: look(category), ms })) },
      now,
      caveat: null,
    },
    t,
  );
};

interface World {
  readonly setup: z.output<typeof Setup>;
  readonly redis: Redis;
  /** Everything in L1. */
  readonly warm: BenchEngine;
  /** Next to nothing in L1, so that every read goes to Redis. */
  readonly cold: BenchEngine;
  readonly lru: LRUCache<string, { readonly state: MemberState; readonly totals: Totals }>;
}

let world: World | null = null;
const ready = (): World => {
  if (world === null) throw new Error('not set up');
  return world;
};

const prepare = async (argument: unknown): Promise<null> => {
  const setup = Setup.parse(argument);
  const redis = new Redis({ host: '127.0.0.1', port: setup.port });
  await redis.flushall('SYNC');
  await populate(redis, setup);
  const journal = (): Promise<string> => mkdtemp(join(setup.dir, 'journal-'));
  const warm = await openEngine(setup.port, await journal());
  const cold = await openEngine(setup.port, await journal(), { l1Members: 16 });
  const lru = new LRUCache<string, { readonly state: MemberState; readonly totals: Totals }>({ max: 50_000 });
  for (let member = 0; member < setup.members; member += 1) {
    const [space, user] = [spaceOf(member, setup.guilds), userOf(member)];
    const read = await warm.tracker.status(space, user);
    if (!read.ok || read.value.totals === null || read.value.state.active === null) throw new Error('the history cannot be read');
    lru.set(`${space}:${user}`, { state: read.value.state, totals: read.value.totals });
  }
  world = { setup, redis, warm, cold, lru };
  return null;
};

/** State and totals by plain commands of the layout. */
const readRaw = async ({ redis, setup }: World, member: number): Promise<{ state: MemberState; totals: Totals }> => {
  const [space, user] = [spaceOf(member, setup.guilds), userOf(member)];
  const period = totalsPeriod(Date.now(), ZONE);
  const [value, ...months] = await Promise.all([
    redis.hgetBuffer(keys.states(space), user),
    ...monthsOfPeriod(period).map((month) => redis.hgetall(keys.days(space, user, month))),
  ]);
  const state = decodeState(value);
  const days = months.flatMap(Object.entries<string>).map(([field, ms]): DayDelta => ({
    day: field.slice(0, 8),
    category: categoryId(field.slice(9)),
    ms: Number(ms),
  }));
  return { state, totals: sumTotals(period, days) };
};

/** Each kind of read, and the cache that must not have answered otherwise while it was measured. */
const KINDS: Readonly<Record<string, (world: World) => number>> = {
  l1: ({ warm }) => warm.chain.health().caches.l1.misses,
  status: ({ warm }) => warm.chain.health().caches.l1.misses,
  l2: ({ cold }) => cold.chain.health().caches.l1.hits + cold.chain.health().caches.l2.misses,
  cold: ({ cold }) => cold.chain.health().caches.l1.hits + cold.chain.health().caches.l2.hits,
};
const ATTEMPTS = 3;

/** Measures again when the cache answered otherwise: on a busy machine a PING may come late, and then L1 is not trusted for a moment. */
const measure = async (argument: unknown): Promise<Chunk> => {
  const ask = Ask.parse(argument);
  const wrong = KINDS[ask.what] ?? (() => 0);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await begin(ask).then(() => wrong(ready()));
    const chunk = await timed(ask);
    if (wrong(ready()) === before) return chunk;
  }
  throw new Error(`the reads of the kind ${ask.what} went elsewhere, ${ATTEMPTS} times`);
};

/** Puts what is to be read where it is to be read from. */
const begin = async ({ what, count, from }: z.output<typeof Ask>): Promise<void> => {
  const { setup, redis, warm, cold } = ready();
  const members = Array.from({ length: count }, (_, index) => (from + index) % setup.members);
  if (what === 'cold') await redis.unlink(...members.map((member) => totalsKey(member, setup.guilds)));
  const engine = what === 'l1' || what === 'status' ? warm : what === 'l2' ? cold : null;
  if (engine === null) return;
  for (const member of members) await engine.tracker.status(spaceOf(member, setup.guilds), userOf(member));
};

const timed = async ({ what, count, from, collect }: z.output<typeof Ask>): Promise<Chunk> => {
  const timeEach = (operation: (index: number) => unknown): Promise<Chunk> => oneByOne(count, operation, collect);
  const { setup, redis, warm, cold, lru } = ready();
  const { guilds, members } = setup;
  const memberOf = (index: number): number => (from + index) % members;
  const status = async (engine: BenchEngine, index: number) => {
    const member = memberOf(index);
    const read = await engine.tracker.status(spaceOf(member, guilds), userOf(member));
    if (!read.ok || read.value.totals === null || read.value.possiblyStale) throw new Error('a status was not read');
    return { ...read.value, totals: read.value.totals };
  };
  const config = await warm.chain.spaces.get(spaceOf(0, guilds));
  switch (what) {
    case 'l1':
      return timeEach(async (index) => {
        const { state, totals } = await status(warm, index);
        const member = memberOf(index);
        format(state, totals, userOf(member), await warm.chain.spaces.get(spaceOf(member, guilds)));
      });
    case 'lru':
      return timeEach((index) => {
        const member = memberOf(index);
        const held = lru.get(`${spaceOf(member, guilds)}:${userOf(member)}`);
        if (held === undefined) throw new Error('not in the cache');
        format(held.state, held.totals, userOf(member), config);
      });
    case 'status':
      return timeEach((index) => status(warm, index));
    case 'get':
      return timeEach((index) => {
        const member = memberOf(index);
        return lru.get(`${spaceOf(member, guilds)}:${userOf(member)}`);
      });
    case 'l2':
      return timeEach((index) => status(cold, index));
    case 'cold':
      return timeEach((index) => status(cold, index));
    case 'ping':
      return timeEach(() => redis.ping());
    case 'raw':
      return timeEach((index) => readRaw(ready(), memberOf(index)));
  }
};
const totalsKey = (member: number, guilds: number): string => keys.totals(spaceOf(member, guilds), userOf(member));

serve({ prepare, measure });
