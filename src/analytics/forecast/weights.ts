/** How much each model counts in a blend: as much as it is worth beforehand, and less the more it was behind the best one. */
export interface Trust {
  /** A target has become known: what each model was off by, hours (null: it had nothing to say). `share`: of a full piece of evidence. */
  readonly add: (errors: readonly (number | null)[]) => void;
  /** One for each model; they come to 1. */
  readonly weights: () => readonly number[];
  /** Discounted mean error of each model; null for one that never spoke. */
  readonly errors: () => readonly (number | null)[];
}

export interface TrustOptions {
  /** What each model is worth beforehand. */
  readonly priors: readonly number[];
  /** Targets of one piece of evidence: those of one week overlap or go with each other. */
  readonly targetsPerPiece: number;
  /** Targets count half after so many. */
  readonly halfLife: number;
  /** How fast evidence takes weight away. */
  readonly rate: number;
}

/** Below this an error is none: three minutes. */
const LEAST_ERROR = 0.05;
/** Less than this is nothing: a blend of many crumbs could not be explained. */
const LEAST_WEIGHT = 0.01;

/**
 * Exponential weights (Vovk 1990; Cesa-Bianchi & Lugosi, Prediction, Learning, and Games, 2.2) on errors in proportion to the best model's, with
 * older ones discounted. A model that is 10 % behind for ten weeks loses a good part of its weight, one that is ahead by luck for a week does not win.
 */
export const trustOf = ({ priors, targetsPerPiece, halfLife, rate }: TrustOptions): Trust => {
  const forget = 0.5 ** (1 / halfLife);
  const [sums, counts] = [new Float64Array(priors.length), new Float64Array(priors.length)];
  const meanOf = (nth: number): number | null => {
    const count = counts[nth] ?? 0;
    return count === 0 ? null : (sums[nth] ?? 0) / count;
  };
  const add = (errors: readonly (number | null)[]): void => {
    for (const [nth, error] of errors.entries()) {
      sums[nth] = (sums[nth] ?? 0) * forget + (error ?? 0);
      counts[nth] = (counts[nth] ?? 0) * forget + (error === null ? 0 : 1);
    }
  };
  const weights = (): readonly number[] => {
    const means = priors.map((_, nth) => meanOf(nth));
    const best = means.reduce<number>((least, one) => Math.min(least, one ?? Infinity), Infinity);
    const raw = priors.map((prior, nth) => {
      const own = means[nth] ?? null;
      if (best === Infinity) return prior;
      // One that cannot be judged yet has to earn its place first.
      if (own === null) return 0;
      const behind = (own - best) / Math.max(best, LEAST_ERROR);
      return prior * Math.exp(-rate * behind * ((counts[nth] ?? 0) / targetsPerPiece));
    });
    const least = LEAST_WEIGHT * raw.reduce((sum, one) => sum + one, 0);
    const kept = raw.map((one) => (one < least ? 0 : one));
    const total = kept.reduce((sum, one) => sum + one, 0);
    return kept.map((one) => one / total);
  };
  return { add, weights, errors: () => priors.map((_, nth) => meanOf(nth)) };
};
