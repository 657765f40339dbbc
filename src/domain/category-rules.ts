import { parseColour, parseDescription, parseEmoji, parseWeight } from './category-fields.js';
import { foldName, parseCategoryName } from './category-name.js';
import { CATEGORY_LIMITS, type Category } from './category.js';
import { domainError, type DomainError } from './errors.js';
import type { CategoryId, RoleId } from './ids.js';
import { err, ok, type Result } from './result.js';
import type { SpaceConfig } from './space.js';

/*
 * Every rule takes a configuration and returns the changed one; `version` is the store's to count. The list stays as SpaceConfig wants it:
 * active categories by order, then archived ones, and `order` is the index in it.
 */

/** As people type it; parsed here. Undefined keeps what is there (or the default), null clears. */
export interface CategoryFields {
  readonly colour?: string | null | undefined;
  readonly emoji?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly weight?: number | undefined;
  readonly role?: RoleId | null | undefined;
  readonly requires?: RoleId | null | undefined;
  /** The moment of the change, ms: a requirement that it makes holds for sessions from then on. */
  readonly at?: number | undefined;
  /** Minutes; 0: never; null: as the server says. */
  readonly reminderAfter?: number | null | undefined;
}
export interface CategoryInput extends CategoryFields {
  readonly name: string;
}
export interface CategoryPatch extends CategoryFields {
  readonly name?: string | undefined;
}

export type ConfigResult = Result<SpaceConfig, DomainError>;

const DEFAULT_WEIGHT = 3;

/** Active categories in order. */
export const activeCategories = (config: SpaceConfig): readonly Category[] =>
  config.categories.filter((category) => !category.archived);

/** An active category with nothing chosen yet. */
export const blankCategory = (id: CategoryId, name: string): Category => ({
  id,
  name,
  colour: null,
  emoji: null,
  description: null,
  weight: DEFAULT_WEIGHT,
  order: 0,
  role: null,
  requires: null,
  archived: false,
});

/** Adds an active category at the end. `id` is new to the space. CATEGORY_LIMIT_REACHED, CATEGORY_NAME_*, and those of the fields. */
export const addCategory = (config: SpaceConfig, id: CategoryId, input: CategoryInput): ConfigResult => {
  const category = patched(config, blankCategory(id, ''), input);
  if (!category.ok) return category;
  const active = activeCategories(config);
  if (active.length >= CATEGORY_LIMITS.activeMax) return limitReached;
  return ok(arrange(config, [...config.categories, category.value]));
};

/** Changes what the patch names; archived categories too. CATEGORY_NOT_FOUND, CATEGORY_EDIT_EMPTY, CATEGORY_NAME_*, and those of the fields. */
export const editCategory = (config: SpaceConfig, id: CategoryId, patch: CategoryPatch): ConfigResult =>
  withCategory(config, id, (category) => {
    const { at: _at, ...asked } = patch;
    if (Object.values(asked).every((value) => value === undefined)) return err(domainError('CATEGORY_EDIT_EMPTY'));
    const next = patched(config, category, patch);
    return next.ok ? ok(replace(config, next.value)) : next;
  });

/** Takes it out of use and keeps its history; it becomes the first of the archived. CATEGORY_NOT_FOUND, CATEGORY_ARCHIVED. */
export const archiveCategory = (config: SpaceConfig, id: CategoryId): ConfigResult =>
  withCategory(config, id, (category) =>
    category.archived
      ? err(domainError('CATEGORY_ARCHIVED', { name: category.name }))
      : ok(replace(config, { ...category, archived: true })),
  );

/** Back into use, as the last of the active. CATEGORY_NOT_FOUND, CATEGORY_NOT_ARCHIVED, CATEGORY_LIMIT_REACHED. */
export const restoreCategory = (config: SpaceConfig, id: CategoryId): ConfigResult =>
  withCategory(config, id, (category) => {
    if (!category.archived) return err(domainError('CATEGORY_NOT_ARCHIVED', { name: category.name }));
    if (activeCategories(config).length >= CATEGORY_LIMITS.activeMax) return limitReached;
    const others = config.categories.filter((other) => other.id !== id);
    return ok(arrange(config, [...others, { ...category, archived: false }]));
  });

/** `position` as people count: 1 is first among the active. CATEGORY_NOT_FOUND, CATEGORY_ARCHIVED, CATEGORY_POSITION_INVALID with `max`. */
export const moveCategory = (config: SpaceConfig, id: CategoryId, position: number): ConfigResult =>
  withCategory(config, id, (category) => {
    if (category.archived) return err(domainError('CATEGORY_ARCHIVED', { name: category.name }));
    const max = activeCategories(config).length;
    if (!Number.isInteger(position) || position < 1 || position > max) {
      return err(domainError('CATEGORY_POSITION_INVALID', { max }));
    }
    const others = config.categories.filter((other) => other.id !== id);
    return ok(arrange(config, others.toSpliced(position - 1, 0, category)));
  });

const limitReached = err(domainError('CATEGORY_LIMIT_REACHED', { max: CATEGORY_LIMITS.activeMax }));

/** Active before archived, each in the order given, and `order` counted anew. */
export const arrange = (config: SpaceConfig, categories: readonly Category[]): SpaceConfig => ({
  ...config,
  categories: [...categories.filter((category) => !category.archived), ...categories.filter((category) => category.archived)].map(
    (category, order) => (category.order === order ? category : { ...category, order }),
  ),
});

const replace = (config: SpaceConfig, next: Category): SpaceConfig =>
  arrange(
    config,
    config.categories.map((category) => (category.id === next.id ? next : category)),
  );

const withCategory = (config: SpaceConfig, id: CategoryId, rule: (category: Category) => ConfigResult): ConfigResult => {
  const category = config.categories.find((candidate) => candidate.id === id);
  return category === undefined ? err(domainError('CATEGORY_NOT_FOUND', { input: id.slice(0, 50) })) : rule(category);
};

const patched = (config: SpaceConfig, category: Category, patch: CategoryPatch): Result<Category, DomainError> => {
  const name = patch.name === undefined ? ok(category.name) : freeName(config, category.id, patch.name);
  if (!name.ok) return name;
  const colour = patch.colour === undefined ? ok(category.colour) : parseColour(patch.colour);
  if (!colour.ok) return colour;
  const emoji = patch.emoji === undefined ? ok(category.emoji) : parseEmoji(patch.emoji);
  if (!emoji.ok) return emoji;
  const description = patch.description === undefined ? ok(category.description) : parseDescription(patch.description);
  if (!description.ok) return description;
  const weight = patch.weight === undefined ? ok(category.weight) : parseWeight(patch.weight);
  if (!weight.ok) return weight;
  return ok({
    ...category,
    name: name.value,
    colour: colour.value,
    emoji: emoji.value,
    description: description.value,
    weight: weight.value,
    role: patch.role === undefined ? category.role : patch.role,
    ...(patch.requires === undefined || patch.requires === category.requires
      ? { requires: category.requires }
      : { requires: patch.requires, requiresSince: patch.at ?? null }),
    ...(patch.reminderAfter === undefined ? {} : { reminderAfter: patch.reminderAfter }),
  });
};

/** Names clash with archived ones as well: they come back with `restore`. */
const freeName = (config: SpaceConfig, id: CategoryId, input: string): Result<string, DomainError> => {
  const name = parseCategoryName(input);
  if (!name.ok) return name;
  const folded = foldName(name.value);
  const clash = config.categories.find((other) => other.id !== id && foldName(other.name) === folded);
  return clash === undefined ? name : err(domainError('CATEGORY_NAME_TAKEN', { name: clash.name }));
};
