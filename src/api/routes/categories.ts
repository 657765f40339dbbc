import type { Actor } from '../../actions/actor.js';
import { mayChooseRoles } from '../../actions/access.js';
import { usableCategory } from '../../actions/category-of.js';
import {
  activeCategories,
  addCategory,
  archiveCategory,
  arrange,
  editCategory,
  restoreCategory,
} from '../../domain/category-rules.js';
import { categoryOfName } from '../../domain/category-search.js';
import type { Category as DomainCategory } from '../../domain/category.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { categoryId, roleId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { z } from 'zod';
import type { ApiDeps } from '../deps.js';
import { defineRoute, type Answer, type Route } from '../route.js';
import { CategoryInput, CategoryList, CategoryOrder, CategoryParams, CategoryPatch } from '../schemas/categories.js';
import { Category } from '../schemas/time.js';
import { inSpace } from '../server/called-by.js';

type Needs = Pick<ApiDeps, 'spaces' | 'ids'>;
const tag = 'Categories';
const writing = { tag, scope: 'space:manage', needs: 'manageCategories', keepsAnswer: true } as const;

const shown = (category: DomainCategory, actor: Actor): z.output<typeof Category> => ({
  id: category.id,
  name: category.name,
  colour: category.colour === null ? null : `#${category.colour.toString(16).padStart(6, '0')}`,
  emoji: category.emoji,
  description: category.description,
  weight: category.weight,
  order: category.order,
  role: category.role,
  requires: category.requires,
  archived: category.archived,
  usable: !category.archived && usableCategory(actor, category).ok,
});

const listed = ({ categories, version }: SpaceConfig, actor: Actor): Answer => ({
  status: 200,
  body: { categories: categories.map((one) => shown(one, actor)), version: String(version) },
  version,
});

/** In a person's own space a category appears by being used. GUILD_ONLY. */
const inServer = (actor: Actor): Result<void, DomainError> =>
  actor.guild === null ? err(domainError('GUILD_ONLY')) : ok(undefined);

const roleIn = (role: string | null | undefined) => (typeof role === 'string' ? roleId(role) : role);

/** Who has nothing of Discord's own permissions chooses no roles. */
const mayRequire = (actor: Actor, requires: string | null | undefined): Result<void, DomainError> =>
  requires === undefined ? ok(undefined) : mayChooseRoles(actor);

