/** When work begins where the page is read, o'clock. */
const MORNING = 8;

/** The next eight o'clock in the reader's zone after `now`; both ms since the epoch. */
export const nextMorning = (now: number): number => morningAfter(now, () => true);

/** The next Monday at eight. */
export const nextMonday = (now: number): number => morningAfter(now, (date) => date.getDay() === 1);

const morningAfter = (now: number, isWanted: (date: Date) => boolean): number => {
  const date = new Date(now);
  date.setHours(MORNING, 0, 0, 0);
  while (date.getTime() <= now || !isWanted(date)) date.setDate(date.getDate() + 1);
  return date.getTime();
};

/** A moment as a field for date and time wants it, in the reader's zone and to the minute: `2026-03-31T08:00`. */
export const fieldValue = (at: number): string => {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
};
