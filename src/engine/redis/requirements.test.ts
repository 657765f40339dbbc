import { describe, expect, it } from 'vitest';
import { isOldVersion, requireScripts, UnusableRedis, versionIn } from './requirements.js';

/** A server that answers one command with an error, and everything else with `info`. */
const server = (refusal: string | null, info = '') => ({
  send: (command: string): Promise<unknown> =>
    command === 'EVAL' && refusal !== null ? Promise.reject(new Error(refusal)) : Promise.resolve(Buffer.from(info)),
});

describe('requireScripts', () => {
  it('refuses a server without script shebangs, by its name and version', async () => {
    const compiling = "ERR Error compiling script (new function): user_script:1: unexpected symbol near '#'";
    const old = server(compiling, '# Server\r\nredis_version:6.0.16\r\nos:Linux\r\n');
    await expect(requireScripts(old)).rejects.toThrow(UnusableRedis);
    await expect(requireScripts(old)).rejects.toThrow(/6\.0\.16.*Redis 7\.0 or newer, or Valkey 7\.2/);
    await expect(requireScripts(server(compiling))).rejects.toThrow(/unknown version/);
  });

  it('takes a server that runs them, whatever it calls itself, and judges nothing that it could not ask', async () => {
    await expect(requireScripts(server(null))).resolves.toBeUndefined();
    await expect(requireScripts(server('LOADING Redis is loading the dataset in memory'))).resolves.toBeUndefined();
    await expect(requireScripts(server('Connection is closed.'))).resolves.toBeUndefined();
  });
});

describe('the version of a program', () => {
  it.each([
    ['Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64 build=1', '7.0.15', false],
    ['Redis server v=6.0.16 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64', '6.0.16', true],
    ['Valkey server v=8.0.1 sha=00000000:1', '8.0.1', false],
    ['Server v=7.2.5 sha=00000000:0', '7.2.5', false],
  ])('%s', (output, version, old) => {
    expect(versionIn(output)).toBe(version);
    expect(isOldVersion(version)).toBe(old);
  });

  it('is not guessed', () => {
    expect(versionIn('hello')).toBeNull();
  });
});
