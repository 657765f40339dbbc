import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { requestId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import { EMPTY_MEMBER, type MemberState } from '../../src/domain/session.js';
import { writeBackup } from '../../src/engine/backup/backup.js';
import { restoreBackup } from '../../src/engine/backup/restore.js';
import { writeHead } from '../../src/engine/codec/row-head.js';
import { rowBytes } from '../../src/engine/fast/row-writer.js';
import { cellsOf } from '../../src/engine/ledger/row-codec.js';
import { encodeDocument } from '../../src/engine/ledger/kinds/document.js';
import { keys } from '../../src/engine/redis/keys.js';
import { createHistories } from '../../src/engine/redis/ledger/member-histories.js';
import { forgetInLedger } from '../../src/engine/redis/ledger-rewrite.js';
import { bytes, list, text } from '../../src/engine/redis/replies.js';
import type { Commit } from '../../src/engine/store.js';
import { aSpace, aUser, clockIn, clockOut, collect, HOUR, next, T } from '../conformance/fixtures.js';
import { realClock, testChain, type TestChain } from '../support/chain.js';
import { RecordingLogger } from '../support/fakes.js';
import { rawRedis } from '../support/raw-redis.js';
import { startRedis, type RedisProcess } from '../support/redis.js';
import { encodeReminder, reminderCodec, reminderOf } from '../support/reminder-kind.js';

let servers: readonly RedisProcess[];
let [raw, empty]: readonly Awaited<ReturnType<typeof rawRedis>>[] = [] as never;
let dir: string;
let chain: TestChain;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pc-ledger-'));
  servers = await Promise.all([startRedis({ appendfsync: 'no' }), startRedis({ appendfsync: 'no' })]);
  [raw, empty] = await Promise.all([rawRedis(servers[0]!.url), rawRedis(servers[1]!.url)]);
});
afterAll(async () => {
  await Promise.all([raw!.connection.close(), empty!.connection.close()]);
  await Promise.all(servers.map((server) => server.stop()));
  await rm(dir, { recursive: true, force: true });
});
beforeEach(async () => {
  for (const { connection } of [raw!, empty!]) await connection.send('FLUSHALL', []);
  chain = await testChain(servers[0]!.url);
});
afterEach(() => chain.close());

const append = (space: SpaceId, ...cells: readonly (string | Buffer)[]): Promise<unknown> =>
  raw!.connection.send('XADD', [keys.ledger(space), '*', ...cells]);
const rowsOf = async (space: SpaceId, { connection } = raw!): Promise<readonly string[]> =>
  list(await connection.send('XRANGE', [keys.ledger(space), '-', '+'])).map((row) => {
    const [id, cells] = list(row);
    return [text(id), ...list(cells).map((cell) => bytes(cell).toString('base64'))].join(' ');
  });
const blobOf = (code: number, request: string, version: number): Buffer =>
  rowBytes((writer) => {
    writeHead(writer, { code, version, requestId: requestId(request) }, 1);
    writer.array(2);
    writer.text('what a newer version writes');
    writer.int(7);
  });
/** Clocks in and out in turn. */
const work = async (
  space: SpaceId,
  user: UserId,
  changes: number,
  from: MemberState = EMPTY_MEMBER,
): Promise<readonly Commit[]> => {
  const made: Commit[] = [];
  let state = from;
  for (let at = 0; at < changes; at += 1) {
    const commit = state.active === null ? clockIn(space, user, state) : clockOut(space, user, state, T + HOUR + at);
    expect(await chain.store.commit(commit)).toMatchObject({ kind: 'ok' });
    made.push(commit);
    state = commit.next;
  }
  return made;
};
const idsOf = (commits: readonly Commit[]): readonly string[] => commits.map(({ requestId: id, user }) => `${id}/${user}/0`);
const history = async (space: SpaceId, user: UserId, store = chain.store): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let from: number | null | undefined; from !== null;) {
    const page = await store.history(space, user, from, 100);
    ids.push(...page.records.map(({ id }) => id));
    from = page.next;
  }
  return ids.toReversed();
};
const backupAndRestore = async (): Promise<void> => {
  const path = join(dir, next());
  await writeBackup(raw!, { path, key: null, scope: 'all', clock: realClock, id: next(), program: 'test' });
  await restoreBackup(empty!, {
    ...{ path, key: null, only: null, force: false, erasures: null, origin: 'restore', clock: realClock },
    log: new RecordingLogger(),
  });
};

