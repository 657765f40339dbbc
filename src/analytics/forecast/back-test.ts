import { weekdayIndex } from '../../domain/day-number.js';
import { at, mean } from '../numbers.js';
import { blendOf, sumOf, type Weights } from './blend.js';
import { FIRST_ORIGIN, REACH, type Candidate, type Past, type Points } from './candidates/candidate.js';
import { CANDIDATES } from './candidates/index.js';
import { cleaned } from './clean.js';
import { DayErrors, SumErrors } from './conformal.js';
import { SUSPECT, type DaySeries } from './series.js';
import { trustOf } from './weights.js';
import { Winner } from './winner.js';

export const WEEK = 7;
/** How fast evidence moves weight, per week of it, and after how many weeks it counts half. Whatever near these does about as well. */
const TYPICAL_RATE = 1.5;
const EXPECTED_RATE = 1;
const HALF_LIFE_WEEKS = 12;
/** Days ahead at which forecasts of the weeks after the first one are judged. */
const FAR = [9, 14, 20, 27] as const;

/** Halves of the widths of intervals, hours. */
export interface Radii {
  /** Of a day within the first week, by weekday (0: Monday). */
  readonly near: readonly number[];
  /** Of a day after it. */
  readonly far: readonly number[];
  /** Of the sum of the first 7 days, and of all 28. */
  readonly week: number;
  readonly month: number;
}

/** What was said at the beginning of a day. */
export interface Origin {
  /** Days that were known: the forecast begins with the day of this index. */
  readonly day: number;
  /** By candidate; none where they were not asked for. */
  readonly points: readonly (Points | null)[];
  readonly blend: Points;
  readonly weights: Weights;
  /** The candidate that alone did best so far. */
  readonly winner: number;
  /** Null before the origin from which they were asked for. */
  readonly radii: Radii | null;
}

export interface BackTest {
  readonly series: DaySeries;
  readonly past: Past;
  readonly candidates: readonly Candidate[];
  /** From FIRST_ORIGIN to the end of the past, a day at a time; the last one is the forecast of what is to come. */
  readonly origins: readonly Origin[];
}

export interface BackTestOptions {
  readonly candidates?: readonly Candidate[];
  /** How many people's sum it is. */
  readonly people?: number;
  /** Are the candidates' own points wanted, for a report? */
  readonly withPoints?: boolean;
  /** The first origin whose intervals are wanted; without it, those of the last one. */
  readonly intervalsFrom?: number;
}

/**
 * Walks through the past day by day (rolling origin). What is said at an origin goes by what was known then: models by the days before it, weights and
 * intervals by errors of forecasts that could be judged by then. So the errors of the blend are of days that were not used to choose.
 */
export const backTest = (
  series: DaySeries,
  { candidates = CANDIDATES, people = 1, withPoints = false, intervalsFrom }: BackTestOptions = {},
): BackTest => {
  const past: Past = { hours: cleaned(series, people), weekday: weekdayIndex(series.first), first: series.first };
  const models = candidates.map((candidate) => candidate.over(past));
  const known = new Known(series, past, candidates, withPoints);
  const from = intervalsFrom ?? past.hours.length;
  for (let day = FIRST_ORIGIN; day <= past.hours.length; day += 1) {
    known.learn(day);
    known.say(
      day,
      models.map((model) => model(day)),
      day >= from,
    );
  }
  return { series, past, candidates, origins: known.origins };
};

/** What is known at an origin of how good the models are. */
class Known {
  readonly origins: Origin[] = [];
  /** The candidates' points of the last week, oldest first. */
  readonly #recent: { readonly day: number; readonly points: Origin['points'] }[] = [];
  readonly #withPoints: boolean;
  readonly #candidates: readonly Candidate[];
  readonly #series: DaySeries;
  readonly #past: Past;
  readonly #typical;
  readonly #expected;
  readonly #winner: Winner;
  readonly #near = new DayErrors();
  readonly #far = new DayErrors();
  readonly #week = new SumErrors(WEEK);
  readonly #month = new SumErrors(REACH);

