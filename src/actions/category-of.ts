import { resolveCategory } from '../domain/category-search.js';
import { mayUse, type Category } from '../domain/category.js';
import { defaultConfig } from '../domain/defaults.js';
import { domainError, type DomainError } from '../domain/errors.js';
import { isGuildSpace, personalSpace, requestId } from '../domain/ids.js';
import { ensurePersonalCategory } from '../domain/personal-categories.js';
import { err, ok, type Result } from '../domain/result.js';
import type { Logger } from '../domain/ports.js';
import type { Asking } from './access.js';
import type { Actor } from './actor.js';
import { configOrNull } from './config-or-null.js';
import type { Means } from './means.js';

/** A personal space of which nothing can be read now. */
const NOTHING_KNOWN = defaultConfig(personalSpace('0'), { locale: 'en', timeZone: 'UTC' });

/** A category that was asked for by its name, label or id. */
export interface Asked {
  readonly category: Category;
  /** It is not in the list yet: `keepCategory` puts it there once it is used. */
  readonly isNew: boolean;
}

/** CATEGORY_ROLE_REQUIRED for a category that requires a role which whoever asks does not have. */
export const usableCategory = (
  { memberRoles }: Pick<Asking, 'memberRoles'>,
  category: Category,
): Result<Category, DomainError> =>
  mayUse(category, memberRoles)
    ? ok(category)
    : err(domainError('CATEGORY_ROLE_REQUIRED', { name: category.name, role: category.requires ?? '' }));

/**
 * A guild's categories are its admins' choice; in a person's own space a category appears by being used. CATEGORY_NOT_FOUND, CATEGORY_ARCHIVED,
 * CATEGORY_ROLE_REQUIRED;
 * CATEGORY_NAME_INVALID in one's own space.
 */
export const categoryOf = async (
  ctx: Pick<Actor, 'space' | 'memberRoles'>,
  typed: string,
  deps: Pick<Means, 'spaces'>,
): Promise<Result<Asked, DomainError>> => {
  if (isGuildSpace(ctx.space)) {
    const found = resolveCategory(deps.spaces.loaded(ctx.space) ?? (await deps.spaces.get(ctx.space)), typed);
    const usable = found.ok ? usableCategory(ctx, found.value) : found;
    return usable.ok ? ok({ category: usable.value, isNew: false }) : usable;
  }
  // Its category ids are folded names, so no list is needed: also without one (Redis is away) the same name is the same category.
  const config = (await configOrNull(deps, ctx.space)) ?? NOTHING_KNOWN;
  const ensured = ensurePersonalCategory(config, typed);
  return ensured.ok ? ok({ category: ensured.value.category, isNew: ensured.value.config !== config }) : ensured;
};

/** Puts a category that has just been used into the list of a person's own space. Never rejects: the time is recorded all the same. */
export const keepCategory = async (
  ctx: Pick<Actor, 'user' | 'space' | 'occurredAt'> & { readonly log: Logger },
  { category, isNew }: Asked,
  { spaces, ids }: Pick<Means, 'spaces' | 'ids'>,
): Promise<void> => {
  if (!isNew) return;
  try {
    const by = { actor: ctx.user, requestId: requestId(ids.next()), at: ctx.occurredAt, event: 'categoryUsed' };
    const kept = await spaces.update(ctx.space, by, (current) => {
      const again = ensurePersonalCategory(current, category.name);
      return again.ok ? ok(again.value.config) : again;
    });
    if (!kept.ok) ctx.log.warn({ code: kept.error.code }, 'a personal category could not be added');
  } catch (error) {
    // The session has its category's id, which is its folded name; the list learns it at the next use.
    ctx.log.warn({ err: error }, 'a personal category could not be added');
  }
};
