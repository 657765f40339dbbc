import type { EntryFields } from '../../domain/commands.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { requestId, sessionId, type RequestId, type SpaceId, type UserId } from '../../domain/ids.js';
import { firstClash } from '../../domain/overlap.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import type { Corrections } from '../../engine/api.js';
import { StoreUnavailable, type Store } from '../../engine/store.js';
import { NEAR_MS, timeKey } from '../preview/neighbours.js';
import { entryMs } from '../preview/tally.js';
import type { Chunk } from './plan-file.js';

/** Entries that lie around some are found by their ends, which come at most this long after, ms. */
const LONGEST_MS = 32 * NEAR_MS;

export interface StoredChunk {
  readonly stored: number;
  /** What had come in the meantime, so that it is not stored. */
  readonly left: number;
  /** Time that counts of what is stored, ms. */
  readonly ms: number;
  /** First and last moment of what is stored, ms. */
  readonly from: number;
  readonly to: number;
  /** It was stored before. */
  readonly isRepeat?: boolean;
}

export interface ChunkParts {
  readonly store: Pick<Store, 'entries' | 'load'>;
  readonly corrections: Pick<Corrections, 'importEntries'>;
  readonly space: SpaceId;
  readonly actor: UserId;
  readonly source: string;
  /** ms */
  readonly now: number;
  /** Entries may not overlap. */
  readonly apart: boolean;
}

/** The request that stores a chunk: the same one however often it is tried. */
export const requestOf = (run: string, nth: number): RequestId => requestId(`${run}.${nth}`);

/**
 * Stores a chunk, but for what somebody else has stored since it was planned. Refusals of `importEntries`; STORE_UNAVAILABLE.
 */
export const storeChunk = async (
  run: string,
  { nth, user, entries }: Chunk,
  parts: ChunkParts,
): Promise<Result<StoredChunk, DomainError>> => {
  const { store, space, now, apart } = parts;
  try {
    const free = await stillFree(entries, user, { store, space, now, apart });
    const left = entries.length - free.length;
    if (free.length === 0) return ok({ stored: 0, left, ms: 0, ...spanOf([]) });
    const { actor, source, corrections } = parts;
    const request = { space, user, actor, source, requestId: requestOf(run, nth), at: now };
    const stored = await corrections.importEntries({ ...request, entries: free });
    if (!stored.ok) return stored;
    return ok({ stored: free.length, left, ms: free.reduce((sum, entry) => sum + entryMs(entry), 0), ...spanOf(free) });
  } catch (error) {
    if (error instanceof StoreUnavailable) return err(domainError('STORE_UNAVAILABLE'));
    throw error;
  }
};

/** First and last moment of entries, ms; of none, one that others are added to as they are. */
export const spanOf = (entries: readonly EntryFields[]): { readonly from: number; readonly to: number } => ({
  from: entries.reduce((first, { startedAt }) => Math.min(first, startedAt), Infinity),
  to: entries.reduce((last, { endedAt }) => Math.max(last, endedAt), -Infinity),
});

/** Those that are not there by now, and that count no time that something else counts where that is not wanted. */
const stillFree = async (
  entries: readonly EntryFields[],
  user: UserId,
  { store, space, now, apart }: Pick<ChunkParts, 'store' | 'space' | 'now' | 'apart'>,
): Promise<readonly EntryFields[]> => {
  const from = Math.min(...entries.map(({ startedAt }) => startedAt));
  const to = Math.max(...entries.map(({ endedAt }) => endedAt));
  const [{ active }, there] = await Promise.all([
    store.load(space, user),
    store.entries(space, user, from, to + (apart ? LONGEST_MS : 1)),
  ]);
  const times = new Set(there.map(({ startedAt, endedAt }) => timeKey(startedAt, endedAt ?? startedAt)));
  const others = (active === null ? there : [...there, active]).filter(({ startedAt }) => startedAt < to);
  return entries.filter(
    (entry) =>
      !times.has(timeKey(entry.startedAt, entry.endedAt)) && !(apart && firstClash(stretchOf(entry), others, now) !== null),
  );
};

const stretchOf = ({
  startedAt,
  endedAt,
  pauses,
}: EntryFields): Pick<Session, 'id' | 'startedAt' | 'endedAt' | 'pauses' | 'pausedSince'> => ({
  ...{ id: sessionId('to be stored'), startedAt, endedAt, pauses },
  pausedSince: null,
});
