import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { dayOf, startOfDay } from '../../domain/calendar.js';
import { midnightsOf } from '../../domain/counting.js';
import { dayNumber, dayOfNumber, weekdayIndex } from '../../domain/day-number.js';
import { categoryId, type CategoryId } from '../../domain/ids.js';
import { seeded } from '../../domain/seeded.js';
import type { Session } from '../../domain/session.js';
import { person } from '../eval/people.js';
import { madeUpSession } from '../eval/sessions.js';
import { forecastOf } from '../forecast/forecast.js';
import { insightsOf, outlookOf, type Insights, type InsightsInput } from './insights.js';
import type { Part } from './part.js';

const ZONE = 'Europe/Berlin';
const HOUR = 3_600_000;
const MINUTE = 60_000;
/** A Thursday; the clocks of the zone changed on 25 October. */
const TODAY = dayNumber('20261112');
const [WORK, OTHER] = [categoryId('work'), categoryId('other')];

const at = (day: number, hour: number, zone = ZONE): number => startOfDay(dayOfNumber(day), zone) + hour * HOUR;
const session = (day: number, from: number, minutes: number, category: CategoryId = WORK, zone = ZONE): Session =>
  madeUpSession({ day, from, minutes, category }, zone);
const inputOf = (sessions: readonly Session[], also: Partial<InsightsInput> = {}): InsightsInput => ({
  ...{ sessions, usual: midnightsOf(ZONE), zone: ZONE, now: at(TODAY, 12), days: 28, category: null },
  ...{ leave: new Set(), restDays: [], targets: new Map(), weights: new Map(), weekStart: 'monday' },
  ...also,
});
const told = <T>(part: Part<T>): T => {
  if (!part.enough) throw new Error(`missing: ${JSON.stringify(part.missing)}`);
  return part.value;
};
const isWorkday = (day: number): boolean => weekdayIndex(day) < 5;
/** Nine to five on working days of so many weeks, up to noon of the day that it is. */
const working = (weeks: number): readonly Session[] => {
  const monday = TODAY - weekdayIndex(TODAY) - 7 * weeks;
  const days = Array.from({ length: TODAY - monday + 1 }, (_, nth) => monday + nth).filter(isWorkday);
  return days.map((day) => session(day, 540, day === TODAY ? 180 : 480));
};

