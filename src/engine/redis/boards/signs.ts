import type { Audience, Standing } from '../../../domain/audience.js';
import type { SpaceId, UserId } from '../../../domain/ids.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { integer, text } from '../replies.js';
import { scripts } from '../scripts.js';
import { scan } from '../space-reads.js';
import { boardKey, isNameOfPast } from './names.js';

/*
 * Who is not shown on a board has their time below 0 there. So the first places and the number of those before somebody are read as fast as if there
 * were nobody else, and a member who is hidden keeps their time. A board is signed for the audience that last asked for it; for another one it is
 * signed anew, which is once after a change of the settings.
 */

/** How the scripts name an audience (scripts/include/signs.lua). */
export const audienceName = (audience: Audience | undefined): string => {
  if (audience === undefined) return '0';
  return `${audience.of === 'everyone' ? '1' : '2'}${audience.without ?? ''}`;
};

/** How the scripts name a standing; null for a member of whom nothing is known. */
const standingName = ({ says, left, role }: Standing): string | null => {
  const asks = left || says === false ? '0' : says === null ? '1' : '2';
  return asks === '1' && role === null ? null : `${asks}${role ?? ''}`;
};

/** Members that are signed at once. */
const SIGNED = 1_000;
/** Boards that a member is signed on at once. */
const BOARDS = 200;

/** Signs all members of a board for an audience. */
export const signBoard = async (redis: Guarded, space: SpaceId, name: string, audience: string): Promise<void> => {
  const names = [boardKey(space, name), keys.audiences(space), keys.standings(space)];
  let cursor = '0';
  let isFirst = 1;
  do {
    const args = [name, audience, cursor, isFirst, SIGNED];
    cursor = text(await redis.write((connection) => connection.run(scripts.signBoard, names, args)));
    isFirst = 0;
  } while (cursor !== '0' && cursor !== 'c');
};

/**
 * Keeps a member's standing, and signs them accordingly on every board of the space; `now` in ms. Boards of long ago that were made for somebody who
 * looked back are made anew for the next.
 */
export const standOnBoards = async (
  redis: Guarded,
  space: SpaceId,
  user: UserId,
  standing: Standing,
  now: number,
): Promise<void> => {
  const stands = standingName(standing);
  const kept = keys.standings(space);
  // First: what is added to a board from now on has the right sign already.
  await redis.write((connection) =>
    stands === null ? connection.send('HDEL', [kept, user]) : connection.send('HSET', [kept, user, stands]),
  );
  const [past, present]: [string[], string[]] = [[], []];
  for await (const name of scan(redis, 'SSCAN', keys.boards(space))) (isNameOfPast(name, now) ? past : present).push(name);
  for (let from = 0; from < present.length; from += BOARDS) {
    const some = present.slice(from, from + BOARDS);
    const names = [keys.audiences(space), kept, ...some.map((name) => boardKey(space, name))];
    integer(await redis.write((connection) => connection.run(scripts.standOnBoards, names, [user, ...some])));
  }
  for (let from = 0; from < past.length; from += BOARDS) {
    const some = past.slice(from, from + BOARDS);
    await redis.write((connection) =>
      Promise.all([
        ...some.map((name) => connection.send('UNLINK', [boardKey(space, name)])),
        connection.send('SREM', [keys.boards(space), ...some]),
        connection.send('HDEL', [keys.audiences(space), ...some]),
      ]),
    );
  }
};
