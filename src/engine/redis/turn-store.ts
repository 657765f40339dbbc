import { TURN_MS, type Turns } from '../turns.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytesOrNull, integer } from './replies.js';
import { scripts } from './scripts.js';

/** @param origin names this process, which sees to a thing once at a time */
export const turns = (redis: Guarded, origin: string): Turns => ({
  take: async (space, what) => {
    const key = keys.turn(space, what);
    const taken = await redis.write((connection) => connection.send('SET', [key, origin, 'NX', 'PX', TURN_MS]));
    if (bytesOrNull(taken) === null) {
      // Ours from before the link went: it could not be given back.
      const whose = bytesOrNull(await redis.read((connection) => connection.send('GET', [key])));
      if (whose?.toString() !== origin) return null;
    }
    return {
      end: async () => integer(await redis.write((connection) => connection.run(scripts.giveTurnBack, [key], [origin]))) === 1,
    };
  },
});
