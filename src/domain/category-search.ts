import { activeCategories } from './category-rules.js';
import { foldName, foldSeen } from './category-name.js';
import type { Category } from './category.js';
import { codePoints } from './code-points.js';
import { domainError, type DomainError } from './errors.js';
import { err, ok, type Result } from './result.js';
import type { SpaceConfig } from './space.js';
import { editDistance } from './text-distance.js';

/** Characters of a wrong input that its refusal repeats. */
const SHOWN_MAX = 50;

/** A custom emoji is shown as its code where no markdown is read. */
const CUSTOM_EMOJI = /^<a?:/;

/** What people see of a category in a list of choices or on a button: emoji and name, or the name alone. */
export const choiceLabel = ({ emoji, name }: Pick<Category, 'emoji' | 'name'>): string =>
  emoji === null || CUSTOM_EMOJI.test(emoji) ? name : `${emoji} ${name}`;

/** Is the label something else than the name? */
const hasOwnLabel = ({ emoji }: Category): boolean => emoji !== null && !CUSTOM_EMOJI.test(emoji);

/** A category's name and label as they are compared; made once for each, since every clock-in by name asks for them. */
const comparedAs = (category: Category): Compared => {
  const known = compared.get(category);
  if (known !== undefined) return known;
  const { id, name } = category;
  const label = hasOwnLabel(category) ? choiceLabel(category) : null;
  const made: Compared = [id, foldName(name), label && foldName(label), foldSeen(name), label && foldSeen(label)];
  compared.set(category, made);
  return made;
};

type Compared = readonly (string | null)[];
const compared = new WeakMap<Category, Compared>();

/**
 * How an input is read for each of these, the surest meaning first. Discord sends the label of a choice instead of its value after a change of the
 * channel or a paste, sometimes without U+FE0F. A name may look like the label of another category, so names come before labels.
 */
const READINGS: readonly ((text: string) => string)[] = [(text) => text, foldName, foldName, foldSeen, foldSeen];

/** The one place that resolves a choice: by id (what autocomplete sends), else by name, else by label; archived ones too. */
export const findCategory = (config: SpaceConfig, input: string): Category | undefined => {
  for (const [meaning, read] of READINGS.entries()) {
    const wanted = read(input);
    const found = config.categories.find((category) => comparedAs(category)[meaning] === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The one of exactly this name (under `foldName`), whatever ids and labels say. */
export const categoryOfName = (config: SpaceConfig, name: string): Category | undefined =>
  config.categories.find((category) => foldName(category.name) === foldName(name));

/** As `findCategory`; CATEGORY_NOT_FOUND with `input` when there is none. */
export const namedCategory = (config: SpaceConfig, input: string): Result<Category, DomainError> => {
  const category = findCategory(config, input);
  if (category !== undefined) return ok(category);
  return err(domainError('CATEGORY_NOT_FOUND', { input: codePoints(input.trim()).slice(0, SHOWN_MAX).join('') }));
};

/** One that can be clocked in to. CATEGORY_NOT_FOUND with `input`, CATEGORY_ARCHIVED with `name`. */
export const resolveCategory = (config: SpaceConfig, input: string): Result<Category, DomainError> => {
  const category = namedCategory(config, input);
  return category.ok && category.value.archived ? err(domainError('CATEGORY_ARCHIVED', { name: category.value.name })) : category;
};

/** The active ones that a mistyped name may have meant, likeliest first, at most `count`; none when nothing is near. */
export const nearestCategories = (config: SpaceConfig, input: string, count: number): readonly Category[] =>
  ranked(config, input, count);

/** For autocomplete: all active ones in order when nothing is typed, else the matching ones, best first. */
export const searchCategories = (config: SpaceConfig, text: string, limit: number): readonly Category[] =>
  foldName(text) === '' ? activeCategories(config).slice(0, limit) : ranked(config, text, limit);

const ranked = (config: SpaceConfig, input: string, limit: number): readonly Category[] => {
  const text = foldSeen(input).slice(0, 100);
  return activeCategories(config)
    .map((category) => ({ category, score: scoreOf(text, category) }))
    .filter(({ score }) => score !== null)
    .toSorted((a, b) => (a.score ?? 0) - (b.score ?? 0) || a.category.order - b.category.order)
    .slice(0, limit)
    .map(({ category }) => category);
};

/** By name or by label: who comes back to an option finds there the label that was chosen before. */
const scoreOf = (text: string, category: Category): number | null => {
  const byName = score(text, foldSeen(category.name));
  const byLabel = !hasOwnLabel(category) ? null : score(text, foldSeen(choiceLabel(category)));
  return byName === null || byLabel === null ? (byName ?? byLabel) : Math.min(byName, byLabel);
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
