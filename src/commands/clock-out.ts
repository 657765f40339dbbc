import { requestOf } from '../actions/actor.js';
import { wantsNote } from '../actions/wants-note.js';
import { domainError } from '../domain/errors.js';
import { NOTE_MAX } from '../domain/session.js';
import type { Deps } from './deps.js';
import { clockedOutView, type EndingDeps } from './entries/after-clock-out.js';
import { defineCommand } from './kit/define.js';
import { opt } from './kit/options.js';
import { failure, message } from './kit/reply.js';

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
