import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addLeave, removeLeave } from '../../src/actions/leave.js';
import { domainError } from '../../src/domain/errors.js';
import { requestId } from '../../src/domain/ids.js';
import { err, ok } from '../../src/domain/result.js';
import { writeBackup } from '../../src/engine/backup/backup.js';
import type { RestoreConflicts } from '../../src/engine/backup/restore.js';
import { restoreBackup } from '../../src/engine/backup/restore.js';
import { CorruptData } from '../../src/engine/codec/blob.js';
import type { Document, DocumentKind } from '../../src/engine/documents-api.js';
import { defineDocument } from '../../src/engine/documents/document-kind.js';
import { DOCUMENT_KINDS } from '../../src/engine/documents/kinds/index.js';
import { leave, leaveInRow } from '../../src/engine/documents/kinds/leave.js';
import { sharing } from '../../src/engine/documents/kinds/sharing.js';
import { keys } from '../../src/engine/redis/keys.js';
import type { Member } from '../../src/engine/members/member-key.js';
import { StoreUnavailable } from '../../src/engine/store.js';
import { changedWithDocument } from '../../src/engine/tracker/take-back.js';
import { aSpace, aUser, clockIn, collect, next, T } from '../conformance/fixtures.js';
import { realClock as clock, testChain, type TestChain } from '../support/chain.js';
import { dashboards, operator, preferences, scratch, TEST_KINDS } from '../support/document-kinds.js';
import { RecordingLogger } from '../support/fakes.js';
import { rawRedis } from '../support/raw-redis.js';
import { dumpRedis } from '../support/redis-dump.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

type Raw = Awaited<ReturnType<typeof rawRedis>>;
let servers: readonly [RedisProcess, RedisProcess];
let [from, to]: readonly [Raw, Raw] = [] as unknown as [Raw, Raw];
let dir: string;
const chains: TestChain[] = [];

beforeAll(async () => {
  servers = await Promise.all([startRedis(), startRedis({ appendfsync: 'no' })]);
  [from, to] = await Promise.all([rawRedis(servers[0].url), rawRedis(servers[1].url)]);
});
afterAll(async () => {
  await Promise.all([from.connection.close(), to.connection.close()]);
  await Promise.all(servers.map((server) => server.stop()));
});
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pc-documents-'));
  for (const { connection } of [from, to]) await connection.send('FLUSHALL', []);
});
afterEach(async () => {
  for (const each of chains.splice(0)) await each.close(500);
  await rm(dir, { recursive: true, force: true });
});

/** A process with a shelf of its own, on the first server unless told. */
const aProcess = async (documentKinds: readonly DocumentKind[] = TEST_KINDS, server = servers[0]): Promise<TestChain> => {
  const settingsDir = join(dir, `settings-${chains.length}`);
  const made = await testChain(server.url, { documentKinds, settingsDir, startTimeoutMs: 500 });
  chains.push(made);
  return made;
};
const by = (event = 'changed') => ({ actor: aUser(), requestId: requestId(next()), at: T, event });
const asker = ({ space, user }: Member, { requestId: id, at: occurredAt }: ReturnType<typeof by>) => ({
  ...{ space, user, id, occurredAt, source: 'test' },
});
const noted =
  (note: string) =>
  (document: Document<{ readonly note: string; readonly digest: boolean; readonly quiet: { readonly from: string } }>) =>
    ok({ ...document, note });
const counted = (document: Document<{ readonly count: number }>) => ok({ ...document, count: document.count + 1 });
const shown = (title: string) => (document: Document<{ readonly shown: readonly object[] }>) =>
  ok({ ...document, shown: [{ channel: '7', title }] });
const onDisk = async (text: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const file of await readdir(dir, { recursive: true, withFileTypes: true }))
    if (file.isFile() && (await readFile(join(file.parentPath, file.name))).includes(text)) found.push(file.name);
  return found;
};
const linesWith = async (raw: Raw, text: string): Promise<readonly string[]> =>
  (await dumpRedis(raw.connection)).split('\n').filter((line) => line.includes(text));

