import { namedCategory } from '../domain/category-search.js';
import type { Category } from '../domain/category.js';
import type { DomainError } from '../domain/errors.js';
import type { Result } from '../domain/result.js';
import type { SpaceConfig } from '../domain/space.js';
import type { Actor } from './actor.js';
import type { Means } from './means.js';

export type ConfigChange = (config: SpaceConfig) => Result<SpaceConfig, DomainError>;

/** Changes the configuration of the actor's space, once however often it is delivered. */
export const changeConfig = (actor: Actor, { spaces }: Pick<Means, 'spaces'>, event: string, change: ConfigChange) =>
  spaces.update(
    actor.space,
    { actor: actor.user, requestId: actor.id, at: actor.occurredAt, event, source: actor.source },
    change,
  );

/** Changes one category; the change and the category that came of it. */
export const changeCategory = async (
  actor: Actor,
  deps: Pick<Means, 'spaces'>,
  event: string,
  input: string,
  change: (config: SpaceConfig, category: Category) => Result<SpaceConfig, DomainError>,
): Promise<Result<Category, DomainError>> => {
  let id: Category['id'] | undefined;
  const stored = await changeConfig(actor, deps, event, (config) => {
    const category = namedCategory(config, input);
    if (!category.ok) return category;
    id = category.value.id;
    return change(config, category.value);
  });
  if (!stored.ok) return stored;
  return namedCategory(stored.value, id ?? input);
};
