import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keys } from '../../src/engine/redis/keys.js';
import { makeCertificates, opensslMissing } from '../support/certificates.js';
import { rawRedis } from '../support/raw-redis.js';
import { freePort, startRedis, type RedisProcess } from '../support/redis.js';
import { ANN, OFFICE, playStory } from '../support/story.js';

const ROOT = join(import.meta.dirname, '../..');
const BUILT = process.env['PUNCHCARD_MAIN']?.replace(/main\.js$/, 'backup/main.js');
const PROGRAM = BUILT === undefined ? ['--import', 'tsx', 'src/core/backup/main.ts'] : [BUILT];
const KEY = '5ec2e7'.repeat(10) + 'cafe';

let redis: RedisProcess;
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pc-cli-'));
  redis = await startRedis();
});
afterEach(async () => {
  await redis.stop();
  await rm(dir, { recursive: true, force: true });
});

const run = async (args: readonly string[], env: Readonly<Record<string, string>>) => {
  const options = { cwd: ROOT, env: { PATH: process.env['PATH'] ?? '', ...env } };
  const child = promisify(execFile)(process.execPath, [...PROGRAM, ...args], options);
  const { stdout, stderr } = await child.catch((error: unknown) => {
    if (error instanceof Error && 'stdout' in error && 'stderr' in error)
      return { stdout: String(error.stdout), stderr: String(error.stderr) };
    throw error;
  });
  return { code: child.child.exitCode, output: stdout + stderr };
};

it('moves a database from a Redis to the managed one of a new machine, encrypted, and lets nobody see the key', async () => {
  const raw = await rawRedis(redis.url);
  await playStory(redis.url);
  const file = join(dir, 'all.backup');
  const old = { REDIS_URL: redis.url, DATA_DIR: join(dir, 'old') };
  const fresh = { DATA_DIR: join(dir, 'new') };
  const keyFile = join(dir, 'key');
  await writeFile(keyFile, `${KEY}\n`);

  const made = await run(['backup', file], { ...old, BACKUP_KEY: KEY });
  expect(made).toMatchObject({ code: 0, output: expect.stringMatching(/3 spaces, 5 members, .*, encrypted/) as string });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const restored = await run(['restore', file, '--key-file', keyFile], fresh);
  expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('restored 3 spaces: 5 members') as string });
  // What the managed Redis was left with is there when it is started again.
  const again = await run(['backup', join(dir, 'again.backup')], fresh);
  expect(again.output).toContain('3 spaces, 5 members');
  expect(again.output).toContain('WARNING: the backup is not encrypted');

  await raw.connection.send('HSET', [keys.states(OFFICE), ANN, '99:x']);
  const newer = await run(['restore', file], { ...old, BACKUP_KEY: KEY });
  expect(newer.code).toBe(1);
  expect(newer.output).toContain(`${OFFICE}/${ANN}: newer (version 99 in Redis`);
  expect(newer.output).toContain('--force');
  for (const { output } of [made, restored, again, newer]) expect(output).not.toContain(KEY);
  await raw.connection.close();
}, 60_000);

it('says what is wrong with its arguments, with 2', async () => {
  const usage = await run(['backup', 'a', '--key', KEY], {});
  expect(usage).toMatchObject({ code: 2, output: expect.stringContaining('npm run backup -- FILE') as string });
});

describe.skipIf(opensslMissing !== null)(`over TLS${opensslMissing === null ? '' : ` (${opensslMissing})`}`, () => {
  it('backs up and restores with the files of the configuration, and says which of them is not there', async () => {
    const [certificates, port] = [await makeCertificates(), await freePort()];
    const { authority, server, client } = certificates;
    const files = [
      '--tls-cert-file',
      server.certFile,
      '--tls-key-file',
      server.keyFile,
      '--tls-ca-cert-file',
      authority.certFile,
    ];
    const secure = await startRedis({ settings: ['--tls-port', String(port), ...files] });
    try {
      const raw = await rawRedis(secure.url);
      await playStory(secure.url);
      const file = join(dir, 'tls.backup');
      const env = {
        REDIS_URL: `rediss://127.0.0.1:${port}`,
        REDIS_TLS_CA: authority.certFile,
        REDIS_TLS_CERT: client.certFile,
        REDIS_TLS_KEY: client.keyFile,
        DATA_DIR: join(dir, 'data'),
      };
      const made = await run(['backup', file], env);
      expect(made).toMatchObject({ code: 0, output: expect.stringContaining('3 spaces, 5 members') as string });
      await raw.connection.send('FLUSHALL', []);
      const restored = await run(['restore', file], env);
      expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('restored 3 spaces: 5 members') as string });
      expect(await raw.connection.send('SCARD', [keys.spaces])).toBe(3);
      await raw.connection.close();
      const absent = await run(['backup', join(dir, 'no.backup')], { ...env, REDIS_TLS_CA: join(dir, 'nowhere.pem') });
      expect(absent).toMatchObject({ code: 2, output: expect.stringContaining('REDIS_TLS_CA') as string });
    } finally {
      await secure.stop();
      await certificates.remove();
    }
  }, 60_000);
});
