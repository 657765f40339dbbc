import { weekdayNamed } from '../../domain/typed/date.js';

/** Longer input is none; it also bounds what the expressions have to look at. */
const INPUT_MAX = 100;

/**
 * A typed text as everything here reads it: in small letters, one blank between words, no commas, no full stop at the end but that of `31.3.`. Null for what is
 * too long to be meant as a time.
 */
export const wordsOf = (input: string): string | null => {
  if (input.length > INPUT_MAX) return null;
  const text = input
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[,;]\s*/g, ' ')
    .replace(/[!?]+$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  // Some single characters stand for many.
  return text.length > INPUT_MAX || text === '' ? null : text;
};

/** The text without the piece that an expression has found in it. */
export const without = (text: string, found: RegExpExecArray): string =>
  `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`.replace(/\s+/g, ' ').trim();

/** 0 (Monday) to 6, of `monday`, `mondays`, `montags` or `mo`; null when the word names none. */
export const weekdayOfWord = (word: string): number | null => {
  const weekday = weekdayNamed(word) ?? (word.length > 3 && word.endsWith('s') ? weekdayNamed(word.slice(0, -1)) : null);
  return weekday === null ? null : weekday - 1;
};

/** Words that stand for a number before a unit: `every second day`, `alle zwei wochen`. */
const COUNTS: readonly (readonly [words: string, count: number])[] = [
  ['other|second|2nd|two|zwei|zweite[nrsm]?|2\\.', 2],
  ['third|3rd|three|drei|dritte[nrsm]?|3\\.', 3],
  ['fourth|4th|four|vier|vierte[nrsm]?|4\\.', 4],
  ['fifth|five|fünf|fünfte[nrsm]?', 5],
  ['sixth|six|sechs|sechste[nrsm]?', 6],
  ['tenth|ten|zehn|zehnte[nrsm]?', 10],
];
/** The source of an expression for such a number, in digits or as a word. */
export const COUNT = `\\d{1,3}|${COUNTS.map(([words]) => words).join('|')}`;

/** The number that a word says; null when it says none. */
export const countOf = (word: string): number | null => {
  if (/^\d{1,3}$/.test(word)) return Number(word);
  return COUNTS.find(([words]) => new RegExp(`^(?:${words})$`).test(word))?.[1] ?? null;
};
