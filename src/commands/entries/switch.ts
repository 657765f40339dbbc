import { requestOf } from '../../actions/actor.js';
import { missedMinimum } from '../../domain/clock-out-check.js';
import { effectiveMs } from '../../domain/effective.js';
import { domainError } from '../../domain/errors.js';
import { NOTE_MAX } from '../../domain/session.js';
import { formatDuration } from '../../i18n/format.js';
import { categoryLabel } from '../../views/text.js';
import { usableChoices } from '../category-choices.js';
import { categoryOf, keepCategory } from '../../actions/category-of.js';
import { wantsNote } from '../../actions/wants-note.js';
import type { Deps } from '../deps.js';
import { defineCommand } from '../kit/define.js';
import { mayClockIn } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure, message } from '../kit/reply.js';
import { cardOf, configOrNull, lookOf } from '../present.js';
import { leaveToOthers } from '../../actions/entries/leave-to-others.js';
import type { EndingDeps } from './after-clock-out.js';

/** Ends what runs and begins another session at the same moment, in one commit. */
export const switchCategory = defineCommand({
  name: 'switch',
  allowance: 'clock',
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
    // The note that is typed here is that of the session that begins.
    if (await wantsNote(ctx, undefined, deps)) return failure(domainError('NOTE_REQUIRED'));
    const switched = await deps.sessions.switch({ ...requestOf(ctx), category: category.id, note });
    if (!switched.ok) return failure(switched.error);
    await keepCategory(ctx, asked.value, deps);
    const card = await cardOf(switched.value, ctx, deps, category);
    const { last } = switched.value.state;
    if (typeof last?.endedAt !== 'number') return message(card);
    const ended = (await leaveToOthers({ ...switched.value, session: last }, ctx, deps)).recorded.session;
    const config = await configOrNull(deps, ctx.space);
    const counted = ctx.t('entries.switched', {
      category: categoryLabel(lookOf(config, ended.category)),
      duration: formatDuration(effectiveMs(ended, last.endedAt), ctx.t),
    });
    const minimumMs = config === null ? null : missedMinimum(config.settings, ended);
    const short =
      minimumMs === null ? '' : `\n⏱️ ${ctx.t('entries.switchedShort', { minimum: formatDuration(minimumMs, ctx.t) })}`;
    return message({ ...card, content: `✅ ${counted}${short}` });
  },
});
