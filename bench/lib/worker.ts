import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import type { BenchContext } from './cell.js';

const REGISTER = join(import.meta.dirname, 'register.mjs');
/** As the program is started (package.json, Dockerfile); whatever is measured gets it, ours and the baseline alike. */
export const HEAP_FLAGS = ['--max-semi-space-size=32', '--heap-growing-percent=100'] as const;
const Asked = z.object({ id: z.number(), method: z.string(), argument: z.unknown() });
const Answered = z.object({ id: z.number(), value: z.unknown().optional(), error: z.string().optional() });

/** A process that something is measured in, so that nothing else shares its heap and its CPU time. */
export interface Worker {
  readonly pid: number;
  call<T>(method: string, argument: unknown, answer: z.ZodType<T>): Promise<T>;
  stop(): Promise<void>;
}

/** @param file of bench/workers, without folder; it calls `serve` */
export const startWorker = async (
  file: string,
  { onEnd, execArgv = [] }: Pick<BenchContext, 'onEnd'> & { readonly execArgv?: readonly string[] },
): Promise<Worker> => {
  const child: ChildProcess = fork(join(import.meta.dirname, '../workers', file), {
    execArgv: [...HEAP_FLAGS, '--import', REGISTER, '--expose-gc', ...execArgv],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let asked = 0;
  let ended = false;
  child.on('message', (message) => {
    const { id, value, error } = Answered.parse(message);
    const pending = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) pending?.resolve(value);
    else pending?.reject(new Error(`${file}: ${error}`));
  });
  child.on('exit', (code, signal) => {
    ended = true;
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended: ${code ?? signal}`));
  });
  const call: Worker['call'] = async (method, argument, answer) => {
    asked += 1;
    const id = asked;
    const value = await new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      child.send({ id, method, argument });
    });
    return answer.parse(value);
  };
  const stop = async (): Promise<void> => {
    if (ended) return;
    const exit = once(child, 'exit');
    child.disconnect();
    await exit;
  };
  onEnd(stop);
  await call('ready', null, z.literal(true));
  return { pid: z.number().parse(child.pid), call, stop };
};

/** In the worker: answers calls until the parent goes. */
export const serve = (methods: Readonly<Record<string, (argument: unknown) => Promise<unknown>>>): void => {
  const answer = async (message: unknown): Promise<void> => {
    const { id, method, argument } = Asked.parse(message);
    try {
      const value = method === 'ready' ? true : await methods[method]?.(argument);
      process.send?.({ id, value });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };
  process.on('message', (message) => void answer(message));
  process.on('disconnect', () => process.exit(0));
};