describe('a document of a kind that was only declared', () => {
  it('begins with its defaults, is stored with its changes, and other processes hear of them', async () => {
    const [one, two] = [await aProcess(), await aProcess()];
    const [space, user] = [aSpace(), aUser()];
    const id = { space, user };
    const [mine, theirs] = [one.documents.of(preferences), two.documents.of(preferences)];
    expect(mine.loaded(id)).toBeUndefined();
    expect(await mine.get(id)).toEqual({ version: 0, digest: true, quiet: { from: '22:00' }, note: '' });
    expect((await theirs.get(id)).version).toBe(0);
    const changed = { version: 1, digest: true, quiet: { from: '22:00' }, note: 'mine' };
    expect(await mine.update(id, by(), noted('mine'))).toEqual(ok(changed));
    expect(mine.loaded(id)).toEqual(changed);
    await expect.poll(() => theirs.get(id)).toEqual(changed);

    await two.documents.of(dashboards).get(space);
    await one.documents.of(dashboards).update(space, by(), shown('week'));
    await expect
      .poll(async () => (await two.documents.of(dashboards).get(space)).shown)
      .toEqual([{ channel: '7', title: 'week' }]);
    await two.documents.of(operator).get(null);
    await one.documents.of(operator).update(null, by(), (document) => ok({ ...document, notice: 'soon' }));
    await expect.poll(() => two.documents.of(operator).get(null)).toEqual({ version: 1, notice: 'soon' });
    // Each under its own name: neither another member's nor another space's.
    expect(await mine.get({ space, user: aUser() })).toMatchObject({ version: 0, note: '' });
    expect(await one.documents.of(dashboards).get(aSpace())).toMatchObject({ version: 0, shown: [] });
    expect(await one.store.spaces()).toEqual([space]);
  });

  it('names its members by kind, whether they have recorded time or not, until they are erased', async () => {
    const { documents, store } = await aProcess();
    const [space, other] = [aSpace(), aSpace()];
    const users = Array.from({ length: 150 }, aUser);
    const kept = documents.of(preferences);
    await Promise.all(users.map((user) => kept.update({ space, user }, by(), noted('x'))));
    await kept.update({ space: other, user: aUser() }, by(), noted('x'));
    await documents.of(sharing).update({ space, user: aUser() }, by(), (one) => ok({ ...one, insights: true }));
    expect(await collect(store.members(space))).toEqual([]);
    expect((await collect(documents.members(preferences, space))).toSorted()).toEqual(users.toSorted());
    expect(await collect(documents.members(sharing, other))).toEqual([]);
    await store.erase(space);
    expect(await collect(documents.members(preferences, space))).toEqual([]);
  });

  it('is decided again upon a conflict, and refused when there are too many', async () => {
    const [one, two] = [await aProcess(), await aProcess()];
    const space = aSpace();
    for (let round = 0; round < 5; round++)
      await Promise.all([one, two].map(async ({ documents }) => documents.of(scratch).update(space, by(), counted)));
    await expect.poll(() => two.documents.of(scratch).get(space)).toEqual({ version: 10, count: 10 });
    let asked = 0;
    const late = await one.documents.of(scratch).update(space, by(), (document) => {
      asked += 1;
      // Somebody is faster each time.
      void from.connection.send('HSET', [keys.documents(space), 'scratch', `${document.version + 1}:{"schema":1}`]);
      return counted(document);
    });
    expect(late).toEqual(err(domainError('TOO_MANY_CONFLICTS')));
    expect(asked).toBe(3);
  });

  it('is changed once by a request, however often it comes, and by the same request in another document too', async () => {
    const [one, two] = [await aProcess(), await aProcess()];
    const [space, user, other] = [aSpace(), aUser(), aUser()];
    const request = by();
    for (const { documents } of [one, two, one]) {
      expect(await documents.of(scratch).update(space, request, counted)).toMatchObject({ ok: true, value: { count: 1 } });
      for (const each of [user, other])
        expect(await documents.of(preferences).update({ space, user: each }, request, noted(each))).toMatchObject({
          value: { version: 1, note: each },
        });
    }
    expect(await one.documents.of(dashboards).update(space, request, shown('too'))).toMatchObject({ value: { version: 1 } });
    expect(await from.connection.send('XLEN', [keys.ledger(space)])).toBe(4);
    expect((await collect(one.store.ledger(space, user))).map(({ event, source }) => [event, source])).toEqual([
      ['changed', 'command'],
    ]);
    // The request of a document is no request of a session.
    expect(await one.store.wasApplied(space, user, request.requestId, T)).toBe(false);
  });

  it('is answered from memory or from the shelf while Redis is away, and not changed then', async () => {
    const one = await aProcess();
    const [space, user] = [aSpace(), aUser()];
    const id = { space, user };
    await one.documents.of(preferences).update(id, by(), noted('kept'));
    await one.documents.of(scratch).update(space, by(), counted);
    await servers[0].kill();
    await expect.poll(() => one.link.up).toBe(false);
    expect(await one.documents.of(preferences).get(id)).toMatchObject({ note: 'kept' });
    expect(one.documents.of(preferences).loaded(id)).toBeUndefined();
    expect(await one.documents.of(preferences).update(id, by(), noted('lost'))).toEqual(err(domainError('STORE_UNAVAILABLE')));
    chains.pop();
    await one.close();
    const again = await aProcess();
    expect(await again.documents.of(preferences).get(id)).toMatchObject({ version: 1, note: 'kept' });
    // Declared to stay off the shelf.
    await expect(again.documents.of(scratch).get(space)).rejects.toThrow(StoreUnavailable);
    await servers[0].restart();
    await expect.poll(() => from.connection.ready).toBe(true);
    await expect.poll(() => again.link.up).toBe(true);
    expect(await again.documents.of(scratch).get(space)).toEqual({ version: 1, count: 1 });
  });

  it('keeps what only a newer process knows, and gives what an older one did not store its default', async () => {
    const newer = defineDocument({
      name: 'scratch',
      scope: 'space',
      fields: { count: z.int().default(0), colour: z.string().default('red') },
    });
    const [old, young] = [await aProcess(), await aProcess([...DOCUMENT_KINDS, newer])];
    const space = aSpace();
    await old.documents.of(scratch).update(space, by(), counted);
    expect(await young.documents.of(newer).get(space)).toEqual({ version: 1, count: 1, colour: 'red' });
    await young.documents.of(newer).update(space, by(), (document) => ok({ ...document, colour: 'blue' }));
    // It builds the document anew, of the fields that it knows.
    await old.documents.of(scratch).update(space, by(), ({ version, count }) => ok({ version, count: count + 1 }));
    await expect.poll(() => young.documents.of(newer).get(space)).toEqual({ version: 3, count: 2, colour: 'blue' });
  });

  it('that is damaged is refused with its name and the place, and others go on', async () => {
    const one = await aProcess();
    const [space, user] = [aSpace(), aUser()];
    await from.connection.send('HSET', [keys.memberDocuments(space, user), 'wishes', '4:{"schema":1,"quiet":{"from":7}}']);
    const read = one.documents.of(preferences).get({ space, user });
    await expect(read).rejects.toThrow(CorruptData);
    await expect(read).rejects.toThrow(new RegExp(`wishes of ${space}/${user}: .*quiet\\.from`, 's'));
    expect(await one.documents.of(preferences).get({ space, user: aUser() })).toMatchObject({ version: 0 });
  });
});

