import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { categoryId, personalSpace, requestId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import type { Clock } from '../../src/domain/ports.js';
import type { Change } from '../../src/engine/api.js';
import { encodeLedger } from '../../src/engine/codec/ledger.js';
import { network } from '../../src/engine/documents/kinds/network.js';
import { sharing } from '../../src/engine/documents/kinds/sharing.js';
import { createEngine, type Engine } from '../../src/engine/index.js';
import { noteTraining, trustedAfter } from '../../src/engine/network-trust.js';
import { keys } from '../../src/engine/redis/keys.js';
import { aUser, collect, next } from '../conformance/fixtures.js';
import { realClock, testChain, type TestChain } from '../support/chain.js';
import { FakeProcesses, value } from '../support/engine.js';
import { FakeIds } from '../support/fakes.js';
import { rawRedis } from '../support/raw-redis.js';
import { dumpRedis } from '../support/redis-dump.js';
import { startRedis, type RedisProcess } from '../support/redis.js';
import { ANN, BEN, DAN, HOME, OFFICE, playStory, WORKSHOP } from '../support/story.js';
import { pictureOf } from '../support/store-picture.js';

const MINUTE = 60_000;

let ahead = 0;
const clock: Clock = { ...realClock, now: () => Date.now() + ahead };
let redis: RedisProcess;
let dir: string;
let raw: Awaited<ReturnType<typeof rawRedis>>;
const cleanUp: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  ahead = 0;
  dir = await mkdtemp(join(tmpdir(), 'pc-erase-'));
  redis = await startRedis({ dir });
  raw = await rawRedis(redis.url);
  cleanUp.push(
    () => rm(dir, { recursive: true, force: true }),
    () => redis.stop(),
    () => raw.connection.close(),
  );
});
afterEach(async () => {
  for (const task of cleanUp.splice(0).reverse()) await task();
});

const aChain = async (): Promise<TestChain> => {
  const chain = await testChain(redis.url, { clock });
  cleanUp.push(() => chain.close(500));
  return chain;
};
let pid = 0;
const dead = new Set<number>();
const aProcess = async (): Promise<{ readonly engine: Engine; readonly chain: TestChain; readonly pid: number }> => {
  const chain = await aChain();
  pid += 1;
  const processes = new FakeProcesses(pid, dead);
  const engine = createEngine({ ...chain, clock, ids: new FakeIds(next()), journalDir: join(dir, 'journal'), processes });
  await engine.start();
  cleanUp.push(() => engine.drain(500));
  return { engine, chain, pid };
};
const request = (user: UserId) => ({ space: OFFICE, user, requestId: requestId(next()), at: clock.now(), source: 'command' });
const clockIn = async ({ engine }: { readonly engine: Engine }, user: UserId, note: string) =>
  value(await engine.tracker.clockIn({ ...request(user), category: categoryId('work'), note }));
const linesWith = async (text: string): Promise<readonly string[]> =>
  (await dumpRedis(raw.connection)).split('\n').filter((line) => line.includes(text));
const onDisk = async (folder: string, text: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const file of await readdir(join(dir, folder), { recursive: true, withFileTypes: true }))
    if (file.isFile() && (await readFile(join(file.parentPath, file.name))).includes(text)) found.push(file.name);
  return found;
};

