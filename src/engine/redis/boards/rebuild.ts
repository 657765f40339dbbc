import type { SpaceId } from '../../../domain/ids.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { readDays } from '../day-buckets.js';
import { bytesOrNull } from '../replies.js';
import { readMembersInGroups, scan } from '../space-reads.js';
import { addToBoards } from './fold.js';
import { boardKey } from './names.js';
import { BoardSums } from './sums.js';

/** Members whose days are added together. */
const CHUNK = 200;

/**
 * Makes the boards of a space anew from the day buckets; for a migration or a restore. It may be begun again. Nobody may commit to the space
 * meanwhile: what is committed then may be counted twice on a board. `now` in ms.
 */
export const rebuildBoards = async (redis: Guarded, space: SpaceId, now: number): Promise<void> => {
  for await (const name of scan(redis, 'SSCAN', keys.boards(space)))
    await redis.write((connection) => connection.send('UNLINK', [boardKey(space, name)]));
  const made = [keys.unfolded, keys.boards, keys.audiences, keys.seasonBoards].map((of) => of(space));
  await redis.write((connection) => connection.send('UNLINK', made));
  for await (const users of readMembersInGroups(redis, space, CHUNK)) {
    const sums = new BoardSums();
    await Promise.all(
      users.map(async (user) => {
        for (const [day, categories] of await readDays(redis, space, user, '00000000', '99999999'))
          for (const [category, ms] of categories) sums.add(user, day, category, ms);
      }),
    );
    const folds = bytesOrNull(await redis.read((connection) => connection.send('GET', [keys.folds(space)])));
    const done = await addToBoards(redis, space, sums, { expected: folds?.toString() ?? '', fields: [], now });
    if (!done) throw new Error(`the boards of ${space} are changed by another process`);
  }
};
