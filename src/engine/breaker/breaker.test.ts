import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingLogger, RecordingMetrics } from '../../../test/support/fakes.js';
import { StoreUnavailable } from '../store.js';
import { createBreaker } from './breaker.js';

class Away extends Error {}

const setUp = (up = true) => {
  const clock = new FakeClock();
  const [ups, downs]: [(() => void)[], (() => void)[]] = [[], []];
  const pings: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const breaker = createBreaker({
    link: {
      up,
      onUp: (listener) => {
        ups.push(listener);
        return () => void ups.splice(0);
      },
      onDown: (listener) => {
        downs.push(listener);
        return () => void downs.splice(0);
      },
    },
    ping: () => new Promise<void>((resolve, reject) => pings.push({ resolve, reject })),
    classify: (error, write) =>
      error instanceof Away ? new StoreUnavailable('away', { maybeApplied: write, cause: error }) : null,
    clock,
    log: new RecordingLogger(),
    metrics: new RecordingMetrics(),
  });
  const works = () => breaker.run(() => Promise.resolve('done'), 'read');
  const fails = (error: Error = new Away('no'), kind: 'read' | 'write' = 'read') =>
    breaker.run(() => Promise.reject(error), kind).catch((reason: unknown) => reason);
  const times = async (count: number, call: () => Promise<unknown>): Promise<void> => {
    for (let index = 0; index < count; index += 1) await call();
  };
  return {
    breaker,
    clock,
    pings,
    works,
    fails,
    times,
    up: () => ups.forEach((tell) => tell()),
    down: () => downs.forEach((tell) => tell()),
  };
};

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('createBreaker', () => {
  it('opens when more than half of the calls of ten seconds fail, and sends nothing from then on', async () => {
    const { breaker, clock, works, fails, times } = setUp();
    await times(4, works);
    await times(4, () => fails());
    expect(breaker.state).toBe('closed');
    expect(await fails(new Away('no'), 'write')).toMatchObject({ name: 'StoreUnavailable', maybeApplied: true });
    expect(breaker.state).toBe('open');
    let sent = 0;
    await expect(breaker.run(() => Promise.resolve((sent += 1)), 'write')).rejects.toMatchObject({ maybeApplied: false });
    expect(sent).toBe(0);
    expect(clock.monotonic()).toBe(0);
  });

  it('says nothing of few calls, of what is long ago, and of errors that are not the link’s', async () => {
    const { breaker, clock, works, fails, times } = setUp();
    await times(4, () => fails());
    expect(breaker.state).toBe('closed');
    clock.advance(9_999);
    await times(5, works);
    clock.advance(1);
    // The four have gone by.
    await times(5, () => fails());
    expect(breaker.state).toBe('closed');
    expect(await fails(new RangeError('ours'))).toBeInstanceOf(RangeError);
    await times(20, () => fails(new RangeError('ours')));
    expect(breaker.state).toBe('closed');
  });

  it('asks after a second whether Redis is back, and believes it', async () => {
    const { breaker, clock, pings, works, fails, times } = setUp();
    await times(5, () => fails());
    expect(breaker.state).toBe('open');
    clock.advance(1_000);
    expect(breaker.state).toBe('half-open');
    await expect(works()).rejects.toThrow(StoreUnavailable);
    pings.shift()?.reject(new Error('no'));
    await settled();
    expect(breaker.state).toBe('open');
    clock.advance(1_000);
    pings.shift()?.resolve();
    await settled();
    expect(breaker.state).toBe('closed');
    // Failures of before count no more.
    await fails();
    expect(breaker.state).toBe('closed');
  });

  it('follows the link, whatever a question of before answers', async () => {
    const { breaker, clock, pings, works, up, down } = setUp(false);
    expect(breaker.state).toBe('open');
    clock.advance(1_000);
    down();
    pings.shift()?.resolve();
    await settled();
    expect(breaker.state).toBe('open');
    up();
    expect(await works()).toBe('done');
    down();
    await expect(works()).rejects.toThrow(StoreUnavailable);
    breaker.close();
    clock.advance(10_000);
    expect(pings).toHaveLength(0);
    await expect(works()).rejects.toThrow(StoreUnavailable);
  });
});