export const categoryRoutes = (deps: Needs): readonly Route[] => {
  /** Changes the list, if it is the one that whoever asks has seen. */
  const change = (
    actor: Actor,
    event: string,
    ifMatch: string | null,
    rule: (config: SpaceConfig) => Result<SpaceConfig, DomainError>,
  ): Promise<Result<SpaceConfig, DomainError>> => {
    const { space, user, id: requestId, occurredAt: at, source } = actor;
    return deps.spaces.update(space, { actor: user, requestId, at, event, source }, (config) =>
      ifMatch !== null && ifMatch !== String(config.version) ? err(domainError('VERSION_MISMATCH')) : rule(config),
    );
  };

  return [
    defineRoute({
      ...{ id: 'listCategories', method: 'GET', path: '/spaces/:space/categories', tag, scope: 'own:read' },
      summary: 'Lists the categories of a space: those in use in their order, then archived ones.',
      answers: { 200: CategoryList },
      run: async (asked) => {
        const actor = inSpace(asked);
        return ok(listed(await deps.spaces.get(actor.space), actor));
      },
    }),
    defineRoute({
      ...{ ...writing, id: 'addCategory', method: 'POST', path: '/spaces/:space/categories', body: CategoryInput },
      summary: 'Makes a category of a server.',
      answers: { 201: Category },
      refusals: ['GUILD_ONLY', 'CATEGORY_NAME_TAKEN', 'CATEGORY_NAME_INVALID', 'CATEGORY_LIMIT_REACHED'],
      run: async (asked) => {
        const actor = inSpace(asked);
        const { requires, ...fields } = asked.body;
        for (const may of [inServer(actor), mayRequire(actor, requires)]) if (!may.ok) return may;
        const input = { ...fields, requires: roleIn(requires) };
        const stored = await change(actor, 'categoryAdded', asked.ifMatch, (config) =>
          addCategory(config, categoryId(deps.ids.next()), input),
        );
        if (!stored.ok) return stored;
        // By name: a second delivery of the same request finds the first one's category.
        const added = categoryOfName(stored.value, input.name);
        if (added === undefined) return err(domainError('CATEGORY_NOT_FOUND', { input: input.name.slice(0, 50) }));
        return ok({ status: 201, body: shown(added, actor), version: stored.value.version });
      },
    }),
    defineRoute({
      ...{ ...writing, id: 'editCategory', method: 'PATCH', path: '/spaces/:space/categories/:category' },
      ...{ params: CategoryParams, body: CategoryPatch },
      summary: 'Changes a category, takes it out of use, or puts it back.',
      answers: { 200: Category },
      refusals: ['GUILD_ONLY', 'CATEGORY_NOT_FOUND', 'CATEGORY_NAME_TAKEN', 'CATEGORY_EDIT_EMPTY', 'VERSION_MISMATCH'],
      run: async (asked) => {
        const actor = inSpace(asked);
        const { archived, requires, ...fields } = asked.body;
        for (const may of [inServer(actor), mayRequire(actor, requires)]) if (!may.ok) return may;
        const id = categoryId(asked.params.category);
        const patch = { ...fields, requires: roleIn(requires), at: actor.occurredAt };
        const isOnlyArchiving = archived !== undefined && Object.keys(asked.body).length === 1;
        const event = archived === undefined ? 'categoryEdited' : archived ? 'categoryArchived' : 'categoryRestored';
        const stored = await change(actor, event, asked.ifMatch, (config) => {
          const edited = isOnlyArchiving ? ok(config) : editCategory(config, id, patch);
          if (!edited.ok || archived === undefined) return edited;
          return archived ? archiveCategory(edited.value, id) : restoreCategory(edited.value, id);
        });
        if (!stored.ok) return stored;
        const edited = stored.value.categories.find((one) => one.id === id);
        if (edited === undefined) return err(domainError('CATEGORY_NOT_FOUND', { input: id.slice(0, 50) }));
        return ok({ status: 200, body: shown(edited, actor), version: stored.value.version });
      },
    }),
    defineRoute({
      ...{ ...writing, id: 'orderCategories', method: 'PUT', path: '/spaces/:space/categories/order', body: CategoryOrder },
      summary: 'Puts the categories of a server in order.',
      answers: { 200: CategoryList },
      refusals: ['GUILD_ONLY', 'CATEGORY_NOT_FOUND', 'CATEGORY_POSITION_INVALID', 'VERSION_MISMATCH'],
      run: async (asked) => {
        const actor = inSpace(asked);
        const may = inServer(actor);
        if (!may.ok) return may;
        const stored = await change(actor, 'categoryMoved', asked.ifMatch, (config) => ordered(config, asked.body.order));
        return stored.ok ? ok(listed(stored.value, actor)) : stored;
      },
    }),
  ];
};

/** All that are in use, each once: whoever leaves one out has seen another list. */
const ordered = (config: SpaceConfig, order: readonly string[]): Result<SpaceConfig, DomainError> => {
  const active = activeCategories(config);
  const byId = new Map<string, DomainCategory>(active.map((one) => [one.id, one]));
  const unknown = order.find((id) => !byId.has(id));
  if (unknown !== undefined) return err(domainError('CATEGORY_NOT_FOUND', { input: unknown.slice(0, 50) }));
  if (order.length !== active.length || new Set(order).size !== order.length)
    return err(domainError('CATEGORY_POSITION_INVALID', { max: active.length }));
  const archived = config.categories.filter((one) => one.archived);
  return ok(arrange(config, [...order.flatMap((id) => byId.get(id) ?? []), ...archived]));
};
