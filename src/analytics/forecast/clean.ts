import { ascending, at, quantileOf } from '../numbers.js';
import type { DaySeries } from './series.js';

/** Days with time that say what a long day is. */
const REMEMBERED = 30;
const LONG_DAY = 0.9;
/** A day may be longer than the long ones by so many times what lies between these and the middle, and by an hour in any case. What is more will not come again soon. */
const STRETCH = 1.5;
const STRETCH_HOURS = 1;
/** The longest day of one person that is believed, hours. */
const BELIEVED = 16;

/**
 * The hours that models learn from: days that were set aside have the hours of the same weekday before, and outliers are held to what a long day
 * is. Each day is judged by those before it alone, so that a back-test sees what was to be seen then.
 * @param people whose sum it is
 */
export const cleaned = ({ hours, aside }: DaySeries, people = 1): Float64Array => {
  const clean = new Float64Array(hours.length);
  const worked: number[] = [];
  let sorted = ascending([]);
  for (let day = 0; day < hours.length; day += 1) {
    if (at(aside, day) !== 0) {
      clean[day] = day >= 7 ? at(clean, day - 7) : 0;
      continue;
    }
    const value = at(hours, day);
    clean[day] = Math.min(value, longest(sorted) * people, BELIEVED * people);
    if (value <= 0) continue;
    worked.push(value / people);
    sorted = ascending(worked.slice(-REMEMBERED));
  }
  return clean;
};

/** What is believed of a day after these (sorted upwards). */
const longest = (sorted: readonly number[]): number => {
  if (sorted.length < 5) return BELIEVED;
  const long = quantileOf(sorted, LONG_DAY);
  return long + Math.max(STRETCH * (long - quantileOf(sorted, 0.5)), STRETCH_HOURS);
};
