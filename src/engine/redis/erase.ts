import { userId, type SpaceId } from '../../domain/ids.js';
import { idOf } from '../codec/blob.js';
import { boardKey } from './boards/names.js';
import { dueNameOf } from './due-names.js';
import type { Guarded } from './guarded.js';
import { memberKeysFoundBy, MONTH_KEYS, spaceKeys } from './key-kinds.js';
import { keys } from './keys.js';
import { monthsOf } from './months.js';
import { bytes, pairs } from './replies.js';
import { readMembers, scan } from './space-reads.js';

const CHUNK = 500;

/**
 * Unlinks all keys of a space, found through its own indexes, which go last; so an erasure that was interrupted can be begun again. Nobody
 * may commit to the space meanwhile. Which keys there are stands in key-kinds.ts.
 */
export const eraseSpace = async (redis: Guarded, space: SpaceId): Promise<void> => {
  let names: string[] = [];
  const flush = async (): Promise<void> => {
    const batch = names;
    names = [];
    if (batch.length > 0) await redis.write((connection) => connection.send('UNLINK', batch));
  };
  const add = async (more: readonly string[]): Promise<void> => {
    names.push(...more);
    if (names.length >= CHUNK) await flush();
  };

  for (const { foundBy, name } of MONTH_KEYS) {
    const months = await redis.read((connection) => connection.send('HGETALL', [keys[foundBy](space)]));
    for (const [user, held] of pairs(months))
      await add(monthsOf(bytes(held)).map((month) => name(space, idOf(userId, user.toString()), month)));
  }
  for await (const user of readMembers(redis, space)) await add(memberKeysFoundBy('states', space, user));
  for (const index of ['noticed', 'documented'] as const)
    for await (const user of scan(redis, 'SSCAN', keys[index](space)))
      await add(memberKeysFoundBy(index, space, idOf(userId, user)));
  for await (const name of scan(redis, 'ZSCAN', keys.due(space))) {
    const { user } = dueNameOf(name);
    if (user !== null) await add(memberKeysFoundBy('due', space, user));
  }
  for await (const name of scan(redis, 'SSCAN', keys.boards(space))) await add([boardKey(space, name)]);
  await flush();
  const { plain, indexes } = spaceKeys(space);
  await add(plain);
  await flush();
  await add(indexes);
  await flush();
  await redis.write((connection) => connection.send('SREM', [keys.spaces, space]));
};
