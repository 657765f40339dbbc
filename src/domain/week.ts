import { addDays, totalsPeriodOf, type WeekStart } from './calendar.js';

/** A week of a space: its first and its last day, `yyyymmdd`. */
export interface Week {
  readonly from: string;
  readonly to: string;
}

/** The week that holds the day `yyyymmdd`. @throws RangeError when it is none */
export const weekOf = (day: string, weekStart: WeekStart): Week => {
  const { weekFrom, weekTo } = totalsPeriodOf(day, weekStart);
  return { from: weekFrom, to: weekTo };
};

/** The day that decides to which week of another calendar this one belongs, as Thursday does for ISO weeks. */
export const middleOf = ({ from }: Week): string => addDays(from, 3);

/** The week that lies `weeks` (may be negative) after this one. */
export const addWeeks = ({ from, to }: Week, weeks: number): Week => ({
  from: addDays(from, 7 * weeks),
  to: addDays(to, 7 * weeks),
});

/** Is `yyyymmdd` a day of the calendar? */
export const isDay = (text: string): boolean => {
  try {
    return /^\d{8}$/.test(text) && weekOf(text, 'monday').from.length === 8;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};
