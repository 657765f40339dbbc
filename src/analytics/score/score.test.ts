import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { startOfDay } from '../../domain/calendar.js';
import { midnightsOf } from '../../domain/counting.js';
import { dayNumber, dayOfNumber, weekdayOf } from '../../domain/day-number.js';
import { categoryId, sessionId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import type { ScoreInput } from './facts.js';
import { RULES, type ComponentName } from './rules.js';
import { scoreOf, type Score } from './score.js';

const ZONE = 'Europe/Berlin';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A Sunday; the window is the four weeks that end with it. */
const TODAY = dayNumber('20261129');
const [WORK, OTHER] = [categoryId('work'), categoryId('other')];
let ids = 0;

const session = (day: number, from: number, minutes: number, also: Partial<Session> = {}): Session => {
  const startedAt = startOfDay(dayOfNumber(day), ZONE) + from * MINUTE;
  ids += 1;
  return {
    id: sessionId(`s${ids}`),
    category: WORK,
    status: 'ENDED_CONFIRMED',
    note: null,
    startedAt,
    pauses: [],
    pausedSince: null,
    endedAt: startedAt + minutes * MINUTE,
    endReason: 'member',
    overrideMs: null,
    counting: midnightsOf(ZONE),
    ...also,
  };
};

const inputOf = (sessions: readonly Session[], also: Partial<ScoreInput> = {}): ScoreInput => ({
  sessions,
  usual: midnightsOf(ZONE),
  now: startOfDay(dayOfNumber(TODAY), ZONE) + 20 * HOUR,
  leave: new Set(),
  restDays: [],
  targets: new Map(),
  weights: new Map([
    [WORK, 4],
    [OTHER, 2],
  ]),
  ...also,
});

const scored = (input: ScoreInput): Score => {
  const answer = scoreOf(input);
  if (!answer.enough) throw new Error(`${answer.missingDays} days are missing`);
  return answer.score;
};
const part = (score: Score, name: ComponentName) => score.components.find((one) => one.name === name)!;

/** Working days of so many weeks up to today: two sessions in the morning and one in the afternoon. */
const week = (weeks: number, isWorked: (day: number) => boolean = () => true): readonly Session[] =>
  Array.from({ length: weeks * 7 }, (_, nth) => TODAY - nth)
    .filter((day) => !['saturday', 'sunday'].includes(weekdayOf(day)) && isWorked(day))
    .flatMap((day) => [session(day, 540, 90), session(day, 645, 80), session(day, 780, 120)]);

/** Any life: on each of the last 84 days nothing, or some sessions of any length at any time. */
const anyDay = fc.array(
  fc.record({
    from: fc.integer({ min: 0, max: 1_300 }),
    minutes: fc.integer({ min: 1, max: 600 }),
    category: fc.constantFrom(WORK, OTHER),
    status: fc.constantFrom('ENDED_CONFIRMED' as const, 'ENDED_UNCONFIRMED' as const),
    overrideMs: fc.option(fc.integer({ min: 0, max: 20 * HOUR }), { freq: 6 }),
    endReason: fc.constantFrom('member' as const, 'member' as const, 'unanswered' as const),
  }),
  { maxLength: 3 },
);
const anyLife = fc
  .array(fc.oneof({ arbitrary: fc.constant([]), weight: 1 }, { arbitrary: anyDay, weight: 2 }), { minLength: 84, maxLength: 84 })
  .map((days) =>
    days.flatMap((day, back) => day.map(({ from, minutes, ...rest }) => session(TODAY - back, from, minutes, rest))),
  );
const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): void =>
  fc.assert(fc.property(arbitrary, holds), { numRuns: 15, seed: 13 });

