import { namedCategory } from '../domain/category-search.js';
import type { Category } from '../domain/category.js';
import type { DomainError } from '../domain/errors.js';
import type { Result } from '../domain/result.js';
import type { SpaceConfig } from '../domain/space.js';
import type { Deps } from './deps.js';
import type { Context } from './kit/context.js';

export type ConfigChange = (config: SpaceConfig) => Result<SpaceConfig, DomainError>;

/** Changes the settings of the interaction's space, once however often it is delivered. */
export const changeConfig = (ctx: Context, { spaces }: Pick<Deps, 'spaces'>, event: string, change: ConfigChange) =>
  spaces.update(ctx.space, { actor: ctx.user, requestId: ctx.id, at: ctx.occurredAt, event, source: ctx.source }, change);

/** Changes one category; the change and the category that came of it. */
export const changeCategory = async (
  ctx: Context,
  deps: Pick<Deps, 'spaces'>,
  event: string,
  input: string,
  change: (config: SpaceConfig, category: Category) => Result<SpaceConfig, DomainError>,
): Promise<Result<Category, DomainError>> => {
  let id: Category['id'] | undefined;
  const stored = await changeConfig(ctx, deps, event, (config) => {
    const category = namedCategory(config, input);
    if (!category.ok) return category;
    id = category.value.id;
    return change(config, category.value);
  });
  if (!stored.ok) return stored;
  return namedCategory(stored.value, id ?? input);
};
