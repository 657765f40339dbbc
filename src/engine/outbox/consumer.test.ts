import { expect, it } from 'vitest';
import { guildSpace, type SpaceId } from '../../domain/ids.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingLogger, RecordingMetrics } from '../../../test/support/fakes.js';
import type { LeaseStore } from '../lease/lease.js';
import { StoreUnavailable } from '../store.js';
import { createOutbox } from './outbox.js';
import type { OutboxStore } from './cursors.js';

const [ONE, TWO] = [guildSpace('1'), guildSpace('2')];
const MINUTE = 60_000;

/** Ledgers of numbers; a position is how many were read. */
class Ledgers implements OutboxStore<number> {
  readonly rows = new Map<SpaceId, number[]>();
  readonly positions = new Map<SpaceId, number>();
  reads = 0;
  isAway = false;
  private started = false;

  add(space: SpaceId, ...more: readonly number[]): void {
    this.rows.set(space, [...(this.rows.get(space) ?? []), ...more]);
  }
  spaces = (): Promise<readonly SpaceId[]> =>
    this.isAway ? Promise.reject(new StoreUnavailable('away', { maybeApplied: false })) : Promise.resolve([...this.rows.keys()]);
  hasBegun = (): Promise<boolean> => Promise.resolve(this.started);
  begun = (): Promise<void> => {
    this.started = true;
    return Promise.resolve();
  };
  beginAtEnd = (space: SpaceId): Promise<void> => {
    this.positions.set(space, this.rows.get(space)?.length ?? 0);
    return Promise.resolve();
  };
  read: OutboxStore<number>['read'] = (space, _consumer, count) => {
    this.reads += 1;
    const from = this.positions.get(space) ?? 0;
    const records = (this.rows.get(space) ?? []).slice(from, from + count);
    return Promise.resolve({
      ...{ records, from: String(from), lost: false },
      to: records.length === 0 ? null : String(from + records.length),
    });
  };
  behind: OutboxStore<number>['behind'] = () => Promise.resolve({ rows: 0, since: null });
  move: OutboxStore<number>['move'] = (space, _consumer, from, to) => {
    if (String(this.positions.get(space) ?? 0) !== from) return Promise.resolve(false);
    this.positions.set(space, Number(to));
    return Promise.resolve(true);
  };
}

const setUp = () => {
  const [clock, store, log] = [new FakeClock(), new Ledgers(), new RecordingLogger()];
  const lease = { isOurs: true };
  const leases: LeaseStore = {
    take: () => Promise.resolve({ mine: lease.isOurs, fence: lease.isOurs ? 1 : 2, leftMs: 6_000 }),
    release: () => Promise.resolve(),
  };
  const read: number[] = [];
  const reading = (_space: SpaceId, records: readonly number[]): void => void read.push(...records);
  const outbox = createOutbox({ store, leases, reading, owner: 'me', clock, log, metrics: new RecordingMetrics() });
  const handled: (readonly [SpaceId, number])[] = [];
  const handle = (space: SpaceId, records: readonly number[]): Promise<void> => {
    handled.push(...records.map((record) => [space, record] as const));
    return Promise.resolve();
  };
  return { clock, store, log, lease, outbox, read, handled, handle };
};

it('begins with what comes from now on, and in a new space with its first row', async () => {
  const { clock, store, outbox, handled, handle } = setUp();
  store.add(ONE, 1, 2);
  outbox.consume('log', handle);
  await clock.advanceAsync(1_000);
  expect(handled).toEqual([]);
  store.add(ONE, 3);
  store.add(TWO, 10);
  outbox.news(ONE);
  outbox.news(TWO);
  await clock.advanceAsync(1_000);
  expect(handled).toEqual([
    [ONE, 3],
    [TWO, 10],
  ]);
});

it('finds what nobody told of, and looks at no space between', async () => {
  const { clock, store, outbox, handled, handle } = setUp();
  store.add(ONE, 1);
  outbox.consume('log', handle);
  await clock.advanceAsync(1_000);
  store.add(ONE, 2);
  const { reads } = store;
  await clock.advanceAsync(4 * MINUTE);
  expect([store.reads, handled]).toEqual([reads, []]);
  await clock.advanceAsync(MINUTE);
  expect(handled).toEqual([[ONE, 2]]);
});

it('tries what failed again, later and later, while the other spaces go on', async () => {
  const { clock, store, log, outbox, handled, handle } = setUp();
  let attempts = 0;
  store.add(ONE, 1);
  outbox.consume(
    'log',
    (space, records) => {
      if (space === TWO || attempts >= 5) return handle(space, records);
      attempts += 1;
      return Promise.reject(new Error('no'));
    },
    { from: 'beginning' },
  );
  await clock.advanceAsync(500);
  expect(attempts).toBe(1);
  store.add(TWO, 7);
  for (const space of [ONE, TWO]) outbox.news(space);
  await clock.advanceAsync(400);
  expect([attempts, handled]).toEqual([1, [[TWO, 7]]]);
  for (const [ms, expected] of [
    [1_000, 2],
    [2_000, 3],
    [4_000, 4],
    [8_000, 5],
  ] as const) {
    await clock.advanceAsync(ms);
    expect(attempts).toBe(expected);
  }
  await clock.advanceAsync(16_000);
  expect(handled).toEqual([
    [TWO, 7],
    [ONE, 1],
  ]);
  expect(log.at('warn')).toHaveLength(5);
});

