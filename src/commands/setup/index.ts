import { defineCommand } from '../kit/define.js';
import { message } from '../kit/reply.js';
import type { Feature } from '../kit/routes.js';
import { guards, setupComponents } from './components.js';
import { setupPage, type SetupDeps } from './page.js';

/** The guided first run of a server: one private message that goes through what has to be decided, and later says what is still open. */
export const guidedSetup: Feature = {
  commands: [
    defineCommand({
      name: 'setup',
      visibility: 'ephemeral',
      guards,
      options: {},
      run: async (ctx, _options, deps: SetupDeps) => message(await setupPage(ctx, deps)),
    }),
  ],
  components: setupComponents,
};
