import type { WeekStart } from '../../domain/calendar.js';
import { weekdayIndex } from '../../domain/day-number.js';
import { at, clamp, mean } from '../numbers.js';
import { backTest, WEEK, type BackTest, type Origin } from './back-test.js';
import { sumOf } from './blend.js';
import { FIRST_ORIGIN, REACH, type Candidate } from './candidates/candidate.js';
import { CANDIDATES } from './candidates/index.js';
import { chanceOf, radiusOf, residualsOf } from './chance.js';
import type { DaySeries } from './series.js';
import { restOf, type Today } from './today.js';

/** A forecast needs this much: days since the first one, and days with time among them. */
export const ENOUGH_DAYS = 14;
export const ENOUGH_ACTIVE = 5;
/** Older days are not looked at: habits change, and this has to be done for many members. */
const DAYS_LOOKED_AT = 400;
/** How far back errors are told of. */
const ERRORS_OF_DAYS = 84;
/** Less than this is nothing, hours. */
const NOTHING = 0.1;

export interface ForecastInput {
  readonly series: DaySeries;
  readonly today: Today;
  /** Days of leave to come, by number: nothing is expected of them. */
  readonly leave: ReadonlySet<number>;
  readonly weekStart: WeekStart;
  /** Hours of a week that somebody wants to reach, by any name. */
  readonly targets: ReadonlyMap<string, number>;
  /** Of how many people this is the sum; more than one need not be as regular as one. */
  readonly people?: number;
  /** Another candidate, if there is one: the network. */
  readonly network?: Candidate;
}

/** Hours, and an interval that holds LEVEL of what comes. */
export interface Range {
  readonly hours: number;
  readonly low: number;
  readonly high: number;
}

export interface DayForecast extends Range {
  /** The number of the day. `hours` is the middle of what may come: as many such days are longer as are shorter. */
  readonly day: number;
  /** The average of what may come; sums are made of it. */
  readonly expected: number;
}

export interface WeekForecast extends Range {
  /** Hours of this week up to now, and what is left of it on average; `hours` is both. */
  readonly done: number;
  readonly left: number;
  /** Days left, today among them. */
  readonly daysLeft: number;
}

export interface TargetChance {
  readonly target: number;
  /** Hours that are missing now; 0 where it is reached. */
  readonly missing: number;
  /** 0–1. */
  readonly chance: number;
}

/** How good forecasts of single days have been, hours: the mean absolute error of the last weeks, of days that were not known then. */
export interface Errors {
  readonly own: number;
  /** Of "the same as last week". */
  readonly lastWeek: number;
  /** Forecasts that were judged. */
  readonly judged: number;
}

export interface Forecast {
  /** Today as a whole, and the days after it: REACH of them. */
  readonly days: readonly DayForecast[];
  readonly next7: Range;
  readonly next28: Range;
  readonly week: WeekForecast;
  readonly targets: ReadonlyMap<string, TargetChance>;
  /** Average length of a day with work, of the last eight weeks, hours. */
  readonly perDayWorked: number;
  /** What the blend is made of, the largest share first. */
  readonly models: readonly { readonly name: string; readonly weight: number }[];
  readonly errors: Errors;
}

/** A forecast, or what is missing for one. */
export type ForecastAnswer =
  | { readonly enough: true; readonly forecast: Forecast }
  | { readonly enough: false; readonly missingDays: number; readonly missingActive: number };

/** The hours of the next days, of this week, and the chances of targets. */
export const forecastOf = (input: ForecastInput): ForecastAnswer => {
  const { series } = input;
  const active = series.hours.reduce((count, hours) => count + (hours > 0 ? 1 : 0), 0);
  const missing = {
    missingDays: Math.max(0, ENOUGH_DAYS - series.hours.length),
    missingActive: Math.max(0, ENOUGH_ACTIVE - active),
  };
  if (missing.missingDays > 0 || missing.missingActive > 0) return { enough: false, ...missing };
  const candidates = input.network === undefined ? CANDIDATES : [...CANDIDATES, input.network];
  const test = backTest(lately(series), { candidates, ...(input.people === undefined ? {} : { people: input.people }) });
  const origin = test.origins.at(-1);
  if (origin === undefined) throw new RangeError(`no origin in ${series.hours.length} days`);
  return { enough: true, forecast: told(input, test, origin) };
};

const lately = ({ first, hours, aside }: DaySeries): DaySeries => {
  const from = Math.max(0, hours.length - DAYS_LOOKED_AT);
  return { first: first + from, hours: hours.subarray(from), aside: aside.subarray(from) };
};

