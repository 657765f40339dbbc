import { CATEGORY_LIMITS } from './category.js';
import { codePointCount } from './code-points.js';
import { domainError, type DomainError } from './errors.js';
import { err, ok, type Result } from './result.js';

const collapse = (text: string): string => text.trim().replace(/\s+/gu, ' ');

/**
 * The form in which names are compared: width- and compatibility-folded (NFKC), lower case independent of locale (final sigma too),
 * inner whitespace as one space. Folding twice changes nothing.
 */
export const foldName = (name: string): string =>
  collapse(name.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').normalize('NFKC'));

/**
 * What a text box or a paste may add to a name or take away from it, although a reader sees no difference: the selectors that choose between
 * text and emoji (U+FE0E, U+FE0F), and the marks of direction. No name holds the latter (see FORBIDDEN).
 */
const UNSEEN = /[\uFE0E\uFE0F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** `foldName` of what a reader sees of a text: two texts that look the same are the same, wherever they were copied from. */
export const foldSeen = (text: string): string => foldName(text.replace(UNSEEN, ''));

/** Control characters, line separators, lone surrogates, private use, and marks that turn the direction of what follows. */
const FORBIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** The name as it is kept: NFC, trimmed, inner spaces collapsed; 1–50 code points. CATEGORY_NAME_INVALID with `max`. */
export const parseCategoryName = (input: string): Result<string, DomainError> => {
  const trimmed = input.trim();
  const name = collapse(trimmed.normalize('NFC'));
  const max = CATEGORY_LIMITS.nameMax;
  const valid = !FORBIDDEN.test(trimmed) && VISIBLE.test(name) && codePointCount(name) <= max;
  return valid ? ok(name) : err(domainError('CATEGORY_NAME_INVALID', { max }));
};
