import { afterAll, beforeAll, expect, it } from 'vitest';
import { domainError } from '../../src/domain/errors.js';
import { categoryId, channelId, messageId, requestId, roleId } from '../../src/domain/ids.js';
import { err, ok } from '../../src/domain/result.js';
import type { SpaceConfig } from '../../src/domain/space.js';
import { SIGNS_KEPT_MS } from '../../src/engine/signs-of-life.js';
import { keys } from '../../src/engine/redis/keys.js';
import { TURN_MS } from '../../src/engine/turns.js';
import { aSpace, aUser, clockIn, clockOut, collect, HOUR, next, T } from '../conformance/fixtures.js';
import { defaultConfig, testChain, type TestChain } from '../support/chain.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

let redis: RedisProcess;
let one: TestChain;
let two: TestChain;
beforeAll(async () => {
  redis = await startRedis();
  [one, two] = await Promise.all([testChain(redis.url), testChain(redis.url)]);
});
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  await redis.stop();
});

const by = (event = 'settingsChanged') => ({ actor: aUser(), requestId: requestId(next()), at: T, event });
const zone = (timeZone: string) => (config: SpaceConfig) => ok({ ...config, settings: { ...config.settings, timeZone } });
const retention = (config: SpaceConfig) =>
  ok({ ...config, settings: { ...config.settings, retentionDays: config.settings.retentionDays + 1 } });

it('has a default that is not stored, stores changes, and tells other processes', async () => {
  const space = aSpace();
  expect(await one.spaces.get(space)).toEqual(defaultConfig(space));
  expect(await two.spaces.get(space)).toEqual(defaultConfig(space));
  const category = {
    ...{ id: categoryId('k3'), name: 'Büro', colour: 0xff8800, emoji: '🏢', description: null },
    ...{ weight: 2.5, order: 0, role: roleId('42'), requires: null, archived: false },
  };
  const changed = await one.spaces.update(space, by(), (config) => ok({ ...config, categories: [category] }));
  expect(changed).toEqual(ok({ ...defaultConfig(space), version: 1, categories: [category] }));
  await expect.poll(async () => (await two.spaces.get(space)).version, { timeout: 5_000 }).toBe(1);
  expect(await two.spaces.get(space)).toEqual(await one.spaces.get(space));
});

it('passes a refusal on and stores nothing', async () => {
  const space = aSpace();
  const refusal = err(domainError('CATEGORY_LIMIT_REACHED'));
  expect(await one.spaces.update(space, by(), () => refusal)).toEqual(refusal);
  expect(await redis.command('EXISTS', `pc:{${space}}:cfg`)).toBe('0');
});

it('decides again upon a conflict, so that no change of two processes is lost', async () => {
  const space = aSpace();
  const results = [];
  for (let round = 0; round < 5; round++)
    results.push(...(await Promise.all([one, two].map((chain) => chain.spaces.update(space, by(), retention)))));
  expect(results.every(({ ok: stored }) => stored)).toBe(true);
  for (const { spaces } of [one, two])
    await expect
      .poll(() => spaces.get(space), { timeout: 5_000 })
      .toMatchObject({ version: 10, settings: { retentionDays: 100 } });
});

it('stores a request once', async () => {
  const space = aSpace();
  const request = by();
  await one.spaces.update(space, request, retention);
  const again = await one.spaces.update(space, request, retention);
  expect(again).toMatchObject({ ok: true, value: { version: 1, settings: { retentionDays: 91 } } });
});

it('is listed again by its next write after Redis was away, which may have forgotten it', async () => {
  const space = aSpace();
  await one.spaces.update(space, by(), retention);
  await redis.command('SREM', keys.spaces, space);
  await redis.command('CLIENT', 'KILL', 'TYPE', 'normal');
  await expect.poll(async () => (await one.spaces.update(space, by(), retention)).ok, { timeout: 5_000 }).toBe(true);
  expect(await one.store.spaces()).toContain(space);
});

