import { mean } from '../numbers.js';
import type { BackTest, Origin } from '../forecast/back-test.js';
import { sumOf } from '../forecast/blend.js';
import { chanceOf, residualsOf } from '../forecast/chance.js';

/** Brier scores of chances of targets: 0 is perfect, 0.25 is what a coin gets. */
export interface ChanceTally {
  asked: number;
  chosen: number;
  /** Of saying how often past weeks brought what is missing on the days that are left. */
  baseRate: number;
}

/** A history has no targets of its own: these shares of the average of the last four weeks are taken. */
const SHARES = [0.75, 1, 1.25] as const;
const WEEK = 7;

/** Adds what an origin says of the targets of its week, which begins on a Monday. */
export const judgeTargets = (test: BackTest, origin: Origin, tally: ChanceTally): void => {
  const { hours } = test.series;
  const into = (test.past.weekday + origin.day) % WEEK;
  const [start, left] = [origin.day - into, WEEK - into];
  if (start < 4 * WEEK || origin.day + left > hours.length) return;
  const usual = sumOf(hours.subarray(start - 4 * WEEK), 4 * WEEK) / 4;
  if (usual < 0.25) return;
  const [soFar, whole] = [sumOf(hours.subarray(start), into), sumOf(hours.subarray(start), WEEK)];
  const residuals = residualsOf(test, left, { until: origin.day });
  const expected = sumOf(origin.blend.expected, left);
  const rests: number[] = [];
  for (let day = origin.day - WEEK; day >= 0; day -= WEEK) rests.push(sumOf(hours.subarray(day), left));
  for (const share of SHARES) {
    const needed = share * usual - soFar;
    if (needed <= 0) continue;
    const outcome = whole >= share * usual ? 1 : 0;
    tally.asked += 1;
    tally.chosen += (chanceOf(needed, expected, residuals) - outcome) ** 2;
    tally.baseRate += (mean([0.5, ...rests.map((rest) => (rest >= needed ? 1 : 0))]) - outcome) ** 2;
  }
};
