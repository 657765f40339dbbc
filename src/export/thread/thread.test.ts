import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { FakeIds, RecordingLogger, RecordingMetrics } from '../../../test/support/fakes.js';
import { entry, MEMBER, requestFor, sourceOf } from '../../../test/support/reports.js';
import type { EntrySource } from '../collect.js';
import type { ExportProgress, ExportRequest } from '../exports.js';
import { createExports, type ExportsDeps } from './index.js';
import type { Answer, Order } from './messages.js';
import { STILL_MS, type Thread } from './writing-thread.js';

const ENTRIES = [
  entry('a', '2026-10-05T09:00:00Z', '2026-10-05T10:30:00Z', { note: '=1' }),
  entry('b', '2026-10-06T09:00:00Z', '2026-10-06T10:00:00Z'),
];
const PROCESS = { pid: 42, isAlive: () => false };

class Away extends Error {}

class FakeThread extends EventEmitter implements Thread {
  readonly orders: Order[] = [];
  isEnded = false;
  postMessage(order: Order): void {
    this.orders.push(order);
    writeFileSync(order.output, 'begun');
    this.emit('ordered');
  }
  unref(): void {
    this.emit('unref');
  }
  terminate(): Promise<void> {
    this.isEnded = true;
    return Promise.resolve();
  }
  answers(
    answer:
      | Omit<Answer & { readonly kind: 'rows' }, 'n'>
      | Omit<Answer & { readonly kind: 'done' }, 'n'>
      | Omit<Answer & { readonly kind: 'failed' }, 'n'>,
  ): void {
    this.emit('message', { n: this.orders.at(-1)!.n, ...answer });
  }
}

let dir = '';
const closing: { close(): Promise<void> }[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'punchcard-exports-'));
});
afterEach(async () => {
  for (const exports of closing.splice(0)) await exports.close();
  rmSync(dir, { recursive: true, force: true });
});

const setUp = (more: Partial<ExportsDeps> = {}) => {
  const clock = new FakeClock();
  const log = new RecordingLogger();
  const metrics = new RecordingMetrics();
  const exports = createExports({
    ...{ clock, log, metrics, ids: new FakeIds(), dir, process: PROCESS },
    source: sourceOf(new Map([[MEMBER.user, ENTRIES]])),
    isUnavailable: (error) => error instanceof Away,
    ...more,
  });
  closing.push(exports);
  return { clock, log, metrics, exports };
};

const request = (more: Partial<ExportRequest> = {}): ExportRequest => ({
  ...requestFor(),
  format: 'csvMachine',
  fileName: 'time',
  ...more,
});
const ignore = (): void => undefined;
/** What lies in the folder of this process. */
const left = (): readonly string[] => (existsSync(join(dir, '42')) ? readdirSync(join(dir, '42')) : []);

describe('exports', () => {
  it('are written by a thread, and removed by whoever has sent them', async () => {
    const { exports, log, metrics } = setUp();
    const told: ExportProgress[] = [];
    const done = await exports.run(request(), (progress) => told.push(progress)).done;
    expect(log.lines).toEqual([]);
    if (!done.ok) throw new Error(done.error.code);
    const file = done.value;
    const { path, name, contentType, size, rows } = file;
    expect({ name, contentType, rows }).toEqual({ name: 'time.csv', contentType: 'text/csv; charset=utf-8', rows: 2 });
    const text = readFileSync(path, 'utf8');
    expect(Buffer.byteLength(text)).toBe(size);
    expect(text.split('\r\n')).toHaveLength(4);
    expect(text).toContain("'=1");
    expect(told).toEqual([
      { stage: 'reading', rows: 2 },
      { stage: 'writing', rows: 0, of: 2 },
    ]);
    expect(left()).toHaveLength(1);
    await file.dispose();
    expect(left()).toEqual([]);
    expect(metrics.total('exports', { format: 'csvMachine', outcome: 'ok' })).toBe(1);
    // A format that cannot be written is an answer too, and the next one is written by the same thread.
    const bad = exports.run(request({ counting: { zone: 'Not/There', dayStart: 0, boundary: 'split' }, format: 'xlsx' }), ignore);
    expect(await bad.done).toMatchObject({ error: { code: 'EXPORT_FAILED' } });
    expect(log.at('error')).toHaveLength(1);
    expect(left()).toEqual([]);
    expect((await exports.run(request({ format: 'ics' }), ignore).done).ok).toBe(true);
  }, 60_000);

  it('remove what earlier processes have left, and leave alone what another one writes', async () => {
    for (const name of ['7', '42', 'odd']) {
      mkdirSync(join(dir, name));
      writeFileSync(join(dir, name, 'old.spool'), 'x');
    }
    const { exports } = setUp({
      process: { pid: 42, isAlive: (pid) => pid === 7 },
      clock: Object.assign(new FakeClock(), { now: () => Date.now() }),
    });
    await exports.close();
    expect(readdirSync(dir)).toEqual(['7']);
    const late = setUp({
      process: { pid: 42, isAlive: () => true },
      clock: Object.assign(new FakeClock(), { now: () => Date.now() + 2 * 86_400_000 }),
    });
    await late.exports.close();
    expect(readdirSync(dir)).toEqual([]);
  });

  it('are refused where a format has no sums, and after the end', async () => {
    const { exports } = setUp();
    const calendar = exports.run(request({ format: 'ics', detail: 'days' }), ignore);
    expect(await calendar.done).toMatchObject({ error: { code: 'EXPORT_ENTRIES_ONLY' } });
    await exports.close();
    expect(await exports.run(request(), ignore).done).toMatchObject({ error: { code: 'SHUTTING_DOWN' } });
  });
});

