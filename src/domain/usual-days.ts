import { addDays } from './calendar.js';

/** So many weeks say which days somebody usually works, and in so many of them they have worked on such a day. */
const WEEKS = 4;
const WORKED = 3;
/** Days without time are looked for in the last two weeks. */
const LOOKED_AT = 14;

/** Days before today of which it has to be known whether there is time on them. */
export const USUAL_DAYS = LOOKED_AT + WEEKS * 7;

/**
 * Days of the last two weeks, today not among them, on which no time is recorded although there was some on the same day of the week in three of the four
 * weeks before. It says nothing of why: a day off looks the same.
 * @param hasTime days with time, of the last `USUAL_DAYS`
 * @returns `yyyymmdd`, oldest first
 */
export const daysWithoutTime = (today: string, hasTime: (day: string) => boolean): readonly string[] => {
  const missing: string[] = [];
  for (let ago = LOOKED_AT; ago > 0; ago -= 1) {
    const day = addDays(today, -ago);
    if (hasTime(day)) continue;
    const worked = Array.from({ length: WEEKS }, (_, week) => addDays(day, -7 * (week + 1))).filter(hasTime);
    if (worked.length >= WORKED) missing.push(day);
  }
  return missing;
};
