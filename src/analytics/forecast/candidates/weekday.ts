import { at, mean, median } from '../../numbers.js';
import { even, type Candidate, type Past } from './candidate.js';

/** The same weekday of the last `weeks` weeks before the origin, newest first; fewer where there are fewer. */
const sameWeekdays = ({ hours }: Past, origin: number, days: number, weeks: number): readonly number[] => {
  const values: number[] = [];
  for (let day = origin + (days % 7) - 7; day >= 0 && values.length < weeks; day -= 7) values.push(at(hours, day));
  return values;
};

const ofWeeks = (name: string, prior: number, weeks: number, middle: (values: readonly number[]) => number): Candidate => ({
  name,
  prior,
  over: (past) => (origin) => {
    const week = Array.from({ length: 7 }, (_, days) => middle(sameWeekdays(past, origin, days, weeks)));
    return even((days) => at(week, days % 7));
  },
});

export const lastWeek = ofWeeks('lastWeek', 0.25, 1, mean);
export const weekdayMean = ofWeeks('weekdayMean4', 0.5, 4, mean);
export const weekdayMedian = ofWeeks('weekdayMedian4', 1, 4, median);
