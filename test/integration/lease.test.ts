import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { eventually } from '../support/bot-process.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

/** Shorter than the real one, so that the test is; the times hang together. */
const LEASE_MS = 2_400;
const Line = z.object({ kind: z.enum(['step', 'idle']), at: z.number() });

let redis: RedisProcess;
const workers: Worker[] = [];

class Worker {
  readonly steps: number[] = [];
  readonly idle: number[] = [];
  readonly child: ChildProcess;

  constructor() {
    this.child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, '../support/lease-worker.ts')], {
      env: { PATH: process.env['PATH'] ?? '', REDIS_URL: redis.url, LEASE_MS: `${LEASE_MS}` },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    createInterface({ input: this.child.stdout! }).on('line', (line) => {
      const { kind, at } = Line.parse(JSON.parse(line));
      (kind === 'step' ? this.steps : this.idle).push(at);
    });
  }

  /** Has worked (or looked in vain) since it was asked. */
  async does(kind: 'steps' | 'idle', times = 5): Promise<void> {
    const before = this[kind].length;
    await eventually(() => (this[kind].length >= before + times ? true : undefined), `${times} ${kind}`);
  }

  async kill(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}

beforeEach(async () => {
  redis = await startRedis({ appendfsync: 'no' });
});
afterEach(async () => {
  for (const worker of workers.splice(0))
    if (worker.child.exitCode === null && worker.child.signalCode === null) await worker.kill();
  await redis.stop();
});

/** Who worked, in the order of the machine's clock, without repetitions. */
const turns = (): readonly Worker[] =>
  workers
    .flatMap((worker) => worker.steps.map((at) => ({ worker, at })))
    .sort((one, other) => one.at - other.at)
    .map(({ worker }) => worker)
    .filter((worker, at, all) => worker !== all[at - 1]);

const holder = (among: readonly Worker[], since: ReadonlyMap<Worker, number>): Promise<Worker> =>
  eventually(() => among.find((one) => one.steps.length > (since.get(one) ?? 0)), 'somebody to work');

const counts = (): ReadonlyMap<Worker, number> => new Map(workers.map((one) => [one, one.steps.length]));

it('one process works at a time: also when the one that did is stopped and comes back, or is killed', async () => {
  workers.push(new Worker(), new Worker());
  const first = await holder(workers, new Map());
  const second = workers.find((one) => one !== first)!;
  await second.does('idle');

  // As long as it takes for the other to begin, and for the stopped one to think that it may go on.
  first.child.kill('SIGSTOP');
  await second.does('steps');
  first.child.kill('SIGCONT');
  await first.does('idle');
  await second.does('steps');
  expect(turns()).toEqual([first, second]);

  const before = counts();
  const killed = performance.now();
  await second.kill();
  expect(await holder([first], before)).toBe(first);
  // The lease runs out, and the next look of the others is a third of it later at most.
  expect(performance.now() - killed).toBeLessThan(LEASE_MS * (1 + 1 / 3) + 700);
  expect(turns()).toEqual([first, second, first]);
});