describe('leave of a member', () => {
  it('is found in their history by the request that wrote it down or took it away', async () => {
    const one = await aProcess(DOCUMENT_KINDS);
    const member = { space: aSpace(), user: aUser() };
    const origins = [by(), by(), by()] as const;
    const wish = (from: string) => ({ from, to: from, kind: 'sick', note: '' }) as const;
    expect((await addLeave(asker(member, origins[0]), wish('20260701'), one)).ok).toBe(true);
    expect((await addLeave(asker(member, origins[1]), wish('20260801'), one)).ok).toBe(true);
    expect((await removeLeave(asker(member, origins[2]), '20260701', one)).ok).toBe(true);
    const told = await Promise.all(
      origins.map(async ({ requestId: request }) => {
        const rows = await changedWithDocument(one.store, member, request, leave.name);
        return rows.map((row) => (row.kind === 'document' ? leaveInRow(row) : null));
      }),
    );
    expect(told).toMatchObject([
      [{ of: 'added', leave: { from: '20260701' } }],
      [{ of: 'added', leave: { from: '20260801' } }],
      [{ of: 'removed', leave: { from: '20260701' } }],
    ]);
  });
});

describe('an erasure', () => {
  it('of a member takes the documents of the member, from every process and disk, and nothing of others', async () => {
    const [one, two] = [await aProcess(), await aProcess()];
    const [space, user, other] = [aSpace(), aUser(), aUser()];
    // One who has nothing but a document.
    for (const each of [user, other])
      await one.documents.of(preferences).update({ space, user: each }, by(), noted(`of ${each}`));
    await one.documents.of(dashboards).update(space, by(), shown('all'));
    await two.documents.of(preferences).get({ space, user });
    await expect.poll(() => onDisk(`of ${user}`)).toHaveLength(2);

    expect(await one.erasures.eraseMember(space, user)).toBe(1);
    const left = (await linesWith(from, user)).map((line) => line.split('"')[3]);
    expect(left.toSorted()).toEqual([keys.erased, keys.states(space), keys.erasing(space)].toSorted());
    expect(await collect(one.store.ledger(space, user))).toEqual([]);
    for (const { documents } of [one, two])
      await expect.poll(async () => documents.of(preferences).get({ space, user })).toMatchObject({ version: 0, note: '' });
    await expect.poll(() => onDisk(`of ${user}`)).toEqual([]);
    expect(await one.documents.of(preferences).get({ space, user: other })).toMatchObject({ note: `of ${other}` });
    expect(await onDisk(`of ${other}`)).not.toEqual([]);
    expect(await two.documents.of(dashboards).get(space)).toMatchObject({ version: 1 });
    expect(await collect(one.store.ledger(space, other))).toHaveLength(1);
    // Who comes back begins again.
    expect(await two.documents.of(preferences).update({ space, user }, by(), noted('back'))).toMatchObject({
      value: { version: 1 },
    });
    await expect.poll(async () => (await one.documents.of(preferences).get({ space, user })).note).toBe('back');
  });

  it('of a space takes every document in it, those of kinds that nobody here knows too', async () => {
    const [one, two] = [await aProcess(), await aProcess()];
    const [space, stays] = [aSpace(), aSpace()];
    for (const each of [space, stays]) {
      await one.documents.of(preferences).update({ space: each, user: aUser() }, by(), noted('x'));
      await one.documents.of(dashboards).update(each, by(), shown('x'));
      await two.documents.of(dashboards).get(each);
    }
    await from.connection.send('HSET', [keys.documents(space), 'of-a-newer-process', '1:{}']);
    await one.store.erase(space);
    expect(await linesWith(from, `{${space}}`)).toEqual([]);
    for (const { documents } of [one, two])
      await expect.poll(async () => (await documents.of(dashboards).get(space)).version).toBe(0);
    await expect.poll(async () => (await readdir(dir, { recursive: true })).filter((file) => file.includes(space))).toEqual([]);
    expect(await two.documents.of(dashboards).get(stays)).toMatchObject({ version: 1 });
  });
});

