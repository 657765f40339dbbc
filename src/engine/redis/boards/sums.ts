import { daySumsOf } from './day-sums.js';
import { boardsOf } from './names.js';

/** Time of members in a category and day. */
interface Bucket {
  readonly day: string;
  readonly category: string;
  readonly members: Map<string, number>;
}

interface Board {
  readonly name: string;
  /** Seconds since the epoch; null: never. */
  readonly forgetAt: number | null;
}

/** Boards that get the same. */
interface Share {
  readonly boards: Board[];
  readonly buckets: readonly Bucket[];
}

/** Adds up deltas by board and member. */
export class BoardSums {
  readonly #buckets = new Map<string, Bucket>();

  add(user: string, day: string, category: string, ms: number): void {
    const key = `${day}:${category}`;
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) this.#buckets.set(key, { day, category, members: new Map([[user, ms]]) });
    else bucket.members.set(user, (bucket.members.get(user) ?? 0) + ms);
  }

  /** Names of boards and arguments as scripts/fold-boards.lua reads them; `now` in ms. */
  forScript(now: number): { readonly names: readonly string[]; readonly args: readonly (string | number)[] } {
    const names: string[] = [];
    const args: (string | number)[] = [];
    const say = (boards: readonly Board[], members: ReadonlyMap<string, number>): void => {
      args.push(boards.length);
      for (const { name, forgetAt } of boards) {
        names.push(name);
        const past = forgetAt !== null && forgetAt <= now / 1_000;
        args.push(name, past ? 0 : (forgetAt ?? ''));
      }
      args.push(members.size);
      for (const [member, ms] of members) args.push(member, ms);
    };
    for (const { boards, buckets } of this.#shares()) say(boards, sumOf(buckets));
    for (const sum of daySumsOf(this.#totals())) say([sum], sum.categories);
    return { names, args };
  }

  *#totals(): Iterable<{ readonly day: string; readonly category: string; readonly ms: number }> {
    for (const { day, category, members } of this.#buckets.values())
      yield { day, category, ms: [...members.values()].reduce((sum, ms) => sum + ms, 0) };
  }

  /** What comes of one day goes to the boards of the day, the week, the month and all time alike: it is added up, and said, once. */
  #shares(): Iterable<Share> {
    const boards = new Map<string, Board & { readonly buckets: Bucket[]; from: string }>();
    let number = 0;
    for (const bucket of this.#buckets.values()) {
      number += 1;
      for (const { name, forgetAt } of boardsOf(bucket.category, bucket.day)) {
        const board = boards.get(name);
        if (board === undefined) boards.set(name, { name, forgetAt, buckets: [bucket], from: String(number) });
        else {
          board.buckets.push(bucket);
          board.from += ` ${number}`;
        }
      }
    }
    const shares = new Map<string, Share>();
    for (const { name, forgetAt, buckets, from } of boards.values()) {
      const share = shares.get(from);
      if (share === undefined) shares.set(from, { boards: [{ name, forgetAt }], buckets });
      else share.boards.push({ name, forgetAt });
    }
    return shares.values();
  }
}

const sumOf = (buckets: readonly Bucket[]): ReadonlyMap<string, number> => {
  const [first] = buckets;
  if (first !== undefined && buckets.length === 1) return first.members;
  const sums = new Map<string, number>();
  for (const { members } of buckets) for (const [user, ms] of members) sums.set(user, (sums.get(user) ?? 0) + ms);
  return sums;
};
