import { userId, type SpaceId, type UserId } from '../../../domain/ids.js';
import { CorruptData } from '../../codec/blob.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { integer, text } from '../replies.js';
import { scripts } from '../scripts.js';
import { boardKey } from './names.js';
import { setSeasons } from './season-boards.js';
import { BoardSums } from './sums.js';

/** Deltas of one turn, about: few enough that Redis is not held up by them. */
const TURN = 1_000;

/** Brings the boards up to date with at most TURN deltas; 0 when there were none. `now` in ms. */
export const foldTurn = async (redis: Guarded, space: SpaceId, now: number): Promise<number> => {
  const asked = [keys.unfolded(space), keys.folds(space), keys.seasonBoards(space)];
  const reply = text(await redis.read((connection) => connection.run(scripts.readUnfolded, asked, [TURN])));
  const [expected = '', length = '', seasons = '', ...cells] = reply.split('\0');
  const found = new Map<string, number>();
  for (let at = 0; at < cells.length && found.size < TURN; at += 2) found.set(cells[at] ?? '', integer(cells[at + 1] ?? ''));
  // A scan may come to nothing before it comes to the end.
  if (found.size === 0) return integer(length);
  const sums = new BoardSums();
  const deltas = [...found].map(([field, ms]) => ({ ...deltaOf(field), ms }));
  for (const { user, day, category, ms } of deltas) sums.add(user, day, category, ms);
  if (integer(seasons) > 0 && !(await setSeasons(redis, space, deltas, expected))) return found.size;
  await addToBoards(redis, space, sums, { expected, fields: [...found.keys()], now });
  return found.size;
};

/** `expected`: the folds string; `fields`: the deltas that these sums are made of. False when another process was faster. */
export const addToBoards = async (
  redis: Guarded,
  space: SpaceId,
  sums: BoardSums,
  { expected, fields, now }: { readonly expected: string; readonly fields: readonly string[]; readonly now: number },
): Promise<boolean> => {
  const { names, args } = sums.forScript(now);
  const ofSpace = [keys.unfolded, keys.folds, keys.boards, keys.audiences, keys.standings].map((of) => of(space));
  const touched = [...ofSpace, ...names.map((name) => boardKey(space, name))];
  const done = await redis.write((connection) =>
    connection.run(scripts.foldBoards, touched, [expected, fields.length, ...fields, ...args]),
  );
  return integer(done) === 1;
};

/** `<member>:<version>:<yyyymmdd>:<category>`; a category may have colons in it. */
const deltaOf = (field: string): { readonly user: UserId; readonly day: string; readonly category: string } => {
  const match = /^(\d{1,20}):\d+:(\d{8}):(.*)$/s.exec(field);
  const [, user = '', day = '', category = ''] = match ?? [];
  if (match === null) throw new CorruptData('boards: not a delta');
  return { user: userId(user), day, category };
};
