import { createHash } from 'node:crypto';
import type { Quota } from '../../engine/calls.js';

/** Calls with one token or one session of the page: far above what a person's scripts need, far below what costs us anything. */
export const CALLS: Quota = { name: 'calls', quota: 300, seconds: 60 };
/** Unknown tokens from one address: each costs a look into Redis. */
export const GUESSES: Quota = { name: 'guesses', quota: 20, seconds: 60 };
/** Calls from one address of what needs no token. */
export const OPEN: Quota = { name: 'open', quota: 120, seconds: 60 };

/** Whom a quota counts, as it stands in Redis: it names nobody there. */
export const counted = (of: Quota, whom: string): string =>
  createHash('sha256').update(`${of.name} ${whom}`).digest('hex').slice(0, 24);
