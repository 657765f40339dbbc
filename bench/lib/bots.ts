import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { BenchContext } from './cell.js';
import { HEAP_FLAGS } from './worker.js';

const ROOT = join(import.meta.dirname, '../..');
const REGISTER = join(import.meta.dirname, 'register.mjs');

export interface StartedBot {
  readonly pid: number;
  readonly token: string;
  /** `performance.now()` at the spawn. */
  readonly began: number;
  output(): string;
  /** Rejects when the bot ends before it is stopped. */
  readonly died: Promise<never>;
  stop(): Promise<void>;
}

/** Beside what every bot gets. */
export interface BotRun {
  readonly execArgv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Hears everything that the bot writes. */
  readonly onOutput?: (text: string) => void;
}

type Context = Pick<BenchContext, 'dir' | 'onEnd'>;

const start = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  token: string,
  { onEnd }: Context,
  onOutput: (text: string) => void = () => undefined,
): StartedBot => {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', DISCORD_TOKEN: token, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-20_000);
    onOutput(chunk.toString());
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  let stopping = false;
  const exit = once(child, 'exit');
  const died = exit.then(([code, signal]): Promise<never> => {
    if (stopping) return new Promise(() => undefined);
    throw new Error(`the bot ${token} ended with ${String(code ?? signal)}:\n${output}`);
  });
  died.catch(() => undefined);
  const stop = async (): Promise<void> => {
    stopping = true;
    child.kill('SIGTERM');
    await exit;
  };
  onEnd(stop);
  return { pid: z.number().parse(child.pid), token, began, output: () => output, died, stop };
};

/** The program as it is shipped (`npm run build` before), on an emulated Discord. */
export const startPunchcard = async (
  token: string,
  where: { readonly discord: number; readonly redisUrl: string; readonly dataDir?: string },
  context: Context,
  options: BotRun = {},
): Promise<StartedBot> => {
  const main = join(ROOT, process.env['PUNCHCARD_MAIN'] ?? 'dist/src/core/main.js');
  const env = {
    DISCORD_API_URL: `http://127.0.0.1:${where.discord}/api`,
    REDIS_URL: where.redisUrl,
    DATA_DIR: where.dataDir ?? (await mkdtemp(join(context.dir, 'bot-'))),
    HTTP_PORT: '0',
    LOG_LEVEL: 'info',
    LOG_FORMAT: 'json',
    ...options.env,
  };
  return start([...HEAP_FLAGS, ...(options.execArgv ?? []), main], env, token, context, options.onOutput);
};

/** @param file of bench/bots */
export const startPlainBot = (file: string, token: string, discord: number, context: Context, options: BotRun = {}): StartedBot =>
  start(
    [...HEAP_FLAGS, ...(options.execArgv ?? []), '--import', REGISTER, join(ROOT, 'bench/bots', file)],
    { DISCORD_API_URL: `http://127.0.0.1:${discord}/api`, ...options.env },
    token,
    context,
  );
