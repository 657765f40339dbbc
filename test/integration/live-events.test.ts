import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createLiveHub, STREAMS, type LiveHub } from '../../src/api/live/hub.js';
import type { Sight } from '../../src/api/live/told.js';
import { revokeToken } from '../../src/actions/tokens.js';
import { historyRoutes } from '../../src/api/routes/history.js';
import { liveRoutes } from '../../src/api/routes/live.js';
import { requestId, userId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import { approvalRequests } from '../../src/engine/documents/kinds/approval-requests.js';
import { sharing } from '../../src/engine/documents/kinds/sharing.js';
import { ADA, BOB, createApiHarness, SPACE } from '../support/api-harness.js';
import { MANAGER, manageRoutes } from '../support/manage-routes.js';
import { ok } from '../../src/domain/result.js';
import { EMPTY_MEMBER } from '../../src/domain/session.js';
import { keys } from '../../src/engine/redis/keys.js';
import { aSpace, aUser, clockIn, clockOut, next, T } from '../conformance/fixtures.js';
import { eventually } from '../support/bot-process.js';
import { realClock, testChain, type TestChain } from '../support/chain.js';
import { refusal, value } from '../support/engine.js';
import { rawRedis } from '../support/raw-redis.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

let redis: RedisProcess;
let raw: Awaited<ReturnType<typeof rawRedis>>;
let chains: TestChain[] = [];
let hubs: LiveHub[] = [];
/** How often the ledger was read. */
let reads = 0;

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
  reads = 0;
  chains = [await testChain(redis.url), await testChain(redis.url)];
  hubs = chains.map(({ ledger, onNews, log, metrics }) => {
    const after = (space: SpaceId, position: string, count: number) => {
      reads += 1;
      return ledger.after(space, position, count);
    };
    return createLiveHub({ ledger: { ...ledger, after }, onNews, clock: realClock, log, metrics });
  });
});
afterEach(async () => {
  for (const hub of hubs) hub.close();
  for (const chain of chains) await chain.close();
});

interface Ear {
  readonly heard: string[];
  readonly stop: () => void;
  isEnded: boolean;
  /** What it may see from now on. */
  sight: Sight | null;
}

const listen = async (
  space: SpaceId,
  user: UserId,
  {
    visible = 'totals',
    approves = false,
    process = 0,
    after = null,
  }: Partial<Omit<Sight, 'user'>> & { process?: number; after?: string | null } = {},
): Promise<Ear> => {
  const ear = {
    heard: [] as string[],
    isEnded: false,
    sight: { user, visible, approves } as Sight | null,
    stop: (): void => undefined,
  };
  const sink = {
    write: (text: string) => {
      ear.heard.push(text);
      return true;
    },
    end: () => void (ear.isEnded = true),
  };
  ear.stop = value(await hubs[process]!.listen({ space, user, look: () => Promise.resolve(ear.sight), after, sink }));
  return ear;
};
const heardBy = (ear: Ear) =>
  ear.heard
    .join('')
    .split('\n\n')
    .flatMap((block) => {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const id = /^id: (.*)$/m.exec(block)?.[1];
      return event === undefined ? [] : [{ event, id, data: JSON.parse(data ?? 'null') as Record<string, unknown> }];
    });
const hears = (ear: Ear, count: number) =>
  eventually(() => (heardBy(ear).length >= count ? heardBy(ear) : undefined), `${count} events`, 5_000);

const begin = async (space: SpaceId, user: UserId, process = 0) => {
  const commit = clockIn(space, user, EMPTY_MEMBER, { note: 'private' });
  expect(await chains[process]!.store.commit(commit)).toMatchObject({ kind: 'ok' });
  return commit.next;
};
const set = async (space: SpaceId, process = 0) => {
  const by = { actor: aUser(), requestId: requestId(next()), at: T, event: 'settingChanged' };
  value(
    await chains[process]!.spaces.update(space, by, (config) =>
      ok({ ...config, settings: { ...config.settings, weekStart: 'sunday' } }),
    ),
  );
};

