import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { categoryId, requestId, sessionId, spaceId, userId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import type { MemberState } from '../../src/domain/session.js';
import { writeBackup, type BackupOptions } from '../../src/engine/backup/backup.js';
import { openContainer } from '../../src/engine/backup/container.js';
import { parseKey } from '../../src/engine/backup/crypto.js';
import { restoreBackup, RestoreConflicts, type RestoreOptions } from '../../src/engine/backup/restore.js';
import { erasedName, noteErased } from '../../src/engine/redis/erased-names.js';
import { keys } from '../../src/engine/redis/keys.js';
import { SCHEMA } from '../../src/engine/redis/migrations/index.js';
import { aUser, clockIn, clockOut, collect, MINUTE, next, T } from '../conformance/fixtures.js';
import { realClock, testChain, type TestChain } from '../support/chain.js';
import { FakeIds, RecordingLogger } from '../support/fakes.js';
import { rawRedis } from '../support/raw-redis.js';
import { dumpRedis, loadRedis } from '../support/redis-dump.js';
import { startRedis, type RedisProcess } from '../support/redis.js';
import { ANN, BEN, CLEO, OFFICE, playStory, WORKSHOP } from '../support/story.js';
import { pictureOf } from '../support/store-picture.js';

const KEY = parseKey('00'.repeat(31) + '01');

type Raw = Awaited<ReturnType<typeof rawRedis>>;
let servers: readonly RedisProcess[];
let [from, to]: readonly [Raw, Raw] = [] as unknown as [Raw, Raw];
let dir: string;
/** The database after the story, told once. */
let story: string;
const chains: TestChain[] = [];
const ids = new FakeIds('backup');

beforeAll(async () => {
  servers = await Promise.all([startRedis({ appendfsync: 'no' }), startRedis({ appendfsync: 'no' })]);
  [from, to] = await Promise.all([rawRedis(servers[0]!.url), rawRedis(servers[1]!.url)]);
  await playStory(servers[0]!.url);
  story = await dumpRedis(from.connection);
});
afterAll(async () => {
  await Promise.all([from.connection.close(), to.connection.close()]);
  await Promise.all(servers.map((server) => server.stop()));
});
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pc-backup-'));
  for (const { connection } of [from, to]) await connection.send('FLUSHALL', []);
});
afterEach(async () => {
  for (const chain of chains.splice(0)) await chain.close();
  await rm(dir, { recursive: true, force: true });
});

const chainOn = async (index: 0 | 1): Promise<TestChain> => {
  const chain = await testChain(servers[index]!.url);
  chains.push(chain);
  return chain;
};
const file = (name = 'one.backup'): string => join(dir, name);
const backup = (options: Partial<BackupOptions> = {}) =>
  writeBackup(from, { path: file(), key: null, scope: 'all', clock: realClock, id: ids.next(), program: 'test', ...options });
const restore = (options: Partial<RestoreOptions> = {}) =>
  restoreBackup(to, {
    path: file(),
    key: null,
    only: null,
    force: false,
    erasures: null,
    origin: 'restore',
    clock: realClock,
    log: new RecordingLogger(),
    ...options,
  });