it('leaves nothing of a member in Redis, its files, or its ledger, and everything of the others', async () => {
  await playStory(redis.url);
  const { engine, chain } = await aProcess();
  const other = await aChain();
  for (const signs of [chain.signs, chain.presence]) await signs.note(OFFICE, new Map([[BEN, Date.now()]]));
  const old = await chain.store.load(OFFICE, BEN);
  await expect.poll(() => onDisk('appendonlydir', 'after all')).not.toEqual([]);
  expect(await other.store.load(OFFICE, BEN)).toEqual(old);
  const rest = async () => {
    const picture = await pictureOf(chain, [OFFICE]);
    const json = JSON.stringify(picture, (key, part: unknown) =>
      key === BEN || (isRow(part) && part.user === BEN)
        ? undefined
        : Array.isArray(part)
          ? part.filter((each) => !isRow(each) || each.user !== BEN)
          : part,
    );
    return JSON.parse(json) as Record<string, { readonly givenRoles: unknown }>;
  };
  const before = await rest();
  const changes: Change[] = [];
  engine.tracker.onChange((change) => changes.push(change));

  expect(value(await engine.eraseMember(OFFICE, BEN))).toBe(true);
  expect(changes).toMatchObject([{ user: BEN, before: { active: { status: 'PAUSED' } }, after: { active: null, last: null } }]);
  const left = (await linesWith(BEN)).map((line) => line.split('"')[3]).toSorted();
  expect(await rest()).toEqual(before);
  expect(await chain.store.load(OFFICE, BEN)).toMatchObject({ version: old.version + 1, active: null, last: null });
  await expect.poll(() => other.store.load(OFFICE, BEN)).toMatchObject({ version: old.version + 1, active: null });
  expect(await collect(chain.store.ledger(OFFICE, BEN))).toEqual([]);
  expect((await chain.store.onTheClock(OFFICE)).map(({ user }) => user)).not.toContain(BEN);
  // Roles are there until they were taken.
  const kept = [keys.erased, keys.givenRoles(OFFICE), keys.states(OFFICE), keys.erasing(OFFICE)];
  expect(left).toEqual(kept.toSorted());
  expect(await linesWith('after all')).toEqual([]);

  // Stream nodes keep the bytes of deleted rows; a ledger that is written anew does not.
  await raw.connection.send('BGREWRITEAOF', []);
  await expect.poll(() => onDisk('appendonlydir', 'after all'), { timeout: 5_000 }).toEqual([]);
  expect(await onDisk('appendonlydir', 'still here')).not.toEqual([]);

  // Longer than any journal: then the version may fall.
  ahead += 19 * MINUTE;
  await engine.retention.sweep();
  expect((await chain.store.load(OFFICE, BEN)).version).toBe(old.version + 1);
  ahead += 2 * MINUTE;
  await engine.retention.sweep();
  expect((await chain.store.load(OFFICE, BEN)).version).toBe(0);
  expect((await linesWith(BEN)).map((line) => line.split('"')[3]).toSorted()).toEqual(
    [keys.erased, keys.givenRoles(OFFICE)].toSorted(),
  );
  await expect.poll(async () => (await other.store.load(OFFICE, BEN)).version).toBe(0);
  expect((await clockIn({ engine }, BEN, 'new')).state.version).toBe(1);
});

const isRow = (part: unknown): part is { readonly user: string } => typeof part === 'object' && part !== null && 'user' in part;

it('goes on where it was interrupted, keeps who came back, and erases an own space whole', async () => {
  await playStory(redis.url);
  const { engine, chain } = await aProcess();
  await engine.eraseMember(OFFICE, BEN);
  const { version } = await chain.store.load(OFFICE, BEN);
  // As if the process had been killed before it came to the ledger.
  const at = (await raw.connection.send('ZSCORE', [keys.erased, `${OFFICE}/${BEN}`])) as Buffer;
  await raw.connection.send('HSET', [keys.erasing(OFFICE), BEN, `begun:${at.toString()}:${version}`]);
  const record = { event: 'leftover', at: 1, actor: null, source: 'command', before: null, after: null };
  const row = encodeLedger(BEN, { requestId: requestId('x'), version, ledger: [record] });
  await raw.connection.send('XADD', [keys.ledger(OFFICE), '*', BEN, row]);
  await engine.retention.sweep();
  expect(await linesWith('leftover')).toEqual([]);
  await clockIn({ engine }, BEN, 'back');
  ahead += 30 * MINUTE;
  await engine.retention.sweep();
  expect((await chain.store.load(OFFICE, BEN)).active).toMatchObject({ note: 'back' });
  expect(await raw.connection.send('EXISTS', [keys.erasing(OFFICE)])).toBe(0);

  expect(value(await engine.eraseMember(HOME, ANN))).toBe(true);
  expect(await linesWith(`{${HOME}}`)).toEqual([]);
  expect(value(await engine.eraseMember(OFFICE, aUser()))).toBe(false);
  expect(await chain.store.load(WORKSHOP, DAN)).not.toMatchObject({ version: 0 });
});

it('takes what a member did off the sums of the day, and leaves what the others did', async () => {
  const [erased, stays] = [aUser(), aUser()];
  const one = await aProcess();
  for (const user of [erased, stays]) await clockIn(one, user, 'today');
  ahead += MINUTE;
  for (const user of [erased, stays]) value(await one.engine.tracker.clockOut(request(user)));
  const today = (await one.chain.store.days(OFFICE, stays, '00000000', '99999999')).keys().next().value ?? '';
  const [all = 0] = (await one.chain.store.daySums(OFFICE, today)).values();
  const [own] = (await one.chain.store.days(OFFICE, stays, today, today)).get(today)?.values() ?? [];
  expect(all).toBeGreaterThan(own ?? 0);
  value(await one.engine.eraseMember(OFFICE, erased));
  expect([...(await one.chain.store.daySums(OFFICE, today))]).toEqual([['work', own]]);
});

