import type { CategoryId } from '../../domain/ids.js';
import { mean } from '../numbers.js';
import { daysIn, type Facts, type ScoredDay } from '../score/facts.js';
import { unlessMissing, type Part } from './part.js';
import { BLOCKS_NEEDED, hoursIn, windowOf, type Block, type Compared } from './past.js';
import { compare } from './statistics.js';

/** Days with time, and hours, that shares need: fewer would be those of an afternoon. */
export const SHARES_NEEDED = { days: 5, hours: 5 } as const;
/** A share of a week is known no better than this. */
const SHARE_GRAIN = 0.02;
/** Whoever has many categories is told of a change that is one in twenty over all of them together. */
const BY_CHANCE = 0.05;

type Shares = ReadonlyMap<CategoryId, number>;

export interface CategoryShare {
  readonly category: CategoryId;
  readonly hours: number;
  /** 0–1 of all hours of the window. */
  readonly share: number;
  /** What changed against the days before; null where one of both has too few whole weeks. */
  readonly change: ShareChange | null;
}

export interface ShareChange {
  /** The share of the average week now and before, 0–1. */
  readonly now: number;
  readonly before: number;
  /** How often chance alone would bring as much, 0–1, for this category alone. */
  readonly chance: number;
  /** `same`: no more than chance, with as many categories as there are. */
  readonly verdict: 'more' | 'less' | 'same';
}

export interface CategoryShares {
  /** The largest first. */
  readonly shares: readonly CategoryShare[];
  /** Whole weeks that were compared. */
  readonly weeks: { readonly now: number; readonly before: number };
}

/** What the time of the window was spent on, and whether that is another thing than before. */
export const categoriesOf = (facts: Facts, days: number, compared: Compared): Part<CategoryShares> => {
  const worked = daysIn(facts, windowOf(facts, days));
  const total = hoursIn(worked);
  const missing = [
    { of: 'days', count: SHARES_NEEDED.days - worked.length },
    { of: 'hours', count: Math.ceil(SHARES_NEEDED.hours - total) },
  ] as const;
  return unlessMissing(missing, () => {
    const [sums, before] = [hoursByCategory(worked), hoursByCategory(compared.before.flatMap((block) => block.days))];
    // What was spent before and is not any more is a change as well.
    const all = new Set([...sums.keys(), ...before.keys()]);
    const [now, earlier] = [sharesByWeek(compared.now), sharesByWeek(compared.before)];
    const isKnown = Math.min(now.length, earlier.length) >= BLOCKS_NEEDED;
    const shares = [...all].map((category): CategoryShare => {
      const hours = sums.get(category) ?? 0;
      const change = isKnown ? changeOf(category, now, earlier, all.size) : null;
      return { category, hours, share: hours / total, change };
    });
    return {
      shares: shares.toSorted((a, b) => b.hours - a.hours || (a.category < b.category ? -1 : 1)),
      weeks: { now: now.length, before: earlier.length },
    };
  });
};

const hoursByCategory = (days: readonly ScoredDay[]): Shares => {
  const sums = new Map<CategoryId, number>();
  for (const { categories } of days) for (const [id, hours] of categories) sums.set(id, (sums.get(id) ?? 0) + hours);
  return sums;
};

/** Of each week with any time: the share of each category, 0–1. */
const sharesByWeek = (blocks: readonly Block[]): readonly Shares[] =>
  blocks
    .filter(({ hours }) => hours > 0)
    .map(({ days, hours }) => new Map([...hoursByCategory(days)].map(([id, of]) => [id, of / hours])));

/** @param categories how many there are in all */
const changeOf = (category: CategoryId, now: readonly Shares[], before: readonly Shares[], categories: number): ShareChange => {
  const of = (weeks: readonly Shares[]): readonly number[] => weeks.map((shares) => shares.get(category) ?? 0);
  const { difference, chance } = compare(of(now), of(before), SHARE_GRAIN);
  const isReal = chance < BY_CHANCE / categories;
  const verdict = !isReal ? 'same' : difference > 0 ? 'more' : 'less';
  return { now: mean(of(now)), before: mean(of(before)), chance, verdict };
};
