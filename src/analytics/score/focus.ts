import { clamp } from '../numbers.js';
import type { Component, Judged } from './component.js';
import { daysIn, type Stretch } from './facts.js';
import { RULES } from './rules.js';

const MINUTE_MS = 60_000;
const { fullMinutes, gapMinutes } = RULES.focus;

/** Stretches of one category with hardly anything between them, as one; ms of each. */
const blocksOf = (stretches: readonly Stretch[]): readonly number[] => {
  const blocks: { ms: number; end: number; category: string }[] = [];
  for (const { start, end, category } of stretches) {
    const last = blocks.at(-1);
    if (last?.category === category && start - last.end <= gapMinutes * MINUTE_MS) {
      last.ms += end - start;
      last.end = Math.max(last.end, end);
    } else blocks.push({ ms: end - start, end, category });
  }
  return blocks.map(({ ms }) => ms);
};

/** How long one keeps at a thing: each minute counts as much as its block is long, in proportion to a full one. Fewer and longer is more than many and short. */
export const focus = ({ facts, window }: Judged): Component => {
  let [total, worth, count] = [0, 0, 0];
  for (const { stretches } of daysIn(facts, window)) {
    for (const ms of blocksOf(stretches)) {
      total += ms;
      worth += ms * clamp(ms / (fullMinutes * MINUTE_MS), 0, 1);
      count += 1;
    }
  }
  const minutes = count === 0 ? 0 : total / count / MINUTE_MS;
  return { value: total === 0 ? 0.5 : worth / total, isKnown: total > 0, details: { blocks: count, minutes } };
};