describe('the week', () => {
  it('is held against the last four up to the same weekday and time, also where the clocks changed in between', () => {
    const week = told(insightsOf(inputOf(working(6))).week);
    expect(week).toMatchObject({ done: 27, usual: 27, verdict: 'usual' });
    expect(week.weeks.map(({ hours, soFar }) => [hours, soFar])).toEqual(Array.from({ length: 4 }, () => [40, 27]));
    expect(dayOfNumber(week.weeks[0]?.from ?? 0)).toBe('20261102');
    const sunday = told(insightsOf(inputOf(working(6), { weekStart: 'sunday' })).week);
    expect(dayOfNumber(sunday.weeks[0]?.from ?? 0)).toBe('20261101');
  });

  it('is more or less only outside of what weeks differ by', () => {
    const lengths = [300, 540, 420, 480, 600, 360];
    const uneven = working(6).map((one, nth) => ({ ...one, endedAt: one.startedAt + (lengths[nth % 6] ?? 0) * MINUTE }));
    const { low, high, verdict, usual } = told(insightsOf(inputOf(uneven)).week);
    expect(verdict).toBe('usual');
    expect(usual - low).toBeGreaterThan(3);
    expect(high).toBeGreaterThan(usual);
    const idle = working(6).filter(({ startedAt }) => startedAt < at(TODAY - 3, 0) || startedAt > at(TODAY - 1, 0));
    expect(told(insightsOf(inputOf(idle)).week)).toMatchObject({ verdict: 'less', done: 11 });
    const busy = [...working(6), session(TODAY - 2, 1_080, 300), session(TODAY - 1, 1_080, 300)];
    expect(told(insightsOf(inputOf(busy)).week)).toMatchObject({ verdict: 'more', done: 37 });
  });

  /** Monday to Friday of the week that lies so many weeks back. */
  const weekOff = (back: number): ReadonlySet<string> => {
    const monday = TODAY - weekdayIndex(TODAY) - 7 * back;
    return new Set([0, 1, 2, 3, 4].map((nth) => dayOfNumber(monday + nth)));
  };
  const without = (sessions: readonly Session[], days: ReadonlySet<string>): readonly Session[] =>
    sessions.filter(({ startedAt }) => !days.has(dayOf(startedAt, ZONE)));

  it('is held against weeks without leave, further back where there was some', () => {
    const leave = weekOff(2);
    const life = without(working(8), leave);
    const blind = told(insightsOf(inputOf(life)).week);
    expect(blind.usual).toBeCloseTo((3 * 27) / 4);
    const week = told(insightsOf(inputOf(life, { leave })).week);
    expect(week).toMatchObject({ done: 27, usual: 27, verdict: 'usual', leaveDays: 0, leaveWeeks: 1 });
    expect(week.weeks.map(({ from }) => (TODAY - weekdayIndex(TODAY) - from) / 7)).toEqual([1, 3, 4, 5]);
    expect(insightsOf(inputOf(without(working(4), leave), { leave })).week).toEqual({
      enough: false,
      missing: [{ of: 'weeks', count: 1 }],
    });
  });

  it('leaves the weekdays out that are leave in it, and is never less for them', () => {
    const leave = new Set([TODAY - 2, TODAY - 1].map(dayOfNumber));
    const life = without(working(6), leave);
    expect(told(insightsOf(inputOf(life)).week)).toMatchObject({ done: 11, verdict: 'less' });
    expect(told(insightsOf(inputOf(life, { leave })).week)).toMatchObject({
      done: 11,
      usual: 11,
      verdict: 'usual',
      leaveDays: 2,
    });
    const whole = weekOff(0);
    expect(told(insightsOf(inputOf(without(working(6), whole), { leave: whole })).week)).toMatchObject({
      ...{ done: 0, usual: 0, verdict: 'usual', leaveDays: 4 },
    });
  });

  it('of leave makes no remark, and takes nothing from the hours of an average weekday', () => {
    const leave = new Set([...weekOff(1), ...weekOff(2)]);
    const { remarks, heat } = insightsOf(inputOf(without(working(16), leave), { leave, days: 90 }));
    expect(told(remarks)).toEqual([]);
    expect(told(heat).minutes[0]?.[9]).toBe(60);
  });

  it('has what is on the clock in it, and says how many weeks are missing', () => {
    const active: Session = { ...session(TODAY, 540, 180), endedAt: null, status: 'RUNNING', counting: null };
    const running = [...working(6).slice(0, -1), active];
    expect(told(insightsOf(inputOf(running)).week).done).toBe(27);
    expect(insightsOf(inputOf(working(2))).week).toEqual({ enough: false, missing: [{ of: 'weeks', count: 2 }] });
  });
});

describe('the hours', () => {
  it('are those that the clocks show of whom it is about, on either side of a change', () => {
    const { minutes, fullest, days, byWeekday } = told(insightsOf(inputOf(working(6))).heat);
    expect(minutes[0]?.map((one) => one ?? 0)).toEqual(
      Array.from({ length: 24 }, (_, hour) => (hour >= 9 && hour < 17 ? 60 : 0)),
    );
    expect(minutes[6]?.every((one) => one === 0)).toBe(true);
    expect(fullest[0]).toEqual({ weekday: 0, hour: 9, minutes: 60 });
    expect([days, byWeekday[0]]).toEqual([19, 32]);
    // Berlin went back a week before New York: for six working days nine o'clock there was four o'clock here.
    const abroad = told(insightsOf(inputOf(working(6), { zone: 'America/New_York' })).heat);
    expect(abroad.minutes[0]?.[3]).toBe(45);
    expect(abroad.minutes[0]?.[11]).toBe(15);
  });

  it('of a night lie on both of its days', () => {
    const nights = Array.from({ length: 21 }, (_, nth) => session(TODAY - 21 + nth, 23 * 60, 120));
    const { minutes } = told(insightsOf(inputOf(nights)).heat);
    expect([minutes[2]?.[23], minutes[3]?.[0], minutes[3]?.[1]]).toEqual([60, 60, 0]);
  });

  it('say what is missing', () => {
    const few = Array.from({ length: 8 }, (_, nth) => session(TODAY - 9 + nth, 600, 60));
    expect(insightsOf(inputOf(few)).heat).toEqual({
      enough: false,
      missing: [
        { of: 'days', count: 2 },
        { of: 'hours', count: 12 },
      ],
    });
  });
});

