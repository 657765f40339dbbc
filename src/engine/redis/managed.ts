import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstat, mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { delay, type Clock, type Logger, type Random } from '../../domain/ports.js';
import { mendAppendOnly } from './append-only.js';
import { backoff } from './clients.js';
import { unreadableData } from './data-format.js';
import { findServer, spawnServer, versionOf, type ServerProcess } from './managed-process.js';
import { ask } from './raw.js';

export interface ManagedRedis {
  /** For `createChain`: `unix:<path>`. */
  readonly url: string;
  /** The server's process; that of a run before ours when it was still there. */
  readonly pid: number;
  /** Saves and ends the server, and waits until it has gone. */
  close(): Promise<void>;
}

export interface ManagedOptions {
  /** Holds the data (AOF every second, and snapshots); made when it is not there. */
  readonly dir: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** The server's program; the first of redis-server and valkey-server in PATH unless told. */
  readonly program?: string;
  /** ms to wait for the server's first answer; loading much data takes its time. 30,000 unless told. */
  readonly startTimeoutMs?: number;
}

/** A unix socket's path has 108 bytes on Linux and 104 on macOS, the final zero included. */
const SOCKET_PATH_MAX = 103;

/**
 * Runs a Redis of our own on a unix socket: no port, nobody else's. A server that a crash of ours left behind is taken over; one that dies is
 * started again, with a growing delay.
 * @throws UnusableRedis when there is no program that will do, or it cannot read the data; another error when it does not start
 */
export const startManagedRedis = async (options: ManagedOptions): Promise<ManagedRedis> => {
  const { dir, clock, log, random, startTimeoutMs = 30_000 } = options;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const socket = await socketPath(dir);
  const life: { closing: boolean; server: ServerProcess | null; pid: number; attempts: number } = {
    closing: false,
    server: null,
    pid: 0,
    attempts: 0,
  };

  const start = async (): Promise<void> => {
    const left = await leftBehind(dir);
    if (left !== null) {
      log.info({ pid: left }, 'taking over the managed Redis of an earlier run');
      life.server = null;
      life.pid = left;
      // Never a second server over the same files: one that is stopped or busy is waited for, and then reported.
      await answering(null);
      return;
    }
    const program = options.program ?? (await findServer());
    await mendAppendOnly(program, dir, { clock, log });
    const server = spawnServer(program, dir, socket);
    life.server = server;
    life.pid = server.pid;
    await answering(server);
    void server.ended.then((how) => {
      if (life.closing) return;
      log.error({ how, log: server.lastLines() }, 'the managed Redis ended');
      void revive();
    });
    log.info({ pid: server.pid, dir }, 'managed Redis');
  };
  const answering = async (server: ServerProcess | null): Promise<void> => {
    const until = clock.monotonic() + startTimeoutMs;
    const said = (): string => server?.lastLines() ?? `process ${life.pid} in ${dir}`;
    while (!(await answers(socket))) {
      if (server?.gone ?? !processLives(life.pid)) {
        const unreadable = server === null ? null : await unreadableData(dir, said(), await versionOf(server.program));
        throw unreadable ?? new Error(`the managed Redis ended while it started: ${said()}`);
      }
      if (clock.monotonic() > until) throw new Error(`the managed Redis does not answer: ${said()}`);
      await delay(clock, 25);
    }
    life.attempts = 0;
  };
  const revive = async (): Promise<void> => {
    while (!life.closing) {
      await delay(clock, backoff(++life.attempts, random));
      if (isClosing(life)) return;
      try {
        await start();
        return;
      } catch (error) {
        log.error({ reason: String(error) }, 'the managed Redis does not start again');
      }
    }
  };
  /** A server that was taken over is no child of ours, so its end is noticed by looking. */
  const look = async (): Promise<void> => {
    if (life.server !== null || life.closing || life.attempts > 0 || processLives(life.pid)) return;
    log.error({ pid: life.pid }, 'the managed Redis ended');
    await revive();
  };

  await start();
  const cancel = clock.every(1_000, () => void look());
  return {
    url: `unix:${socket}`,
    get pid() {
      return life.pid;
    },
    close: async () => {
      life.closing = true;
      cancel();
      await ask(socket, ['SHUTDOWN', 'SAVE']).catch(() => undefined);
      const until = clock.monotonic() + 10_000;
      while (processLives(life.pid) && life.server?.gone !== true && clock.monotonic() < until) await delay(clock, 20);
    },
  };
};

/** The address of the managed Redis in `dir` when it runs, be it a bot's or left behind by one; null when it does not. */
export const runningManagedRedis = async (dir: string): Promise<string | null> =>
  (await leftBehind(dir)) === null ? null : `unix:${await socketPath(dir)}`;

/** Read anew after an await, which the compiler does not know. */
const isClosing = (life: { readonly closing: boolean }): boolean => life.closing;

/** Beside the data, or at a place that is found again by the data's path when that is too long. */
const socketPath = async (dir: string): Promise<string> => {
  const socket = join(resolve(dir), 'redis.sock');
  if (Buffer.byteLength(socket) <= SOCKET_PATH_MAX) return socket;
  const elsewhere = join(tmpdir(), `punchcard-${createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 16)}`);
  await mkdir(elsewhere, { recursive: true, mode: 0o700 });
  const { uid } = await lstat(elsewhere);
  if (process.getuid !== undefined && uid !== process.getuid()) throw new Error(`${elsewhere} belongs to somebody else`);
  return join(elsewhere, 'redis.sock');
};

const answers = async (socket: string): Promise<boolean> => (await ask(socket, ['PING']).catch(() => '')) === '+PONG\r\n';

/** The server that still works on these files, by its pid file; a process that took over its number is none. */
const leftBehind = async (dir: string): Promise<number | null> => {
  const pid = Number(await readFile(join(dir, 'redis.pid'), 'utf8').catch(() => ''));
  if (!Number.isSafeInteger(pid) || pid <= 1 || !processLives(pid)) return null;
  return /(?:redis|valkey)-server/.test(await commandLine(pid)) ? pid : null;
};

/** Linux has it in /proc, and small images have no `ps`; macOS has only `ps`. */
const commandLine = (pid: number): Promise<string> =>
  readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() =>
    run('ps', ['-o', 'args=', '-p', String(pid)]).then(
      ({ stdout }) => stdout,
      () => '',
    ),
  );

const run = promisify(execFile);

const processLives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
