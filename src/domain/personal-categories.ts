import { foldName, parseCategoryName } from './category-name.js';
import { activeCategories, arrange, blankCategory } from './category-rules.js';
import { findCategory } from './category-search.js';
import { CATEGORY_LIMITS, type Category } from './category.js';
import { codePointCount } from './code-points.js';
import { domainError, type DomainError } from './errors.js';
import { categoryId } from './ids.js';
import { err, ok, type Result } from './result.js';
import type { SpaceConfig } from './space.js';

/** Archived categories that a person's own space keeps; the history of one that goes keeps its folded name as its id. */
const ARCHIVED_MAX = 200;

/**
 * In a person's own space categories appear by being used: the category of this name (or id), added or restored at the front when it is not
 * among the active. `config` is the one given when nothing changed. When there are 50, the last one is archived, so that nobody gets
 * stuck without an admin. CATEGORY_NAME_INVALID.
 */
export const ensurePersonalCategory = (
  config: SpaceConfig,
  input: string,
): Result<{ readonly config: SpaceConfig; readonly category: Category }, DomainError> => {
  const known = findCategory(config, input);
  if (known !== undefined && !known.archived) return ok({ config, category: known });
  const created = known === undefined ? fresh(input) : ok(known);
  if (!created.ok) return created;
  const category: Category = { ...created.value, archived: false, order: 0 };
  const others = config.categories.filter((other) => other.id !== category.id);
  const full = activeCategories(config).length >= CATEGORY_LIMITS.activeMax;
  const active = others.filter((other) => !other.archived);
  const displaced = full ? active.slice(-1).map((last) => ({ ...last, archived: true })) : [];
  const archived = [...displaced, ...others.filter((other) => other.archived)].slice(0, ARCHIVED_MAX);
  return ok({ category, config: arrange(config, [category, ...active.slice(0, full ? -1 : undefined), ...archived]) });
};

const fresh = (input: string): Result<Category, DomainError> => {
  const name = parseCategoryName(input);
  if (!name.ok) return name;
  const folded = foldName(name.value);
  // Folding can make a name longer (ﷺ becomes 18 letters); the id has to fit where Discord wants 100 characters.
  if (codePointCount(folded) > CATEGORY_LIMITS.nameMax) {
    return err(domainError('CATEGORY_NAME_INVALID', { max: CATEGORY_LIMITS.nameMax }));
  }
  return ok(blankCategory(categoryId(folded), name.value));
};
