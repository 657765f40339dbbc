import { z } from 'zod';
import { ASKED_FOR_MS, type Asked, type AskedBefore } from '../asked-before.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytesOrNull } from './replies.js';

const stored = z.tuple([z.int(), z.string()]);

const read = (value: Buffer | null): Asked | null => {
  if (value === null) return null;
  try {
    const [at, digest] = stored.parse(JSON.parse(value.toString()));
    return { at, digest };
  } catch {
    return null;
  }
};

/** One string each, which ends by itself. */
export const askedBefore = (redis: Guarded): AskedBefore => ({
  async remember(key, asked) {
    const name = keys.asked(key);
    const value = JSON.stringify([asked.at, asked.digest]);
    const set = await redis.write((connection) => connection.send('SET', [name, value, 'NX', 'PX', ASKED_FOR_MS]));
    if (bytesOrNull(set) !== null) return asked;
    return read(bytesOrNull(await redis.read((connection) => connection.send('GET', [name])))) ?? asked;
  },
});
