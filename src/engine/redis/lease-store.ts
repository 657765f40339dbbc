import type { LeaseAnswer, LeaseStore } from '../lease/lease.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { integer, list, text } from './replies.js';
import { scripts } from './scripts.js';

/** Leases in Redis; they are Redis' own clock's, whose seconds all processes share. */
export const leaseStore = (redis: Guarded): LeaseStore => {
  const run = async (name: string, owner: string, ms: number): Promise<LeaseAnswer> => {
    const reply = await redis.write((connection) => connection.run(scripts.lease, [keys.lease(name)], [owner, ms]));
    const [whose, fence, left] = list(reply);
    return { mine: text(whose) === 'm', fence: integer(fence), leftMs: integer(left) };
  };
  return {
    take: run,
    release: async (name, owner) => {
      await run(name, owner, 0);
    },
  };
};
