import { choiceLabel, nearestCategories, resolveCategory } from '../domain/category-search.js';
import type { Category } from '../domain/category.js';
import { defaultConfig } from '../domain/defaults.js';
import { isGuildSpace, personalSpace, requestId } from '../domain/ids.js';
import { ensurePersonalCategory } from '../domain/personal-categories.js';
import { ok } from '../domain/result.js';
import { NOTE_MAX } from '../domain/session.js';
import { suggestionsView } from '../views/suggestions.js';
import { activeChoices } from './category-choices.js';
import { IDS } from './custom-ids.js';
import type { Deps } from './deps.js';
import type { Context } from './kit/context.js';
import { defineCommand } from './kit/define.js';
import { opt } from './kit/options.js';
import { failure, message, type Reply } from './kit/reply.js';
import { cardOf, configOrNull, requestOf } from './present.js';

type Needs = Pick<Deps, 'sessions' | 'spaces' | 'clock' | 'ids'>;

const SUGGESTIONS_MAX = 5;
/** A personal space of which nothing can be read now. */
const NOTHING_KNOWN = defaultConfig(personalSpace('0'), { locale: 'en', timeZone: 'UTC' });

/** Clocks in to a category that is known to be there. */
export const clockInTo = async (ctx: Context, category: Category, note: string | null, deps: Needs): Promise<Reply> => {
  const started = await deps.sessions.clockIn({ ...requestOf(ctx), category: category.id, note });
  return started.ok ? message(await cardOf(started.value, ctx, deps, category)) : failure(started.error);
};

/** A guild's categories are its admins' choice. A name that is none of them gets the nearest ones as buttons. */
const inGuildSpace = async (ctx: Context, typed: string, note: string | null, deps: Needs): Promise<Reply> => {
  const config = deps.spaces.loaded(ctx.space) ?? (await deps.spaces.get(ctx.space));
  const category = resolveCategory(config, typed);
  if (category.ok) return clockInTo(ctx, category.value, note, deps);
  const near = category.error.code === 'CATEGORY_NOT_FOUND' ? nearestCategories(config, typed, SUGGESTIONS_MAX) : [];
  if (near.length === 0) return failure(category.error);
  const suggestions = near.map((category) => ({
    name: choiceLabel(category),
    customId: IDS.clockIn.encode({ owner: ctx.user, category: category.id }),
  }));
  return message(suggestionsView({ typed, note, suggestions }, ctx.t));
};

/** In a person's own space a category appears by being used: it is added once the clock-in has happened. */
const inPersonalSpace = async (ctx: Context, typed: string, note: string | null, deps: Needs): Promise<Reply> => {
  // Its category ids are folded names, so a clock-in needs no list: also without one (Redis is away) the same name is the same category.
  const config = (await configOrNull(deps, ctx.space)) ?? NOTHING_KNOWN;
  const ensured = ensurePersonalCategory(config, typed);
  if (!ensured.ok) return failure(ensured.error);
  const reply = await clockInTo(ctx, ensured.value.category, note, deps);
  if (reply.kind === 'failure' || ensured.value.config === config) return reply;
  try {
    const by = { actor: ctx.user, requestId: requestId(deps.ids.next()), at: ctx.occurredAt, event: 'categoryUsed' };
    const kept = await deps.spaces.update(ctx.space, by, (current) => {
      const again = ensurePersonalCategory(current, typed);
      return again.ok ? ok(again.value.config) : again;
    });
    if (!kept.ok) ctx.log.warn({ code: kept.error.code }, 'a personal category could not be added');
  } catch (error) {
    // The session has its category's id, which is its folded name; the list learns it at the next use.
    ctx.log.warn({ err: error }, 'a personal category could not be added');
  }
  return reply;
};

export const clockIn = defineCommand({
  name: 'clockin',
  visibility: 'ephemeral',
  guards: [],
  options: {
    category: opt.string({ minLength: 1, maxLength: 100, autocomplete: activeChoices }).required(),
    note: opt.string({ maxLength: NOTE_MAX }).optional(),
  },
  run: (ctx, { category, note = null }, deps: Needs) =>
    (isGuildSpace(ctx.space) ? inGuildSpace : inPersonalSpace)(ctx, category, note, deps),
});