it('keeps what a newer version wrote, byte for byte, and reads past it', async () => {
  const [space, user, other] = [aSpace(), aUser(), aUser()];
  const made = await work(space, user, 5);
  await work(space, other, 2);
  await append(space, user, blobOf(98, 'newer-change-1', 5));
  await append(space, user, blobOf(99, made[0]!.requestId, 1));
  await append(space, 's', blobOf(101, 'newer-of-space', 1));
  await append(space, user, blobOf(2, 'entry-of-newer-shape', 5));
  await append(space, 'r', 'x', 'c', 'y');
  await append(space, user, 'no row at all');
  await append(space, 'z', blobOf(98, 'of-nobody-known', 1), 'more', 'cells');
  await append(space, other, blobOf(98, 'newer-change-2', 3));

  expect((await collect(chain.store.ledger(space, user))).map(({ id }) => id)).toEqual(idsOf(made));
  expect(await history(space, user)).toEqual(idsOf(made));
  // The path of a late click: found before and behind them, also as a change of a kind that is not known yet.
  const applied = (id: string): Promise<boolean> => chain.store.wasApplied(space, user, requestId(id), T);
  expect(await applied(made[0]!.requestId)).toBe(true);
  expect(await applied('newer-change-1')).toBe(true);
  expect(await applied('newer-change-2')).toBe(false);
  expect(await applied('newer-of-space')).toBe(false);

  const before = await rowsOf(space);
  await chain.erasures.eraseMember(space, other);
  const kept = before.filter((row) => !row.includes(Buffer.from(other).toString('base64')));
  expect(kept).toHaveLength(before.length - 3);
  expect(await rowsOf(space)).toEqual(kept);
  await backupAndRestore();
  const withoutId = (row: string): string => row.split(' ').slice(1).join(' ');
  expect((await rowsOf(space, empty)).map(withoutId)).toEqual(kept.map(withoutId));

  // Whatever it is, it goes with its member.
  await chain.erasures.eraseMember(space, user);
  expect((await rowsOf(space)).filter((row) => row.includes(Buffer.from(user).toString('base64')))).toEqual([]);
});

it('tells a changed document as the keys that changed, and takes it away with its member', async () => {
  const [space, user] = [aSpace(), aUser()];
  await work(space, user, 1);
  const at = Date.now();
  const change = (of: UserId | null, request: string) => ({
    ...{ requestId: requestId(request), user: of, document: 'settings', version: 4, event: 'settingsChanged', at },
    ...{
      actor: user,
      source: 'modal',
      before: { zone: 'UTC', nested: { a: 1, b: 2 } },
      after: { nested: { a: 1, b: 3 }, on: true },
    },
  });
  await append(space, ...cellsOf(null, encodeDocument(change(null, 'one'))));
  await append(space, ...cellsOf(user, encodeDocument(change(user, 'two'))));
  const [, ofSpace, ofMember] = await collect(chain.store.ledger(space));
  expect(ofSpace).toEqual({
    ...{ kind: 'document', id: 'one/.settings/0', requestId: 'one', user: null, version: 4, document: 'settings' },
    ...{ event: 'settingsChanged', at, actor: user, source: 'modal' },
    changes: [
      { path: ['zone'], before: 'UTC' },
      { path: ['nested', 'b'], before: 2, after: 3 },
      { path: ['on'], after: true },
    ],
  });
  expect((await chain.store.history(space, user)).records[0]).toEqual(ofMember);
  // Its request is none of the member's state, and its version neither.
  expect(await chain.store.wasApplied(space, user, requestId('two'), T)).toBe(false);
  await chain.erasures.eraseMember(space, user);
  expect((await collect(chain.store.ledger(space))).map(({ id }) => id)).toEqual(['one/.settings/0']);
});

