import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingMetrics } from '../../../test/support/fakes.js';
import { NotionError } from './api/errors.js';
import { createPace, type Manner } from './pace.js';

const setUp = () => {
  const clock = new FakeClock();
  const pace = createPace({ clock, random: { next: () => 1 }, metrics: new RecordingMetrics() });
  const begun: [name: string, at: number][] = [];
  /** A request that notes when it began, and fails as often as it has errors. */
  const request =
    (name: string, ...errors: NotionError[]) =>
    () => {
      begun.push([name, clock.monotonic()]);
      const error = errors.shift();
      return error === undefined ? Promise.resolve(name) : Promise.reject(error);
    };
  return { clock, pace, begun, request };
};
const READ: Manner = { repeatable: true, urgent: false };
const MAKE: Manner = { repeatable: false, urgent: false };
const URGENT: Manner = { repeatable: true, urgent: true };

describe('the pace', () => {
  it('begins 2.5 requests a second, whoever asks', async () => {
    const { clock, pace, begun, request } = setUp();
    const all = Promise.all([1, 2, 3, 4, 5, 6].map((each) => pace.run(request(String(each)), READ)));
    await clock.advanceAsync(3_000);
    await all;
    expect(begun.map(([, at]) => at)).toEqual([0, 400, 800, 1_200, 1_600, 2_000]);
  });

  it('lets those go first for whom somebody waits', async () => {
    const { clock, pace, begun, request } = setUp();
    const all = Promise.all([
      pace.run(request('a'), READ),
      pace.run(request('b'), READ),
      pace.run(request('somebody waits'), URGENT),
    ]);
    await clock.advanceAsync(3_000);
    await all;
    expect(begun.map(([name]) => name)).toEqual(['a', 'somebody waits', 'b']);
  });

  it('begins nothing before the Retry-After of any request is over', async () => {
    const { clock, pace, begun, request } = setUp();
    const limited = new NotionError('rate-limited', { status: 429, retryAfterMs: 30_000 });
    const all = Promise.all([pace.run(request('limited', limited), MAKE), pace.run(request('other'), READ)]);
    await clock.advanceAsync(40_000);
    await all;
    expect(begun[0]).toEqual(['limited', 0]);
    expect(
      begun
        .slice(1)
        .map(([name]) => name)
        .sort(),
    ).toEqual(['limited', 'other']);
    expect(Math.min(...begun.slice(1).map(([, at]) => at))).toBeGreaterThanOrEqual(30_000);
  });

  it('goes on with others while one hangs', async () => {
    const { clock, pace, request } = setUp();
    void pace.run(() => new Promise(() => undefined), READ);
    const other = pace.run(request('other'), READ);
    await clock.advanceAsync(1_000);
    expect(await other).toBe('other');
  });

  it('waits longer and longer, and gives up after six tries', async () => {
    const { clock, pace, begun, request } = setUp();
    const errors = Array.from({ length: 9 }, () => new NotionError('gateway', { status: 502, mayHaveHappened: true }));
    const given = expect(pace.run(request('x', ...errors), READ)).rejects.toMatchObject({ kind: 'gateway' });
    await clock.advanceAsync(600_000);
    await given;
    expect(begun.map(([, at]) => at)).toEqual([0, 1_000, 3_000, 7_000, 15_000, 31_000]);
  });

  it('asks for something new again only when it was not made for sure', async () => {
    const { clock, pace, begun, request } = setUp();
    const refused = pace.run(request('conflict', new NotionError('conflict', { status: 409 })), MAKE);
    await clock.advanceAsync(2_000);
    expect(await refused).toBe('conflict');
    const lost = expect(
      pace.run(request('lost', new NotionError('lost', { mayHaveHappened: true })), MAKE),
    ).rejects.toMatchObject({
      kind: 'lost',
    });
    await clock.advanceAsync(60_000);
    await lost;
    expect(begun.filter(([name]) => name === 'lost')).toHaveLength(1);
  });

  it('tells somebody who waits rather than wait long with them', async () => {
    const { clock, pace, begun, request } = setUp();
    const limited = new NotionError('rate-limited', { status: 429, retryAfterMs: 30_000 });
    const told = expect(pace.run(request('x', limited), URGENT)).rejects.toMatchObject({ kind: 'rate-limited' });
    await clock.advanceAsync(0);
    await told;
    expect(begun).toHaveLength(1);
  });

  it('does not try again what will not pass', async () => {
    const { pace, begun, request } = setUp();
    await expect(pace.run(request('x', new NotionError('unauthorized', { status: 401 })), READ)).rejects.toThrow('unauthorized');
    expect(begun).toHaveLength(1);
  });

  it('refuses what waits when it is closed, and what comes afterwards', async () => {
    const { pace, request } = setUp();
    const first = pace.run(request('first'), READ);
    const waits = expect(pace.run(request('waits'), READ)).rejects.toMatchObject({ facts: { code: 'stopped' } });
    pace.close();
    await Promise.all([first, waits]);
    await expect(pace.run(request('late'), READ)).rejects.toMatchObject({ facts: { code: 'stopped' } });
  });
});
