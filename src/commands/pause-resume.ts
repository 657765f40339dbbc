import { requestOf } from '../actions/actor.js';
import { defineCommand } from './kit/define.js';
import { failure, message } from './kit/reply.js';
import { cardOf, type ClockingDeps } from './present.js';

export const pause = defineCommand({
  name: 'pause',
  allowance: 'clock',
  visibility: 'ephemeral',
  guards: [],
  options: {},
  async run(ctx, _options, deps: ClockingDeps) {
    const paused = await deps.sessions.pause(requestOf(ctx));
    return paused.ok ? message(await cardOf(paused.value, ctx, deps)) : failure(paused.error);
  },
});

export const resume = defineCommand({
  name: 'resume',
  allowance: 'clock',
  visibility: 'ephemeral',
  guards: [],
  options: {},
  async run(ctx, _options, deps: ClockingDeps) {
    const resumed = await deps.sessions.resume(requestOf(ctx));
    return resumed.ok ? message(await cardOf(resumed.value, ctx, deps)) : failure(resumed.error);
  },
});
