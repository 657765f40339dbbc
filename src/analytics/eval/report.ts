import { dayOfNumber } from '../../domain/day-number.js';
import { at } from '../numbers.js';
import { backTest, WEEK, type BackTest } from '../forecast/back-test.js';
import { ahead, FIRST_ORIGIN, type Candidate, type Points } from '../forecast/candidates/candidate.js';
import { CANDIDATES } from '../forecast/candidates/index.js';
import { SUSPECT, type DaySeries } from '../forecast/series.js';
import { addTally, emptyTally, Judge, type Tally } from './judge.js';
import { judgeTargets, type ChanceTally } from './targets.js';

/** Forecasts are judged from this day of a history on (the first is 0), or from the middle of a short one. */
export const FIRST_JUDGED = 70;
/** A history shorter than this has no origin that could be judged. */
export const SHORTEST = 28;

/** What everything is compared with: the hours that stand there a week before, outliers and all. */
export const REFERENCE = 'sameAsLastWeek';
/** The one candidate that did best so far, by its rule against luck; and what a forecast says. */
export const WINNER = 'winner';
export const CHOSEN = 'chosen';

/** Figures of one model. Hours; null where nothing was judged. */
export interface ModelFigures {
  readonly dayMae: number | null;
  readonly dayRmse: number | null;
  /** The day's mean absolute error in proportion to that of "same as last week" before the first origin (Hyndman & Koehler 2006). */
  readonly mase: number | null;
  readonly totalMae: number | null;
  readonly totalRmse: number | null;
  /** Of the 80 % interval: which share of days and of totals lay inside, 0–1, and how wide it was on average. */
  readonly dayCoverage: number | null;
  readonly dayWidth: number | null;
  readonly totalCoverage: number | null;
  readonly totalWidth: number | null;
  /** Of days without those of timers that were left running. */
  readonly ordinaryDayMae: number | null;
  readonly ordinaryDayCoverage: number | null;
}

/** What was measured of one history, as sums that can be added to those of others. */
export interface Measured {
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly targets: ChanceTally;
  /** Sums of the absolute differences to the week before, and how many; for MASE. */
  readonly scale: { sum: number; count: number };
  readonly origins: { readonly from: number; readonly count: number };
  /** Sums over the origins of the weights of single days, by candidate. */
  readonly weights: ReadonlyMap<string, number>;
}

/** The first origin of a history of so many days that is judged. */
export const firstJudged = (days: number, horizon: number): number =>
  days >= FIRST_JUDGED + horizon + WEEK ? FIRST_JUDGED : Math.max(2 * WEEK, Math.floor(days / 2));

/** Judges every model at every origin of a history. `horizon`: days ahead, 1 to 28. */
export const measure = (series: DaySeries, horizon: number, candidates: readonly Candidate[] = CANDIDATES): Measured => {
  const test = backTest(series, { candidates, withPoints: true });
  const from = firstJudged(series.hours.length, horizon);
  const names = [...candidates.map(({ name }) => name), WINNER, REFERENCE, CHOSEN];
  const judges = names.map((name) => ({ name, judge: new Judge(series, test.past.weekday, horizon) }));
  const targets: ChanceTally = { asked: 0, chosen: 0, baseRate: 0 };
  const weights = new Map<string, number>(candidates.map(({ name }) => [name, 0]));
  let count = 0;
  for (const origin of test.origins) {
    const counts = origin.day >= from && origin.day + horizon <= series.hours.length;
    if (counts) {
      count += 1;
      judgeTargets(test, origin, targets);
      for (const [nth, { name }] of candidates.entries())
        weights.set(name, (weights.get(name) ?? 0) + at(origin.weights.typical, nth));
    }
    for (const [nth, { name, judge }] of judges.entries()) {
      const points: Points | null =
        name === CHOSEN
          ? origin.blend
          : name === WINNER
            ? (origin.points[origin.winner] ?? null)
            : name === REFERENCE
              ? lastWeekOf(series, origin.day)
              : (origin.points[nth] ?? null);
      judge.say(origin.day, points, counts);
    }
  }
  const tallies = new Map(judges.map(({ name, judge }) => [name, judge.tally]));
  return { tallies, targets, weights, scale: scaleOf(test, from), origins: { from, count } };
};

const lastWeekOf = ({ hours }: DaySeries, day: number): Points => {
  const values = ahead((days) => at(hours, day - WEEK + (days % WEEK)));
  return { typical: values, expected: values };
};

