import { localDay } from '../../domain/calendar.js';
import { daysIn, type Facts } from '../score/facts.js';

/** Days that say when somebody works. */
const LOOKED_AT = 56;
/** With fewer days nothing is known of their hours. */
const DAYS_NEEDED = 5;

/**
 * Which share of a member's usual hours lies after this time of the day, 0–1: how much of today a forecast may still expect. 1 where that is not known.
 */
export const aheadOf = (facts: Facts): number => {
  const { now, usual } = facts.input;
  const days = daysIn(facts, { from: facts.today - LOOKED_AT, to: facts.today });
  if (days.length < DAYS_NEEDED) return 1;
  const gone = now - localDay(now, usual.zone, usual.dayStart).start;
  let [after, all] = [0, 0];
  for (const { stretches } of days) {
    for (const { start, end } of stretches) {
      // By the day on which the stretch began, so that a night shift lies in one piece behind it.
      const begin = localDay(start, usual.zone, usual.dayStart).start;
      all += end - start;
      after += end - Math.max(start, Math.min(end, begin + gone));
    }
  }
  return all === 0 ? 1 : after / all;
};
