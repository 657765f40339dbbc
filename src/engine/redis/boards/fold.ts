import type { SpaceId } from '../../../domain/ids.js';
import { CorruptData } from '../../codec/blob.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { bytesOrNull, integer, list, text } from '../replies.js';
import { scripts } from '../scripts.js';
import { boardKey, boardsOf } from './names.js';

/** Deltas of one turn: few enough that Redis is not held up by them. */
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

/** Brings the boards up to date with at most TURN deltas. Answers how many were left when it looked. */
export const foldTurn = async (redis: Guarded, space: SpaceId, now: number): Promise<number> => {
  const [folds, deltas] = await redis.read((connection) =>
    Promise.all([connection.send('GET', [keys.folds(space)]), connection.send('LRANGE', [keys.unfolded(space), 0, TURN - 1])]),
  );
  const found = list(deltas).map(text);
  if (found.length === 0) return 0;
  const sums = new BoardSums();
  for (const delta of found) sums.add(...parseDelta(delta));
  await addToBoards(redis, space, sums, {
    expected: bytesOrNull(folds)?.toString() ?? '',
    taken: found.length,
    now,
  });
  return found.length;
};

/** `expected`: the folds string; `taken`: deltas of the list that these sums are made of. False when another process was faster. */
export const addToBoards = async (
  redis: Guarded,
  space: SpaceId,
  sums: BoardSums,
  { expected, taken, now }: { readonly expected: string; readonly taken: number; readonly now: number },
): Promise<boolean> => {
  const names = [keys.unfolded(space), keys.folds(space), keys.boards(space), ...sums.names.map((name) => boardKey(space, name))];
  const done = await redis.write((connection) => connection.run(scripts.foldBoards, names, [expected, taken, ...sums.args(now)]));
  return integer(done) === 1;
};

/** `<member>:<yyyymmdd>:<category>:<ms>`; a category may have colons in it. */
const parseDelta = (delta: string): [user: string, day: string, category: string, ms: number] => {
  const match = /^(\d{1,20}):(\d{8}):(.*):(-?\d+)$/s.exec(delta);
  const [, user = '', day = '', category = '', ms = ''] = match ?? [];
  if (match === null) throw new CorruptData('boards: not a delta');
  return [user, day, category, Number(ms)];
};