it('writes a ledger row that tells what changed, and is of no member', async () => {
  const space = aSpace();
  await one.spaces.update(space, by(), zone('Asia/Kathmandu'));
  await one.spaces.update(space, by(), zone('Europe/Berlin'));
  expect(await redis.command('XLEN', `pc:{${space}}:l`)).toBe('2');
  const [first, second] = await collect(one.store.ledger(space));
  // Nothing was stored before, so all of it is new.
  expect(first).toMatchObject({ kind: 'document', version: 1, changes: [{ path: [] }] });
  expect([second]).toMatchObject([
    {
      kind: 'document',
      user: null,
      document: 'configuration',
      event: 'settingsChanged',
      changes: [{ path: ['settings', 'timeZone'], before: 'Asia/Kathmandu', after: 'Europe/Berlin' }],
    },
  ]);
});

it('remembers the roles given', async () => {
  const [space, user, other] = [aSpace(), aUser(), aUser()];
  await one.givenRoles.set(space, user, [roleId('1'), roleId('2')]);
  await one.givenRoles.set(space, other, [roleId('3')]);
  expect(await two.givenRoles.get(space, user)).toEqual(['1', '2']);
  await one.givenRoles.set(space, other, []);
  expect(await two.givenRoles.all(space)).toEqual(new Map([[user, ['1', '2']]]));
});

it('remembers what dashboards show, forgets those that are gone, and takes what it cannot read for lost', async () => {
  const [space, none] = [aSpace(), aSpace()];
  const shown = { message: messageId('7'), fingerprint: 'x', editedAt: null, seenAt: 2, removed: messageId('6') };
  await one.shownDashboards.set(space, 'a', shown);
  await one.shownDashboards.set(space, 'b', { ...shown, editedAt: 3, removed: null });
  expect(await two.shownDashboards.get(space, 'a')).toEqual(shown);
  expect(await two.shownDashboards.get(none, 'a')).toBeNull();
  await two.shownDashboards.keepOnly(space, new Set(['b']));
  await two.shownDashboards.keepOnly(none, new Set());
  expect(await one.shownDashboards.get(space, 'a')).toBeNull();
  expect(await one.shownDashboards.get(space, 'b')).toMatchObject({ editedAt: 3 });
  for (const damaged of ['{', '{"message":"x"}']) {
    await redis.command('HSET', `pc:{${space}}:ds`, 'b', damaged);
    expect(await one.shownDashboards.get(space, 'b')).toBeNull();
  }
});

it('remembers what of the activity log is posted, and takes what it cannot read for lost', async () => {
  const [space, none] = [aSpace(), aSpace()];
  const part = { channel: channelId('600'), rows: [0], missed: 2, isDone: false };
  const posted = {
    batch: { rows: ['a'], parts: [part] },
    channels: { '600': { missed: 2, refused: 'CHANNEL_HIDDEN' } },
  } as const;
  await one.postedLogs.set(space, posted);
  expect(await two.postedLogs.get(space)).toEqual(posted);
  expect(await two.postedLogs.get(none)).toEqual({ batch: null, channels: {} });
  for (const damaged of ['{', '{"batch":1}']) {
    await redis.command('SET', `pc:{${space}}:lg`, damaged);
    expect(await one.postedLogs.get(space)).toEqual({ batch: null, channels: {} });
  }
});

it('gives a turn to one process at a time, and takes it back only from that one', async () => {
  const [space, user] = [aSpace(), aUser()];
  const turn = await one.turns.take(space, `roles:${user}`);
  expect(await two.turns.take(space, `roles:${user}`)).toBeNull();
  expect(await two.turns.take(space, `dashboards:${user}`)).not.toBeNull();
  expect(await redis.command('PTTL', `pc:{${space}}:tn:roles:${user}`).then(Number)).toBeGreaterThan(TURN_MS / 2);
  expect(await turn?.end()).toBe(true);
  const other = await two.turns.take(space, `roles:${user}`);
  expect(await turn?.end()).toBe(false);
  expect(await other?.end()).toBe(true);
});

