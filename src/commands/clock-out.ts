import { NOTE_MAX } from '../domain/session.js';
import { defineCommand } from './kit/define.js';
import { opt } from './kit/options.js';
import { failure, message } from './kit/reply.js';
import { requestOf, summaryOf, type ClockingDeps } from './present.js';

export const clockOut = defineCommand({
  name: 'clockout',
  visibility: 'ephemeral',
  guards: [],
  options: { note: opt.string({ maxLength: NOTE_MAX }).optional() },
  async run(ctx, { note }, deps: ClockingDeps) {
    // Left out keeps the note.
    const ended = await deps.sessions.clockOut({ ...requestOf(ctx), ...(note === undefined ? {} : { note }) });
    return ended.ok ? message(await summaryOf(ended.value, ctx, deps)) : failure(ended.error);
  },
});
