import type { GuildDirectory } from '../../actions/guild-directory.js';
import { ok } from '../../domain/result.js';
import { MAY_CHANGE_SETTINGS } from '../../domain/settings.js';
import { defineRoute, type Route } from '../route.js';
import { Directory } from '../schemas/directory.js';
import { inSpace } from '../server/called-by.js';

/** What a page needs to let roles and channels be chosen by name. */
export const directoryRoutes = ({ directory }: { readonly directory: GuildDirectory }): readonly Route[] => [
  defineRoute({
    ...{ id: 'getDirectory', method: 'GET', path: '/spaces/:space/directory', tag: 'Settings', scope: 'space:read' },
    needs: MAY_CHANGE_SETTINGS,
    summary: 'Lists the roles and channels of a server by name, for those who choose them in settings.',
    answers: { 200: Directory },
    refusals: ['GUILD_ONLY', 'DISCORD_UNAVAILABLE'],
    run: async (asked) => {
      const found = await directory.of(inSpace(asked));
      return found.ok ? ok({ status: 200, body: found.value }) : found;
    },
  }),
];
