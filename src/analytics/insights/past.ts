import { daysIn, isAbsent, type Facts, type ScoredDay, type Span } from '../score/facts.js';

/** A week of seven days in a row, whichever day it begins on: the unit that is compared, since weekdays differ and whole weeks do not. */
export interface Block {
  readonly from: number;
  readonly days: readonly ScoredDay[];
  readonly hours: number;
}

/** What is compared: the days that are asked about, and as many before them; each in whole blocks, the newest first. Today is in none, since it is not over. */
export interface Compared {
  readonly now: readonly Block[];
  readonly before: readonly Block[];
}

/** Days that are asked about, today among them. */
export const windowOf = ({ today }: Facts, days: number): Span => ({ from: today + 1 - days, to: today + 1 });

/** The number of the first day with time; today when there is none. */
export const firstDay = ({ days, today }: Facts): number => {
  let first = today;
  for (const number of days.keys()) first = Math.min(first, number);
  return first;
};

export const hoursIn = (days: readonly ScoredDay[]): number => days.reduce((sum, { hours }) => sum + hours, 0);

/** Whole blocks before `to`, back to `from` or to the first day with time. A block with leave is left out: it is no week like others. */
const blocksOf = (facts: Facts, { from, to }: Span): readonly Block[] => {
  const blocks: Block[] = [];
  const earliest = Math.max(from, firstDay(facts));
  for (let end = to; end - 7 >= earliest; end -= 7) {
    if (hasLeave(facts, end - 7)) continue;
    const days = daysIn(facts, { from: end - 7, to: end });
    blocks.push({ from: end - 7, days, hours: hoursIn(days) });
  }
  return blocks;
};

/** Is one of the seven days from this one on a day of leave without time? */
export const hasLeave = (facts: Facts, from: number): boolean => {
  for (let day = from; day < from + 7; day += 1) if (isAbsent(facts, day)) return true;
  return false;
};

/** The whole blocks of the last `days` days, and of the `days` before these. */
export const comparedOf = (facts: Facts, days: number): Compared => {
  const whole = Math.floor(days / 7) * 7;
  const middle = facts.today - whole;
  return {
    now: blocksOf(facts, { from: middle, to: facts.today }),
    before: blocksOf(facts, { from: middle - whole, to: middle }),
  };
};

/** Fewer whole weeks on either side say nothing about a change. */
export const BLOCKS_NEEDED = 3;

export const canCompare = ({ now, before }: Compared): boolean => now.length >= BLOCKS_NEEDED && before.length >= BLOCKS_NEEDED;