it('does nothing without the lease, and looks everywhere when it gets it', async () => {
  const { clock, store, lease, outbox, handled, handle } = setUp();
  lease.isOurs = false;
  store.add(ONE, 1);
  outbox.consume('log', handle, { from: 'beginning' });
  await clock.advanceAsync(MINUTE);
  outbox.news(ONE);
  await clock.advanceAsync(MINUTE);
  expect([store.reads, handled]).toEqual([0, []]);
  lease.isOurs = true;
  await clock.advanceAsync(10_000);
  expect(handled).toEqual([[ONE, 1]]);
});

it.each([1, 2])('tries again what was to be tried again while the lease was away, after %i failures', async (failures) => {
  const { clock, store, lease, outbox, handled, handle } = setUp();
  let attempts = 0;
  store.add(ONE, 1);
  outbox.consume(
    'log',
    (space, records) => {
      attempts += 1;
      // As after a step of the clock: for a while this process has not got it, and then it has it again, nobody else in between.
      if (attempts === failures) lease.isOurs = false;
      return attempts > failures ? handle(space, records) : Promise.reject(new Error('no'));
    },
    { from: 'beginning' },
  );
  await clock.advanceAsync(MINUTE);
  expect([attempts, handled]).toEqual([failures, []]);
  lease.isOurs = true;
  await clock.advanceAsync(MINUTE);
  expect(handled).toEqual([[ONE, 1]]);
});

it('hands nothing over when the lease went while it read', async () => {
  const { clock, store, lease, outbox, handled, handle } = setUp();
  store.add(ONE, 1);
  outbox.consume('log', handle);
  await clock.advanceAsync(1_000);
  store.add(ONE, 2);
  outbox.news(ONE);
  lease.isOurs = false;
  await clock.advanceAsync(300);
  expect(handled).toEqual([]);
  lease.isOurs = true;
  await clock.advanceAsync(10_000);
  expect(handled).toEqual([[ONE, 2]]);
});

it('waits for a Redis that is away, and stops after the call that is under way', async () => {
  const { clock, store, outbox } = setUp();
  store.isAway = true;
  store.add(ONE, 1);
  let finish = (): void => undefined;
  let calls = 0;
  const stop = outbox.consume(
    'log',
    () => {
      calls += 1;
      return new Promise<void>((resolve) => (finish = resolve));
    },
    { from: 'beginning' },
  );
  await clock.advanceAsync(5_000);
  store.isAway = false;
  await clock.advanceAsync(5_000);
  expect(calls).toBe(1);
  store.add(ONE, 2);
  let isStopped = false;
  const stopped = stop().then(() => (isStopped = true));
  await clock.advanceAsync(10_000);
  expect(isStopped).toBe(false);
  finish();
  await stopped;
  await clock.advanceAsync(10 * MINUTE);
  expect([calls, store.positions.get(ONE)]).toEqual([1, 1]);
});

it('gathers what comes together, and does not wait for ever', async () => {
  const { clock, store, outbox, handled } = setUp();
  const calls: number[][] = [];
  store.add(ONE, 0);
  outbox.consume(
    'log',
    (space, records) => {
      calls.push([...records]);
      handled.push(...records.map((record) => [space, record] as const));
      return Promise.resolve('gathers' as const);
    },
    { gather: { quietMs: 2_000, mostMs: 12_000 } },
  );
  await clock.advanceAsync(1_000);
  for (let row = 1; row <= 100; row += 1) {
    store.add(ONE, row);
    outbox.news(ONE);
    await clock.advanceAsync(250);
  }
  // 25 s of news, never quiet: after 12 s they are handled, and what comes then waits for the next time.
  expect(calls.map((records) => records.length)).toEqual([48, 48]);
  await clock.advanceAsync(2_000);
  expect(calls.at(-1)).toEqual([97, 98, 99, 100]);
});

it('handles several spaces at once, so that one which takes long holds up no other, and never one twice', async () => {
  const { clock, store, outbox, handled } = setUp();
  store.add(ONE, 1);
  let finish = (): void => undefined;
  outbox.consume(
    'log',
    async (space, records) => {
      handled.push(...records.map((record) => [space, record] as const));
      if (space === ONE) await new Promise<void>((resolve) => (finish = resolve));
    },
    { from: 'beginning', atOnce: 2 },
  );
  await clock.advanceAsync(1_000);
  store.add(TWO, 2);
  store.add(ONE, 3);
  outbox.news(ONE);
  outbox.news(TWO);
  await clock.advanceAsync(1_000);
  expect(handled).toEqual([
    [ONE, 1],
    [TWO, 2],
  ]);
  finish();
  await clock.advanceAsync(1_000);
  expect(handled.at(-1)).toEqual([ONE, 3]);
});

it('tells of what was read before a consumer is, so that none goes by what is older', async () => {
  const { clock, store, outbox, read } = setUp();
  store.add(ONE, 1, 2);
  const known: (readonly number[])[] = [];
  outbox.consume('log', () => Promise.resolve(void known.push([...read])), { from: 'beginning' });
  await clock.advanceAsync(1_000);
  expect(known).toEqual([[1, 2]]);
});