it('tells members of themselves, and others as much as they may see, whichever process it happens in', async () => {
  const [space, ada] = [aSpace(), aUser()];
  const own = await listen(space, ada);
  const all = await listen(space, aUser(), { process: 1 });
  const presence = await listen(space, aUser(), { visible: 'presence' });
  const nothing = await listen(space, aUser(), { visible: 'nothing' });
  const state = await begin(space, ada, 1);
  expect(await hears(own, 1)).toMatchObject([
    { event: 'change', data: { type: 'session.started', after: { note: 'private', category: 'work' } } },
  ]);
  expect(await hears(all, 1)).toMatchObject([
    { event: 'clock', data: { member: ada, on: { category: 'work', pausedSince: null } } },
  ]);
  const since = new Date(T).toISOString();
  expect((await hears(presence, 1))[0]!.data).toEqual({ member: ada, at: since, on: { since } });
  await chains[0]!.store.commit(clockOut(space, ada, state, T + 1_000));
  expect((await hears(all, 2))[1]).toMatchObject({ event: 'clock', data: { on: null } });
  expect(all.heard.join('')).not.toContain('private');
  await set(space, 1);
  expect((await hears(nothing, 1))[0]).toMatchObject({ event: 'settings', data: { document: 'configuration' } });
  expect(heardBy(nothing)).toHaveLength(1);
});

it('tells of what members ask for to those alone who may approve it', async () => {
  const [space, ada] = [aSpace(), aUser()];
  const approver = await listen(space, aUser(), { approves: true, process: 1 });
  const other = await listen(space, aUser());
  const by = { actor: ada, requestId: requestId(next()), at: T, event: 'approvalAsked' };
  value(await chains[0]!.documents.of(approvalRequests).update({ space, user: ada }, by, (document) => ok({ ...document })));
  await set(space);
  expect(await hears(approver, 2)).toMatchObject([
    { event: 'request', data: { member: ada, at: new Date(T).toISOString() } },
    { event: 'settings' },
  ]);
  expect((await hears(other, 1)).map(({ event }) => event)).toEqual(['settings']);
});

it('goes on behind the last event that somebody has, and says when that is too long ago', async () => {
  const [space, ada] = [aSpace(), aUser()];
  const ear = await listen(space, ada);
  const state = await begin(space, ada);
  const id = (await hears(ear, 1))[0]!.id!;
  ear.stop();
  await chains[1]!.store.commit(clockOut(space, ada, state, T + 1_000));
  await begin(space, aUser(), 1);
  const again = await listen(space, ada, { after: id, process: 1 });
  expect((await hears(again, 2)).map(({ event }) => event)).toEqual(['change', 'clock']);
  const ahead = await listen(space, ada, { after: '9999999999999-0' });
  expect(heardBy(ahead)).toMatchObject([{ event: 'reset' }]);
  await begin(space, aUser());
  expect((await hears(ahead, 2))[1]).toMatchObject({ event: 'clock' });
});

it('closes the stream of who may not see the space any more, before it is told anything more', async () => {
  const [space, ada] = [aSpace(), aUser()];
  const [ear, other] = [await listen(space, ada), await listen(space, aUser())];
  ear.sight = null;
  await set(space);
  await hears(other, 1);
  expect([ear.isEnded, heardBy(ear).length, other.isEnded]).toEqual([true, 0, false]);
});

it('reads once for two hundred listeners, and not at all where nobody listens', async () => {
  const [space, elsewhere] = [aSpace(), aSpace()];
  const ears = await Promise.all(Array.from({ length: 200 }, () => listen(space, aUser())));
  await begin(elsewhere, aUser());
  await begin(space, aUser());
  for (const ear of ears) await hears(ear, 1);
  // What is written wakes it, and so may the message of the other process about the space.
  expect(reads).toBeLessThanOrEqual(2);
  const [one, other] = ears as [Ear, Ear];
  // The very same text: it was made once.
  expect(one.heard.at(-1)).toBe(other.heard.at(-1));
  for (const ear of ears) ear.stop();
  expect(await raw.connection.send('EXISTS', [keys.ledger(space)])).toBe(1);
  const before = reads;
  await begin(space, aUser());
  await set(elsewhere);
  expect(reads).toBe(before);
});

it('has a few streams for each person', async () => {
  const [space, ada] = [aSpace(), aUser()];
  const ears: Ear[] = [];
  for (let at = 0; at < STREAMS.perPerson; at += 1) ears.push(await listen(space, ada));
  const one = {
    space,
    user: ada,
    look: () => Promise.resolve(null),
    after: null,
    sink: { write: () => true, end: () => undefined },
  };
  expect(refusal(await hubs[0]!.listen(one))).toBe('STREAMS_FULL');
  ears[0]!.stop();
  // Who may not see it takes no place.
  expect(refusal(await hubs[0]!.listen(one))).toBe('SPACE_NOT_FOUND');
  await listen(space, ada);
});