const loadStory = (): Promise<void> => loadRedis(from.connection, story);
/** All keys but what is derived, short-lived, or about the database itself. */
const essence = async (raw: Raw): Promise<readonly string[]> =>
  (await dumpRedis(raw.connection))
    .split('\n')
    .filter((line) => !/^\["\w+","pc:(schema|procs|lease|\{[gu]\d+\}:(rq|t:|rs|h"|c"|pf?"|bs?[:"]))/.test(line));

describe('a backup', () => {
  it('gives an empty machine the same totals, entries, ledger, states and settings', async () => {
    await loadStory();
    const before = await pictureOf(await chainOn(0));
    const { size, mode } = await backup().then(() => stat(file()));
    expect(mode & 0o777).toBe(0o600);
    expect(size).toBeLessThan(20_000);
    const report = await restore();
    expect(report).toMatchObject({ spaces: 3, members: 5, already: 0, forced: 0, erased: 0 });
    expect(await pictureOf(await chainOn(1))).toEqual(before);
    expect(await essence(to)).toEqual(await essence(from));
    expect(await readdir(dir)).toEqual(['one.backup']);
  });

  it('has the day buckets of every month, of a large member too, and of one that changes while it is read', async () => {
    const chain = await chainOn(0);
    const users = [aUser(), aUser()] as const;
    const states: MemberState[] = [];
    for (const [index, user] of users.entries()) {
      // Three years, a day in each month; the second has more entries than a record holds.
      const days = Array.from(
        { length: 36 },
        (_, month) => `${2024 + Math.floor(month / 12)}${String((month % 12) + 1).padStart(2, '0')}`,
      );
      const begun = clockIn(OFFICE, user);
      await chain.store.commit(begun);
      const ended = clockOut(OFFICE, user, begun.next, T + MINUTE);
      const [entry] = ended.entries;
      const entries = Array.from({ length: index === 0 ? 1 : 1_001 }, (_, n) => ({
        ...entry!,
        session: { ...entry!.session, id: sessionId(next()), startedAt: T + n },
      }));
      const buckets = days.map((month, n) => ({ day: `${month}15`, category: categoryId('work'), ms: n + 1 }));
      await chain.store.commit({ ...ended, entries, days: buckets });
      states.push(ended.next);
    }
    // The first time that its state is compared it is another one, and the member is read at one moment.
    let changed = 0;
    const moving: Raw = {
      ...from,
      read: (task) =>
        from.read((connection) =>
          task({
            ...connection,
            send: async (command, args) => {
              if (command === 'HGETALL' && String(args[0]).includes(`:d:${users[0]}:`) && (changed += 1) === 5)
                await chain.store.commit(clockIn(OFFICE, users[0], states[0]));
              return connection.send(command, args);
            },
          }),
        ),
    };
    const before = await Promise.all(users.map((user) => chain.store.days(OFFICE, user, '00000000', '99999999')));
    expect(before.map(({ size }) => size)).toEqual([36, 36]);
    await writeBackup(moving, { path: file(), key: null, scope: 'all', clock: realClock, id: ids.next(), program: 'test' });
    await restore();
    const restored = await chainOn(1);
    expect(await Promise.all(users.map((user) => restored.store.days(OFFICE, user, '00000000', '99999999')))).toEqual(before);
    expect((await restored.store.load(OFFICE, users[0])).version).toBe(3);
    expect(await restored.store.entries(OFFICE, users[1], 0, Infinity)).toHaveLength(1_001);
    // The months that a backup put back are known, so that an erasure finds them.
    for (const user of users) await restored.erasures.eraseMember(OFFICE, user);
    for (const pattern of ['*:d:*', '*:e:*']) expect(await to.connection.send('KEYS', [pattern])).toEqual([]);
  });

  it('restored twice, or begun again after an interruption anywhere, gives the same', async () => {
    await loadStory();
    await backup();
    await restore();
    const whole = await essence(to);
    expect(await restore()).toMatchObject({ members: 0, already: 5, rows: 0 });
    expect(await essence(to)).toEqual(whole);

    for (let writes = 1; ; writes += 7) {
      await to.connection.send('FLUSHALL', []);
      let left = writes;
      const dying: Raw = { ...to, write: (task) => (left-- > 0 ? to.write(task) : Promise.reject(new Error('killed'))) };
      const options = { path: file(), key: null, only: null, force: false, erasures: null, origin: 'x', clock: realClock };
      const ended = await restoreBackup(dying, { ...options, log: new RecordingLogger() }).then(
        () => true,
        () => false,
      );
      if (ended) break;
      await restore();
      expect(await essence(to)).toEqual(whole);
    }
  });

  it('of one server holds and restores only that', async () => {
    await loadStory();
    expect(await backup({ scope: WORKSHOP })).toMatchObject({ spaces: 1, members: 1 });
    await restore();
    expect((await (await chainOn(1)).store.spaces()).toSorted()).toEqual([WORKSHOP]);
    await backup({ path: file('all') });
    expect(await restore({ path: file('all'), only: OFFICE })).toMatchObject({ spaces: 1, members: 3 });
    await expect(restore({ only: OFFICE })).rejects.toThrow(/holds g1200000000000000002/);
    await expect(backup({ scope: spaceId('g5') })).rejects.toThrow('nothing is kept of g5');
  });

  it('is consistent for each member while changes go on, and holds no more than a page', async () => {
    const chain = await chainOn(0);
    const users = Array.from({ length: 20 }, (_, index) => userId(String(index + 1)));
    const life = { on: true, commits: 0 };
    const work = users.map(async (user, index) => {
      for (let at = T + index; life.on; at += MINUTE) {
        const state = await chain.store.load(OFFICE, user);
        const begun = clockIn(OFFICE, user, state, { startedAt: at });
        await chain.store.commit(begun);
        await chain.store.commit(clockOut(OFFICE, user, begun.next, at + 1_000 + index));
        life.commits += 1;
      }
    });
    await expect.poll(() => life.commits).toBeGreaterThan(400);
    const report = await backup();
    const after = life.commits;
    await expect.poll(() => life.commits).toBeGreaterThan(after);
    life.on = false;
    await Promise.all(work);
    await restore();
    expect(report.members).toBe(20);
    const { store } = await chainOn(1);
    const ledger = await collect(store.ledger(OFFICE));
    for (const [index, user] of users.entries()) {
      const { version } = await store.load(OFFICE, user);
      const entries = await store.entries(OFFICE, user, 0, Number.MAX_SAFE_INTEGER);
      const days = await store.days(OFFICE, user, '00000000', '99999999');
      const ms = [...days.values()].flatMap((categories) => [...categories.values()]).reduce((sum, each) => sum + each, 0);
      expect(entries).toHaveLength(Math.floor(version / 2));
      expect(ms).toBe(entries.length * (1_000 + index));
      const versions = ledger.filter((row) => row.user === user).map((row) => row.version);
      expect(versions).toEqual(Array.from({ length: version }, (_, row) => row + 1));
    }
  });

  it('of a member with many entries goes page by page, again when the member changed meanwhile', async () => {
    const [key, month] = [keys.entries(OFFICE, ANN, '202603'), '202603'];
    await from.connection.send('SET', [keys.schema, SCHEMA]);
    await from.connection.send('SADD', [keys.spaces, OFFICE]);
    await from.connection.send('HSET', [keys.states(OFFICE), ANN, Buffer.concat([Buffer.from('7:'), Buffer.from([0x92, 1, 0])])]);
    await from.connection.send('HSET', [keys.months(OFFICE), ANN, month]);
    for (let at = 0; at < 25; at += 1)
      await from.connection.send('ZADD', [
        key,
        ...Array.from({ length: 100 }, (_, index) => [T + at * 100 + index, `e${at}-${index}`]).flat(),
      ]);
    let reads = 0;
    const moving: Raw = {
      ...from,
      read: (task) =>
        from.read((connection) =>
          task({
            ...connection,
            send: async (command, args) => {
              const reply = await connection.send(command, args);
              if (command === 'ZRANGE' && args[1] !== 0 && ++reads === 1)
                await connection.send('HSET', [
                  keys.states(OFFICE),
                  ANN,
                  Buffer.concat([Buffer.from('8:'), Buffer.from([0x92, 1, 0])]),
                ]);
              return reply;
            },
          }),
        ),
    };
    await writeBackup(moving, { path: file(), key: null, scope: 'all', clock: realClock, id: 'x', program: 'test' });
    const open = await openContainer(file(), null);
    const kinds = (await collect(open.records())).map(({ kind }) => kind);
    await open.close();
    expect(kinds).toContain('again');
    expect(await restore()).toMatchObject({ members: 1, entries: 2_500 });
    expect(await to.connection.send('ZCARD', [key])).toBe(2_500);
    expect(await restore()).toMatchObject({ members: 0, already: 1, entries: 0 });
  });
});

describe('a restore', () => {
  it('overwrites nothing newer or different, and says what, unless it is forced', async () => {
    await loadStory();
    await backup();
    await restore();
    const chain = await chainOn(1);
    const state = await chain.store.load(OFFICE, ANN);
    const on = clockIn(OFFICE, ANN, state, { startedAt: T + 400 * MINUTE });
    await chain.store.commit(on);
    await chain.store.commit(clockOut(OFFICE, ANN, on.next, T + 900 * MINUTE));
    await chain.spaces.update(
      WORKSHOP,
      { actor: null, requestId: requestId(next()), at: T, event: 'settingsChanged' },
      (config) => ok({ ...config, settings: { ...config.settings, locale: 'de' } }),
    );
    await to.connection.send('SET', [keys.config(OFFICE), '9:{"schema":1}']);
    const before = await essence(to);
    const refusal: unknown = await restore().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RestoreConflicts);
    expect(refusal).toMatchObject({ count: 2 });
    expect((refusal as RestoreConflicts).conflicts).toEqual([
      { what: `${OFFICE}/configuration`, standing: 'newer', inRedis: 9, inBackup: 2 },
      { what: `${OFFICE}/${ANN}`, standing: 'newer', inRedis: state.version + 2, inBackup: state.version },
    ]);
    expect(await essence(to)).toEqual(before);

    expect(await restore({ force: true })).toMatchObject({ members: 1, forced: 1, already: 4 });
    // The bot that runs sees it at once, and goes on above both versions.
    await expect.poll(async () => (await chain.store.load(OFFICE, ANN)).version).toBe(state.version + 3);
    const { changedAt, active, last } = state;
    expect(await chain.store.load(OFFICE, ANN)).toMatchObject({ version: state.version + 3, changedAt, active, last });
    const original = await chainOn(0);
    expect(await chain.store.entries(OFFICE, ANN, 0, Infinity)).toEqual(await original.store.entries(OFFICE, ANN, 0, Infinity));
    expect(await chain.store.days(OFFICE, ANN, '0', '9')).toEqual(await original.store.days(OFFICE, ANN, '0', '9'));
    const rows = (await collect(chain.store.ledger(OFFICE, ANN))).slice(-3);
    expect(rows.map(({ event, version }) => [event, version - state.version])).toEqual([
      ['clockedIn', 1],
      ['clockedOut', 2],
      ['restored', 3],
    ]);
    expect((await chain.spaces.get(OFFICE)).version).toBe(10);
    const forced = await essence(to);
    expect(await restore({ force: true })).toMatchObject({ members: 0, forced: 0, already: 5, rows: 0 });
    expect(await restore()).toMatchObject({ members: 0, already: 5 });
    expect(await essence(to)).toEqual(forced);
    const begun = clockIn(OFFICE, ANN, await chain.store.load(OFFICE, ANN), { startedAt: T + 1_000 * MINUTE });
    expect((await chain.store.commit(begun)).kind).toBe('ok');
  });

  it('refuses a file that was torn or changed anywhere, before anything is written', async () => {
    await loadStory();
    await backup({ key: KEY });
    const good = await readFile(file());
    const head = good.indexOf('}\n') + 2;
    const damaged: Buffer[] = [
      good.subarray(0, -1),
      Buffer.concat([good, Buffer.from('x')]),
      good.subarray(0, head),
      Buffer.alloc(0),
    ];
    for (let at = 0; at < good.length; at += 97) {
      const copy = Buffer.from(good);
      copy.writeUInt8((copy[at] ?? 0) ^ 0x10, at);
      damaged.push(copy, good.subarray(0, at));
    }
    for (const bytes of damaged) {
      await writeFile(file(), bytes);
      await expect(restore({ key: KEY })).rejects.toMatchObject({
        name: expect.stringMatching(/^Backup(Damaged|Refused)$/) as string,
      });
    }
    expect(await to.connection.send('DBSIZE', [])).toBe(0);
  });

  it('needs the key of the file', async () => {
    await loadStory();
    await backup({ key: KEY });
    expect((await readFile(file())).includes('日本')).toBe(false);
    await expect(restore()).rejects.toThrow(/BACKUP_KEY/);
    await expect(restore({ key: parseKey('ff'.repeat(32)) })).rejects.toThrow('not the one');
    await expect(restore({ key: parseKey('correct horse battery') })).rejects.toThrow('not the one');
    await restore({ key: KEY });
    expect(await essence(to)).toEqual(await essence(from));
  });

  it('of a newer format or schema, or of a schema that was never released, is refused', async () => {
    await loadStory();
    await backup();
    const text = (await readFile(file())).toString('latin1');
    await writeFile(file('format'), text.replace('"format":1', '"format":9'), 'latin1');
    await expect(restore({ path: file('format') })).rejects.toThrow(/format 9/);
    await writeFile(file('schema'), text.replace(/"schema":\d+/, `"schema":${SCHEMA + 1}`), 'latin1');
    await expect(restore({ path: file('schema') })).rejects.toThrow(/has schema/);
    await writeFile(file('first'), text.replace(/"schema":\d+/, '"schema":1'), 'latin1');
    await expect(restore({ path: file('first') })).rejects.toThrow(/no released version/);
    for (const schema of [SCHEMA + 1, SCHEMA - 1, 1]) {
      await from.connection.send('SET', [keys.schema, schema]);
      await expect(backup()).rejects.toThrow(/has schema/);
    }
    await from.connection.send('SET', [keys.schema, SCHEMA - 1]);
    expect(await backup({ scope: 'erasures' })).toMatchObject({ spaces: 0 });
  });

  it('does not bring back what was erased after the backup', async () => {
    await loadStory();
    await backup();
    const later = Date.now() + 5;
    // Known to this database: a member. Known only to a newer list: another, and a whole server.
    await noteErased(to, [[erasedName(OFFICE, BEN), later]], later);
    await noteErased(
      from,
      [
        [erasedName(OFFICE, CLEO), later],
        [erasedName(WORKSHOP, '*'), later],
        [erasedName(OFFICE, ANN), later - 3_600_000],
      ],
      later,
    );
    expect(await backup({ path: file('list'), scope: 'erasures', key: KEY })).toMatchObject({ spaces: 0, erased: 3 });
    await expect(restore({ erasures: file('list') })).rejects.toThrow(/BACKUP_KEY/);
    await backup({ path: file('list'), scope: 'erasures' });
    expect(await restore({ erasures: file('list') })).toMatchObject({ spaces: 2, members: 2, erased: 2 });
    const { store } = await chainOn(1);
    expect((await store.spaces()).toSorted()).not.toContain(WORKSHOP);
    expect(await collect(store.members(OFFICE))).toEqual([ANN]);
    expect(new Set((await collect(store.ledger(OFFICE))).map(({ user }) => user))).toEqual(new Set([ANN, null]));
    expect((await dumpRedis(to.connection)).split('\n').filter((line) => line.includes(CLEO))).toEqual([
      JSON.stringify(['ZADD', keys.erased, String(later), erasedName(OFFICE, CLEO)]),
    ]);
  });
});