describe('categories', () => {
  /** Eight weeks of work with this share of another category, in the weeks before and in the last four. */
  const mixed = (before: number, now: number, jitter: number): readonly Session[] => {
    const random = seeded('mixed');
    return working(8).flatMap((one) => {
      const share = (one.startedAt < at(TODAY - 28, 0) ? before : now) + jitter * (random.next() - 0.5);
      const middle = one.startedAt + Math.round(share * 480) * MINUTE;
      return [
        { ...one, id: `${one.id}.o` as Session['id'], category: OTHER, endedAt: middle },
        { ...one, startedAt: middle },
      ];
    });
  };

  it('have shares that come to one, the largest first', () => {
    const { shares, weeks } = told(insightsOf(inputOf(mixed(0.25, 0.25, 0))).categories);
    expect(shares.map(({ category }) => category)).toEqual([WORK, OTHER]);
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    expect(shares.map(({ change }) => change?.verdict)).toEqual(['same', 'same']);
    expect(weeks).toEqual({ now: 4, before: 4 });
  });

  it('are told to have changed when they did, and not for noise', () => {
    const verdicts = (sessions: readonly Session[]) =>
      told(insightsOf(inputOf(sessions)).categories).shares.map(({ change }) => change?.verdict);
    expect(verdicts(mixed(0.1, 0.3, 0.1))).toEqual(['less', 'more']);
    expect(verdicts(mixed(0.2, 0.22, 0.3))).toEqual(['same', 'same']);
    const { shares } = told(insightsOf(inputOf(working(2))).categories);
    expect(shares[0]).toMatchObject({ share: 1, change: null });
  });

  it('can be looked at one by one; the score stays that of all', () => {
    const sessions = mixed(0.25, 0.25, 0);
    const [all, other] = [insightsOf(inputOf(sessions)), insightsOf(inputOf(sessions, { category: OTHER }))];
    expect([all.hours, other.hours]).toEqual([155, 40]);
    expect(other.score).toEqual(all.score);
    expect(told(other.categories).shares).toHaveLength(1);
  });
});

describe('remarks', () => {
  /** Somebody who stays as they are: each day by the same chances. */
  const steady = (number: number, weeks: number): readonly Session[] => {
    const random = seeded(`steady/${number}`);
    const days = Array.from({ length: 7 * weeks }, (_, nth) => TODAY - 7 * weeks + nth);
    const work = 0.5 + random.next() * 0.5;
    return days.flatMap((day) => {
      if (random.next() > work) return [];
      const [from, minutes] = [480 + random.next() * 120, 60 + random.next() * 300];
      const category = random.next() < 0.6 ? WORK : OTHER;
      return [session(day, from, minutes, category), session(day, from + minutes + 30, 30 + random.next() * 120)];
    });
  };
  const kinds = (sessions: readonly Session[], also: Partial<InsightsInput> = {}): readonly string[] =>
    told(insightsOf(inputOf(sessions, also)).remarks).map(({ kind }) => kind);

  it('are rare about people who stay as they are', () => {
    const people = Array.from({ length: 40 }, (_, number) =>
      insightsOf(inputOf(steady(number, 20), { days: number % 2 === 0 ? 28 : 90 })),
    );
    const withSome = people.filter(({ remarks }) => told(remarks).length > 0);
    // One in twenty is what is promised; of 40 people more than 6 would come of that in one of a hundred runs.
    expect(withSome.length).toBeLessThanOrEqual(6);
  });

  it('find what is there, each with its numbers', () => {
    const all = steady(3, 26);
    const moved = (one: Session, minutes: number): Session => ({
      ...one,
      startedAt: one.startedAt + minutes * MINUTE,
      endedAt: (one.endedAt ?? 0) + minutes * MINUTE,
    });
    const isLate = ({ startedAt }: Session): boolean => startedAt >= at(TODAY - 84, 0);
    const later = all.map((one) => (isLate(one) ? moved(one, 90) : one));
    const remark = told(insightsOf(inputOf(later, { days: 90 })).remarks)[0];
    expect(remark).toMatchObject({ kind: 'start' });
    if (remark?.kind === 'start') expect(remark.now - remark.before).toBeGreaterThan(70);
    expect(
      kinds(
        all.map((one) => (isLate(one) ? { ...one, category: OTHER } : one)),
        { days: 90 },
      ),
    ).toContain('category');
    expect(
      kinds(
        all.filter((one) => !isLate(one) || weekdayIndex(Math.floor(one.startedAt / (24 * HOUR))) < 3),
        { days: 90 },
      ),
    ).toContain('level');
    const shorter = all.flatMap((one) => (isLate(one) ? cut(one) : [one]));
    expect(kinds(shorter, { days: 90 })).toContain('stretch');
    const tuesdays = all.map((one) =>
      weekdayIndex(Math.floor(one.startedAt / (24 * HOUR))) === 1 ? { ...one, endedAt: one.startedAt + 300 * MINUTE } : one,
    );
    expect(kinds(tuesdays, { days: 90 })).toContain('weekday');
  });

  it('are three at most, the surest first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000 }), fc.constantFrom(28 as const, 90 as const, 365 as const), (number, days) => {
        const { hours } = person('newJob', number, 300);
        const sessions = [...hours].flatMap((length, nth) =>
          length > 0 && length < 16 ? [session(TODAY - 300 + nth, 500, length * 60, nth % 3 === 0 ? OTHER : WORK)] : [],
        );
        const { remarks } = insightsOf(inputOf(sessions, { days }));
        if (!remarks.enough) return;
        const chances = remarks.value.map(({ chance }) => chance);
        expect(chances.length).toBeLessThanOrEqual(3);
        expect(chances).toEqual(chances.toSorted((a, b) => a - b));
        for (const chance of chances) expect(chance).toBeLessThan(0.05 / 6);
      }),
      { numRuns: 12, seed: 3 },
    );
  });
});