it('is a stream over HTTP, which ends when its token is revoked', async () => {
  const h = await createApiHarness({
    routesOf: ({ people, spaces }) => liveRoutes({ live: hubs[0]!, people, spaces }),
  });
  const url = await h.app.listen({ port: 0, host: '127.0.0.1' });
  const token = await h.tokenOf(ADA, ['own:read', 'space:read'], SPACE);
  const answer = await fetch(`${url}/api/v1/spaces/${SPACE}/events`, { headers: { authorization: `Bearer ${token}` } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const readsUntil = async (found: (all: string) => boolean): Promise<boolean> => {
    for (;;) {
      if (found(text)) return true;
      const { done, value: chunk } = await reader.read();
      if (done) return false;
      text += chunk;
    }
  };
  await readsUntil((all) => all.includes('retry:'));
  // Members of this server see that others are on the clock, and no more.
  await begin(SPACE, userId(BOB), 1);
  expect(await readsUntil((all) => all.includes('event: clock'))).toBe(true);
  expect(text).toMatch(/^id: \d+-\d+$/m);
  expect(text).not.toContain('category');
  const [, , , id = ''] = /^pct_([^_]+)_([^_]+)_([^_]+)_/.exec(token) ?? [];
  const actor = {
    ...{ id: requestId(next()), occurredAt: T, space: SPACE, user: userId(ADA), source: 'api' },
    guild: null,
    memberRoles: new Set<never>(),
  };
  value(await revokeToken(actor, id, h.deps));
  await set(SPACE, 1);
  expect(await readsUntil((all) => all.includes('event: settings'))).toBe(false);
  await h.app.close();
});

it('is gone when whoever listened has hung up', async () => {
  const h = await createApiHarness({ routesOf: ({ people, spaces }) => liveRoutes({ live: hubs[0]!, people, spaces }) });
  const url = await h.app.listen({ port: 0, host: '127.0.0.1' });
  const token = await h.tokenOf(ADA, ['own:read']);
  const open = async () => {
    const request = get(`${url}/api/v1/spaces/${SPACE}/events`, { agent: false, headers: { authorization: `Bearer ${token}` } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return { status: response.statusCode, hangUp: () => request.destroy() };
  };
  const streams = [];
  for (let at = 0; at < STREAMS.perPerson; at += 1) streams.push(await open());
  expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
  const refused = await open();
  expect(refused.status).toBe(429);
  refused.hangUp();
  streams[0]!.hangUp();
  const again = await eventually(async () => {
    const stream = await open();
    if (stream.status === 200) return stream;
    stream.hangUp();
    return undefined;
  }, 'a place to be free');
  for (const { hangUp } of [...streams, again]) hangUp();
  hubs[0]!.close();
  await h.app.close();
});

it('stands in the history of the server page by page, for those who look after members, without what members keep for themselves', async () => {
  const ledger = chains[0]!.ledger;
  const { body, refusalOf } = await manageRoutes(historyRoutes, { ledger });
  const users = [aUser(), aUser(), aUser()];
  for (const user of users) await begin(SPACE, user);
  await set(SPACE);
  const by = { actor: users[0]!, requestId: requestId(next()), at: T, event: 'agreed' };
  value(
    await chains[0]!.documents
      .of(sharing)
      .update({ space: SPACE, user: users[0]! }, by, (kept) => ok({ ...kept, insights: true })),
  );
  expect(await refusalOf('listAudit')).toBe('CAPABILITY_MISSING');
  const { items, next: more } = (await body('listAudit', { by: MANAGER })) as {
    items: Record<string, unknown>[];
    next: string | null;
  };
  expect(items.map(({ kind, member }) => [kind, member])).toEqual([
    ['document', null],
    ...users.toReversed().map((user) => ['entry', user]),
  ]);
  expect(more).toBe(null);
  expect(items[0]).toMatchObject({ document: 'configuration', event: 'settingChanged' });
  // Notes are for those who correct the time of others: a manager of the server may.
  expect(items[1]).toMatchObject({ after: { note: 'private' } });
  const deputy = { user: '901', roles: ['700'] };
  expect(await refusalOf('listAudit', { by: deputy })).toBe('CAPABILITY_MISSING');
  const only = await body('listAudit', { by: MANAGER, query: { member: users[1]!, kind: 'entry' } });
  expect((only['items'] as unknown[]).length).toBe(1);
});
