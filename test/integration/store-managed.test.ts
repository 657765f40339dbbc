import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { findServer } from '../../src/engine/redis/managed-process.js';
import { UnusableRedis, versionIn } from '../../src/engine/redis/requirements.js';
import { startManagedRedis, type ManagedRedis } from '../../src/engine/redis/managed.js';
import { aSpace, aUser, clockIn, clockOut, collect, HOUR, T } from '../conformance/fixtures.js';
import { realClock, testChain } from '../support/chain.js';
import { RecordingLogger } from '../support/fakes.js';

const made: { readonly dirs: string[]; readonly servers: ManagedRedis[] } = { dirs: [], servers: [] };
const folder = async (): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), 'pc-managed-'));
  made.dirs.push(dir);
  return dir;
};
const start = async (dir: string): Promise<ManagedRedis> => {
  const server = await startManagedRedis({ dir, clock: realClock, random: { next: () => 0 }, log: new RecordingLogger() });
  made.servers.push(server);
  return server;
};
const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
afterEach(async () => {
  for (const server of made.servers.splice(0)) await server.close();
  for (const dir of made.dirs.splice(0)) await rm(dir, { recursive: true, force: true });
});

it('keeps what was stored over an orderly end, and leaves no process behind', async () => {
  const dir = await folder();
  const first = await start(dir);
  const chain = await testChain(first.url, { managed: true });
  expect(chain.health().redis).toMatchObject({ state: 'up', mode: 'managed' });
  const commit = clockIn(aSpace(), aUser());
  await chain.store.commit(commit);
  await chain.close();
  await first.close();
  expect(lives(first.pid)).toBe(false);

  const second = await start(dir);
  const again = await testChain(second.url);
  expect(await again.store.load(commit.space, commit.user)).toEqual(commit.next);
  await again.close();
});

it('starts it again when it dies, and the chain finds it', async () => {
  const server = await start(await folder());
  const chain = await testChain(server.url);
  const before = server.pid;
  process.kill(before, 'SIGKILL');
  await expect.poll(() => server.pid !== before && chain.link.up, { timeout: 15_000 }).toBe(true);
  expect((await chain.store.commit(clockIn(aSpace(), aUser()))).kind).toBe('ok');
  await chain.close();
});

it.each([
  // The transaction of the second commit is torn within one of its commands.
  { damage: 'a cut', stored: 1, hurt: (file: string, size: number) => truncate(file, size - 10) },
  { damage: 'garbage', stored: 2, hurt: (file: string) => appendFile(file, Buffer.from('garbage\0\0\0')) },
])('mends an append-only file that ends in $damage, and keeps what it was', async ({ stored, hurt }) => {
  const dir = await folder();
  const first = await start(dir);
  const chain = await testChain(first.url);
  const begun = clockIn(aSpace(), aUser());
  await chain.store.commit(begun);
  await chain.store.commit(clockOut(begun.space, begun.user, begun.next, T + HOUR));
  await chain.close();
  await first.close();
  // What a kill or a power cut leaves, and an orderly end takes away.
  await writeFile(join(dir, 'redis.pid'), '99999999\n');
  const file = join(dir, 'appendonlydir', 'appendonly.aof.1.incr.aof');
  await hurt(file, (await readFile(file)).length);
  const damaged = await readFile(file);

  const log = new RecordingLogger();
  const second = await startManagedRedis({ dir, clock: realClock, random: { next: () => 0 }, log });
  made.servers.push(second);
  const again = await testChain(second.url);
  expect((await again.store.load(begun.space, begun.user)).version).toBe(stored);
  expect(await collect(again.store.ledger(begun.space))).toHaveLength(stored);
  await again.close();
  expect(log.lines.filter(({ message }) => message.includes('append-only'))).toMatchObject([{ fields: { mended: true } }]);
  const kept = (await readdir(join(dir, 'appendonlydir'))).filter((name) => name.includes('.damaged-'));
  expect(kept).toHaveLength(1);
  expect(await readFile(join(dir, 'appendonlydir', kept[0] ?? ''))).toEqual(damaged);
});

