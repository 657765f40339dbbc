import { Redis } from 'ioredis';
import { z } from 'zod';
import { midnightsOf } from '../../src/domain/counting.js';
import { categoryId, requestId, sessionId, type UserId } from '../../src/domain/ids.js';
import { EMPTY_MEMBER, type MemberState } from '../../src/domain/session.js';
import type { Chain } from '../../src/engine/chain.js';
import { keys } from '../../src/engine/redis/keys.js';
import { plan } from '../../src/engine/change/plan.js';
import { oneByOne, type Chunk } from '../lib/chunk.js';
import { openChain } from '../lib/engine.js';
import { snowflakeAt, spaceOf, userOf } from '../lib/history.js';
import { serve } from '../lib/worker.js';

const Setup = z.object({ port: z.number(), rows: z.number() });
const Ask = z.object({ what: z.enum(['few', 'many', 'rawFew', 'rawMany']), count: z.number() });
const [SPACE, ZONE] = [spaceOf(0, 1), 'Europe/Berlin'];
const HOUR_MS = 3_600_000;
const PAGE = 100;
const [FEW, MANY] = [50, 5_000];
/** Rows of each other member, and members that work at the same time. */
const [EACH, TOGETHER] = [50, 100];

let world: { readonly chain: Chain; readonly redis: Redis; readonly many: number } | null = null;

/** Clocks in and out in turn, an hour each. */
const work = async ({ store }: Chain, member: number, changes: number): Promise<void> => {
  const user = userOf(member);
  let state: MemberState = EMPTY_MEMBER;
  for (let change = 0; change < changes; change += 1) {
    const at = Date.now() - (changes - change) * HOUR_MS;
    const id = snowflakeAt(at, member);
    const command =
      change % 2 === 0
        ? ({ type: 'clockIn', session: sessionId(id), category: categoryId('coding'), note: null } as const)
        : ({ type: 'clockOut', reason: 'member' } as const);
    const ask = { ...{ space: SPACE, user, requestId: requestId(id), command, at, askedAt: at, actor: user, source: 'command' } };
    const planned = plan(state, ask, { counting: midnightsOf(ZONE) });
    if (!planned.ok) throw new Error(planned.error.code);
    const { kind } = await store.commit(planned.value.commit);
    if (kind !== 'ok') throw new Error(kind);
    state = planned.value.commit.next;
  }
};

const readAll = async ({ store }: Chain, user: UserId): Promise<number> => {
  let rows = 0;
  for (let from: number | null | undefined; from !== null;) {
    const page = await store.history(SPACE, user, from, PAGE);
    rows += page.records.length;
    from = page.next;
  }
  return rows;
};

/** As many rows of the ledger as they lie in Redis, not decoded, whoever they are of. */
const readRaw = async (redis: Redis, rows: number): Promise<void> => {
  for (let from = '-', read = 0; read < rows;) {
    const page = await redis.xrangeBuffer(keys.ledger(SPACE), from, '+', 'COUNT', Math.min(PAGE, rows - read));
    read += page.length;
    from = `(${page.at(-1)?.[0].toString() ?? ''}`;
  }
};

serve({
  /** Members 0 and 1 are the ones that are read. @returns rows of their histories */
  prepare: async (argument) => {
    const { port, rows } = Setup.parse(argument);
    const redis = new Redis({ host: '127.0.0.1', port });
    await redis.flushall('SYNC');
    const chain = await openChain(`redis://127.0.0.1:${port}`, { l1Members: 16 });
    const many = Math.min(MANY, rows / 10);
    const members = Math.ceil((rows - many - FEW) / EACH);
    const mine = Promise.all([work(chain, 0, FEW), work(chain, 1, many)]);
    for (let from = 0; from < members; from += TOGETHER)
      await Promise.all(
        Array.from({ length: Math.min(TOGETHER, members - from) }, (_, index) => work(chain, 2 + from + index, EACH)),
      );
    await mine;
    world = { chain, redis, many };
    return [await readAll(chain, userOf(0)), await readAll(chain, userOf(1)), await redis.xlen(keys.ledger(SPACE))];
  },
  measure: (argument): Promise<Chunk> => {
    const { what, count } = Ask.parse(argument);
    if (world === null) throw new Error('not set up');
    const { chain, redis, many } = world;
    switch (what) {
      case 'few':
        return oneByOne(count, () => readAll(chain, userOf(0)));
      case 'many':
        return oneByOne(count, () => readAll(chain, userOf(1)));
      case 'rawFew':
        return oneByOne(count, () => readRaw(redis, FEW));
      case 'rawMany':
        return oneByOne(count, () => readRaw(redis, many));
    }
  },
});
