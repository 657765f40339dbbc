import type { TokenUses } from '../token-uses.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytes, list } from './replies.js';

/** One hash of the member. */
export const tokenUses = (redis: Guarded): TokenUses => ({
  note: async (space, user, token, at) => {
    await redis.write((connection) => connection.send('HSET', [keys.tokenUses(space, user), token, at]));
  },
  of: async (space, user) => {
    const cells = list(await redis.read((connection) => connection.send('HGETALL', [keys.tokenUses(space, user)])));
    const uses = new Map<string, number>();
    for (let at = 0; at + 1 < cells.length; at += 2)
      uses.set(bytes(cells[at]).toString(), Number(bytes(cells[at + 1]).toString()));
    return uses;
  },
  forget: async (space, user, token) => {
    await redis.write((connection) => connection.send('HDEL', [keys.tokenUses(space, user), token]));
  },
});
