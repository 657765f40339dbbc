import type { Candidate } from './candidate.js';
import { cycle } from './cycle.js';
import { flatMean, flatMedian } from './flat.js';
import { holtWinters } from './holt-winters.js';
import { weekdayRates } from './rates.js';
import { lastWeek, weekdayMean, weekdayMedian } from './weekday.js';

/** Those that need nothing but a member's own days. The network joins them where there is one. */
export const CANDIDATES: readonly Candidate[] = [
  lastWeek,
  weekdayMean,
  weekdayMedian,
  holtWinters,
  weekdayRates,
  flatMean,
  flatMedian,
  cycle,
];
