import { effectiveMs } from '../../domain/effective.js';
import { NOTE_MAX } from '../../domain/session.js';
import { formatDuration } from '../../i18n/format.js';
import { categoryLabel } from '../../views/text.js';
import { usableChoices } from '../category-choices.js';
import { categoryOf, keepCategory } from '../category-of.js';
import type { Deps } from '../deps.js';
import { defineCommand } from '../kit/define.js';
import { mayClockIn } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure, message } from '../kit/reply.js';
import { cardOf, configOrNull, lookOf, requestOf } from '../present.js';
import { leaveToOthers, type EndingDeps } from './after-clock-out.js';

/** Ends what runs and begins another session at the same moment, in one commit. */
export const switchCategory = defineCommand({
  name: 'switch',
  visibility: 'ephemeral',
  guards: [mayClockIn],
  options: {
    category: opt.string({ minLength: 1, maxLength: 100, autocomplete: usableChoices }).required(),
    note: opt.string({ maxLength: NOTE_MAX }).optional(),
  },
  async run(ctx, { category: typed, note = null }, deps: EndingDeps & Pick<Deps, 'sessions'>) {
    const asked = await categoryOf(ctx, typed, deps);
    if (!asked.ok) return failure(asked.error);
    const { category } = asked.value;
    const switched = await deps.sessions.switch({ ...requestOf(ctx), category: category.id, note });
    if (!switched.ok) return failure(switched.error);
    await keepCategory(ctx, asked.value, deps);
    const card = await cardOf(switched.value, ctx, deps, category);
    const { last } = switched.value.state;
    if (typeof last?.endedAt !== 'number') return message(card);
    const ended = (await leaveToOthers({ ...switched.value, session: last }, ctx, deps)).recorded.session;
    const look = lookOf(await configOrNull(deps, ctx.space), ended.category);
    const duration = formatDuration(effectiveMs(ended, last.endedAt), ctx.t);
    return message({ ...card, content: `✅ ${ctx.t('entries.switched', { category: categoryLabel(look), duration })}` });
  },
});
