import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar.js';
import { midnightsOf } from './counting.js';
import { splitByDay } from './day-split.js';
import { categoryId, sessionId } from './ids.js';
import { plainDay } from './local-days.js';
import type { Session } from './session.js';
import { countStreak, isWhole, streakRulesOf, type StreakRules } from './streak.js';

const HOUR = 3_600_000;
const RULES: StreakRules = { minimumMs: HOUR, restDays: [], leave: new Set() };
const weekend: StreakRules = { ...RULES, restDays: ['saturday', 'sunday'] };
/** Days of March 2026 (the 1st is a Sunday) with an hour each. */
const march = (...days: number[]) => new Map(days.map((day) => [`202603${String(day).padStart(2, '0')}`, HOUR]));
const on = (day: number): string => `202603${String(day).padStart(2, '0')}`;

describe('countStreak', () => {
  it.each([
    ['nothing', march(), 10, RULES, 0, 0],
    ['today alone', march(10), 10, RULES, 1, 1],
    ['today is not over, so it breaks nothing', march(8, 9), 10, RULES, 2, 2],
    ['today counts when it is reached', march(8, 9, 10), 10, RULES, 3, 3],
    ['yesterday was missed', march(7, 8), 10, RULES, 0, 2],
    ['an earlier one was longer', march(1, 2, 3, 5, 6), 6, RULES, 2, 3],
    ['a weekend of rest between', march(5, 6, 9, 10), 10, weekend, 4, 4],
    ['work on a day of rest does not count', march(6, 7, 8, 9), 9, weekend, 2, 2],
    ['rest does not make up for a day missed', march(5, 9), 9, weekend, 1, 1],
    ['a day of rest as today', march(5, 6), 8, weekend, 2, 2],
    ['leave between', march(3, 4, 9, 10), 10, { ...weekend, leave: new Set([on(5), on(6)]) }, 4, 4],
    ['on leave for a week', march(3, 4), 13, { ...weekend, leave: new Set([5, 6, 9, 10, 11, 12].map(on)) }, 2, 2],
    ['every day is for rest', march(1, 2), 3, { ...RULES, restDays: [...weekdays()] }, 0, 0],
    ['days ahead, after a move to the west', march(9, 10, 11), 10, RULES, 3, 3],
    ['a day ahead, and today is not over', march(9, 11), 10, RULES, 2, 2],
  ] as const)('%s', (_what, days, today, rules, present, longest) => {
    expect(countStreak(days, on(today), rules)).toMatchObject({ present, longest });
  });

  it('counts a day from its minimum on, and none below', () => {
    const days = new Map([
      [on(9), HOUR - 1],
      [on(10), HOUR],
    ]);
    expect(countStreak(days, on(10), RULES)).toEqual({ present: 1, longest: 1, todayCounts: true, since: on(10) });
    expect(countStreak(days, on(9), RULES)).toMatchObject({ present: 1, todayCounts: false });
  });

  it('goes on over the 23 hours of a change of the clocks', () => {
    const session = (start: string, end: string): Session => ({
      ...{ id: sessionId('1'), category: categoryId('work'), status: 'ENDED_CONFIRMED', note: null },
      ...{ startedAt: Date.parse(start), endedAt: Date.parse(end), endReason: 'member', overrideMs: null },
      ...{ pauses: [], pausedSince: null, counting: null },
    });
    const days = new Map<string, number>();
    // Berlin, 2017: at two o'clock of March 26 it was three. The second one lasts over midnight by less than the minimum.
    for (const one of [
      session('2017-03-25T09:00:00+01:00', '2017-03-25T10:00:00+01:00'),
      session('2017-03-26T01:30:00+01:00', '2017-03-26T03:30:00+02:00'),
      session('2017-03-26T23:00:00+02:00', '2017-03-27T00:30:00+02:00'),
      session('2017-03-27T23:30:00+02:00', '2017-03-28T00:00:00+02:00'),
    ])
      for (const [day, ms] of splitByDay(one, midnightsOf('Europe/Berlin'))) days.set(day, (days.get(day) ?? 0) + ms);
    expect(countStreak(days, '20170327', RULES)).toMatchObject({ present: 3, longest: 3, since: '20170325' });
    expect(countStreak(days, '20170328', RULES).present).toBe(3);
    expect(countStreak(days, '20170329', RULES).present).toBe(0);
  });

  const someDays = fc.dictionary(
    fc.integer({ min: 0, max: 45 }).map((at) => addDays('20251220', at)),
    fc.constantFrom(0, HOUR - 1, HOUR, 5 * HOUR),
  );
  const someRules = fc.record({
    minimumMs: fc.constant(HOUR),
    restDays: fc.subarray([...weekdays()]),
    leave: fc.uniqueArray(fc.integer({ min: 0, max: 45 })).map((days) => new Set(days.map((at) => addDays('20251220', at)))),
  });
  const someToday = fc.integer({ min: 0, max: 50 }).map((at) => addDays('20251220', at));

  it('is what one gets by walking from day to day', () => {
    fc.assert(
      fc.property(someDays, someRules, someToday, (given, rules, today) => {
        const days = new Map(Object.entries(given));
        expect(countStreak(days, today, rules)).toMatchObject(naive(days, today, rules));
      }),
      { numRuns: 500 },
    );
  });

  it('is not broken or shortened when days without time turn out to be leave', () => {
    fc.assert(
      fc.property(someDays, someRules, someToday, (given, rules, today) => {
        const days = new Map(Object.entries(given));
        const absent = new Set([...rules.leave].filter((day) => (days.get(day) ?? 0) < rules.minimumMs));
        const [without, marked] = [new Set<string>(), absent].map((leave) => countStreak(days, today, { ...rules, leave }));
        expect(marked?.present).toBeGreaterThanOrEqual(without?.present ?? 0);
        expect(marked?.longest).toBeGreaterThanOrEqual(without?.longest ?? 0);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same when it is read a part at a time until it is whole', () => {
    fc.assert(
      fc.property(someDays, someRules, someToday, fc.integer({ min: 0, max: 40 }), (given, rules, today, back) => {
        const from = addDays(today, -back);
        const near = new Map(Object.entries(given).filter(([day]) => day >= from));
        const part = countStreak(near, today, rules);
        const all = countStreak(new Map(Object.entries(given)), today, rules);
        if (isWhole(part, from, today, rules)) expect(part).toMatchObject({ present: all.present, since: all.since });
        else expect(part.present).toBeLessThanOrEqual(all.present);
      }),
      { numRuns: 500 },
    );
  });

  it('goes on from yesterday to a day after the one that it is, so the part from today on is not the whole', () => {
    const rules = { minimumMs: HOUR, restDays: [], leave: new Set<string>() };
    const near = countStreak(new Map([['20260304', HOUR]]), '20260303', rules);
    expect(near.since).toBe('20260304');
    expect(isWhole(near, '20260303', '20260303', rules)).toBe(false);
    expect(isWhole(near, '20260302', '20260303', rules)).toBe(true);
  });
});

it('takes its rules from the settings', () => {
  expect(streakRulesOf({ streakMinimum: 30, restDays: ['sunday'] })).toEqual({
    ...{ minimumMs: HOUR / 2, restDays: ['sunday'], leave: new Set() },
  });
});

function weekdays() {
  return ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
}

/** Day by day over all of them, with dates. */
const naive = (days: ReadonlyMap<string, number>, today: string, { minimumMs, restDays, leave }: StreakRules) => {
  const isOff = (day: string): boolean =>
    leave.has(day) || restDays.some((name) => name === weekdays()[plainDay(day).dayOfWeek - 1]);
  let [length, longest] = [0, 0];
  const last = [today, ...days.keys()].reduce((latest, day) => (day > latest ? day : latest));
  for (let day = '20251101'; day <= last; day = addDays(day, 1)) {
    if (isOff(day)) continue;
    if ((days.get(day) ?? 0) >= minimumMs) length += 1;
    else if (day < today) length = 0;
    longest = Math.max(longest, length);
  }
  return { present: length, longest };
};
