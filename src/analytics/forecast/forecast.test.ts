import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../domain/day-number.js';
import { person } from '../eval/people.js';
import { backTest } from './back-test.js';
import { forecastOf, type Forecast, type ForecastInput } from './forecast.js';
import { SUSPECT, sumOf, type DaySeries } from './series.js';

/** A Monday. */
const FIRST = dayNumber('20260105');
const series = (hours: readonly number[], first = FIRST): DaySeries => ({
  first,
  hours: Float64Array.from(hours),
  aside: new Uint8Array(hours.length),
});
const weeks = (count: number, week: readonly number[] = [8, 8, 8, 8, 8, 0, 0]): readonly number[] =>
  Array.from({ length: count }, () => week).flat();

const ask = (of: DaySeries, also: Partial<ForecastInput> = {}): Forecast => {
  const answer = forecastOf({
    series: of,
    today: { done: 0, ahead: 1 },
    leave: new Set(),
    weekStart: 'monday',
    targets: new Map(),
    ...also,
  });
  if (!answer.enough) throw new Error('not enough');
  return answer.forecast;
};

describe('six weeks of five days of eight hours', () => {
  const forecast = ask(series(weeks(6)));

  it('come again', () => {
    expect(forecast.days[0]?.hours).toBeCloseTo(8, 1);
    expect(forecast.days[5]).toMatchObject({ hours: 0, low: 0 });
    expect(forecast.days[5]?.high).toBeLessThan(0.5);
    expect(forecast.week).toMatchObject({ done: 0, daysLeft: 7 });
    expect(forecast.week.hours).toBeCloseTo(40, 0);
    expect(forecast.next28.hours).toBeCloseTo(160, -1);
    expect(forecast.perDayWorked).toBe(8);
  });

  it('are named with their models and errors', () => {
    expect(forecast.models.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
    expect(forecast.errors).toMatchObject({ lastWeek: 0 });
    expect(forecast.errors.own).toBeLessThan(0.3);
    expect(forecast.errors.judged).toBeGreaterThan(100);
  });

  it('never count what is planned and what is done twice', () => {
    for (const done of [0.5, 3, 6, 8, 11]) {
      const under = ask(series(weeks(6)), { today: { done, ahead: 1 } });
      const rest = under.week.left - (forecast.week.left - (forecast.days[0]?.expected ?? 0));
      expect(rest).toBeCloseTo(Math.max(0, 8 - done), 1);
      expect(under.week.hours).toBeCloseTo(forecast.week.hours + Math.max(0, done - 8), 0);
      expect(under.week.hours - forecast.week.hours).toBeLessThanOrEqual(rest + Math.max(0, done - 8) + 0.1);
      expect(under.days[0]?.low).toBeGreaterThanOrEqual(done);
    }
  });

  it('end with the evening: what is left of today is no more than the usual hours ahead', () => {
    expect(ask(series(weeks(6)), { today: { done: 6, ahead: 0.05 } }).days[0]?.expected).toBeCloseTo(6.4, 1);
    expect(ask(series(weeks(6)), { today: { done: 0, ahead: 0 } }).days[0]?.expected).toBe(0);
  });

  it('are not expected on leave', () => {
    const away = ask(series(weeks(6)), { leave: new Set([FIRST + 42, FIRST + 43]) });
    expect(away.days[0]).toMatchObject({ hours: 0, high: 0, expected: 0 });
    expect(away.week.hours).toBeCloseTo(24, 0);
  });

  it('leave no doubt about days that are leave, and little chance to a target', () => {
    const targets = new Map([['work', 30]]);
    const usual = ask(series(weeks(20)), { targets });
    const someLeave = ask(series(weeks(20)), { targets, leave: new Set([FIRST + 140, FIRST + 141]) });
    const allLeave = ask(series(weeks(20)), {
      targets,
      leave: new Set(Array.from({ length: 7 }, (_, nth) => FIRST + 140 + nth)),
    });
    const chance = (of: typeof usual): number => of.targets.get('work')?.chance ?? NaN;
    expect(chance(usual)).toBeGreaterThan(0.9);
    expect(chance(someLeave)).toBeLessThan(0.1);
    expect(chance(allLeave)).toBeGreaterThan(0);
    expect(chance(allLeave)).toBeLessThan(0.1);
    expect(allLeave.week).toMatchObject({ hours: 0, low: 0, high: 0 });
    expect(allLeave.next7).toMatchObject({ hours: 0, high: 0 });
    const [near, far] = [ask(series(weeks(6)), { leave: new Set([FIRST + 42, FIRST + 43]) }), forecast].map(
      ({ next7 }) => next7.high - next7.hours,
    );
    expect(near).toBeLessThan(far ?? 0);
  });

  it('are what leave in the past leaves of it', () => {
    const hours = [...weeks(5), 0, 0, 0, 0, 0, 0, 0];
    const rested = series(hours);
    rested.aside.fill(1, 35);
    expect(ask(rested).week.hours).toBeCloseTo(40, 0);
  });
});

describe('outliers', () => {
  it('a day of twenty hours does not wreck next week', () => {
    const usual = ask(series(weeks(8)));
    for (const nth of [0, 2, 5]) {
      const hours = [...weeks(8)];
      hours[49 + nth] = 20;
      const odd = ask(series(hours));
      expect(Math.abs(odd.next7.hours - usual.next7.hours)).toBeLessThan(4);
      expect(Math.abs((odd.days[nth]?.hours ?? 0) - (usual.days[nth]?.hours ?? 0))).toBeLessThan(2);
    }
  });

  it('nor does a timer that was left running for three weeks', () => {
    const history = series([...weeks(8), ...weeks(3, [24, 24, 24, 24, 24, 24, 24])]);
    history.aside.fill(SUSPECT, 56);
    const forecast = ask(history);
    expect(forecast.next7.hours).toBeCloseTo(40, 0);
    expect(forecast.days[5]?.high).toBeLessThan(1);
  });
});

describe('targets', () => {
  const odd = person('freelancer', 3, 200);
  const history = series([...odd.hours]);

  it('are the less likely the more is missing, and never sure before they are reached', () => {
    const { done } = ask(history).week;
    const targets = new Map([0.01, 1, 2, 5, 10, 15, 20, 30, 60, 160].map((hours) => [String(hours), done + hours]));
    const { targets: chances } = ask(history, { targets });
    const found = [...chances.values()].map(({ chance }) => chance);
    expect(found).toEqual([...found].sort((a, b) => b - a));
    expect(found[0]).toBeLessThan(1);
    expect(found.at(-1)).toBeGreaterThan(0);
    expect(found.at(-1)).toBeLessThan(0.05);
  });

  it('that are reached are reached', () => {
    const { targets } = ask(history, { today: { done: 9, ahead: 0.5 }, targets: new Map([['x', 9]]) });
    expect(targets.get('x')).toEqual({ target: 9, missing: 0, chance: 1 });
  });
});

describe('a short history', () => {
  it.each(['freelancer', 'steady', 'bursts', 'shifts'] as const)(
    'of %s is never surer of later days, and not absurdly unsure',
    (kind) => {
      for (let number = 0; number < 5; number += 1)
        for (const length of [15, 21, 28, 42]) {
          const { hours } = person(kind, number, 200);
          const from = hours.findIndex((one) => one > 0);
          const answer = forecastOf({
            ...{ series: series([...hours.subarray(from, from + length)]), today: { done: 0, ahead: 1 } },
            ...{ leave: new Set(), weekStart: 'monday', targets: new Map() },
          });
          if (!answer.enough) continue;
          const reach = answer.forecast.days.map(({ hours: middle, high }) => high - middle);
          for (let ahead = 7; ahead < 28; ahead += 1)
            expect(reach[ahead]).toBeGreaterThanOrEqual((reach[ahead % 7] ?? NaN) - 0.2);
          expect(Math.max(...reach)).toBeLessThan(24);
        }
    },
  );
});

describe('too little', () => {
  it('is said, with what is missing', () => {
    const few = forecastOf({
      series: series([3, 0, 0, 0, 2, 0, 0, 0, 0, 1]),
      today: { done: 0, ahead: 1 },
      leave: new Set(),
      weekStart: 'monday',
      targets: new Map(),
    });
    expect(few).toEqual({ enough: false, missingDays: 4, missingActive: 2 });
  });

  it('is a sum of four people', () => {
    const people = Array.from({ length: 5 }, () => series(weeks(3)));
    expect(() => sumOf(people.slice(1))).toThrow(RangeError);
    const sum = sumOf(people);
    expect(sum.hours[0]).toBe(40);
    expect(ask(sum, { people: 5 }).week.hours).toBeCloseTo(200, -1);
  });
});

describe('a back-test', () => {
  it('goes by nothing that came later', () => {
    const whole = person('bursts', 1, 150);
    const cut = 110;
    const [all, part] = [whole.hours, whole.hours.slice(0, cut)].map((hours) =>
      backTest({ first: FIRST, hours, aside: new Uint8Array(hours.length) }, { intervalsFrom: cut }),
    );
    const [then, now] = [all?.origins.find(({ day }) => day === cut), part?.origins.at(-1)];
    expect(then?.blend).toEqual(now?.blend);
    expect(then?.radii).toEqual(now?.radii);
    expect(then?.weights).toEqual(now?.weights);
  });
});
