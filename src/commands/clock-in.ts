import { requestOf } from '../actions/actor.js';
import { choiceLabel, nearestCategories } from '../domain/category-search.js';
import { mayUse, type Category } from '../domain/category.js';
import { isGuildSpace } from '../domain/ids.js';
import { NOTE_MAX } from '../domain/session.js';
import { suggestionsView } from '../views/suggestions.js';
import { usableChoices } from './category-choices.js';
import { categoryOf, keepCategory, usableCategory } from '../actions/category-of.js';
import { IDS } from './custom-ids.js';
import type { Deps } from './deps.js';
import { offerToGoOn } from './entries/go-on.js';
import type { Context } from './kit/context.js';
import { defineCommand } from './kit/define.js';
import { mayClockIn } from './kit/guards.js';
import { opt } from './kit/options.js';
import { failure, message, type Reply } from './kit/reply.js';
import { cardOf, configOrNull } from './present.js';

type Needs = Pick<Deps, 'sessions' | 'overview' | 'spaces' | 'clock' | 'ids'>;

const SUGGESTIONS_MAX = 5;
const MINUTE = 60_000;

/** Clocks in to a category that is known to be there, if the member may use it. Right after the end of a session of it, the member is asked whether to go on with that. */
export const clockInTo = async (ctx: Context, category: Category, note: string | null, deps: Needs): Promise<Reply> => {
  const usable = usableCategory(ctx, category);
  if (!usable.ok) return failure(usable.error);
  const config = await configOrNull(deps, ctx.space);
  const graceMs = (config?.settings.resumeGrace ?? 0) * MINUTE;
  const started = await deps.sessions.clockIn({ ...requestOf(ctx), category: category.id, note, graceMs });
  if (started.ok) return message(await cardOf(started.value, ctx, deps, category));
  return started.error.code === 'SESSION_RESUMABLE' ? offerToGoOn(ctx, category, note, deps) : failure(started.error);
};

/** A name that is no category of a guild gets the nearest ones as buttons. */
const nearestOf = async (ctx: Context, typed: string, note: string | null, deps: Needs): Promise<Reply | null> => {
  const config = await deps.spaces.get(ctx.space);
  const usable = config.categories.filter((one) => mayUse(one, ctx.memberRoles));
  const near = nearestCategories({ ...config, categories: usable }, typed, SUGGESTIONS_MAX);
  if (near.length === 0) return null;
  const suggestions = near.map((category) => ({
    name: choiceLabel(category),
    customId: IDS.clockIn.encode({ owner: ctx.user, category: category.id }),
  }));
  return message(suggestionsView({ typed, note, suggestions }, ctx.t));
};

export const clockIn = defineCommand({
  name: 'clockin',
  allowance: 'clock',
  visibility: 'ephemeral',
  guards: [mayClockIn],
  options: {
    category: opt.string({ minLength: 1, maxLength: 100, autocomplete: usableChoices }).required(),
    note: opt.string({ maxLength: NOTE_MAX }).optional(),
  },
  async run(ctx, { category: typed, note = null }, deps: Needs) {
    const asked = await categoryOf(ctx, typed, deps);
    if (!asked.ok) {
      const isUnknown = isGuildSpace(ctx.space) && asked.error.code === 'CATEGORY_NOT_FOUND';
      return (isUnknown ? await nearestOf(ctx, typed, note, deps) : null) ?? failure(asked.error);
    }
    const reply = await clockInTo(ctx, asked.value.category, note, deps);
    if (reply.kind !== 'failure') await keepCategory(ctx, asked.value, deps);
    return reply;
  },
});