/** The same in two pieces with a break of half an hour. */
const cut = (one: Session): readonly Session[] => {
  const half = Math.round(((one.endedAt ?? 0) - one.startedAt) / 2);
  const [middle, end] = [one.startedAt + half, (one.endedAt ?? 0) + 30 * MINUTE];
  return [
    { ...one, endedAt: middle },
    { ...one, id: `${one.id}.b` as Session['id'], startedAt: middle + 30 * MINUTE, endedAt: end },
  ];
};

describe('insights', () => {
  const zoneOfHost = process.env['TZ'];
  afterEach(() => {
    process.env['TZ'] = zoneOfHost;
  });

  it('depend neither on the order of entries, nor on notes, nor on the zone of the host', () => {
    const sessions = working(10);
    const plain = insightsOf(inputOf(sessions));
    const noted = sessions.toReversed().map((one) => ({ ...one, note: 'worked hard' }));
    expect(insightsOf(inputOf(noted))).toEqual(plain);
    for (const zone of ['America/Los_Angeles', 'Pacific/Kiritimati']) {
      process.env['TZ'] = zone;
      expect(insightsOf(inputOf(working(10)))).toEqual(plain);
    }
  });

  it('of nothing say of each part what is missing', () => {
    const none = insightsOf(inputOf([]));
    expect(none).toMatchObject({ first: null, activeDays: 0, hours: 0, suspects: 0, score: { enough: false, missingDays: 7 } });
    for (const part of [none.week, none.heat, none.categories, none.remarks]) expect(part.enough).toBe(false);
    const one = insightsOf(inputOf([session(TODAY, 600, 30)]));
    expect(one).toMatchObject({ activeDays: 1, hours: 0.5 });
  });

  it('leave out a timer that was forgotten, and say so', () => {
    const forgotten = session(TODAY - 3, 900, 40 * 60);
    const [plain, odd]: readonly Insights[] = [working(6), [...working(6), forgotten]].map((all) => insightsOf(inputOf(all)));
    expect(odd).toMatchObject({ suspects: 1, hours: plain?.hours, week: plain?.week, heat: plain?.heat });
  });
});

describe('the outlook', () => {
  const forecast = (input: InsightsInput) => {
    const { series, done, ahead, leave } = outlookOf(input);
    const answer = forecastOf({ series, today: { done, ahead }, leave, weekStart: 'monday', targets: new Map() });
    if (!answer.enough) throw new Error('not enough');
    return answer.forecast;
  };

  it('knows how much of the day lies ahead, by the hours of the member', () => {
    const aheadAt = (hour: number): number => outlookOf(inputOf(working(6).slice(0, -1), { now: at(TODAY, hour) })).ahead;
    expect([aheadAt(8), aheadAt(11), aheadAt(17)]).toEqual([1, 0.75, 0]);
    expect(outlookOf(inputOf([session(TODAY - 2, 540, 60)])).ahead).toBe(1);
  });

  it('of somebody who has done six hours of usually eight rises by the rest of today at most', () => {
    const before = working(6).slice(0, -1);
    const [morning, later] = [
      forecast(inputOf(before, { now: at(TODAY, 8) })),
      forecast(inputOf([...before, session(TODAY, 540, 360)], { now: at(TODAY, 15) })),
    ];
    expect(morning.week.hours).toBeCloseTo(40, 0);
    expect(later.week.done - morning.week.done).toBe(6);
    expect(later.week.hours - morning.week.hours).toBeLessThanOrEqual(2);
    expect(later.days[0]?.expected).toBeCloseTo(8, 1);
    expect(forecast(inputOf([...before, session(TODAY, 540, 360)], { now: at(TODAY, 23) })).days[0]?.expected).toBeCloseTo(6, 1);
  });
});
