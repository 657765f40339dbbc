import type { SpaceId } from '../../domain/ids.js';
import type { Backing } from '../cache/backing.js';
import type { Commit, CommitLane, CommitOutcome, CommitWaiter } from '../store.js';
import { ledgerCodec } from '../ledger/row-codec.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { EncodedCommit } from '../writer/commit-line.js';
import { readOnTheClock } from './active-reads.js';
import type { Boards } from './boards/boards.js';
import { commitBatch, type BatchOptions } from './commit-batch.js';
import { readDays } from './day-buckets.js';
import { eraseSpace } from './erase.js';
import { readFormerTotals } from './former-sums.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { keepStatus, readKept, readStatus } from './kept-status.js';
import { readEntries, readEntry, readMember } from './member-reads.js';
import type { Histories } from './ledger/member-histories.js';
import { readApplied, readLedger } from './ledger/read-ledger.js';
import { readMembers, readSpaces } from './space-reads.js';

/** How operations get onto the writer's lanes. */
export interface Lanes {
  submit(commit: Commit, waiter: CommitWaiter, lane?: CommitLane): void;
  /** Runs a task of its own on a lane, in the order of `order`. */
  task<T>(lane: 'normal' | 'background', order: string, task: () => Promise<T>): Promise<T>;
}

export interface RedisStoreOptions {
  readonly redis: Guarded;
  readonly lanes: Lanes;
  readonly boards: Boards;
  readonly histories: Pick<Histories<LedgerRow>, 'read'>;
  readonly origin: string;
  /** ms that a computed answer stays in L2. */
  readonly totalsTtlMs: number;
}

/** The store on Redis without its caches; commits go through the writer. */
export const redisStore = ({ redis, lanes, boards, histories, origin, totalsTtlMs }: RedisStoreOptions): Backing => ({
  readMember: (space, user) => readMember(redis, space, user),
  readKept: (space, user) => readKept(redis, space, user),
  readStatus: (space, user, period) => readStatus(redis, space, user, period),
  keepStatus: (space, user, kept) =>
    void lanes
      .task('background', `totals:${space}:${user}`, () => keepStatus(redis, space, user, kept, totalsTtlMs))
      // Nobody waits for it: the answer is computed again when it is not there.
      .catch(() => undefined),
  submit: (commit, waiter, lane) => lanes.submit(commit, waiter, lane),
  wasApplied: (space, user, request, askedAt) => readApplied(redis, ledgerCodec, space, user, request, askedAt),
  board: (space, board, count, offset) => boards.top(space, board, count, offset),
  boardPlaces: (space, users, board) => boards.places(space, users, board),
  forgetSeason: (space, id) => boards.forgetSeason(space, id),
  stand: (space, user, standing) => boards.stand(space, user, standing),
  daySums: (space, day) => boards.daySums(space, day),
  days: (space, user, from, to) => readDays(redis, space, user, from, to),
  formerTotals: (space, from, to) => readFormerTotals(redis, space, from, to),
  entries: (space, user, from, to) => readEntries(redis, space, user, from, to),
  entry: (space, user, id) => readEntry(redis, space, user, id),
  onTheClock: (space) => readOnTheClock(redis, space),
  ledger: (space, user) => readLedger(redis, ledgerCodec, space, user),
  history: (space, user, from, count) => histories.read(space, user, from, count),
  members: (space) => readMembers(redis, space),
  spaces: () => readSpaces(redis),
  erase: async (space) => {
    await eraseSpace(redis, space);
    await redis.write((connection) => connection.send('PUBLISH', [keys.invalidation, `${origin} ${space} *`]));
  },
});

export interface Registered {
  /** Sends a batch of commits; a space that is new here is registered first, so that none with data is ever missing from the list. */
  readonly commit: (space: SpaceId, commits: readonly EncodedCommit[]) => Promise<readonly CommitOutcome[]>;
  /** Before anything else of a space is written. */
  register(space: SpaceId): Promise<void>;
  forget(space: SpaceId): void;
  /** Redis may have lost what it said last: each space is registered again before its next write. */
  doubt(): void;
}

export const registering = (options: BatchOptions): Registered => {
  const known = new Set<SpaceId>();
  const send = commitBatch(options);
  const register = async (space: SpaceId): Promise<void> => {
    if (known.has(space)) return;
    await options.redis.write((connection) => connection.send('SADD', [keys.spaces, space]));
    known.add(space);
  };
  return {
    commit: async (space, commits) => {
      if (!known.has(space)) await register(space);
      return send(space, commits);
    },
    register,
    forget: (space) => void known.delete(space),
    doubt: () => known.clear(),
  };
};
