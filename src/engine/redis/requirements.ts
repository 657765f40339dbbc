import type { Connection } from './connection.js';
import { text } from './replies.js';

/** A Redis that is there and will never do: too old, or not installed at all. The message says what would. */
export class UnusableRedis extends Error {
  override readonly name = 'UnusableRedis';
}

/** Scripts that open with `#!lua` came with it. */
const LEAST_MAJOR = 7;
export const REQUIRED_SERVER = 'Redis 7.0 or newer, or Valkey 7.2 or newer';

/** What a server does with a shebang that it does not know. */
const NO_SHEBANG = /compiling script|unexpected symbol/i;

/**
 * Asks the server for the one thing that all our scripts need; what it says of its version is only for the message (others than Redis and
 * Valkey count differently). What cannot be asked now is no verdict.
 * @throws UnusableRedis
 */
export const requireScripts = async (connection: Pick<Connection, 'send'>): Promise<void> => {
  try {
    await connection.send('EVAL', ['#!lua\nreturn 1', 0]);
  } catch (error) {
    if (!(error instanceof Error) || !NO_SHEBANG.test(error.message)) return;
    const info = await connection.send('INFO', ['server']).then(text, () => '');
    const version = /^(?:valkey|redis)_version:(\S+)/m.exec(info)?.[1] ?? 'of an unknown version';
    throw new UnusableRedis(`the server is ${version}; Punchcard needs ${REQUIRED_SERVER}`, { cause: error });
  }
};

/** The version in `redis-server --version` (`Redis server v=7.0.15 sha=...`); null when there is none in it. */
export const versionIn = (output: string): string | null => /\bv=(\d+(?:\.\d+)*)/.exec(output)?.[1] ?? null;

export const isOldVersion = (version: string): boolean => Number(version.split('.')[0]) < LEAST_MAJOR;
