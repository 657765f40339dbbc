import { execFile, spawn } from 'node:child_process';
import { access, constants, realpath } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { isOldVersion, REQUIRED_SERVER, UnusableRedis, versionIn } from './requirements.js';

export interface ServerProcess {
  readonly program: string;
  readonly pid: number;
  readonly gone: boolean;
  /** How it ended: a signal's name or an exit code. */
  readonly ended: Promise<string>;
  /** What it said last. */
  lastLines(): string;
}

const PROGRAMS = ['redis-server', 'valkey-server'];

/** The first of the programs in PATH that is new enough. @throws UnusableRedis with the ways out when there is none */
export const findServer = async (path: string = process.env['PATH'] ?? ''): Promise<string> => {
  const old = new Map<string, string>();
  for (const program of PROGRAMS)
    for (const folder of path.split(delimiter)) {
      const file = join(folder, program);
      const found = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (folder === '' || !found) continue;
      const version = await versionOf(file);
      if (version === null || !isOldVersion(version)) return file;
      // Where /bin is a link to /usr/bin, one program is found twice.
      const real = await realpath(file);
      if (!old.has(real)) old.set(real, `${file} is ${version}`);
    }
  const why =
    old.size === 0 ? 'neither redis-server nor valkey-server is installed' : `${[...old.values()].join(', ')}, which is too old`;
  throw new UnusableRedis(
    `${why}. Punchcard needs ${REQUIRED_SERVER}: install one, or set REDIS_URL to one that runs elsewhere, or use docker compose up`,
  );
};

/** Null when it does not say; then the start shows. */
export const versionOf = (program: string): Promise<string | null> =>
  run(program, ['--version'], { timeout: VERSION_MS }).then(
    ({ stdout }) => versionIn(stdout),
    () => null,
  );

const run = promisify(execFile);
const VERSION_MS = 5_000;

/** Limits that keep a month of entries in one flat block: a fifth of the memory of the default. */
export const COMPACT = {
  'zset-max-listpack-entries': 256,
  'zset-max-listpack-value': 256,
  'hash-max-listpack-entries': 512,
  'hash-max-listpack-value': 256,
} as const;

/** Settings of our own Redis. A clean end saves; a crash loses at most the last second, which the journal replays. */
const settings = (dir: string, socket: string): readonly string[] => [
  ...['--port', '0', '--unixsocket', socket, '--unixsocketperm', '700', '--dir', dir, '--daemonize', 'no'],
  ...[
    '--pidfile',
    join(resolve(dir), 'redis.pid'),
    '--appendonly',
    'yes',
    '--appendfsync',
    'everysec',
    '--aof-use-rdb-preamble',
    'yes',
  ],
  ...['--save', '900 1 300 100', '--maxmemory-policy', 'noeviction', '--loglevel', 'notice'],
  ...Object.entries(COMPACT).flatMap(([name, value]) => [`--${name}`, String(value)]),
];

const LINES = 20;

/** Starts the server. It is a process group of its own, so that Ctrl-C at the terminal reaches us first and we end it in order. */
export const spawnServer = (program: string, dir: string, socket: string): ServerProcess => {
  const child = spawn(program, settings(dir, socket), { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let lines: string[] = [];
  const listen = (chunk: Buffer): void => {
    lines = [...lines, ...chunk.toString().trim().split('\n')].slice(-LINES);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const life = { gone: false };
  const ended = new Promise<string>((resolve) => {
    const end = (how: string): void => {
      life.gone = true;
      resolve(how);
    };
    child.on('error', (error) => end(error.message));
    child.on('exit', (code, signal) => end(signal ?? `code ${String(code)}`));
  });
  return {
    program,
    pid: child.pid ?? 0,
    get gone() {
      return life.gone;
    },
    ended,
    lastLines: () => lines.join('\n'),
  };
};
