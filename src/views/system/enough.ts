import type { Quantiles } from './model.js';

export type Percentile = 'p50' | 'p95' | 'p99';

/** A percentile says something when at least one value may lie beyond it: 1 / (1 - p). Half of fewer than 20 says little too. */
const LEAST: Readonly<Record<Percentile, number>> = { p50: 20, p95: 20, p99: 100 };
/** Are there enough for this percentile to say something? */
export const enoughFor = (which: Percentile, { count }: Quantiles): boolean => count >= LEAST[which];

/** From 0 to 1; 0 of nothing. */
export const shareOf = (some: number, others: number): number => (some + others === 0 ? 0 : some / (some + others));
