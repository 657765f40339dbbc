import { ownKept } from '../../actions/privacy.js';
import { isGuildSpace } from '../../domain/ids.js';
import { keptView } from '../../views/privacy/kept-view.js';
import type { Deps } from '../deps.js';
import { defineCommand } from '../kit/define.js';
import { message } from '../kit/reply.js';

/** What is kept about whoever asks, in words. */
export const show = defineCommand({
  name: 'show',
  visibility: 'ephemeral',
  guards: [],
  options: {},
  run: async (ctx, _options, deps: Pick<Deps, 'personal' | 'notices'>) =>
    message(keptView({ ...(await ownKept(ctx, deps)), isGuild: isGuildSpace(ctx.space) }, ctx.t)),
});
