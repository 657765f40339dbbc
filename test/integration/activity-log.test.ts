import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createActivityLog, LOG_CONSUMER, type ActivityLog } from '../../src/discord/activity-log/index.js';
import { channelId, type SpaceId } from '../../src/domain/ids.js';
import { EMPTY_MEMBER } from '../../src/domain/session.js';
import { keys } from '../../src/engine/redis/keys.js';
import type { PostedLogs } from '../../src/engine/posted-log.js';
import { StoreUnavailable } from '../../src/engine/store.js';
import { createTranslators } from '../../src/i18n/translators.js';
import { aSpace, aUser, clockIn, T } from '../conformance/fixtures.js';
import { eventually } from '../support/bot-process.js';
import { realClock, testChain, type TestChain } from '../support/chain.js';
import { FixedSpaces } from '../support/discord-fakes.js';
import { silentLogger } from '../support/fakes.js';
import { rawRedis } from '../support/raw-redis.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

let redis: RedisProcess;
let raw: Awaited<ReturnType<typeof rawRedis>>;
let chains: TestChain[] = [];
const logs: ActivityLog[] = [];
/** Nonce -> what stands in the channel, as Discord keeps it. */
let messages: Map<string, string>;
const spaces = new FixedSpaces();
spaces.settings = { ...spaces.settings, logChannel: channelId('600') };

beforeAll(async () => {
  redis = await startRedis({ appendfsync: 'no' });
  raw = await rawRedis(redis.url);
});
afterAll(async () => {
  await raw.connection.close();
  await redis.stop();
});
beforeEach(async () => {
  await raw.connection.send('FLUSHALL', []);
  chains = [await testChain(redis.url), await testChain(redis.url)];
  messages = new Map();
});
afterEach(async () => {
  for (const log of logs.splice(0)) await log.stop();
  for (const chain of chains) await chain.close();
});

/** The activity log of a process. */
const start = async (process: number, change: (posted: PostedLogs) => Partial<PostedLogs> = () => ({})): Promise<ActivityLog> => {
  const { outbox, documents, postedLogs } = chains[process]!;
  const translators = createTranslators({ strict: true });
  const log = createActivityLog({
    rest: {
      request: (_method, _path, { body } = {}) => {
        const nonce = String(Reflect.get(Object(body), 'nonce'));
        if (!messages.has(nonce)) messages.set(nonce, JSON.stringify(body));
        return Promise.resolve({ id: '1' });
      },
    },
    guilds: { facts: (id) => Promise.resolve({ id, self: '4', roles: [], own: [], systemChannel: null }) },
    ...{ outbox, documents, spaces, log: silentLogger },
    // What the fixtures change happened just now.
    clock: { ...realClock, now: () => T },
    posted: { ...postedLogs, ...change(postedLogs) },
    translate: (locale) => translators.for(locale),
    pace: { request: () => Promise.resolve() },
  });
  logs.push(log);
  log.start();
  await eventually(
    async () => ((await raw.connection.send('HEXISTS', [keys.consumers, LOG_CONSUMER])) === 1 ? true : undefined),
    'the consumer to begin',
  );
  return log;
};
const change = async (space: SpaceId): Promise<string> => {
  const user = aUser();
  expect(await chains[0]!.store.commit(clockIn(space, user, EMPTY_MEMBER))).toMatchObject({ kind: 'ok' });
  return `<@${user}>`;
};
/** The members that are told of, in every message. */
const told = (): readonly string[] => [...messages.values()].flatMap((message) => message.match(/<@\d+>/g) ?? []);
const tells = (members: readonly string[]): Promise<true> =>
  eventually(() => Promise.resolve(members.every((one) => told().includes(one)) ? true : undefined), 'all of them to be told');

it('tells of what two processes change in one message, and goes on where another ended', async () => {
  const space = aSpace();
  const first = await start(0);
  await start(1);
  const made = await Promise.all(Array.from({ length: 20 }, () => change(space)));
  await tells(made);
  expect(messages.size).toBe(1);
  await first.stop();
  const more = await change(space);
  await tells([more]);
  expect(told().toSorted()).toEqual([...made, more].toSorted());
});

it('posts every row once when a process ends between the message and noting that it was posted', async () => {
  const space = aSpace();
  let notes = 0;
  const first = await start(0, (posted) => ({
    // What belongs to the message is noted; that it was posted never is.
    set: (...given) => {
      notes += 1;
      return notes === 1 ? posted.set(...given) : Promise.reject(new StoreUnavailable('gone', { maybeApplied: false }));
    },
  }));
  const made = [await change(space), await change(space)];
  await tells(made);
  await first.stop();
  made.push(await change(space));
  await start(1);
  await tells(made);
  expect(told().toSorted()).toEqual(made.toSorted());
  expect(messages.size).toBe(2);
});
