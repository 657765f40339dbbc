import { at, mean, median } from '../../numbers.js';
import { ahead, FIRST_ORIGIN, REACH, type Candidate, type Past } from './candidate.js';

const WEEK = 7;
/** Days after which a rota may begin again. */
const SHORTEST = 2;
const LONGEST = 28;
/** Rounds of the rota that are looked at. */
const ROUNDS = 3;
const FORGET = 0.5 ** (1 / 56);
/** Among so many periods one is the best by luck: it must be better than the week by this share. */
const MARGIN = 0.15;

/** What the last rounds of the rota had at the place of a day, newest first. */
const rounds = ({ hours }: Past, origin: number, days: number, period: number): readonly number[] => {
  const values: number[] = [];
  const back = period * (Math.floor(days / period) + 1);
  for (let day = origin + days - back; day >= 0 && values.length < ROUNDS; day -= period) values.push(at(hours, day));
  return values;
};

/** Their average for the day `day`, without a list: this is done for every period and day. */
const meanOfRounds = (hours: Float64Array, day: number, period: number): number => {
  let [total, count] = [0, 0];
  for (let before = day - period; before >= 0 && count < ROUNDS; before -= period) {
    total += at(hours, before);
    count += 1;
  }
  return count === 0 ? 0 : total / count;
};

/** The period that came closest before each day, from the first origin on. */
const periodsOf = ({ hours }: Past): Uint8Array => {
  const found = new Uint8Array(hours.length + 1).fill(WEEK);
  /** By period. */
  const errors = new Float64Array(LONGEST + 1);
  for (let day = FIRST_ORIGIN; day <= hours.length; day += 1) {
    let least = at(errors, WEEK) * (1 - MARGIN);
    for (let period = SHORTEST; period <= LONGEST; period += 1) {
      if (day < ROUNDS * period || at(errors, period) >= least) continue;
      least = at(errors, period);
      found[day] = period;
    }
    if (day === hours.length) break;
    for (let period = SHORTEST; period <= LONGEST; period += 1) {
      const error = Math.abs(at(hours, day) - meanOfRounds(hours, day, period));
      errors[period] = at(errors, period) * FORGET + error;
    }
  }
  return found;
};

/** What a rota had at its place three times, for those whose rota is no week: four days on and two off, say. For others it is the week. */
export const cycle: Candidate = {
  name: 'cycle',
  prior: 0.25,
  over: (past) => {
    const periods = periodsOf(past);
    return (origin) => {
      const period = at(periods, origin);
      const round = Array.from({ length: Math.min(period, REACH) }, (_, days) => rounds(past, origin, days, period));
      const [middle, average] = [round.map(median), round.map(mean)];
      return { typical: ahead((days) => at(middle, days % period)), expected: ahead((days) => at(average, days % period)) };
    };
  },
};
