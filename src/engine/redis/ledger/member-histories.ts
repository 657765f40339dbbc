import type { SpaceId, UserId } from '../../../domain/ids.js';
import type { Clock, Logger } from '../../../domain/ports.js';
import { isRepeated, knownOf, type LedgerCodec, type LedgerLine } from '../../ledger/row-codec.js';
import type { HistoryPage } from '../../ledger/history-page.js';
import { HISTORY_MAX } from '../../ledger/history-page.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { integer, list } from '../replies.js';
import { scripts } from '../scripts.js';
import { lineOf } from './pages.js';

export interface Histories<Record> {
  /** See `Store.history`. */
  read(space: SpaceId, user: UserId, from?: number, count?: number): Promise<HistoryPage<Record>>;
  /** So many rows were written to the ledger of a space: the index is brought up to date some time, a little at a time. */
  wrote(space: SpaceId, rows: number): void;
  close(): void;
}

export interface HistoriesOptions<Record> {
  readonly redis: Guarded;
  readonly codec: LedgerCodec<Record>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Runs a task when there is time. */
  readonly soon: (space: SpaceId, task: () => Promise<void>) => void;
}

/** Rows that Redis puts into the index in one go; about a millisecond of its time. */
const TURN = 500;
/** Fewer rows than this are left to whoever reads. */
const MANY = 256;
/** In the background the index is worked on so often, and by so many turns: less than one percent of what Redis does. */
const EVERY_MS = 1_000;
const TURNS = 4;

/**
 * The history of a member is read by an index of positions in the ledger. It is made from the ledger, up to a position that stands in it: before
 * somebody reads, and in the background. A commit does nothing for it.
 */
export const createHistories = <Record>({ redis, codec, clock, log, soon }: HistoriesOptions<Record>): Histories<Record> => {
  const waiting = new Map<SpaceId, number>();
  const folding = new Map<SpaceId, Promise<void>>();

  const foldTurn = async (space: SpaceId): Promise<boolean> => {
    const names = [keys.ledger(space), keys.history(space)];
    const rows = integer(await redis.write((connection) => connection.run(scripts.foldHistory, names, [TURN])));
    if (rows === TURN) return true;
    waiting.delete(space);
    return false;
  };
  const foldAll = async (space: SpaceId): Promise<void> => {
    while (await foldTurn(space));
  };
  const fold = (space: SpaceId): Promise<void> => {
    const running = folding.get(space);
    if (running !== undefined) return running;
    const run = foldAll(space).finally(() => folding.delete(space));
    folding.set(space, run);
    return run;
  };

  const ask = async (space: SpaceId, user: UserId, from: number | undefined, count: number, how: 'any' | 'all') => {
    const names = [keys.ledger(space), keys.history(space)];
    const args = [user, from ?? '', count, how];
    const reply = await redis.read((connection) => connection.run(scripts.readHistory, names, args));
    return Array.isArray(reply) ? linesOf(codec, reply) : null;
  };
  const asked = async (space: SpaceId, user: UserId, from: number | undefined, count: number) => {
    const found = await ask(space, user, from, count, 'all');
    if (found !== null) return found;
    // A fold that was under way may have looked too early.
    await folding.get(space);
    await fold(space);
    return (await ask(space, user, from, count, 'any')) ?? [];
  };

  const cancel = clock.every(EVERY_MS, () => {
    let turns = TURNS;
    for (const [space, rows] of waiting) {
      if (rows < MANY) continue;
      if (turns-- === 0) return;
      soon(space, async () => {
        await foldTurn(space).catch((error: unknown) =>
          log.warn({ space, reason: String(error) }, 'the index of histories could not be brought up to date'),
        );
      });
    }
  });

  return {
    read: async (space, user, from, count = 50) => {
      if (from !== undefined && !(Number.isSafeInteger(from) && from >= 0)) throw new RangeError('a history begins at a number');
      const wanted = Math.max(1, Math.min(HISTORY_MAX, Math.floor(count)));
      // One more: a row that stands there twice may do so at the end of a page.
      return pageOf(await asked(space, user, from, wanted + 1), user, wanted);
    },
    wrote: (space, rows) => void waiting.set(space, (waiting.get(space) ?? 0) + rows),
    close: cancel,
  };
};

interface Numbered<Record> {
  readonly number: number;
  /** Null when the row is not there any more. */
  readonly line: LedgerLine<Record> | null;
}

const linesOf = <Record>(codec: LedgerCodec<Record>, reply: readonly unknown[]): readonly Numbered<Record>[] => {
  const found: Numbered<Record>[] = [];
  for (let at = 0; at < reply.length; at += 2) {
    const row = list(reply[at + 1]);
    found.push({ number: integer(reply[at]), line: row.length === 0 ? null : lineOf(codec, row) });
  }
  return found;
};

const pageOf = <Record>(lines: readonly Numbered<Record>[], user: UserId, count: number): HistoryPage<Record> => {
  const records: Record[] = [];
  const storedAt: number[] = [];
  let last: LedgerLine<Record> | undefined;
  let next = 0;
  for (const [index, { number, line }] of lines.entries()) {
    const isMore = line !== null && line.user === user && !isRepeated(line, last);
    if (isMore && index >= count) break;
    next = number;
    if (!isMore) continue;
    last = line;
    const known = knownOf(line).toReversed();
    records.push(...known);
    storedAt.push(...known.map(() => momentOf(line.position)));
  }
  return { records, storedAt, next: next === 0 ? null : next };
};

/** Of a position in the stream, `<ms>-<sequence>`. */
const momentOf = (position: string): number => Number(position.split('-')[0]);