describe('an export under way', () => {
  const withFake = (more: Partial<ExportsDeps> = {}) => {
    const threads: FakeThread[] = [];
    const startThread = (): FakeThread => {
      const thread = new FakeThread();
      threads.push(thread);
      return thread;
    };
    const ordered = async (thread = 0, count = 1): Promise<FakeThread> => {
      await expect.poll(() => threads[thread]?.orders.length).toBe(count);
      return threads[thread]!;
    };
    return { ...setUp({ startThread, ...more }), threads, ordered };
  };

  it('is told of some times a second, and others wait for their turn', async () => {
    const { clock, exports, ordered, threads } = withFake();
    const told: ExportProgress[] = [];
    const first = exports.run(request(), (progress) => told.push(progress));
    const second = exports.run(request(), ignore);
    const thread = await ordered();
    thread.answers({ kind: 'rows', rows: 1 });
    clock.advance(300);
    thread.answers({ kind: 'rows', rows: 2 });
    expect(told.slice(-2)).toEqual([
      { stage: 'writing', rows: 0, of: 2 },
      { stage: 'writing', rows: 2, of: 2 },
    ]);
    thread.answers({ kind: 'done', size: 5 });
    expect(await first.done).toMatchObject({ ok: true, value: { size: 5, rows: 2 } });
    await ordered(0, 2);
    thread.answers({ kind: 'done', size: 5 });
    expect(await second.done).toMatchObject({ ok: true });
    expect(threads).toHaveLength(1);
  });

  it('can be cancelled, also while it waits; nothing is left of it, and the next one has another thread', async () => {
    const { exports, ordered, threads } = withFake();
    const first = exports.run(request(), ignore);
    const waits = exports.run(request(), ignore);
    const next = exports.run(request(), ignore);
    await ordered();
    waits.cancel();
    expect(await waits.done).toMatchObject({ error: { code: 'EXPORT_CANCELLED' } });
    expect(threads[0]!.isEnded).toBe(false);
    first.cancel();
    expect(await first.done).toMatchObject({ error: { code: 'EXPORT_CANCELLED' } });
    const thread = await ordered(1);
    expect(threads[0]!.isEnded).toBe(true);
    expect(
      left().filter((name) => !thread.orders[0]!.output.endsWith(name) && !thread.orders[0]!.report.spool.endsWith(name)),
    ).toEqual([]);
    thread.answers({ kind: 'done', size: 5 });
    expect((await next.done).ok).toBe(true);
    next.cancel();
    expect(left()).toHaveLength(1);
  });

  it('is given up when the thread ends, stands still, or says why not', async () => {
    const { clock, exports, log, ordered } = withFake();
    const failed = async (thread: number, fail: (thread: FakeThread) => void) => {
      const running = exports.run(request(), ignore);
      fail(await ordered(thread));
      expect(await running.done).toMatchObject({ error: { code: 'EXPORT_FAILED' } });
      expect(left()).toEqual([]);
    };
    await failed(0, (thread) => thread.emit('error', new Error('out of memory')));
    await failed(1, () => clock.advance(STILL_MS));
    await failed(2, (thread) => thread.answers({ kind: 'failed', reason: 'the disk is full' }));
    expect(log.at('error').map(({ fields }) => String(fields['reason'] ?? fields['err']))).toEqual([
      'out of memory',
      'Error: out of memory',
      'Error: the thread stood still',
      'Error: the disk is full',
    ]);
  });

  it('is given up while the store is away, while it waits for it, and at the end of the process', async () => {
    const away: EntrySource = { ...sourceOf(new Map()), entries: () => Promise.reject(new Away()) };
    expect(await withFake({ source: away }).exports.run(request(), ignore).done).toMatchObject({
      error: { code: 'STORE_UNAVAILABLE' },
    });
    rmSync(join(dir, '42'), { recursive: true });

    let release: () => void = ignore;
    const slow: EntrySource = {
      ...sourceOf(new Map()),
      entries: () => new Promise((resolve) => (release = () => resolve([]))),
    };
    const { exports } = withFake({ source: slow });
    const running = exports.run(request(), ignore);
    await expect.poll(() => release !== ignore).toBe(true);
    const closed = exports.close();
    expect(await running.done).toMatchObject({ error: { code: 'SHUTTING_DOWN' } });
    release();
    await closed;
    expect(left()).toEqual([]);
  });
});
