import { activeCategories } from './category-rules.js';
import { foldName } from './category-name.js';
import type { Category } from './category.js';
import { domainError, type DomainError } from './errors.js';
import { err, ok, type Result } from './result.js';
import type { SpaceConfig } from './space.js';
import { editDistance } from './text-distance.js';

/** By id (what autocomplete sends), else by name under `foldName`; archived ones too. */
export const findCategory = (config: SpaceConfig, input: string): Category | undefined => {
  const byId = config.categories.find((category) => category.id === input);
  if (byId) return byId;
  const folded = foldName(input);
  return config.categories.find((category) => foldName(category.name) === folded);
};

/** One that can be clocked in to. CATEGORY_NOT_FOUND with `input`, CATEGORY_ARCHIVED with `name`. */
export const resolveCategory = (config: SpaceConfig, input: string): Result<Category, DomainError> => {
  const category = findCategory(config, input);
  if (!category) return err(domainError('CATEGORY_NOT_FOUND', { input: input.trim().slice(0, 50) }));
  return category.archived ? err(domainError('CATEGORY_ARCHIVED', { name: category.name })) : ok(category);
};

/** The active ones that a mistyped name may have meant, likeliest first, at most `count`; none when nothing is near. */
export const nearestCategories = (config: SpaceConfig, input: string, count: number): readonly Category[] =>
  ranked(config, input, count);

/** For autocomplete: all active ones in order when nothing is typed, else the matching ones, best first. */
export const searchCategories = (config: SpaceConfig, text: string, limit: number): readonly Category[] =>
  foldName(text) === '' ? activeCategories(config).slice(0, limit) : ranked(config, text, limit);

const ranked = (config: SpaceConfig, input: string, limit: number): readonly Category[] => {
  const text = foldName(input).slice(0, 100);
  return activeCategories(config)
    .map((category) => ({ category, score: score(text, foldName(category.name)) }))
    .filter(({ score }) => score !== null)
    .toSorted((a, b) => (a.score ?? 0) - (b.score ?? 0) || a.category.order - b.category.order)
    .slice(0, limit)
    .map(({ category }) => category);
};

/** Lower is nearer, null is not near: the same, a prefix, a word's prefix, somewhere inside, then typos (one in three letters). */
const score = (text: string, name: string): number | null => {
  if (text === '') return null;
  if (name === text) return 0;
  if (name.startsWith(text)) return 1;
  if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(text))) return 2;
  if (name.includes(text)) return 3;
  // Against the beginning as well, so that a typo is found while the word is still being typed.
  const distance = Math.min(editDistance(text, name), editDistance(text, name.slice(0, text.length)));
  return distance <= Math.max(1, Math.floor(text.length / 3)) && distance < text.length ? 3 + distance : null;
};