it('keeps the newest sign of life of each member, and none for longer than it may', async () => {
  const [space, user, other] = [aSpace(), aUser(), aUser()];
  const now = Date.now();
  await one.signs.note(
    space,
    new Map([
      [user, now - HOUR],
      [other, now - SIGNS_KEPT_MS + 60_000],
    ]),
  );
  await two.signs.note(space, new Map([[user, now - 2 * HOUR]]));
  expect([await two.signs.last(space, user), await two.signs.last(space, aUser())]).toEqual([now - HOUR, null]);
  expect(await one.signs.last(space, other)).not.toBeNull();
  await redis.command('ZADD', `pc:{${space}}:sl`, String(now - SIGNS_KEPT_MS - 1), other);
  await one.signs.note(space, new Map([[user, now]]));
  expect(await one.signs.last(space, other)).toBeNull();
  expect(await redis.command('PTTL', `pc:{${space}}:sl`).then(Number)).toBeGreaterThan(SIGNS_KEPT_MS / 2);
});

it('keeps notices, oldest first, until they were told', async () => {
  const [space, user] = [aSpace(), aUser()];
  const notice = (command: string) => ({
    ...{ space, user, requestId: requestId(next()), command, at: T },
    error: domainError('CATEGORY_NOT_FOUND', { name: 'x', count: 2 }),
  });
  const [first, second] = [notice('clockIn'), { ...notice('pause'), error: domainError('SESSION_NOT_ACTIVE') }];
  await one.notices.put(first);
  await one.notices.put(second);
  expect(await two.notices.pending(space, user)).toEqual([first, second]);
  // The ledger keeps them for good, and the member's version stays as it is.
  const { records } = await two.store.history(space, user);
  expect(records).toMatchObject([
    { kind: 'unapplied', requestId: second.requestId, command: second.command, error: second.error },
    { kind: 'unapplied', requestId: first.requestId, command: first.command, error: first.error },
  ]);
  expect((await two.store.load(space, user)).version).toBe(0);
  await two.notices.told(space, user, [first]);
  expect(await one.notices.pending(space, user)).toEqual([second]);
  await two.notices.told(space, user, [second]);
  expect(await one.notices.pending(space, user)).toEqual([]);
  expect(await redis.command('EXISTS', `pc:{${space}}:nm`)).toBe('0');
});

it('leaves no key of an erased space', async () => {
  const [space, user] = [aSpace(), aUser()];
  const begun = clockIn(space, user);
  await one.store.commit(begun);
  const done = clockOut(space, user, begun.next, T + HOUR);
  await one.store.commit(done);
  await one.store.status(space, user, {
    ...{ day: '20260302', weekFrom: '20260302', weekTo: '20260308' },
    ...{ monthFrom: '20260301', monthTo: '20260331' },
  });
  await one.spaces.update(space, by(), zone('Asia/Tokyo'));
  await two.spaces.get(space);
  await one.givenRoles.set(space, user, [roleId('1')]);
  await one.signs.note(space, new Map([[user, Date.now()]]));
  await one.notices.put({ space, user, requestId: requestId('1'), command: 'pause', at: T, error: domainError('UNEXPECTED') });
  const pattern = `pc:{${space}}:*`;
  await expect
    .poll(() => redis.command('KEYS', pattern).then((reply) => Number(reply.split('\r\n')[0])), { timeout: 5_000 })
    .toBe(14);
  await one.store.erase(space);
  expect(await redis.command('KEYS', pattern)).toBe('0');
  await expect.poll(() => two.spaces.get(space), { timeout: 5_000 }).toEqual(defaultConfig(space));
});

it('answers from memory while Redis is away, and refuses changes', async () => {
  const space = aSpace();
  const stored = await one.spaces.update(space, by(), zone('Europe/Paris'));
  if (!stored.ok) throw new Error('not stored');
  await redis.kill();
  await expect.poll(() => one.link.up, { timeout: 5_000 }).toBe(false);
  expect(await one.spaces.get(space)).toEqual(stored.value);
  expect(await one.spaces.update(space, by(), retention)).toEqual(err(domainError('STORE_UNAVAILABLE')));
  expect(await one.spaces.get(space)).toEqual(stored.value);
  await expect(one.spaces.get(aSpace())).rejects.toMatchObject({ name: 'StoreUnavailable' });
  expect(await one.notices.pending(space, aUser())).toEqual([]);
  await redis.restart();
});
