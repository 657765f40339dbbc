import { botProcess } from './bot-process.js';
import { clock } from './clock.js';
import { discordFaults } from './discord.js';
import { disk } from './disk.js';
import type { Fault } from './fault.js';
import { journal } from './journal.js';
import { link } from './link.js';
import { redisProcess } from './redis-process.js';
import { redisReplies } from './redis-replies.js';

export type { Fault } from './fault.js';

/** Everything that can go wrong, by name. */
export const FAULTS: readonly Fault[] = [
  ...botProcess,
  ...redisProcess,
  ...redisReplies,
  ...link,
  ...disk,
  ...journal,
  ...clock,
  ...discordFaults,
];
