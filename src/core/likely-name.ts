/** Finds the variable that somebody meant who wrote another name. */

/**
 * `typo`: only letters differ, or their case, or what stands between the words. `variant`: another name for the same thing, such as BOT_TOKEN.
 */
export interface Likely {
  readonly variable: string;
  readonly kind: 'typo' | 'variant';
}

/** @param known the variables that there are */
export function likelyName(name: string, known: readonly string[]): Likely | null {
  const wanted = squash(name);
  const nearest = known
    .map((variable) => ({ variable, distance: distance(wanted, squash(variable)) }))
    .sort((one, other) => one.distance - other.distance)[0];
  if (nearest !== undefined && nearest.distance <= tolerance(nearest.variable))
    return { variable: nearest.variable, kind: 'typo' };
  const words = wordsOf(name);
  const meant = known.filter((variable) => isVariant(words, wordsOf(variable)));
  const [only] = meant;
  return only !== undefined && meant.length === 1 ? { variable: only, kind: 'variant' } : null;
}

const squash = (name: string): string => name.toUpperCase().replaceAll(/[^A-Z\d]/g, '');
const wordsOf = (name: string): readonly string[] => name.toUpperCase().match(/[A-Z\d]+/g) ?? [];

/** HTTP_PORT and HTTP_HOST are three letters apart, and other programs have short names too. */
const tolerance = (variable: string): number => (squash(variable).length < 10 ? 1 : 2);

/** One word more than the variable has; or the end of a DISCORD_ variable, with or without BOT. */
const isVariant = (words: readonly string[], variable: readonly string[]): boolean => {
  if (words.length === variable.length + 1 && variable.every((word) => words.includes(word))) return true;
  const bare = words.filter((word) => word !== 'BOT');
  return variable[0] === 'DISCORD' && bare.length > 0 && bare.join('_') === variable.slice(1).join('_');
};

/** Levenshtein's distance, in which two letters that changed places count as one mistake. */
export function distance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}
