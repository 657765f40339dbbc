import { LAST_MOMENT } from '../../domain/calendar.js';
import type { SpaceId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports.js';
import type { DueChange, DueName, DueRow, DueStore } from '../due/due-row.js';
import type { Arg } from './connection.js';
import { dueField, dueMember, dueNameOf, duePayloads } from './due-names.js';
import type { Guarded } from './guarded.js';
import { dueSubject } from './invalidation.js';
import { keys } from './keys.js';
import { bytesOrNull, integer, list, pairs, text } from './replies.js';
import { scripts } from './scripts.js';
import { readSpaces } from './space-reads.js';

export interface DueStoreOptions {
  readonly redis: Guarded;
  readonly clock: Pick<Clock, 'now'>;
  /** Names this process in invalidation messages. */
  readonly origin: string;
  /** Puts a write on the `background` lane. */
  readonly enqueue: (order: string, task: () => Promise<void>) => Promise<void>;
  /** Before anything of a space is written. */
  readonly register: (space: SpaceId) => Promise<void>;
}

/** Rows that are read or changed in one go. */
const PAGE = 200;
/**
 * Other processes are told of rows that are due sooner than this, ms; what is due later they find when they look everywhere (due/worker.ts), which is more
 * often. The clock of the sandbox may go ahead of ours, and has one process only.
 */
const SOON_MS = 900_000;

/** Due rows in Redis, as `DueStore`; `heard` is called with what other processes put. */
export const dueStore = ({
  redis,
  clock,
  origin,
  enqueue,
  register,
}: DueStoreOptions): DueStore & {
  readonly heard: (space: SpaceId, at: number) => void;
} => {
  const listeners: ((space: SpaceId, at: number) => void)[] = [];
  const tell = (space: SpaceId, at: number): void => {
    for (const listener of listeners) listener(space, at);
  };

  const write = async (space: SpaceId, changes: readonly DueChange[]): Promise<void> => {
    const first = Math.min(...changes.map(({ next }) => (next === null ? Infinity : momentOf(next.at))));
    if (first < Infinity) await register(space);
    const message = first < clock.now() + SOON_MS ? `${origin} ${dueSubject(space, first)}` : '';
    const names = [
      keys.due(space),
      keys.states(space),
      keys.erasing(space),
      ...changes.map(({ name }) => duePayloads(space, name)),
    ];
    const args: Arg[] = [keys.invalidation, message, ...changes.flatMap(argsOf)];
    await redis.write((connection) => connection.run(scripts.changeDue, names, args));
    if (first < Infinity) tell(space, first);
  };

  return {
    spaces: () => readSpaces(redis),
    earliest: async (space, count, offset) => {
      const range = [keys.due(space), offset, offset + count - 1, 'WITHSCORES'];
      const found = list(await redis.read((connection) => connection.send('ZRANGE', range)));
      return { rows: (await withPayloads(redis, space, found)).map(rowOf), isLast: found.length < 2 * count };
    },
    overdue: async (space, now) => {
      const key = keys.due(space);
      const [count, first] = await redis.read((connection) =>
        Promise.all([connection.send('ZCOUNT', [key, '-inf', now]), connection.send('ZRANGE', [key, 0, 0, 'WITHSCORES'])]),
      );
      const [at] = [...pairs(first)].map(([, score]) => integer(score));
      return { count: integer(count), since: at === undefined || at > now ? null : at };
    },
    ofKind: (space, kind) => rowsOfKind(redis, space, kind),
    change: async (space, changes) => {
      for (let at = 0; at < changes.length; at += PAGE) {
        const some = changes.slice(at, at + PAGE);
        await enqueue(`due:${space}`, () => write(space, some));
      }
    },
    onPut: (listener) => void listeners.push(listener),
    heard: tell,
  };
};

const argsOf = ({ name, expected, next, version }: DueChange): readonly Arg[] => [
  ...[dueMember(name), dueField(name), name.user ?? '', expected ?? ''],
  ...(next === null ? ['', ''] : [momentOf(next.at), encodePayload(next.payload)]),
  name.user === null ? '' : (version ?? ''),
];

const momentOf = (at: number): number => Math.min(LAST_MOMENT, Math.max(0, Math.ceil(at)));

/** '' stands for nothing. */
const encodePayload = (payload: unknown): string => (payload === null ? '' : JSON.stringify(payload));

/** What cannot be read is undefined, which fits no kind of job: such a row is left alone. */
const decodePayload = (value: Buffer): unknown => {
  if (value.length === 0) return null;
  try {
    return JSON.parse(value.toString());
  } catch {
    return undefined;
  }
};

/** A row with its payload as Redis keeps it. */
export interface KeptDue extends DueName {
  /** ms */
  readonly at: number;
  readonly kept: Buffer;
}

const rowOf = ({ kept, ...row }: KeptDue): DueRow => ({ ...row, payload: decodePayload(kept) });

/** Rows by their names and moments. One that went in between is left out. */
const withPayloads = async (redis: Guarded, space: SpaceId, reply: unknown): Promise<readonly KeptDue[]> => {
  const named = [...pairs(reply)].map(([name, at]) => ({ ...dueNameOf(name.toString()), at: integer(at) }));
  if (named.length === 0) return [];
  const payloads = await redis.read((connection) =>
    Promise.all(named.map((name) => connection.send('HGET', [duePayloads(space, name), dueField(name)]))),
  );
  return named.flatMap((name, index) => {
    const kept = bytesOrNull(payloads[index] ?? null);
    return kept === null ? [] : [{ ...name, kept }];
  });
};

/** All due rows of a space, of one kind or (null) of all, page by page. */
export async function* readKeptDue(redis: Guarded, space: SpaceId, kind: string | null): AsyncGenerator<readonly KeptDue[]> {
  const match = kind === null ? [] : ['MATCH', `*:${kind}:*`];
  let cursor = '0';
  do {
    const args = [keys.due(space), cursor, ...match, 'COUNT', PAGE];
    const [next, cells] = list(await redis.read((connection) => connection.send('ZSCAN', args)));
    cursor = text(next);
    const rows = await withPayloads(redis, space, cells);
    yield rows.filter((row) => kind === null || row.kind === kind);
  } while (cursor !== '0');
}

async function* rowsOfKind(redis: Guarded, space: SpaceId, kind: string): AsyncGenerator<readonly DueRow[]> {
  for await (const rows of readKeptDue(redis, space, kind)) if (rows.length > 0) yield rows.map(rowOf);
}
