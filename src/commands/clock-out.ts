import { requestOf } from '../actions/actor.js';
import { lacksNote } from '../domain/clock-out-check.js';
import { domainError } from '../domain/errors.js';
import { NOTE_MAX } from '../domain/session.js';
import type { Deps } from './deps.js';
import { clockedOutView, type EndingDeps } from './entries/after-clock-out.js';
import type { Context } from './kit/context.js';
import { defineCommand } from './kit/define.js';
import { opt } from './kit/options.js';
import { failure, message } from './kit/reply.js';
import { configOrNull, type Presenting } from './present.js';

/**
 * Is a note wanted that is neither given nor there? Where that cannot be found out (Redis is away), nobody is kept on the clock for it.
 * @param given undefined leaves the note of the session as it is
 */
export const wantsNote = async (ctx: Context, given: string | undefined, deps: Presenting): Promise<boolean> => {
  const settings = (await configOrNull(deps, ctx.space))?.settings;
  if (settings === undefined || !lacksNote(settings, given ?? null)) return false;
  if (given !== undefined) return true;
  const now = await deps.overview.status(ctx.space, ctx.user);
  const active = now.ok ? now.value.state.active : null;
  return active !== null && lacksNote(settings, active.note);
};

export const clockOut = defineCommand({
  name: 'clockout',
  allowance: 'clock',
  visibility: 'ephemeral',
  guards: [],
  options: { note: opt.string({ maxLength: NOTE_MAX }).optional() },
  async run(ctx, { note }, deps: EndingDeps & Pick<Deps, 'sessions'>) {
    if (await wantsNote(ctx, note, deps)) return failure(domainError('NOTE_REQUIRED'));
    // Left out keeps the note.
    const ended = await deps.sessions.clockOut({ ...requestOf(ctx), ...(note === undefined ? {} : { note }) });
    return ended.ok ? message(await clockedOutView(ended.value, ctx, deps)) : failure(ended.error);
  },
});