it('serves a kind of row that was added: codec, history, rewrite and backup', async () => {
  const [space, user, other] = [aSpace(), aUser(), aUser()];
  const [first] = await work(space, user, 1);
  await work(space, other, 1);
  await append(space, ...cellsOf(user, encodeReminder('remind-1', 5, 'drink')));
  const clock = { ...realClock, every: () => () => undefined };
  const parts = { codec: reminderCodec, clock, log: new RecordingLogger(), soon: () => undefined };
  const told = [reminderOf(user, 'remind-1', 5, 'drink'), expect.objectContaining({ kind: 'entry', id: idsOf([first!])[0] })];
  expect((await createHistories({ redis: raw!, ...parts }).read(space, user)).records).toEqual(told);
  await chain.erasures.eraseMember(space, other);
  expect((await createHistories({ redis: raw!, ...parts }).read(space, user)).records).toEqual(told);
  await backupAndRestore();
  expect((await createHistories({ redis: empty!, ...parts }).read(space, user)).records).toEqual(told);
  const forgotten = { user, version: 0, at: 4 };
  await forgetInLedger({ redis: raw!, clock: realClock, owner: 'test', codec: reminderCodec }, space, forgotten);
  expect(await rowsOf(space)).toHaveLength(2);
  await forgetInLedger({ redis: raw!, clock: realClock, owner: 'test', codec: reminderCodec }, space, { ...forgotten, at: 5 });
  expect(await rowsOf(space)).toHaveLength(1);
});

it('reads the history right after an erasure, also of a member who came back meanwhile, and gives no id of the ledger twice', async () => {
  const [space, user, other] = [aSpace(), aUser(), aUser()];
  const kept = await work(space, other, 70);
  await work(space, user, 70);
  expect(await history(space, user)).toHaveLength(70);
  const last = (await rowsOf(space)).at(-1)!.split(' ')[0]!;
  const version = await chain.erasures.eraseMember(space, user);
  expect(await history(space, user)).toEqual([]);
  const indexed = list(await raw!.connection.send('HKEYS', [keys.history(space)])).map(text);
  expect(indexed.join()).toContain(other);
  expect(indexed.join()).not.toContain(user);
  expect(await history(space, other)).toEqual(idsOf(kept));
  // The newest rows are gone, and the position up to which the index and the consumers have read is behind the ledger's end.
  await expect(raw!.connection.send('XADD', [keys.ledger(space), last, user, 'x'])).rejects.toThrow('equal or smaller');
  const back = await work(space, user, 40, await chain.store.reload(space, user));
  expect(await history(space, user)).toEqual(idsOf(back));
  // An erasure that was interrupted is finished: what was written since stays, in the index too.
  await raw!.connection.send('XADD', [keys.ledger(space), '*', user, blobOf(98, 'leftover', 3)]);
  await raw!.connection.send('HSET', [keys.erasing(space), user, `begun:${Date.now() - 5}:${version}`]);
  await work(space, other, 1, await chain.store.reload(space, other));
  await chain.erasures.tidy(space, HOUR);
  expect((await rowsOf(space)).filter((row) => row.includes(Buffer.from(user).toString('base64')))).toHaveLength(40);
  expect(await history(space, user)).toEqual(idsOf(back));
  expect(await history(space, other)).toHaveLength(71);
});

