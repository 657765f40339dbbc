import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingLogger, RecordingMetrics } from '../../../test/support/fakes.js';
import { createLease, LEASE_MS, type Lease, type LeaseStore } from './lease.js';

const RENEW_MS = 2_000;
/** How much earlier it ends for its holder. */
const MARGIN_MS = 1_000;

/** As the script does it; test/integration/lease.test.ts has the real one. */
class Leases implements LeaseStore {
  owner = '';
  until = 0;
  fence = 0;
  away = false;
  readonly #now: () => number;
  constructor(now: () => number) {
    this.#now = now;
  }
  take(_name: string, owner: string, ms: number) {
    if (this.away) return Promise.reject(new Error('away'));
    const left = Math.max(0, this.until - this.#now());
    if (left > 0 && this.owner !== owner) return Promise.resolve({ mine: false, fence: this.fence, leftMs: left });
    if (left === 0) this.fence += 1;
    this.owner = owner;
    this.until = this.#now() + ms;
    return Promise.resolve({ mine: true, fence: this.fence, leftMs: ms });
  }
  release(_name: string, owner: string) {
    if (this.owner === owner) this.until = 0;
    return Promise.resolve();
  }
}

const setUp = () => {
  const clock = new FakeClock();
  const store = new Leases(() => clock.monotonic());
  const metrics = new RecordingMetrics();
  const make = (owner: string): Lease => createLease({ store, name: 'work', owner, clock, log: new RecordingLogger(), metrics });
  return { clock, store, make };
};

describe('a lease', () => {
  it('is one process at a time', async () => {
    const { clock, make } = setUp();
    const [a, b] = [make('a'), make('b')];
    a.start();
    await clock.advanceAsync(0);
    b.start();
    for (let s = 0; s < 60; s++) {
      await clock.advanceAsync(1_000);
      expect([a.held, b.held]).toEqual([true, false]);
    }
  });

  it('passes on within ten seconds when its holder is gone, and at once when it was given back', async () => {
    const { clock, make, store } = setUp();
    const [a, b] = [make('a'), make('b')];
    let taken = 0;
    b.onTaken(() => (taken += 1));
    a.start();
    await clock.advanceAsync(0);
    b.start();
    await clock.advanceAsync(RENEW_MS - 1);
    await a.close();
    expect(a.held).toBe(false);
    await clock.advanceAsync(RENEW_MS);
    expect(b.held).toBe(true);
    expect(taken).toBe(1);
    const c = make('c');
    c.start();
    store.take = ((take) => (name: string, owner: string, ms: number) =>
      owner === 'b' ? Promise.reject(new Error('dead')) : take(name, owner, ms))(store.take.bind(store));
    await clock.advanceAsync(LEASE_MS + RENEW_MS);
    expect([b.held, c.held]).toEqual([false, true]);
    expect(LEASE_MS + RENEW_MS).toBeLessThan(10_000);
  });

  it('is over for the holder before it is over for the others, without a word of Redis', async () => {
    const { clock, make, store } = setUp();
    const a = make('a');
    a.start();
    await clock.advanceAsync(0);
    store.away = true;
    await clock.advanceAsync(LEASE_MS - MARGIN_MS - 1);
    expect(a.held).toBe(true);
    await clock.advanceAsync(1);
    expect(a.held).toBe(false);
    expect(store.until).toBeGreaterThan(clock.monotonic());
    expect(await a.confirm()).toBe(false);
  });

  it('does not count an answer that took longer than the lease', async () => {
    const { clock, make, store } = setUp();
    const take = store.take.bind(store);
    let answer = (): void => undefined;
    store.take = async (...args) => {
      const taken = await take(...args);
      await new Promise<void>((done) => (answer = done));
      return taken;
    };
    const a = make('a');
    let taken = 0;
    a.onTaken(() => (taken += 1));
    a.start();
    await clock.advanceAsync(LEASE_MS);
    answer();
    await clock.advanceAsync(0);
    expect([a.held, taken]).toEqual([false, 0]);
  });

  it('is over after a sleep of the machine, in which the monotonic clock stands still', async () => {
    const { clock, make } = setUp();
    const a = make('a');
    a.start();
    await clock.advanceAsync(0);
    clock.set(clock.now() + 3_600_000);
    expect(a.held).toBe(false);
  });

  it('is not confirmed when another had it in between, or it was taken anew', async () => {
    const { clock, make, store } = setUp();
    const a = make('a');
    a.start();
    await clock.advanceAsync(0);
    expect(await a.confirm()).toBe(true);
    store.owner = 'other';
    expect(a.held).toBe(true);
    expect(await a.confirm()).toBe(false);
    expect(a.held).toBe(false);

    const { clock: time, make: again, store: leases } = setUp();
    const b = again('b');
    b.start();
    await time.advanceAsync(0);
    leases.until = 0;
    expect(await b.confirm()).toBe(false);
    expect(await b.confirm()).toBe(true);
  });
});
