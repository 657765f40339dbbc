import { codePoints } from './code-points.js';

/**
 * Damerau-Levenshtein distance, restricted ("optimal string alignment"): insertions, deletions, substitutions and swaps of neighbours,
 * counted in code points. O(|a|·|b|).
 */
export const editDistance = (a: string, b: string): number => {
  const left = codePoints(a);
  const right = codePoints(b);
  let before: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      let best = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        best = Math.min(best, at(before, j - 2) + 1);
      }
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return at(previous, right.length);
};

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
