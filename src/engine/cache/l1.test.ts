import { describe, expect, it } from 'vitest';
import { categoryId, guildSpace, requestId, sessionId, userId } from '../../domain/ids.js';
import { NOTHING_SEEN } from '../../domain/seen.js';
import { EMPTY_MEMBER, type MemberState } from '../../domain/session.js';
import { L1 } from './l1.js';
import { SingleFlight } from './single-flight.js';

const space = guildSpace('1');
const [ann, bob, cem] = [userId('11'), userId('12'), userId('13')];
const on = (version: number, startedAt = 1_000): MemberState => ({
  ...{ version, changedAt: startedAt, last: null, seen: NOTHING_SEEN },
  active: {
    ...{ id: sessionId('s'), category: categoryId('work'), status: 'RUNNING', note: null, startedAt, pauses: [] },
    ...{ pausedSince: null, endedAt: null, endReason: null, overrideMs: null, counting: null },
  },
});
const period = { day: '20260302', weekFrom: '20260302', weekTo: '20260308', monthFrom: '20260301', monthTo: '20260331' };

describe('L1', () => {
  it('forgets the least recently used, also among those on the clock', () => {
    const l1 = new L1(2);
    l1.put(space, ann, on(1, 3));
    l1.put(space, bob, on(1, 2));
    l1.put(space, cem, on(1, 1));
    expect(l1.size).toBe(2);
    expect(l1.onTheClock(space).map(({ user }) => user)).toEqual([cem, bob]);
    l1.put(space, cem, { ...EMPTY_MEMBER, version: 2 });
    expect(l1.onTheClock(space).map(({ user }) => user)).toEqual([bob]);
  });

  it('keeps no answer that is older than a version heard of', () => {
    const l1 = new L1(10);
    l1.put(space, ann, on(1));
    l1.heard(space, ann, 2);
    expect(l1.peek(space, ann)).toBeUndefined();
    l1.put(space, ann, on(1));
    expect(l1.peek(space, ann)).toBeUndefined();
    l1.put(space, ann, on(2));
    expect(l1.fresh(space, ann)?.version).toBe(2);
    l1.put(space, ann, on(1));
    expect(l1.fresh(space, ann)?.version).toBe(2);
  });

  it('lets suspects be peeked at only', () => {
    const l1 = new L1(10);
    l1.put(space, ann, on(1));
    l1.suspect();
    expect(l1.fresh(space, ann)).toBeUndefined();
    expect(l1.peek(space, ann)?.version).toBe(1);
  });

  it('carries totals along with a commit upon their version, and drops them otherwise', () => {
    const l1 = new L1(10);
    const work = categoryId('work');
    l1.put(space, ann, on(1));
    l1.putTotals(space, ann, {
      version: 1,
      period,
      totals: { day: period.day, today: { work: 5 }, week: { work: 5 }, month: { work: 9 } },
    });
    const commit = {
      ...{
        requestId: requestId('r'),
        space,
        user: ann,
        expectedVersion: 1,
        next: { ...EMPTY_MEMBER, version: 2 },
        entries: [],
        ledger: [],
      },
      days: [
        { day: '20260302', category: work, ms: 10 },
        { day: '20260303', category: work, ms: 100 },
      ],
    };
    l1.applied(commit);
    expect(l1.totals(space, ann)).toMatchObject({
      version: 2,
      totals: { today: { work: 15 }, week: { work: 115 }, month: { work: 119 } },
    });
    l1.applied({ ...commit, expectedVersion: 7, next: { ...EMPTY_MEMBER, version: 8 } });
    expect(l1.totals(space, ann)).toBeNull();
  });
});

describe('SingleFlight', () => {
  it('shares one load, and keeps nothing that was abandoned', async () => {
    const flights = new SingleFlight<number>();
    const kept: number[] = [];
    const answers: ((value: number) => void)[] = [];
    const ask = () =>
      flights.run(
        'k',
        () => new Promise((resolve) => answers.push(resolve)),
        (value) => kept.push(value),
      );
    const [one, two] = [ask(), ask()];
    expect(answers).toHaveLength(1);
    flights.abandonAll();
    const three = ask();
    expect(answers).toHaveLength(2);
    answers[0]?.(1);
    answers[1]?.(2);
    expect(await Promise.all([one, two, three])).toEqual([1, 1, 2]);
    expect(kept).toEqual([2]);
  });
});
