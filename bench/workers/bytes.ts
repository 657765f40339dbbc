import { z } from 'zod';
import { categoryId, requestId, sessionId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import type { SessionCommand } from '../../src/domain/commands.js';
import { midnightsOf } from '../../src/domain/counting.js';
import { EMPTY_MEMBER, type MemberState, type Session } from '../../src/domain/session.js';
import type { Chain } from '../../src/engine/chain.js';
import { plan } from '../../src/engine/change/plan.js';
import { openChain } from '../lib/engine.js';
import { endedSession, snowflakeAt, spaceOf, userOf } from '../lib/history.js';
import { categoryOf, noteOf } from '../lib/people.js';
import { serve } from '../lib/worker.js';

const Ask = z.object({ port: z.number(), guilds: z.number(), members: z.number(), sessions: z.number() });
const ZONE = 'Europe/Berlin';
const DAY_MS = 86_400_000;
/** Members that are written at the same time. */
const TOGETHER = 500;

let count = 0;

/** Decides and commits as the tracker does, at a moment that may be long ago. */
const change = async (
  { store }: Pick<Chain, 'store'>,
  who: { readonly space: SpaceId; readonly user: UserId },
  state: MemberState,
  at: number,
  command: (id: string) => SessionCommand,
): Promise<MemberState> => {
  count += 1;
  const id = snowflakeAt(at, count);
  const ask = { ...who, requestId: requestId(id), command: command(id), at, askedAt: at, actor: who.user, source: 'command' };
  const planned = plan(state, ask, { counting: midnightsOf(ZONE) });
  if (!planned.ok) throw new Error(planned.error.code);
  const outcome = await store.commit(planned.value.commit);
  if (outcome.kind !== 'ok') throw new Error(outcome.kind);
  return planned.value.commit.next;
};

const clockIn =
  (category: string, note: string | null) =>
  (id: string): SessionCommand => ({ type: 'clockIn', session: sessionId(id), category: categoryId(category), note });

/** Lives through a session, with its pauses. */
const live = async (
  chain: Chain,
  who: { readonly space: SpaceId; readonly user: UserId },
  from: MemberState,
  { startedAt, endedAt, pauses, category, note }: Session,
): Promise<MemberState> => {
  let state = await change(chain, who, from, startedAt, clockIn(category, note));
  for (const { start, end } of pauses) {
    state = await change(chain, who, state, start, () => ({ type: 'pause' }));
    state = await change(chain, who, state, end, () => ({ type: 'resume' }));
  }
  return change(chain, who, state, endedAt ?? startedAt, () => ({ type: 'clockOut', reason: 'member' }));
};

const inGroups = async (members: number, task: (member: number) => Promise<void>): Promise<void> => {
  for (let from = 0; from < members; from += TOGETHER)
    await Promise.all(Array.from({ length: Math.min(TOGETHER, members - from) }, (_, index) => task(from + index)));
};

const withChain = async (argument: unknown, task: (chain: Chain, ask: z.output<typeof Ask>) => Promise<void>): Promise<null> => {
  const ask = Ask.parse(argument);
  const chain = await openChain(`redis://127.0.0.1:${ask.port}`, { l1Members: 16 });
  await task(chain, ask);
  await chain.close();
  return null;
};

serve({
  /** Everybody clocks in, for the first time. */
  active: (argument) =>
    withChain(argument, (chain, { guilds, members }) =>
      inGroups(members, async (member) => {
        const who = { space: spaceOf(member, guilds), user: userOf(member) };
        const at = Date.now() - (member % 3_600) * 1_000;
        await change(chain, who, EMPTY_MEMBER, at, clockIn(categoryOf(member), noteOf(member)));
      }),
    ),
  /** Each member has worked on `sessions` weekdays up to yesterday. */
  history: (argument) =>
    withChain(argument, (chain, { guilds, members, sessions }) =>
      inGroups(members, async (member) => {
        const who = { space: spaceOf(member, guilds), user: userOf(member) };
        let state: MemberState = EMPTY_MEMBER;
        const today = Math.floor(Date.now() / DAY_MS);
        const days = Array.from({ length: Math.ceil((sessions * 7) / 5) + 7 }, (_, back) => today - 1 - back)
          .filter((day) => (day + 4) % 7 !== 0 && (day + 4) % 7 !== 6)
          .slice(0, sessions)
          .reverse();
        for (const day of days) {
          const startedAt = day * DAY_MS + 7 * 3_600_000 + ((member * 7 + day) % 5_400) * 1_000;
          state = await live(chain, who, state, endedSession(member + day, startedAt));
        }
      }),
    ),
});
