import { at, clamp, mean } from '../../numbers.js';
import { even, FIRST_ORIGIN, type Candidate, type Past } from './candidate.js';

/** How fast level and weekdays follow what happens. The trend follows slowly, and dies out. */
const LEVELS = [0.05, 0.15, 0.35] as const;
const SEASONS = [0.05, 0.2] as const;
const TREND = 0.02;
const DAMPING = 0.9;
/** A model's errors count half after so many days when the best is looked for. */
const FORGET = 0.5 ** (1 / 56);
const LONGEST_DAY = 24;

interface State {
  readonly level: number;
  readonly trend: number;
  /** By weekday, beginning with that of the first day. */
  readonly season: readonly number[];
  /** Discounted sum of how far it was off, a day ahead. */
  readonly error: number;
}

const begin = ({ hours }: Past): State => {
  const week = [...hours.subarray(0, FIRST_ORIGIN)];
  const level = mean(week);
  return { level, trend: 0, season: week.map((value) => value - level), error: 0 };
};

const step = (state: State, value: number, day: number, alpha: number, gamma: number): State => {
  const ahead = state.level + DAMPING * state.trend;
  const usual = at(state.season, day % 7);
  const level = alpha * (value - usual) + (1 - alpha) * ahead;
  const trend = TREND * (level - state.level) + (1 - TREND) * DAMPING * state.trend;
  const season = state.season.with(day % 7, gamma * (value - ahead) + (1 - gamma) * usual);
  return { level, trend, season, error: state.error * FORGET + Math.abs(value - Math.max(0, ahead + usual)) };
};

/**
 * Exponential smoothing with a damped trend and additive weekdays (Holt-Winters; Hyndman & Athanasopoulos, Forecasting: Principles and Practice,
 * 3rd ed., 8.3). At each origin the rates of smoothing that were closest up to then are used.
 */
export const holtWinters: Candidate = {
  name: 'holtWinters',
  prior: 0.25,
  over: (past) => {
    const rates = LEVELS.flatMap((alpha) => SEASONS.map((gamma) => ({ alpha, gamma })));
    let states = rates.map(() => begin(past));
    let day = FIRST_ORIGIN;
    return (origin) => {
      for (; day < origin; day += 1) {
        const value = at(past.hours, day);
        states = states.map((state, nth) => step(state, value, day, rates[nth]?.alpha ?? 0, rates[nth]?.gamma ?? 0));
      }
      const state = states.reduce((least, one) => (one.error < least.error ? one : least));
      let [slope, power] = [0, 1];
      return even((days) => {
        power *= DAMPING;
        slope += power * state.trend;
        return clamp(state.level + slope + at(state.season, (origin + days) % 7), 0, LONGEST_DAY);
      });
    };
  },
};
