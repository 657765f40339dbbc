import { userId, type SpaceId } from '../../domain/ids.js';
import { boardKey } from './boards/names.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { monthsOf } from './member-reads.js';
import { bytes, pairs } from './replies.js';
import { readMembers, scan } from './space-reads.js';

const CHUNK = 500;

/**
 * Unlinks all keys of a space, found through its own indexes (members, months), which go last; so an erasure that was interrupted can be
 * begun again. Nobody may commit to the space meanwhile.
 */
export const eraseSpace = async (redis: Guarded, space: SpaceId): Promise<void> => {
  let names: string[] = [];
  const flush = async (): Promise<void> => {
    const batch = names;
    names = [];
    if (batch.length > 0) await redis.write((connection) => connection.send('UNLINK', batch));
  };
  const add = async (...more: string[]): Promise<void> => {
    names.push(...more);
    if (names.length >= CHUNK) await flush();
  };

  const months = await redis.read((connection) => connection.send('HGETALL', [keys.months(space)]));
  for (const [user, held] of pairs(months))
    for (const month of monthsOf(bytes(held))) await add(keys.entries(space, userId(user.toString()), month));
  for await (const user of readMembers(redis, space)) await add(keys.days(space, user), keys.totals(space, user));
  for await (const name of scan(redis, 'SSCAN', keys.boards(space))) await add(boardKey(space, name));
  for await (const user of scan(redis, 'SSCAN', keys.noticed(space))) await add(keys.notices(space, userId(user)));
  await flush();
  await add(
    ...keys.allOn(space),
    keys.ledger(space),
    keys.unfolded(space),
    keys.folds(space),
    keys.requests(space),
    keys.config(space),
    keys.givenRoles(space),
    keys.signs(space),
    keys.noticed(space),
    keys.boards(space),
    keys.restored(space),
    keys.erasing(space),
    keys.nextLedger(space),
  );
  await add(keys.months(space), keys.states(space));
  await flush();
  await redis.write((connection) => connection.send('SREM', [keys.spaces, space]));
};
