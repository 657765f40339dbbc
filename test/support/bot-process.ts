import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { z } from 'zod';
import { freePort } from './redis.js';

const ROOT = path.join(import.meta.dirname, '../..');

/** Polls `look` until it answers something; the wait is on the condition, the pause only keeps the loop from spinning. */
export const eventually = async <T>(
  look: () => Promise<T | undefined> | T | undefined,
  what: string,
  timeoutMs = 30_000,
): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`timed out waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** What `npm test` has built, else the sources. */
const BUILT = process.env['PUNCHCARD_MAIN'];
const PROGRAM = BUILT === undefined ? ['--import', 'tsx', 'src/core/main.ts'] : [BUILT];

export interface BotProcess {
  readonly pid: number;
  /** Base of /healthz, /readyz, /metrics and POST /interactions. */
  readonly url: string;
  /** Everything written to stdout and stderr so far. */
  output(): string;
  exited(): boolean;
  /** Nobody reads its output from now on, as when the terminal or the log's reader is gone. */
  deafen(): void;
  /** SIGTERM, then waits for the exit code. */
  stop(): Promise<number | null>;
  /** kill -9, then waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts the bot as its own process, with nothing but `env` of configuration, and waits until /readyz says yes. */
export const startBotProcess = async (env: Readonly<Record<string, string>>): Promise<BotProcess> => {
  const port = Number(env['HTTP_PORT'] ?? (await freePort()));
  const child = spawn(process.execPath, PROGRAM, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'test', ...env, HTTP_PORT: `${port}`, HTTP_HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let code: number | null | undefined;
  const keep = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const exit = once(child, 'exit').then(([value]: unknown[]) => (code = z.number().nullable().parse(value)));
  const url = `http://127.0.0.1:${port}`;
  const isReady = async (): Promise<true | undefined> => {
    if (code !== undefined) throw new Error(`the bot ended with ${code}:\n${output}`);
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    return response?.ok === true ? true : undefined;
  };
  // A machine that does much else at the same time starts slowly.
  await eventually(isReady, 'the bot to be ready', 45_000).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`${String(error)}\n${output}`);
  });
  return {
    pid: z.number().parse(child.pid),
    url,
    output: () => output,
    exited: () => code !== undefined,
    deafen: () => {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    stop: async () => {
      child.kill('SIGTERM');
      return exit;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
  };
};