  constructor(series: DaySeries, past: Past, candidates: readonly Candidate[], withPoints: boolean) {
    this.#withPoints = withPoints;
    this.#candidates = candidates;
    this.#series = series;
    this.#past = past;
    const priors = candidates.map(({ prior }) => prior);
    const options = { priors, targetsPerPiece: WEEK, halfLife: HALF_LIFE_WEEKS * WEEK };
    this.#typical = trustOf({ ...options, rate: TYPICAL_RATE });
    this.#expected = trustOf({ ...options, rate: EXPECTED_RATE });
    this.#winner = new Winner(priors.indexOf(Math.max(...priors)));
  }

  say(day: number, points: readonly (Points | null)[], withIntervals: boolean): void {
    const weights = { typical: this.#typical.weights(), expected: this.#expected.weights() };
    const blend = blendOf(points, weights);
    const radii = withIntervals ? this.#radii(blend) : null;
    this.#recent.push({ day, points });
    if (this.#recent.length > WEEK) this.#recent.shift();
    this.origins.push({ day, points: this.#withPoints ? points : [], blend, weights, winner: this.#winner.current, radii });
  }

  #radii(blend: Points): Radii {
    const near = this.#near.radii();
    const far = this.#far.radii();
    return {
      near,
      // Nobody knows more of a day that lies further ahead: where little could be judged that far, it is what is known of near days that counts.
      far: near.map((radius, weekday) => Math.max(radius, at(far, weekday))),
      week: this.#week.radius(sumOf(blend.expected, WEEK)),
      month: this.#month.radius(sumOf(blend.expected, REACH)),
    };
  }

  /** The day before `day` is over: what was said of it, and of weeks that end with it, can be judged. */
  learn(day: number): void {
    if (this.origins.length === 0) return;
    const why = at(this.#series.aside, day - 1);
    if (why === 0) this.#judgeDay(day - 1);
    if (why === SUSPECT) for (const errors of [this.#near, this.#far]) errors.spoiled();
    this.#judgeWeek(day - WEEK);
    const month = this.#saidAt(day - REACH);
    if (month !== undefined && this.#isWhole(month.day, REACH))
      this.#month.add(sumOf(month.blend.expected, REACH), this.#hours(month.day, REACH));
  }

  #judgeDay(day: number): void {
    const truth = at(this.#past.hours, day);
    const errors = this.#candidates.map((_, nth) => {
      let [sum, count] = [0, 0];
      for (const origin of this.#recent) {
        const said = origin.points[nth];
        if (!said) continue;
        sum += Math.abs(at(said.typical, day - origin.day) - truth);
        count += 1;
      }
      return count === 0 ? null : sum / count;
    });
    this.#typical.add(errors);
    const weekday = (this.#past.weekday + day) % WEEK;
    const real = at(this.#series.hours, day);
    this.#near.add(
      weekday,
      this.origins.slice(-WEEK).map((origin) => at(origin.blend.typical, day - origin.day)),
      real,
    );
    const before = FAR.flatMap((ahead) => this.#saidAt(day - ahead) ?? []);
    this.#far.add(
      weekday,
      before.map((origin) => at(origin.blend.typical, day - origin.day)),
      real,
    );
  }

  #judgeWeek(first: number): void {
    const [week, said] = [this.#saidAt(first), this.#recent[0]];
    if (week === undefined || said?.day !== first) return;
    if (!this.#isWhole(first, WEEK)) {
      if (this.#series.aside.subarray(first, first + WEEK).includes(SUSPECT)) this.#week.spoiled();
      return;
    }
    const truth = sumOf(this.#past.hours.subarray(first), WEEK);
    this.#expected.add(said.points.map((one) => (one === null ? null : Math.abs(sumOf(one.expected, WEEK) - truth))));
    this.#week.add(sumOf(week.blend.expected, WEEK), this.#hours(first, WEEK));
    if ((first - FIRST_ORIGIN) % WEEK !== 0) return;
    const off = ({ typical }: Points): number =>
      mean(Array.from({ length: WEEK }, (_, ahead) => Math.abs(at(typical, ahead) - at(this.#past.hours, first + ahead))));
    this.#winner.add(said.points.map((one) => (one === null ? null : off(one))));
  }

  #saidAt(day: number): Origin | undefined {
    return this.origins[day - FIRST_ORIGIN];
  }

  #isWhole(first: number, days: number): boolean {
    return this.#series.aside.subarray(first, first + days).every((why) => why === 0);
  }

  #hours(first: number, days: number): number {
    return sumOf(this.#series.hours.subarray(first), days);
  }
}