const scaleOf = ({ series: { hours } }: BackTest, from: number): { sum: number; count: number } => {
  const scale = { sum: 0, count: 0 };
  for (let day = FIRST_ORIGIN; day < Math.min(from, hours.length); day += 1) {
    scale.sum += Math.abs(at(hours, day) - at(hours, day - WEEK));
    scale.count += 1;
  }
  return scale;
};

/** Several histories as one: each origin counts once. */
export const pool = (measured: readonly Measured[]): Measured => {
  const tallies = new Map<string, Tally>();
  const weights = new Map<string, number>();
  const targets: ChanceTally = { asked: 0, chosen: 0, baseRate: 0 };
  const scale = { sum: 0, count: 0 };
  let count = 0;
  for (const one of measured) {
    for (const [name, tally] of one.tallies) {
      const sum = tallies.get(name) ?? emptyTally();
      addTally(sum, tally);
      tallies.set(name, sum);
    }
    for (const [name, weight] of one.weights) weights.set(name, (weights.get(name) ?? 0) + weight);
    for (const key of ['asked', 'chosen', 'baseRate'] as const) targets[key] += one.targets[key];
    scale.sum += one.scale.sum;
    scale.count += one.scale.count;
    count += one.origins.count;
  }
  const from = measured.reduce((least, one) => Math.min(least, one.origins.from), FIRST_JUDGED);
  return { tallies, weights, targets, scale, origins: { from, count } };
};

/** To four digits behind the point, so that reports can be compared by eye; null for 0/0. */
const ratio = (sum: number, count: number): number | null => (count === 0 ? null : Math.round((sum / count) * 1e4) / 1e4);

export const figuresOf = ({ tallies, scale }: Measured): Readonly<Record<string, ModelFigures>> =>
  Object.fromEntries(
    [...tallies].map(([name, tally]) => {
      const usual = scale.count === 0 ? 0 : scale.sum / scale.count;
      const figures: ModelFigures = {
        dayMae: ratio(tally.dayError, tally.days),
        dayRmse: ratio(Math.sqrt(tally.daySquares * tally.days), tally.days),
        mase: usual === 0 ? null : ratio(tally.dayError / usual, tally.days),
        totalMae: ratio(tally.sumError, tally.sums),
        totalRmse: ratio(Math.sqrt(tally.sumSquares * tally.sums), tally.sums),
        dayCoverage: ratio(tally.dayInside, tally.days),
        dayWidth: ratio(tally.dayWidth, tally.days),
        totalCoverage: ratio(tally.sumInside, tally.sums),
        totalWidth: ratio(tally.sumWidth, tally.sums),
        ordinaryDayMae: ratio(tally.ordinaryError, tally.ordinary),
        ordinaryDayCoverage: ratio(tally.ordinaryInside, tally.ordinary),
      };
      return [name, figures];
    }),
  );

/** What a report says of measured histories. */
export const reportOf = (measured: Measured) => {
  const models = figuresOf(measured);
  const { targets, origins, weights, tallies } = measured;
  const judged = tallies.get(CHOSEN) ?? emptyTally();
  const compared = (key: 'dayMae' | 'totalMae'): number | null => {
    const [own, reference] = [models[CHOSEN]?.[key] ?? null, models[REFERENCE]?.[key] ?? null];
    return own === null || reference === null ? null : ratio(reference - own, reference);
  };
  return {
    origins,
    chosen: models[CHOSEN],
    /** Days without any time among those that were judged: no interval that begins at 0 can hold fewer. */
    idleShare: ratio(judged.idle, judged.days),
    /** By which share the chosen errs less than "same as last week". */
    betterThanLastWeek: { day: compared('dayMae'), total: compared('totalMae') },
    targets: {
      asked: targets.asked,
      brier: ratio(targets.chosen, targets.asked),
      brierOfBaseRate: ratio(targets.baseRate, targets.asked),
    },
    /** Average share of each candidate in the blend of single days. */
    weights: Object.fromEntries([...weights].map(([name, sum]) => [name, ratio(sum, origins.count)])),
    models,
  };
};

/** What a report says about a history itself. */
export const aboutSeries = ({ first, hours, aside }: DaySeries) => ({
  from: hours.length === 0 ? null : dayOfNumber(first),
  to: hours.length === 0 ? null : dayOfNumber(first + hours.length - 1),
  days: hours.length,
  activeDays: hours.reduce((count, value) => count + (value > 0 ? 1 : 0), 0),
  hours: Math.round(hours.reduce((sum, value) => sum + value, 0) * 100) / 100,
  suspectDays: aside.reduce((count, why) => count + (why === SUSPECT ? 1 : 0), 0),
});
