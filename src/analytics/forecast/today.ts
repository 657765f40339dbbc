import { at, clamp, mean } from '../numbers.js';
import type { Past } from './candidates/candidate.js';

/** Days with work that tell how long one becomes. */
const LOOKED_AT = 24;

/** What is known of the day that it is. */
export interface Today {
  /** Hours up to now. */
  readonly done: number;
  /** Which share of the member's usual hours lies after this time of the day, 0–1; 1 where that is not known. */
  readonly ahead: number;
}

/**
 * Hours that are still to come today. Nothing done yet: what was expected, as far as the usual hours are still ahead. Under way: what days that came this
 * far had after it, and never more than the usual hours that are ahead; so what was planned and what is done never both count.
 * @param expected what was expected of the whole day before it began
 */
export const restOf = ({ done, ahead }: Today, expected: number, past: Past): number => {
  const share = clamp(ahead, 0, 1);
  if (done <= 0) return expected * share;
  const weekday = past.hours.length % 7;
  const lengths: number[] = [];
  for (const isSame of [true, false]) {
    for (let day = past.hours.length - 1; day >= 0 && lengths.length < LOOKED_AT; day -= 1)
      if ((day % 7 === weekday) === isSame && at(past.hours, day) > 0) lengths.push(at(past.hours, day));
    // Days of the same weekday alone, where there are enough of them.
    if (lengths.length >= 6) break;
  }
  const longer = lengths.filter((hours) => hours > done);
  const usual = mean(lengths);
  return longer.length === 0 ? 0 : Math.min(mean(longer) - done, usual * share);
};
