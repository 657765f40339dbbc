import { z } from 'zod';
import { ASKED_FOR_MS, type Asked, type AskedBefore } from '../asked-before.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytesOrNull } from './replies.js';

const stored = z.object({ at: z.int(), digest: z.string(), answer: z.exactOptional(z.string()) });

const read = (value: Buffer | null): Asked | null => {
  if (value === null) return null;
  try {
    return stored.safeParse(JSON.parse(value.toString())).data ?? null;
  } catch {
    return null;
  }
};

/** One string each, which ends by itself. */
export const askedBefore = (redis: Guarded): AskedBefore => ({
  async remember(key, asked) {
    const name = keys.asked(key);
    const set = await redis.write((connection) =>
      connection.send('SET', [name, JSON.stringify(asked), 'NX', 'PX', ASKED_FOR_MS]),
    );
    if (bytesOrNull(set) !== null) return asked;
    return read(bytesOrNull(await redis.read((connection) => connection.send('GET', [name])))) ?? asked;
  },
  async answered(key, asked) {
    await redis.write((connection) => connection.send('SET', [keys.asked(key), JSON.stringify(asked), 'PX', ASKED_FOR_MS]));
  },
});
