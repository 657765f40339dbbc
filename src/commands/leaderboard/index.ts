import { defineGroup } from '../kit/define.js';
import { inGuild } from '../kit/guards.js';
import type { Feature } from '../kit/routes.js';
import { postCommands } from './post.js';
import { seasonCommands } from './season.js';
import { boardComponents, show } from './show.js';

/** Leaderboards of a server, those that are posted by themselves, and seasons. */
export const leaderboard: Feature = {
  commands: [defineGroup({ name: 'leaderboard', guards: [inGuild], children: [show, postCommands, seasonCommands] })],
  components: boardComponents,
};
