import { open, readFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { EntryFields } from '../../domain/commands.js';
import type { UserId } from '../../domain/ids.js';
import type { RunKey } from '../api.js';

/** Entries of one change: fewer than the engine takes, since others wait while one is decided and written. */
export const CHUNK = 50;

/** Entries of one member that are stored in one change. Which ones, and in which order, never changes: their ids hang on it. */
export interface Chunk {
  /** From 0. The request that stores it is `<run>.<nth>`. */
  readonly nth: number;
  readonly user: UserId;
  readonly entries: readonly EntryFields[];
}

/** Writes chunks as entries come. */
export interface PlanWriter {
  add(user: UserId, entry: EntryFields): Promise<void>;
  /** How many entries there are. */
  close(): Promise<number>;
}

export const writePlan = async (path: string): Promise<PlanWriter> => {
  const file = await open(path, 'w', 0o600);
  const waiting = new Map<UserId, EntryFields[]>();
  let [nth, count] = [0, 0];
  const flush = async (user: UserId, entries: readonly EntryFields[]): Promise<void> => {
    if (entries.length === 0) return;
    const chunk: Chunk = { nth, user, entries };
    nth += 1;
    await file.write(`${JSON.stringify(chunk)}\n`);
  };
  return {
    async add(user, entry) {
      count += 1;
      const own = waiting.get(user) ?? [];
      waiting.set(user, own);
      own.push(entry);
      if (own.length < CHUNK) return;
      waiting.set(user, []);
      await flush(user, own);
    },
    async close() {
      for (const [user, entries] of waiting) await flush(user, entries);
      await file.sync();
      await file.close();
      return count;
    },
  };
};

/** The chunks of a plan in order, from one on. @throws when the file is not there */
export async function* chunksOf(path: string, from = 0): AsyncGenerator<Chunk> {
  const input = createReadStream(path, { encoding: 'utf8' });
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      // Written by `writePlan`, in this shape.
      const chunk = JSON.parse(line) as Chunk;
      if (chunk.nth >= from) yield chunk;
    }
  } finally {
    input.destroy();
  }
}

/** What is to be done with a folder after a restart. */
export interface Task extends RunKey {
  readonly kind: 'store' | 'undo';
  /** For the ledger. */
  readonly source: string;
}

/** Null where there is none. */
export const readTask = async (path: string): Promise<Task | null> => {
  try {
    // Written by this program, in this shape.
    return JSON.parse(await readFile(path, 'utf8')) as Task;
  } catch {
    return null;
  }
};