it('is not undone by the journal of a process that was killed, neither by what it had stored nor by what it had not', async () => {
  const user = aUser();
  const one = await aProcess();
  await clockIn(one, user, 'stored');
  // Redis goes, and with it the process.
  await redis.kill();
  await expect.poll(() => one.chain.link.up).toBe(false);
  const waiting = value(await one.engine.tracker.clockOut({ ...request(user), note: 'waiting' }));
  expect(waiting.durability).toBe('journaled');
  dead.add(one.pid);
  await one.chain.close();
  await redis.restart();

  ahead += 1;
  const eraser = await aChain();
  expect(await eraser.erasures.eraseMember(OFFICE, user)).toBe(2);
  const two = await aProcess();
  await expect.poll(() => two.engine.journalHealth()).toMatchObject({ syncing: false, pending: 0 });
  expect(await two.chain.store.load(OFFICE, user)).toMatchObject({ version: 2, active: null, last: null });
  expect(await collect(two.chain.store.ledger(OFFICE))).toEqual([]);
  expect(await two.chain.notices.pending(OFFICE, user)).toEqual([]);
  // What is asked for from now on counts.
  ahead += 1;
  expect((await clockIn(two, user, 'anew')).state).toMatchObject({ version: 3, active: { note: 'anew' } });
});

it('of a whole space is not undone by a journal either', async () => {
  const user = aUser();
  const one = await aProcess();
  await clockIn(one, user, 'stored');
  dead.add(one.pid);
  await one.chain.close();
  ahead += 1;
  const eraser = await aChain();
  await eraser.store.erase(OFFICE);
  const two = await aProcess();
  await expect.poll(() => two.engine.journalHealth()).toMatchObject({ syncing: false, pending: 0 });
  expect(await linesWith(`{${OFFICE}}`)).toEqual([]);
  expect(await two.chain.store.spaces()).toEqual([]);
});

it('by the member: the session ends first, what was chosen goes too, and journals bring nothing back', async () => {
  await playStory(redis.url);
  const one = await aProcess();
  const user = aUser();
  const home = personalSpace(user);
  const asked = (space: SpaceId) => ({ space, user, requestId: requestId(next()), at: clock.now() });
  const { personal, tracker } = one.engine;
  await clockIn(one, user, 'until erased');
  value(await tracker.clockIn({ ...asked(home), source: 'command', category: categoryId('own'), note: 'at home' }));
  const by = { actor: user, requestId: requestId(next()), at: clock.now(), event: 'chosen' };
  await one.chain.documents.of(sharing).update({ space: OFFICE, user }, by, (own) => ok({ ...own, boards: false }));
  expect((await personal.spacesOf(user, OFFICE)).toSorted()).toEqual([OFFICE, home].toSorted());
  expect(await personal.kept(OFFICE, user)).toMatchObject({ isOnTheClock: true, hasHistory: true, documents: ['sharing'] });
  expect(await personal.collect(OFFICE, user)).toMatchObject({
    active: { note: 'until erased' },
    documents: { sharing: { boards: false } },
  });
  const changes: Change[] = [];
  tracker.onChange((change) => changes.push(change));

  expect(value(await personal.erase(asked(OFFICE)))).toBe(true);
  // Whoever shows or keeps something of a session hears of its end, and then that nothing is left.
  expect(changes.map(({ rows }) => rows.map(({ event, source }) => `${event} ${source}`))).toEqual([['clockedOut erasure'], []]);
  expect(await personal.kept(OFFICE, user)).toMatchObject({ entries: 0, isOnTheClock: false, hasHistory: false, documents: [] });
  expect(await personal.collect(OFFICE, user)).toMatchObject({ active: null, entries: [], documents: {}, history: [] });
  // The other place is as it was.
  expect(await personal.collect(home, user)).toMatchObject({ active: { note: 'at home' } });
  expect(await linesWith(`{${home}}`)).not.toEqual([]);
  expect(value(await personal.erase(asked(home)))).toBe(true);
  expect(await linesWith(`{${home}}`)).toEqual([]);

  // The next process reads the journal of this one.
  await one.engine.drain(500);
  dead.add(one.pid);
  const two = await aProcess();
  expect(await two.engine.personal.kept(OFFICE, user)).toMatchObject({ entries: 0, hasHistory: false });
  expect(await two.engine.verify.member(OFFICE, user)).toMatchObject({ entries: 0, changes: 0, differences: [] });
});

it('leaves no network of the server that may remember the member', async () => {
  const { engine, chain } = await aProcess();
  const by = () => ({ actor: null, requestId: requestId(next()), at: clock.now(), event: 'test' });
  const [user, other] = [aUser(), aUser()];
  // Nobody has agreed: there is nothing to forget, and nothing is written.
  await clockIn({ engine }, other, 'x');
  value(await engine.eraseMember(OFFICE, other));
  expect(await chain.documents.of(network).get(OFFICE)).toMatchObject({ version: 0 });
  value(await chain.documents.of(sharing).update({ space: OFFICE, user }, by(), (kept) => ok({ ...kept, insights: true })));
  expect(await noteTraining(chain.documents, OFFICE, by())).toEqual(ok(true));
  expect(await trustedAfter(chain.documents, OFFICE)).not.toBeNull();
  await clockIn({ engine }, user, 'y');
  ahead += 1;
  value(await engine.eraseMember(OFFICE, user));
  expect(await trustedAfter(chain.documents, OFFICE)).toBeNull();
});
