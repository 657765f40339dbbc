const DAY_MS = 86_400_000;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Days of the calendar in order, as whole numbers (1 January 1970 is 0): cheaper than dates where there are years of them. `day` is `yyyymmdd`. */
export const dayNumber = (day: string): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8))) / DAY_MS;

/** The day `yyyymmdd` of a number. */
export const dayOfNumber = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');

/** 0 (Monday) to 6 (Sunday). Day 0 was a Thursday. */
export const weekdayIndex = (number: number): number => (((number + 3) % 7) + 7) % 7;

export const weekdayOf = (number: number): Weekday => WEEKDAYS[weekdayIndex(number)] ?? 'monday';
