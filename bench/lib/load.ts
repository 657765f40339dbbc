import { z } from 'zod';
import { quantile } from './stats.js';
import type { Observer } from './server-cpu.js';
import { Slowest, StallWatch, type Span } from './stalls.js';

export const LoadPlan = z.object({
  port: z.number(),
  guilds: z.number(),
  /** Members that take part. */
  users: z.number(),
  /** Closed loop: operations under way at any time. Open loop: not used. */
  outstanding: z.number(),
  /** Operations a second, on a fixed schedule; 0: closed loop. */
  rate: z.number(),
  /** Open loop: what is due is looked for on each turn of the event loop; else every ms, which is up to 1 ms late when the process is idle. */
  polled: z.boolean().optional(),
  /** The load runs for so long before it is measured, and for so many operations; in an open loop these come first, 5,000 a second. */
  warmMs: z.number(),
  warmOperations: z.number().optional(),
  ms: z.number(),
  journalDir: z.string().optional(),
});
export type LoadPlan = z.output<typeof LoadPlan>;

export const LoadResult = z.object({
  perSecond: z.number(),
  /** ms; closed loop: from the submit, open loop: from the scheduled arrival. */
  p50: z.number(),
  p99: z.number(),
  max: z.number(),
  /** CPU of this process and of the server for one operation, µs. */
  clientUs: z.number(),
  serverUs: z.number(),
  operations: z.number(),
  refused: z.number(),
  /** Open loop only. */
  slowest: Slowest.nullable(),
});
export type LoadResult = z.output<typeof LoadResult>;

/** What is loaded. `member` counts from 0; `turn` is new for every operation. Resolves with whether it was done. */
export interface Subject {
  clockIn(member: number, turn: number): Promise<boolean>;
  clockOut(member: number, turn: number): Promise<boolean>;
}

/** Operations a second that warm an open loop up. As fast as it can would leave the disk busy for seconds with what is measured then. */
const WARM_RATE = 5_000;

const twice = (numbers: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> => {
  const larger = new Float64Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Members clock in and out in turn; each has at most one operation under way. The yardstick's own loop, around any subject. */
export const runLoad = async (subject: Subject, plan: LoadPlan, observer: Observer): Promise<LoadResult> => {
  const { outstanding, users, rate } = plan;
  let [latencies, ends] = [new Float64Array(1 << 18), new Float64Array(1 << 18)];
  let [count, refused, turn, warmed] = [0, 0, 0, 0];
  let [measuring, stopping] = [false, false];
  let watch: StallWatch | null = null;
  let endOpen: (() => void) | null = null;
  const record = (done: boolean, began: number): void => {
    const now = performance.now();
    const ms = now - began;
    if (!done) refused += 1;
    warmed += 1;
    if (!measuring) return;
    if (count === latencies.length) [latencies, ends] = [twice(latencies), twice(ends)];
    ends[count] = now;
    latencies[count++] = ms;
  };
  const running: Promise<void>[] = [];

  const closed = async (first: number): Promise<void> => {
    const each = Math.max(1, Math.floor(users / outstanding));
    for (let round = 0; !stopping; round += 1) {
      const member = first + outstanding * (round % each);
      let began = performance.now();
      record(await subject.clockIn(member, turn++), began);
      began = performance.now();
      record(await subject.clockOut(member, turn++), began);
    }
  };
  const [inside, busy] = [new Uint8Array(users), new Uint8Array(users)];
  /** @returns ends it */
  const open = (perSecond: number): (() => void) => {
    const began = performance.now();
    let [next, sent, ended] = [0, 0, false];
    const fire = async (due: number): Promise<void> => {
      for (let tries = 0; busy[next] === 1 && tries < users; tries += 1) next = (next + 1) % users;
      const member = next;
      next = (next + 1) % users;
      if (busy[member] === 1) {
        refused += 1;
        return;
      }
      busy[member] = 1;
      inside[member] = 1 - (inside[member] ?? 0);
      const done = await (inside[member] === 1 ? subject.clockIn(member, turn++) : subject.clockOut(member, turn++));
      record(done, due);
      busy[member] = 0;
    };
    const tick = (): void => {
      if (ended) return;
      watch?.tick();
      const due = Math.floor(((performance.now() - began) * perSecond) / 1_000) + 1;
      for (; sent < due; sent += 1) running.push(fire(began + (sent * 1_000) / perSecond));
      if (plan.polled === true) setImmediate(tick);
      else setTimeout(tick, 1);
    };
    tick();
    return () => {
      ended = true;
    };
  };

  const warm = async (): Promise<void> => {
    while (warmed < (plan.warmOperations ?? 0)) await pause(10);
  };

  if (rate === 0) for (let first = 0; first < outstanding; first += 1) running.push(closed(first));
  else {
    if (plan.warmOperations !== undefined) {
      const end = open(WARM_RATE);
      await warm();
      end();
      await Promise.all(running.splice(0));
    }
    endOpen = open(rate);
  }
  await pause(plan.warmMs);
  await warm();
  const serverBefore = await observer.cpuUs();
  measuring = true;
  if (rate > 0) watch = new StallWatch();
  const [cpuBefore, began] = [process.cpuUsage(), performance.now()];
  await pause(plan.ms);
  measuring = false;
  const [ms, cpu, operations] = [performance.now() - began, process.cpuUsage(cpuBefore), count];
  const serverAfter = await observer.cpuUs();
  // The server worked on while it was asked: its share is of that longer time.
  const serverMs = performance.now() - began;
  stopping = true;
  endOpen?.();
  await Promise.all(running);
  const met = watch?.stop(
    Array.from({ length: operations }, (_, index): Span => [(ends[index] ?? 0) - (latencies[index] ?? 0), ends[index] ?? 0]),
  );
  const sorted = latencies.subarray(0, operations).sort();
  return {
    perSecond: (operations / ms) * 1_000,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    max: quantile(sorted, 1),
    clientUs: (cpu.user + cpu.system) / operations,
    serverUs: (serverAfter - serverBefore) / ((operations * serverMs) / ms),
    operations,
    refused,
    slowest: met ?? null,
  };
};