it('takes over the server that an earlier run left behind, and notices when that one dies', async () => {
  const dir = await folder();
  const first = await start(dir);
  const second = await start(dir);
  expect(second.pid).toBe(first.pid);
  made.servers.splice(made.servers.indexOf(first), 1);
  await second.close();
  expect(lives(first.pid)).toBe(false);
});

it('finds room for its socket when the folder has a long name', async () => {
  const server = await start(join(await folder(), 'x'.repeat(120)));
  expect(server.url.length).toBeLessThan(110);
  const chain = await testChain(server.url);
  expect(chain.link.up).toBe(true);
  await chain.close();
});

it('says what is missing', async () => {
  const options = { dir: await folder(), clock: realClock, random: { next: () => 0 }, log: new RecordingLogger() };
  await expect(startManagedRedis({ ...options, program: '/nowhere/redis-server' })).rejects.toThrow(/ended while it started/);
});

it('takes no server that is too old, but the next one that is not, and says what would do', async () => {
  const dir = await folder();
  const program = async (name: string, says: string): Promise<string> => {
    const file = join(dir, name);
    await writeFile(file, `#!/bin/sh\necho '${says}'\n`, { mode: 0o755 });
    return file;
  };
  await program('redis-server', 'Redis server v=6.0.16 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64');
  await expect(findServer(dir)).rejects.toThrow(/redis-server is 6\.0\.16.*too old.*Redis 7\.0 or newer.*REDIS_URL/);
  const valkey = await program('valkey-server', 'Valkey server v=8.0.1 sha=00000000:1');
  expect(await findServer(dir)).toBe(valkey);
  await mkdir(join(dir, 'empty'));
  await expect(findServer(join(dir, 'empty'))).rejects.toThrow(/neither redis-server nor valkey-server is installed.*REDIS_URL/);
});

it('names a program that is too old once, however many ways lead to it', async () => {
  const dir = await folder();
  const bin = join(dir, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'redis-server'), "#!/bin/sh\necho 'Redis server v=6.0.16'\n", { mode: 0o755 });
  await symlink(bin, join(dir, 'link'));
  const said = await findServer(`${bin}:${join(dir, 'link')}`).catch(String);
  expect(said.match(/is 6\.0\.16/g)).toHaveLength(1);
});

it.each([
  ['REDIS0012', /written by Redis 7\.0\.15 \(RDB version 12\).*installed here \(7\.0\.15\).*install Redis 7\.0\.15 or newer/],
  ['VALKEY080', /written by Redis 7\.0\.15 \(RDB version 80\)/],
])('cannot read data of format %s, says so in one sentence, and leaves them as they are', async (magic, said) => {
  const dir = await folder();
  const first = await start(dir);
  await first.close();
  // The servers' own versions are one here: the header says who wrote the data, and its first nine letters in which format.
  const version = (await promisify(execFile)('redis-server', ['--version'])).stdout;
  const base = join(dir, 'appendonlydir', 'appendonly.aof.1.base.rdb');
  const bytes = await readFile(base);
  bytes.write(magic);
  await writeFile(base, bytes);
  // As after a crash, when the append-only file is mended first.
  await writeFile(join(dir, 'redis.pid'), '99999999\n');

  const problem = await start(dir).then(
    () => null,
    (error: unknown) => error,
  );
  expect(problem).toBeInstanceOf(UnusableRedis);
  expect(String(problem).replaceAll(versionIn(version) ?? '?', '7.0.15')).toMatch(said);
  expect(String(problem)).not.toContain('\n');
  expect(await readFile(base)).toEqual(bytes);
  expect(await readdir(join(dir, 'appendonlydir'))).not.toContainEqual(expect.stringContaining('.damaged-'));
});

it('does not start a second server over the files of one that is stopped', async () => {
  const dir = await folder();
  const first = await start(dir);
  process.kill(first.pid, 'SIGSTOP');
  const options = { dir, clock: realClock, random: { next: () => 0 }, log: new RecordingLogger(), startTimeoutMs: 100 };
  await expect(startManagedRedis(options)).rejects.toThrow(/does not answer/);
  process.kill(first.pid, 'SIGCONT');
});