const told = (input: ForecastInput, test: BackTest, origin: Origin): Forecast => {
  const { series } = test;
  const today = series.first + series.hours.length;
  const isLeave = (ahead: number): boolean => input.leave.has(today + ahead);
  const expected = origin.blend.expected.map((hours, ahead) => (isLeave(ahead) ? 0 : hours));
  const rest = restOf(input.today, expected[0] ?? 0, test.past);
  const coming = [rest, ...expected.slice(1)];
  const { done } = input.today;
  const days = coming.map((hours, ahead): DayForecast => {
    const weekday = weekdayIndex(today + ahead);
    const radius = isLeave(ahead) ? 0 : at((ahead < WEEK ? origin.radii?.near : origin.radii?.far) ?? [], weekday);
    const typical = isLeave(ahead) ? 0 : at(origin.blend.typical, ahead);
    if (ahead > 0) return { day: today + ahead, expected: hours, ...rangeOf(typical, radius) };
    const whole = rangeOf(done > 0 ? done + rest : typical * clamp(input.today.ahead, 0, 1), radius);
    return { day: today, expected: done + rest, ...whole, low: Math.max(done, whole.low) };
  });
  const sum = (count: number, radius: number): Range => {
    // Days differ by themselves, so what a sum may be off by grows with the root of the days that are no leave.
    const share = workable(input.leave, today, count) / count;
    const { hours, low, high } = rangeOf(done + sumOf(coming, count), radius * Math.sqrt(share));
    return { hours, low: Math.max(done, low), high };
  };
  return {
    days,
    next7: sum(WEEK, origin.radii?.week ?? 0),
    next28: sum(REACH, origin.radii?.month ?? 0),
    ...weekOf(input, test, coming, today),
    perDayWorked: perDayWorked(test.past.hours),
    models: test.candidates
      .map(({ name }, nth) => ({ name, weight: at(origin.weights.typical, nth) }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight),
    errors: errorsOf(test),
  };
};

/** How many of the next `count` days, today among them, are no leave. */
const workable = (leave: ReadonlySet<number>, today: number, count: number): number => {
  let days = 0;
  for (let ahead = 0; ahead < count; ahead += 1) if (!leave.has(today + ahead)) days += 1;
  return days;
};

/** This week: what is done, what is left of it, and what that means for targets. */
const weekOf = (
  { weekStart, today: { done }, targets, leave }: ForecastInput,
  test: BackTest,
  coming: readonly number[],
  today: number,
): Pick<Forecast, 'week' | 'targets'> => {
  const { series } = test;
  const into = (weekdayIndex(today) + (weekStart === 'monday' ? 0 : 1)) % WEEK;
  const daysLeft = WEEK - into;
  const before = sumOf(series.hours.subarray(Math.max(0, series.hours.length - into)), Math.min(into, series.hours.length));
  const [soFar, left] = [before + done, sumOf(coming, daysLeft)];
  const away = new Set(Array.from({ length: daysLeft }, (_, ahead) => ahead).filter((ahead) => leave.has(today + ahead)));
  const residuals = residualsOf(test, daysLeft, { left: away });
  const radius = radiusOf(residuals) ?? left;
  const whole = rangeOf(soFar + left, radius);
  const chances = [...targets].map(([name, target]): [string, TargetChance] => {
    const missing = Math.max(0, target - soFar);
    return [name, { target, missing, chance: chanceOf(missing, left, residuals) }];
  });
  return {
    week: { done: soFar, left, daysLeft, hours: whole.hours, low: Math.max(soFar, whole.low), high: whole.high },
    targets: new Map(chances),
  };
};

export const rangeOf = (hours: number, radius: number): Range => {
  const [low, high] = [hours - radius, hours + radius];
  return { hours: hours < NOTHING / 2 ? 0 : hours, low: low < NOTHING ? 0 : low, high: high < NOTHING ? 0 : high };
};

const perDayWorked = (hours: Float64Array): number => mean([...hours.subarray(-56)].filter((one) => one > 0));

const errorsOf = ({ series, origins }: BackTest): Errors => {
  let [own, lastWeek, judged] = [0, 0, 0];
  for (const { day, blend } of origins.slice(-ERRORS_OF_DAYS)) {
    for (let ahead = 0; ahead < WEEK && day + ahead < series.hours.length; ahead += 1) {
      if (at(series.aside, day + ahead) !== 0 || day < FIRST_ORIGIN) continue;
      const truth = at(series.hours, day + ahead);
      own += Math.abs(at(blend.typical, ahead) - truth);
      lastWeek += Math.abs(at(series.hours, day + ahead - WEEK) - truth);
      judged += 1;
    }
  }
  return judged === 0 ? { own: 0, lastWeek: 0, judged } : { own: own / judged, lastWeek: lastWeek / judged, judged };
};
