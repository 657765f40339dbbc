import type { SpaceId } from '../../../domain/ids.js';
import { CorruptData } from '../../codec/blob.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { bytesOrNull, integer, list, pairs } from '../replies.js';
import { scripts } from '../scripts.js';
import { boardKey, boardsOf } from './names.js';

/** Deltas of one turn, about: few enough that Redis is not held up by them. */
const TURN = 1_000;

interface Sums {
  readonly forgetAt: number | null;
  readonly members: Map<string, number>;
}

/** Adds up deltas by board and member. */
export class BoardSums {
  readonly #boards = new Map<string, Sums>();

  add(user: string, day: string, category: string, ms: number): void {
    for (const { name, forgetAt } of boardsOf(category, day)) {
      const board = this.#boards.get(name);
      if (board === undefined) this.#boards.set(name, { forgetAt, members: new Map([[user, ms]]) });
      else board.members.set(user, (board.members.get(user) ?? 0) + ms);
    }
  }

  get names(): readonly string[] {
    return [...this.#boards.keys()];
  }

  /** As scripts/fold-boards.lua reads them; `now` in ms. */
  args(now: number): (string | number)[] {
    const args: (string | number)[] = [];
    for (const [name, { forgetAt, members }] of this.#boards) {
      const past = forgetAt !== null && forgetAt <= now / 1_000;
      args.push(name, past ? 0 : (forgetAt ?? ''), members.size);
      for (const [user, ms] of members) args.push(user, ms);
    }
    return args;
  }
}

/** Brings the boards up to date with at most TURN deltas; 0 when there were none. `now` in ms. */
export const foldTurn = async (redis: Guarded, space: SpaceId, now: number): Promise<number> => {
  const [folds, deltas] = await redis.read((connection) =>
    Promise.all([
      connection.send('GET', [keys.folds(space)]),
      connection.send('HSCAN', [keys.unfolded(space), 0, 'COUNT', TURN]),
    ]),
  );
  const found = new Map<string, number>();
  for (const [field, ms] of pairs(list(deltas)[1])) if (found.size < TURN) found.set(field.toString(), integer(ms));
  // A scan may come to nothing before it comes to the end.
  if (found.size === 0) return integer(await redis.read((connection) => connection.send('HLEN', [keys.unfolded(space)])));
  const sums = new BoardSums();
  for (const [field, ms] of found) sums.add(...parseField(field), ms);
  await addToBoards(redis, space, sums, {
    expected: bytesOrNull(folds)?.toString() ?? '',
    fields: [...found.keys()],
    now,
  });
  return found.size;
};

/** `expected`: the folds string; `fields`: the deltas that these sums are made of. False when another process was faster. */
export const addToBoards = async (
  redis: Guarded,
  space: SpaceId,
  sums: BoardSums,
  { expected, fields, now }: { readonly expected: string; readonly fields: readonly string[]; readonly now: number },
): Promise<boolean> => {
  const names = [keys.unfolded(space), keys.folds(space), keys.boards(space), ...sums.names.map((name) => boardKey(space, name))];
  const done = await redis.write((connection) =>
    connection.run(scripts.foldBoards, names, [expected, fields.length, ...fields, ...sums.args(now)]),
  );
  return integer(done) === 1;
};

/** `<member>:<version>:<yyyymmdd>:<category>`; a category may have colons in it. */
const parseField = (field: string): [user: string, day: string, category: string] => {
  const match = /^(\d{1,20}):\d+:(\d{8}):(.*)$/s.exec(field);
  const [, user = '', day = '', category = ''] = match ?? [];
  if (match === null) throw new CorruptData('boards: not a delta');
  return [user, day, category];
};
