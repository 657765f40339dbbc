import { isGuildSpace, personalSpace } from '../../domain/ids.js';
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
  async run(ctx, _options, { personal, notices }: Pick<Deps, 'personal' | 'notices'>) {
    const { space, user } = ctx;
    const [here, own, spaces, untold] = await Promise.all([
      personal.kept(space, user),
      // What a person has chosen for everywhere lies in their own space.
      personal.kept(personalSpace(user), user),
      personal.spacesOf(user, space),
      notices.pending(space, user),
    ]);
    const documents = [...new Set([...here.documents, ...own.documents])];
    const model = { ...here, isGuild: isGuildSpace(space), documents, untold: untold.length, spaces: spaces.length };
    return message(keptView(model, ctx.t));
  },
});
