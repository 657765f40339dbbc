import { systemCard } from '../../views/system-card.js';
import type { Deps } from '../deps.js';
import { defineCommand } from '../kit/define.js';
import { needs } from '../kit/guards.js';
import { message } from '../kit/reply.js';

export const system = defineCommand({
  name: 'system',
  visibility: 'ephemeral',
  guards: [needs('seeSystem')],
  options: {},
  run: async (ctx, _options, deps: Pick<Deps, 'system'>) => message(systemCard(await deps.system.snapshot(), ctx.t)),
});
