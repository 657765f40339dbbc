import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { systemRandom } from '../../src/core/random.js';
import { midnightsOf } from '../../src/domain/counting.js';
import { categoryId, requestId, sessionId } from '../../src/domain/ids.js';
import { EMPTY_MEMBER, type MemberState } from '../../src/domain/session.js';
import type { SessionCommand } from '../../src/domain/commands.js';
import { plan } from '../../src/engine/change/plan.js';
import { encodeState } from '../../src/engine/codec/state.js';
import { encodeTotals } from '../../src/engine/codec/totals-codec.js';
import { nodeFs } from '../../src/engine/journal/fs.js';
import { Journal, KEEP_MS } from '../../src/engine/journal/journal.js';
import { nodeProcesses } from '../../src/engine/journal/owner.js';
import { connect } from '../../src/engine/redis/client.js';
import type { Guarded } from '../../src/engine/redis/guarded.js';
import { keepStatus } from '../../src/engine/redis/kept-status.js';
import { registering } from '../../src/engine/redis/redis-store.js';
import { createWriter, type Writer } from '../../src/engine/writer/writer.js';
import { createSnowflakes, surroundings } from '../lib/engine.js';
import { populate, spaceOf, stateOnClock, userOf } from '../lib/history.js';
import { LoadPlan, LoadResult, runLoad, type Subject } from '../lib/load.js';
import { categoryOf, noteOf } from '../lib/people.js';
import { observe } from '../lib/server-cpu.js';
import { serve } from '../lib/worker.js';

const Asked = LoadPlan.extend({
  /** Is the background lane kept full while commits are measured? */
  full: z.boolean(),
});
export const LanesResult = LoadResult.extend({
  /** Background tasks done in a second. */
  tasksPerSecond: z.number(),
});

/** As the writer has it unless told; half of it may be of the background lane. */
const CAPACITY = 20_000;
const COUNTING = midnightsOf('Europe/Berlin');
const WARM_TOGETHER = 100;
const ANSWER_MS = 60_000;

/** Members who clock in and out as the tracker does it: decided, then into the journal on disk and through the writer to Redis, at the same time. */
const changes = (writer: Writer, journal: Journal, guilds: number): Subject => {
  const nextId = createSnowflakes();
  const states = new Map<number, MemberState>();
  const change = async (member: number, command: SessionCommand, id: string): Promise<boolean> => {
    const [space, user, at] = [spaceOf(member, guilds), userOf(member), Date.now()];
    const ask = { space, user, requestId: requestId(id), command, at, askedAt: at, actor: user, source: 'command' };
    const planned = plan(states.get(member) ?? EMPTY_MEMBER, ask, { counting: COUNTING });
    if (!planned.ok) throw new Error(planned.error.code);
    const { commit } = planned.value;
    const { record, durable } = journal.append({ ...ask, commit });
    const stored = new Promise<boolean>((resolve) =>
      writer.submit(commit, { stored: ({ kind }) => resolve(kind === 'ok'), unstored: () => resolve(false) }),
    );
    await durable;
    if (!(await stored)) return false;
    states.set(member, commit.next);
    journal.settle(record.seq, 'applied').catch(() => undefined);
    return true;
  };
  return {
    clockIn: (member, turn) => {
      const id = nextId();
      const session = { session: sessionId(id), category: categoryId(categoryOf(turn)), note: noteOf(turn) };
      return change(member, { type: 'clockIn', ...session }, id);
    },
    clockOut: (member) => change(member, { type: 'clockOut', reason: 'member' }, nextId()),
  };
};

/** Everybody comes in and goes out once. */
const warm = async (subject: Subject, users: number): Promise<void> => {
  for (let from = 0; from < users; from += WARM_TOGETHER) {
    const members = Array.from({ length: WARM_TOGETHER }, (_, index) => from + index);
    await Promise.all(members.map((member) => subject.clockIn(member, member)));
    await Promise.all(members.map((member) => subject.clockOut(member, member)));
  }
};

/** Fills the background lane with answers to keep, as views of members leave them; whenever one is kept more are added, until there is no room. */
const fill = (writer: Writer, redis: Guarded, plan: LoadPlan) => {
  const totals = encodeTotals({
    day: '20261130',
    today: { work: 3_600_000 },
    week: { work: 9_000_000 },
    month: { work: 90_000_000 },
  });
  const kept = { tag: '20261130', state: encodeState(stateOnClock(1, Date.now())), totals };
  let [done, added, ended, lowest] = [0, 0, false, CAPACITY];
  const hasRoom = (): boolean => {
    const { critical, normal, background } = writer.health;
    lowest = Math.min(lowest, background.depth + critical.depth);
    return critical.depth + normal.depth + background.depth < CAPACITY / 2;
  };
  const add = async (): Promise<void> => {
    // Members behind those that are measured, so that nothing is kept that a commit takes away.
    const member = plan.users + (added++ % plan.users);
    const [space, user] = [spaceOf(member, plan.guilds), userOf(member)];
    await writer.task('background', `totals:${space}:${user}`, () => keepStatus(redis, space, user, kept, ANSWER_MS));
    done += 1;
    while (!ended && hasRoom()) void add();
  };
  while (hasRoom()) void add();
  lowest = CAPACITY;
  return {
    get done() {
      return done;
    },
    end: (): void => {
      ended = true;
      // One is missing when its successor is added, and commits that end leave room until the next task does.
      if (lowest < 0.8 * (CAPACITY / 2)) throw new Error(`the background lane was not full: ${lowest} of ${CAPACITY / 2}`);
    },
  };
};

const load = async (argument: unknown): Promise<z.output<typeof LanesResult>> => {
  const asked = Asked.parse(argument);
  const tell = surroundings();
  const { log, clock, metrics } = tell;
  const root = await mkdtemp(join(asked.journalDir ?? '.', 'journal-'));
  const journal = new Journal({ ...tell, fs: nodeFs, root, processes: nodeProcesses(), keepMs: KEEP_MS });
  await journal.open();
  const observer = observe(asked.port);
  await observer.redis.flushall('SYNC');
  await populate(observer.redis, { guilds: asked.guilds, members: 0, days: 0 });
  const connection = connect({ url: `redis://127.0.0.1:${asked.port}`, random: systemRandom, clock, log });
  await new Promise<void>((resolve) => connection.onReady(resolve));
  const redis: Guarded = { read: (task) => task(connection), write: (task) => task(connection) };
  const { commit } = registering({ redis, origin: 'bench', onUnfolded: () => undefined, onWritten: () => undefined });
  const writer = createWriter({ commit, log, metrics, capacity: CAPACITY });
  const subject = changes(writer, journal, asked.guilds);
  await warm(subject, asked.users);
  globalThis.gc?.();
  const background = asked.full ? fill(writer, redis, asked) : null;
  const began = performance.now();
  const result = await runLoad(subject, asked, observer);
  const tasksPerSecond = ((background?.done ?? 0) * 1_000) / (performance.now() - began);
  background?.end();
  await writer.drain();
  await journal.close();
  await rm(root, { recursive: true, force: true });
  await connection.close();
  observer.close();
  metrics.close();
  return { ...result, tasksPerSecond };
};

serve({ load });
