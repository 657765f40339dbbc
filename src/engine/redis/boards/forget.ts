import type { SpaceId, UserId } from '../../../domain/ids.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { scan } from '../space-reads.js';
import { takeOff } from './day-sums.js';
import { foldTurn } from './fold.js';

/** Boards that a member is taken off at once. */
const CHUNK = 200;

/** Takes a member off every board of a space, once its days are gone; `now` in ms. */
export const forgetOnBoards = async (redis: Guarded, space: SpaceId, user: UserId, now: number): Promise<void> => {
  // What waits to be folded would put it back.
  while ((await foldTurn(redis, space, now)) > 0);
  const names: string[] = [];
  for await (const name of scan(redis, 'SSCAN', keys.boards(space))) names.push(name);
  for (let from = 0; from < names.length; from += CHUNK) await takeOff(redis, space, user, names.slice(from, from + CHUNK));
};
