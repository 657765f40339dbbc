import { at, type Values } from '../numbers.js';
import { ahead, REACH, type Points } from './candidates/candidate.js';

/** How much each candidate counts: for the middle of single days, and for averages, of which sums are made. */
export interface Weights {
  readonly typical: readonly number[];
  readonly expected: readonly number[];
}

/** What the candidates say, by their weights; those that have nothing to say leave theirs to the others. */
export const blendOf = (points: readonly (Points | null)[], weights: Weights): Points => {
  const blend = { typical: ahead(() => 0), expected: ahead(() => 0) };
  for (const kind of ['typical', 'expected'] as const) {
    const [values, own] = [blend[kind], weights[kind]];
    let total = 0;
    for (const [nth, said] of points.entries()) if (said !== null) total += at(own, nth);
    for (const [nth, said] of points.entries()) {
      const weight = at(own, nth) / total;
      if (said === null || !(weight > 0)) continue;
      for (let days = 0; days < REACH; days += 1) values[days] = at(values, days) + weight * at(said[kind], days);
    }
  }
  return blend;
};

/** The sum of the first `days` of them. */
export const sumOf = (hours: Values, days: number): number => {
  let total = 0;
  for (let nth = 0; nth < days; nth += 1) total += at(hours, nth);
  return total;
};