describe('the score of any life', () => {
  const zoneOfHost = process.env['TZ'];
  afterEach(() => {
    process.env['TZ'] = zoneOfHost;
  });

  it('lies between 0 and 100, and so do its parts between 0 and 1', () => {
    check(anyLife, (sessions) => {
      const answer = scoreOf(inputOf(sessions));
      if (!answer.enough) return;
      expect(answer.score.value).toBeGreaterThanOrEqual(0);
      expect(answer.score.value).toBeLessThanOrEqual(100);
      for (const { value } of answer.score.components) expect(value >= 0 && value <= 1).toBe(true);
      expect(answer.score.components.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
    });
  });

  it('does not depend on the order of entries', () => {
    check(fc.tuple(anyLife, fc.integer()), ([sessions, seed]) => {
      const shuffled = sessions.toSorted((a, b) => ((a.startedAt * 31 + seed) % 1009) - ((b.startedAt * 31 + seed) % 1009));
      expect(scoreOf(inputOf(shuffled))).toEqual(scoreOf(inputOf(sessions)));
    });
  });

  it('does not depend on the zone of the host', () => {
    const answers = ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'].map((host) => {
      process.env['TZ'] = host;
      return fc.sample(anyLife, { numRuns: 5, seed: 7 }).map((sessions) => ({ ...scoreOf(inputOf(sessions)), offset: 0 }));
    });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('is not lowered by leave', () => {
    const anyLeave = fc.tuple(
      anyLife,
      fc.integer({ min: 1, max: 27 }),
      fc.integer({ min: 1, max: 14 }),
      fc.integer({ min: 0, max: 40 }),
    );
    check(anyLeave, ([sessions, back, days, hours]) => {
      const targets = new Map(hours === 0 ? [] : [[WORK, hours] as const]);
      const away = new Set(Array.from({ length: days }, (_, nth) => TODAY - back + nth).filter((day) => day <= TODAY));
      const without = sessions.filter(({ startedAt, endedAt }) =>
        [...away].every((day) => {
          const start = startOfDay(dayOfNumber(day), ZONE);
          return endedAt! <= start || startedAt >= start + 25 * HOUR;
        }),
      );
      const absent = scoreOf(inputOf(without, { targets }));
      const onLeave = scoreOf(inputOf(without, { targets, leave: new Set([...away].map(dayOfNumber)) }));
      if (!absent.enough || !onLeave.enough) return;
      expect(onLeave.score.value).toBeGreaterThanOrEqual(absent.score.value - 1e-9);
    });
  });

  it('is not lowered by a good day', () => {
    let asked = 0;
    check(fc.tuple(anyLife, fc.integer({ min: 0, max: 27 })), ([sessions, back]) => {
      const day = TODAY - back;
      const start = startOfDay(dayOfNumber(day), ZONE);
      // On a day without anything, neither begun on it nor reaching into it, nor out of it into the next one.
      const others = sessions.filter(({ startedAt, endedAt }) => endedAt! <= start || startedAt >= start + 25 * HOUR);
      // Every day was worked on by now and then, so each weekday is a usual one.
      const daily = Array.from({ length: 56 }, (_, nth) => session(TODAY - 28 - nth, 600, 60));
      const before = scoreOf(inputOf([...others, ...daily]));
      if (!before.enough) return;
      asked += 1;
      // Two whole blocks in the usual hours with a break between them, of what counts most, confirmed.
      const good = [session(day, 540, 150), session(day, 720, 150)];
      const after = scored(inputOf([...others, ...daily, ...good]));
      for (const [nth, { name, value }] of after.components.entries()) {
        // A day in other hours than the usual ones is a matter of pattern; these are learned from any life here.
        if (name === 'patterns') continue;
        expect({ name, isLess: value < before.score.components[nth]!.value - 1e-9 }).toEqual({ name, isLess: false });
      }
    });
    expect(asked).toBeGreaterThan(10);
  });
});

describe('a regular life', () => {
  const score = scored(inputOf(week(12)));

  it('is a good one, and not a perfect one', () => {
    expect(score.value).toBeGreaterThan(70);
    expect(score.value).toBeLessThan(95);
    for (const { name, value } of score.components) expect({ name, isFull: value > 0.99 }).toEqual({ name, isFull: false });
    expect(part(score, 'trend').value).toBe(0.5);
    expect(score.raise.points).toBeGreaterThan(0);
    expect(score.raise.name).not.toBe('trend');
  });

  it('is no less so after days of rest, a week of leave, and the day on which it is looked at', () => {
    const rested = scored(inputOf(week(12), { restDays: ['saturday', 'sunday'] }));
    expect(rested.value).toBeCloseTo(score.value, 9);
    const away = new Set(['20261116', '20261117', '20261118', '20261119', '20261120']);
    const isThere = (day: number): boolean => !away.has(dayOfNumber(day));
    const [left, absent] = [away, new Set<string>()].map((leave) => scored(inputOf(week(12, isThere), { leave })));
    expect(part(left!, 'consistency').value).toBeGreaterThan(0.9);
    expect(part(absent!, 'consistency').value).toBeLessThan(0.75);
    expect(score.value - left!.value).toBeLessThan(1.5);
    const monday = { now: startOfDay(dayOfNumber(TODAY + 1), ZONE) + 9 * HOUR };
    expect(part(scored(inputOf(week(12), monday)), 'consistency').details).toEqual({ due: 19, kept: 19 });
  });

  it('scores less where each part is worse', () => {
    const worse: readonly (readonly [ComponentName, readonly Session[]])[] = [
      ['consistency', week(12, (day) => day <= TODAY - 28 || day % 2 === 0)],
      ['balance', week(12).map((one) => ({ ...one, category: OTHER }))],
      ['patterns', week(12).map((one) => (one.startedAt > inputOf([]).now - 28 * 24 * HOUR ? moved(one, -8) : one))],
      ['quality', week(12).map((one) => ({ ...one, overrideMs: 30 * MINUTE }))],
      ['focus', week(12).flatMap((one) => cut(one, 15))],
      ['trend', week(12, (day) => day <= TODAY - 28 || weekdayOf(day) === 'monday')],
    ];
    for (const [name, sessions] of worse) {
      const value = part(scored(inputOf(sessions)), name).value;
      expect({ name, isLess: value < part(score, name).value - 0.1 }).toEqual({ name, isLess: true });
    }
  });

  it('goes by targets where there are some', () => {
    const aim = (hours: number): number =>
      part(scored(inputOf(week(12), { targets: new Map([[WORK, hours]]) })), 'balance').details['aim'] ?? 0;
    expect(aim(20)).toBe(1);
    expect(aim(48)).toBeCloseTo(24.17 / 48, 2);
  });

  it('has a timer that ran on in it as one bad session, not as work', () => {
    const forgotten = session(TODAY - 3, 900, 60 * 40);
    const odd = scored(inputOf([...week(12), forgotten]));
    expect(part(odd, 'balance').value).toBeCloseTo(part(score, 'balance').value, 9);
    expect(part(odd, 'quality').value).toBeLessThan(part(score, 'quality').value);
  });
});

describe('too little', () => {
  it('is said with the days that are missing', () => {
    const days = (count: number): readonly Session[] => Array.from({ length: count }, (_, nth) => session(TODAY - nth, 600, 60));
    expect(scoreOf(inputOf([]))).toEqual({ enough: false, missingDays: RULES.activeDaysNeeded });
    expect(scoreOf(inputOf(days(5)))).toEqual({ enough: false, missingDays: 2 });
    expect(scoreOf(inputOf(days(7))).enough).toBe(true);
    const long = days(7).map((one) => moved(one, -24 * 40));
    expect(scoreOf(inputOf(long))).toEqual({ enough: false, missingDays: 1 });
  });
});

const moved = (one: Session, hours: number): Session => ({
  ...one,
  startedAt: one.startedAt + hours * HOUR,
  endedAt: one.endedAt! + hours * HOUR,
});

/** The same in pieces of so many minutes, with ten minutes between them. */
const cut = (one: Session, minutes: number): readonly Session[] =>
  Array.from({ length: 4 }, (_, nth) =>
    session(dayNumber(dayOfNumber(Math.floor(one.startedAt / (24 * HOUR)))), 540 + nth * (minutes + 10), minutes),
  );