describe('a backup', () => {
  const file = (): string => join(dir, 'backup');
  const backup = () =>
    writeBackup(from, { path: file(), key: null, scope: 'all', clock, id: next(), program: 'test', kinds: TEST_KINDS });
  const restore = (force = false) =>
    restoreBackup(to, {
      ...{ path: file(), key: null, only: null, erasures: null, origin: 'restore', clock },
      ...{ force, log: new RecordingLogger() },
    });

  it('has the documents, those of unknown kinds too, but not those that are declared to stay out of it', async () => {
    const one = await aProcess();
    const [space, user, gone] = [aSpace(), aUser(), aUser()];
    for (const each of [user, gone]) await one.documents.of(preferences).update({ space, user: each }, by(), noted(`of ${each}`));
    await one.documents.of(dashboards).update(space, by(), shown('all'));
    await one.documents.of(scratch).update(space, by(), counted);
    await one.documents.of(operator).update(null, by(), (document) => ok({ ...document, notice: 'soon' }));
    await one.store.commit(clockIn(space, user));
    await from.connection.send('HSET', [keys.documents(space), 'of-a-newer-process', '1:{"schema":1}']);
    expect(await backup()).toMatchObject({ spaces: 1, documents: 5, members: 1 });
    await to.connection.send('ZADD', [keys.erased, Date.now() + 5, `${space}/${gone}`]);

    const running = await aProcess(TEST_KINDS, servers[1]);
    expect(await running.documents.of(preferences).get({ space, user })).toMatchObject({ version: 0 });
    expect(await restore()).toMatchObject({ spaces: 1, documents: 4 });
    await expect
      .poll(() => running.documents.of(preferences).get({ space, user }))
      .toEqual(await one.documents.of(preferences).get({ space, user }));
    expect(await running.documents.of(dashboards).get(space)).toEqual(await one.documents.of(dashboards).get(space));
    expect(await running.documents.of(operator).get(null)).toEqual({ version: 1, notice: 'soon' });
    expect(await running.documents.of(scratch).get(space)).toMatchObject({ version: 0 });
    expect(await to.connection.send('HGET', [keys.documents(space), 'of-a-newer-process'])).toEqual(
      Buffer.from('1:{"schema":1}'),
    );
    expect(await linesWith(to, `of ${gone}`)).toEqual([]);
    // What was restored is found by an erasure.
    await running.store.erase(space);
    expect(await linesWith(to, `{${space}}`)).toEqual([]);
  });

  it('has the ledger of somebody who keeps documents and was never on the clock', async () => {
    const one = await aProcess();
    const [space, user] = [aSpace(), aUser()];
    await one.documents.of(preferences).update({ space, user }, by(), noted('never on the clock'));
    await backup();
    await restore();
    const running = await aProcess(TEST_KINDS, servers[1]);
    expect(await collect(running.store.ledger(space, user))).toEqual(await collect(one.store.ledger(space, user)));
    expect(await collect(running.store.ledger(space, user))).toHaveLength(1);
  });

  it('is put over nothing newer or different unless it is forced, and then above both versions', async () => {
    const one = await aProcess();
    const [space, user] = [aSpace(), aUser()];
    await one.documents.of(preferences).update({ space, user }, by(), noted('then'));
    await one.documents.of(dashboards).update(space, by(), shown('then'));
    await backup();
    await restore();
    expect(await restore()).toMatchObject({ documents: 0 });
    const other = await aProcess(TEST_KINDS, servers[1]);
    await other.documents.of(preferences).update({ space, user }, by(), noted('now'));
    const before = await dumpRedis(to.connection);
    const refusal: unknown = await restore().catch((error: unknown) => error);
    expect((refusal as RestoreConflicts).conflicts).toEqual([
      { what: `${space}/${user}/wishes`, standing: 'newer', inRedis: 2, inBackup: 1 },
    ]);
    expect(await dumpRedis(to.connection)).toBe(before);
    expect(await restore(true)).toMatchObject({ documents: 1 });
    await expect.poll(() => other.documents.of(preferences).get({ space, user })).toMatchObject({ version: 3, note: 'then' });
    expect((await collect(other.store.ledger(space, user))).at(-1)).toMatchObject({ event: 'restored' });
    expect(await restore(true)).toMatchObject({ documents: 0 });
  });
});
