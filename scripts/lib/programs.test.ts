import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let bin: string;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'pc-programs-'));
  symlinkSync(process.execPath, join(bin, 'node'));
});
afterEach(() => rmSync(bin, { recursive: true, force: true }));

const program = (name: string, script: string): void =>
  writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*" >> ${join(bin, 'log')}\n${script}\n`, { mode: 0o755 });

/** `ensure('redis')` on a system with these packages and no Redis, as root. */
const ensureOn = (policies: Readonly<Record<string, string>>): { readonly said: string; readonly ran: readonly string[] } => {
  const cases = Object.entries(policies).map(([name, version]) => `${name}) echo "  Candidate: ${version}";;`);
  program('apt-cache', `case "$2" in ${cases.join(' ')} esac`);
  // Everything that would change the system goes through it, and changes nothing here.
  program('env', 'exit 0');
  program('apt-get', 'exit 0');
  const code = `
    const { EXTRA_DIRECTORIES, redisAdvice } = await import('./scripts/lib/plan.mjs');
    EXTRA_DIRECTORIES.length = 0;
    process.getuid = () => 0;
    const { ensure } = await import('./scripts/lib/programs.mjs');
    console.log((await ensure('redis', redisAdvice)).advice);`;
  const { stdout, stderr } = spawnSync(join(bin, 'node'), ['--input-type=module', '-e', code], {
    cwd: join(import.meta.dirname, '../..'),
    env: { PATH: bin },
    encoding: 'utf8',
  });
  return { said: stdout + stderr, ran: readFileSync(join(bin, 'log'), 'utf8').trim().split('\n') };
};

it('does not install a Redis that is too old, nor asks for the one that it knows to be so', () => {
  const { said, ran } = ensureOn({ 'redis-server': '5:6.0.16-1ubuntu1', 'valkey-server': '(none)' });
  expect(ran.filter((command) => command.includes('install') && command.includes('redis-server'))).toEqual([]);
  expect(said).toMatch(/package is Redis 6\.0\.16[\s\S]*backports[\s\S]*REDIS_URL/);
});

it('installs one that will do', () => {
  const { ran } = ensureOn({ 'redis-server': '5:7.0.15-1' });
  expect(ran).toContainEqual(expect.stringMatching(/apt-get update/));
  expect(ran).toContainEqual(expect.stringMatching(/apt-get install .*redis-server/));
});