it('reads the history right when several processes write, read and bring the index up to date', async () => {
  const two = await testChain(servers[0]!.url);
  const [space, users] = [aSpace(), Array.from({ length: 8 }, () => aUser())];
  const all = users.map((user, index) =>
    work(space, user, 60 + index).then(async (made) => {
      expect(await history(space, user, index % 2 === 0 ? chain.store : two.store)).toEqual(idsOf(made));
      return made;
    }),
  );
  const looks = Array.from({ length: 40 }, (_, at) => two.store.history(space, users[at % 8]!, undefined, 100));
  const made = await Promise.all(all);
  await Promise.all(looks);
  for (const [index, user] of users.entries())
    for (const { store } of [chain, two]) expect(await history(space, user, store)).toEqual(idsOf(made[index]!));
  await two.close();
});

it('takes a row once that a torn append-only file brought back, also at the end of a page', async () => {
  const [space, user] = [aSpace(), aUser()];
  const made = await work(space, user, 6);
  const rows = await rowsOf(space);
  await raw!.connection.send('UNLINK', [keys.ledger(space)]);
  for (const row of rows) {
    const cells = row
      .split(' ')
      .slice(1)
      .map((cell) => Buffer.from(cell, 'base64'));
    await append(space, ...cells);
    await append(space, ...cells);
  }
  expect(await history(space, user)).toEqual(idsOf(made));
  const pages: string[] = [];
  for (let from: number | null | undefined; from !== null;) {
    const page = await chain.store.history(space, user, from, 1);
    expect(page.records.length).toBeLessThanOrEqual(1);
    pages.push(...page.records.map(({ id }) => id));
    from = page.next;
  }
  expect(pages.toReversed()).toEqual(idsOf(made));
});

it('indexes in the background what nobody asked for, and again what a torn fold left undone', async () => {
  const [space, user] = [aSpace(), aUser()];
  const made = await work(space, user, 300);
  const position = async (): Promise<string> => text((await raw!.connection.send('HGET', [keys.history(space), '@'])) ?? '');
  // The last few are left to whoever reads.
  await expect.poll(position).not.toBe('');
  await raw!.connection.send('HSET', [keys.history(space), '@', (await rowsOf(space))[120]!.split(' ')[0]!]);
  expect(await history(space, user)).toEqual(idsOf(made));
  expect(await raw!.connection.send('HLEN', [keys.history(space)])).toBe(Math.ceil(300 / 32) + 1);
});

it('reads the history after a restore, which is no news to who reads the ledger on', async () => {
  const [space, user] = [aSpace(), aUser()];
  const made = await work(space, user, 50);
  const restored = await testChain(servers[1]!.url);
  const ids: string[] = [];
  restored.outbox.consume('log', (_space, records) => {
    ids.push(...records.map(({ id }) => id));
    return Promise.resolve();
  });
  await expect.poll(() => empty!.connection.send('HEXISTS', [keys.consumers, 'log'])).toBe(1);
  await backupAndRestore();
  expect(await history(space, user, restored.store)).toEqual(idsOf(made));
  const more = clockIn(space, user, await restored.store.reload(space, user));
  expect(await restored.store.commit(more)).toMatchObject({ kind: 'ok' });
  await expect.poll(() => ids).toEqual(idsOf([more]));
  expect(await history(space, user, restored.store)).toEqual(idsOf([...made, more]));
  await restored.close();
});

it('has in the history what a restore brought late, in the order of the ledger', async () => {
  const [space, user, other] = [aSpace(), aUser(), aUser()];
  const made = await work(space, user, 3);
  await work(space, other, 1);
  const path = join(dir, next());
  await writeBackup(raw!, { path, key: null, scope: 'all', clock: realClock, id: next(), program: 'test' });
  expect(await history(space, user)).toEqual(idsOf(made));
  const rows = await rowsOf(space);
  // Redis has lost two rows that the backup has.
  await raw!.connection.send('XDEL', [keys.ledger(space), ...rows.slice(1, 3).map((row) => row.split(' ')[0]!)]);
  expect(await history(space, user)).toEqual(idsOf(made.slice(0, 1)));
  await restoreBackup(raw!, {
    ...{ path, key: null, only: null, force: false, erasures: null, origin: 'restore', clock: realClock },
    log: new RecordingLogger(),
  });
  expect(await history(space, user)).toEqual(idsOf(made));
});
