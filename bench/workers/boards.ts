import { Redis } from 'ioredis';
import { z } from 'zod';
import { dayOf } from '../../src/domain/calendar.js';
import { categoryId, requestId, sessionId } from '../../src/domain/ids.js';
import type { SessionCommand } from '../../src/domain/commands.js';
import { midnightsOf } from '../../src/domain/counting.js';
import { EMPTY_MEMBER, type MemberState } from '../../src/domain/session.js';
import type { Chain } from '../../src/engine/chain.js';
import { plan } from '../../src/engine/change/plan.js';
import { oneByOne, type Chunk } from '../lib/chunk.js';
import { openChain } from '../lib/engine.js';
import { snowflakeAt, spaceOf, userOf } from '../lib/history.js';
import { categoryOf } from '../lib/people.js';
import { serve } from '../lib/worker.js';

const Setup = z.object({ port: z.number(), members: z.number() });
const Ask = z.object({ what: z.enum(['top', 'place', 'shownTop', 'shownPlace', 'seasonTop', 'ping']), count: z.number() });
const [SPACE, ZONE] = [spaceOf(0, 1), 'Europe/Berlin'];
const HOUR_MS = 3_600_000;
/** Members that are written at the same time. */
const TOGETHER = 500;

let world: { readonly chain: Chain; readonly redis: Redis; readonly members: number } | null = null;

const among = { of: 'everyone', without: null } as const;
const today = (): string => dayOf(Date.now(), ZONE);
const board = () => ({ category: null, span: 'all', day: today() }) as const;
/** The same for those who may see only who is shown: a board that nobody reads in another way. */
const shown = () => ({ category: null, span: 'month', day: dayOf(Date.now() - 30 * HOUR_MS, ZONE), among }) as const;
/** From the week before on. */
const season = () => ({
  ...({ category: null, span: 'season', among } as const),
  season: { id: '1', from: dayOf(Date.now() - 8 * 24 * HOUR_MS, ZONE), to: '99991231' },
});

const commit = async (
  { store }: Chain,
  member: number,
  from: MemberState,
  at: number,
  command: (id: string) => SessionCommand,
) => {
  const [id, user] = [snowflakeAt(at, member), userOf(member)];
  const ask = {
    space: SPACE,
    user,
    requestId: requestId(id),
    command: command(id),
    at,
    askedAt: at,
    actor: user,
    source: 'command',
  };
  const planned = plan(from, ask, { counting: midnightsOf(ZONE) });
  if (!planned.ok) throw new Error(planned.error.code);
  const { kind } = await store.commit(planned.value.commit);
  if (kind !== 'ok') throw new Error(kind);
  return planned.value.commit.next;
};

/** One to three hours, a day ago. */
const work = async (chain: Chain, member: number): Promise<void> => {
  const startedAt = Date.now() - 30 * HOUR_MS + (member % 3_600) * 1_000;
  const category = categoryId(categoryOf(member));
  const state = await commit(chain, member, EMPTY_MEMBER, startedAt, (id) => ({
    type: 'clockIn',
    session: sessionId(id),
    category,
    note: null,
  }));
  const endedAt = startedAt + HOUR_MS + ((member * 7_919) % 7_200_000);
  await commit(chain, member, state, endedAt, () => ({ type: 'clockOut', reason: 'member' }));
};

serve({
  /** Everybody has worked once; the boards are brought up to date. @returns how many are on the board */
  prepare: async (argument) => {
    const { port, members } = Setup.parse(argument);
    const redis = new Redis({ host: '127.0.0.1', port });
    await redis.flushall('SYNC');
    const chain = await openChain(`redis://127.0.0.1:${port}`, { l1Members: 16 });
    for (let from = 0; from < members; from += TOGETHER)
      await Promise.all(Array.from({ length: Math.min(TOGETHER, members - from) }, (_, index) => work(chain, from + index)));
    for (let from = 0; from < members; from += 2 * TOGETHER)
      await Promise.all(
        Array.from({ length: Math.min(TOGETHER, Math.ceil((members - from) / 2)) }, (_, index) =>
          chain.store.stand(SPACE, userOf(from + 2 * index), { says: false, left: false, role: null }),
        ),
      );
    // The first who looks waits: the board is signed for them, and that of the season made.
    const began = performance.now();
    await chain.store.board(SPACE, shown(), 10);
    const signed = performance.now();
    await chain.store.board(SPACE, season(), 10);
    process.stderr.write(
      `first look: signed in ${Math.round(signed - began)} ms, a season made in ${Math.round(performance.now() - signed)} ms\n`,
    );
    world = { chain, redis, members };
    return (await chain.store.boardPlaces(SPACE, [userOf(0)], board())).of;
  },
  measure: (argument): Promise<Chunk> => {
    const { what, count } = Ask.parse(argument);
    if (world === null) throw new Error('not set up');
    const { chain, redis, members } = world;
    const [all, some, ofSeason] = [board(), shown(), season()];
    switch (what) {
      case 'top':
        return oneByOne(count, () => chain.store.board(SPACE, all, 10));
      case 'place':
        return oneByOne(count, (index) => chain.store.boardPlaces(SPACE, [userOf((index * 7_919) % members)], all));
      case 'shownTop':
        return oneByOne(count, () => chain.store.board(SPACE, some, 10));
      case 'shownPlace':
        return oneByOne(count, (index) => chain.store.boardPlaces(SPACE, [userOf((index * 7_919) % members)], some));
      case 'seasonTop':
        return oneByOne(count, () => chain.store.board(SPACE, ofSeason, 10));
      case 'ping':
        return oneByOne(count, () => redis.ping());
    }
  },
});
