import { mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { EMPTY_MEMBER } from '../../src/domain/session.js';
import { keys } from '../../src/engine/redis/keys.js';
import { aSpace, aUser, clockIn, clockOut, collect, HOUR, T } from '../conformance/fixtures.js';
import { realClock, testChain, type TestChain } from '../support/chain.js';
import { startRedis } from '../support/redis.js';

/** Cuts the file in the middle of a transaction: within the command that comes `behind` (1: the next) the last one with `mark` in it. */
const tear = async (dir: string, behind = 1, mark = 'XADD'): Promise<void> => {
  const folder = join(dir, 'appendonlydir');
  const name = (await readdir(folder)).find((file) => file.endsWith('.incr.aof'));
  if (name === undefined) throw new Error('no append-only file');
  const bytes = await readFile(join(folder, name));
  let next = bytes.lastIndexOf(mark);
  for (let command = 0; command < behind; command += 1) next = bytes.indexOf('\r\n*', next) + 2;
  await truncate(join(folder, name), next + 6);
};

it.each([
  ['the first month of a member is noted', 1],
  ['its first day is counted', 2],
  ['its entry is put', 3],
])('counts nothing twice when a transaction that was torn where %s comes back with the next start', async (_, behind) => {
  const dir = await mkdtemp(join(tmpdir(), 'punchcard-torn-'));
  const redis = await startRedis({ dir, appendfsync: 'always' });
  let chain: TestChain | undefined;
  try {
    const [space, user] = [aSpace(), aUser()];
    const begun = clockIn(space, user, EMPTY_MEMBER);
    const done = clockOut(space, user, begun.next, T + HOUR);
    chain = await testChain(redis.url);
    await chain.store.commit(begun);
    await chain.store.commit(done);
    await chain.close();
    await redis.kill();
    await tear(dir, behind);
    await redis.restart();
    // Offered again, as the journal would; then a start that reads the file with the torn transaction's beginning in it.
    chain = await testChain(redis.url);
    expect((await chain.store.load(space, user)).version).toBe(1);
    expect(await chain.store.commit(done)).toEqual({ kind: 'ok', version: 2 });
    await chain.close();
    await redis.kill();
    await redis.restart();
    chain = await testChain(redis.url);
    expect(await redis.command('XLEN', `pc:{${space}}:l`)).toBe('3');
    expect((await collect(chain.store.ledger(space))).map(({ event }) => event)).toEqual(['clockedIn', 'clockedOut']);
    const days = await chain.store.days(space, user, '00000000', '99999999');
    expect([...days.values()].flatMap((categories) => [...categories.values()])).toEqual([HOUR]);
    expect(await chain.store.entries(space, user, 0, Infinity)).toEqual([done.next.last]);
    expect(await chain.store.board(space, { category: null, span: 'all', day: '20260302' }, 2)).toEqual([
      { user, ms: HOUR, rank: 1 },
    ]);
  } finally {
    await chain?.close();
    await redis.stop();
    await rm(dir, { recursive: true, force: true });
  }
});

it.each([
  ['the clock of the process was ahead and is right again', false],
  ['rows of another time are ahead of the server', true],
])('loses no row of the ledger to a torn one when %s', async (_, areAhead) => {
  const dir = await mkdtemp(join(tmpdir(), 'punchcard-torn-'));
  const redis = await startRedis({ dir, appendfsync: 'always' });
  let chain: TestChain | undefined;
  const again = async (clock = realClock): Promise<TestChain> => {
    await chain?.close();
    chain = await testChain(redis.url, { clock });
    return chain;
  };
  try {
    const [space, one, two] = [aSpace(), aUser(), aUser()];
    const [begun, other] = [clockIn(space, one, EMPTY_MEMBER), clockIn(space, two, EMPTY_MEMBER)];
    const done = clockOut(space, one, begun.next, T + HOUR);
    const ahead = await again({ ...realClock, now: () => Date.now() + HOUR });
    if (areAhead) await redis.command('XADD', `pc:{${space}}:l`, `${String(Date.now() + HOUR)}-0`, 'r', 'x', 'c', 'x');
    for (const commit of [begun, done]) await ahead.store.commit(commit);
    await redis.kill();
    await tear(dir);
    await redis.restart();
    const right = await again();
    for (const commit of [other, done]) expect(await right.store.commit(commit)).toMatchObject({ kind: 'ok' });
    await redis.kill();
    await redis.restart();
    const last = await again();
    const rows = (await collect(last.store.ledger(space))).map(({ user, event }) => [user, event]);
    expect(rows.sort()).toEqual(
      [
        [one, 'clockedIn'],
        [one, 'clockedOut'],
        [two, 'clockedIn'],
      ].sort(),
    );
  } finally {
    await chain?.close();
    await redis.stop();
    await rm(dir, { recursive: true, force: true });
  }
});

it.each([1, 2, 3])(
  'sums an erased member once when its erasure was torn %d command(s) behind the sums, and asked for again',
  async (behind) => {
    const dir = await mkdtemp(join(tmpdir(), 'punchcard-torn-'));
    const redis = await startRedis({ dir, appendfsync: 'always' });
    let chain: TestChain | undefined;
    try {
      const [space, user, other] = [aSpace(), aUser(), aUser()];
      chain = await testChain(redis.url);
      for (const each of [user, other]) {
        const begun = clockIn(space, each, EMPTY_MEMBER);
        for (const commit of [begun, clockOut(space, each, begun.next, T + HOUR)]) await chain.store.commit(commit);
      }
      await chain.erasures.eraseMember(space, other);
      await chain.erasures.eraseMember(space, user);
      await chain.close();
      await redis.kill();
      await tear(dir, behind, keys.former(space));
      await redis.restart();
      chain = await testChain(redis.url);
      const sums = async (store: TestChain['store']) => (await store.formerTotals(space, '202603', '202603')).map(({ ms }) => ms);
      expect(await sums(chain.store)).toEqual([HOUR]);
      expect((await chain.store.days(space, user, '00000000', '99999999')).size).toBe(1);
      await chain.erasures.eraseMember(space, user);
      expect(await sums(chain.store)).toEqual([2 * HOUR]);
      await chain.close();
      await redis.kill();
      await redis.restart();
      chain = await testChain(redis.url);
      expect(await sums(chain.store)).toEqual([2 * HOUR]);
    } finally {
      await chain?.close();
      await redis.stop();
      await rm(dir, { recursive: true, force: true });
    }
  },
);
