import { mean, median } from '../../numbers.js';
import { even, type Candidate } from './candidate.js';

const ofDays = (name: string, days: number, middle: (values: readonly number[]) => number): Candidate => ({
  name,
  prior: 0.5,
  over:
    ({ hours }) =>
    (origin) => {
      const value = middle([...hours.subarray(Math.max(0, origin - days), origin)]);
      return even(() => value);
    },
});

/** The average of the last four weeks, the same for all weekdays. */
export const flatMean = ofDays('flatMean', 28, mean);
/** The middle of the last eight weeks, the same for all weekdays. */
export const flatMedian = ofDays('flatMedian', 56, median);
