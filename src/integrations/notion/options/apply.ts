import { createHash } from 'node:crypto';
import { addCategory, archiveCategory, editCategory, restoreCategory } from '../../../domain/category-rules.js';
import { categoryOfName } from '../../../domain/category-search.js';
import type { Category } from '../../../domain/category.js';
import type { DomainError } from '../../../domain/errors.js';
import { categoryId, isGuildSpace, requestId, type RequestId, type SpaceId } from '../../../domain/ids.js';
import { ensurePersonalCategory } from '../../../domain/personal-categories.js';
import { ok, type Result } from '../../../domain/result.js';
import type { SpaceConfig } from '../../../domain/space.js';
import type { Spaces } from '../../../engine/spaces.js';
import type { Agreed } from './memory.js';
import type { OptionPage } from './reconcile.js';

export interface ApplyParts {
  readonly spaces: Pick<Spaces, 'update'>;
  /** ms */
  readonly now: () => number;
}

/** The same change of the same page is the same request, however often it is tried. */
const requestOf = (page: OptionPage, what: string): RequestId =>
  requestId(`no-${createHash('sha256').update(`${page.id} ${what}`).digest('base64url').slice(0, 24)}`);

/** A category of this page, which is named after it. The id comes from the page, so that a second try finds what the first one made. */
export const addFromPage = async (
  space: SpaceId,
  page: OptionPage,
  { spaces, now }: ApplyParts,
): Promise<Result<Category | null, DomainError>> => {
  const id = categoryId(`n${createHash('sha256').update(page.id).digest('hex').slice(0, 15)}`);
  const by = { actor: null, requestId: requestOf(page, `add ${page.name}`), at: now(), event: 'categoryAdded', source: 'notion' };
  const stored = await spaces.update(space, by, (config) => {
    if (config.categories.some((each) => each.id === id)) return ok(config);
    if (isGuildSpace(space)) return addCategory(config, id, { name: page.name });
    const made = ensurePersonalCategory(config, page.name);
    return made.ok ? ok(made.value.config) : made;
  });
  return stored.ok ? ok(categoryOfName(stored.value, page.name) ?? null) : stored;
};

const changed = (config: SpaceConfig, category: Category, to: Partial<Agreed>): Result<SpaceConfig, DomainError> => {
  const named = to.name === undefined ? ok(config) : editCategory(config, category.id, { name: to.name });
  if (!named.ok || to.archived === undefined) return named;
  const isNow = named.value.categories.find(({ id }) => id === category.id)?.archived;
  if (isNow === to.archived) return named;
  return to.archived ? archiveCategory(named.value, category.id) : restoreCategory(named.value, category.id);
};

/** What somebody changed on the page is changed here. In a person's own space a category is its name, so that stays. */
export const changeFromPage = async (
  space: SpaceId,
  step: { readonly page: OptionPage; readonly category: Category; readonly to: Partial<Agreed> },
  { spaces, now }: ApplyParts,
): Promise<Result<Category | null, DomainError>> => {
  const { page, category, to } = step;
  const { name, ...rest } = to;
  const wanted = isGuildSpace(space) ? to : rest;
  const what = `change ${category.id} ${name ?? ''} ${String(to.archived)} ${now()}`;
  const by = { actor: null, requestId: requestOf(page, what), at: now(), event: 'categoryEdited', source: 'notion' };
  const stored = await spaces.update(space, by, (config) => changed(config, category, wanted));
  return stored.ok ? ok(stored.value.categories.find(({ id }) => id === category.id) ?? null) : stored;
};
