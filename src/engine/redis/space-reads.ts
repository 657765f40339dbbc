import { requestId, spaceId, userId, type RequestId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { LedgerRecord } from '../store.js';
import { CorruptData } from './blob.js';
import { decodeLedger } from './codec.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytes, idOf, integer, list, text } from './replies.js';

const PAGE = 1_000;
/** Clocks of several processes differ; so far before `since` the ledger is searched as well. */
const SKEW_MS = 15 * 60_000;

export type LedgerRow = LedgerRecord & { readonly requestId: RequestId; readonly user: UserId; readonly version: number };

interface Page {
  readonly rows: readonly ReadonlyMap<string, Buffer>[];
  /** Where the next page begins, or null. */
  readonly next: string | null;
}

const readPage = async (redis: Guarded, space: SpaceId, from: string): Promise<Page> => {
  const reply = list(await redis.read((connection) => connection.send('XRANGE', [keys.ledger(space), from, '+', 'COUNT', PAGE])));
  let last = '';
  const rows = reply.map((row) => {
    const [id, cells] = list(row);
    last = text(id);
    const fields = list(cells);
    const found = new Map<string, Buffer>();
    for (let at = 0; at < fields.length; at += 2) found.set(text(fields[at]), bytes(fields[at + 1]));
    return found;
  });
  return { rows, next: rows.length < PAGE ? null : `(${last}` };
};

async function* ledgerPages(redis: Guarded, space: SpaceId, from: string): AsyncGenerator<ReadonlyMap<string, Buffer>> {
  for (let at: string | null = from; at !== null;) {
    const page: Page = await readPage(redis, space, at);
    yield* page.rows;
    at = page.next;
  }
}

/** Rows of members, oldest first. Rows of settings (field `c`) are another story. */
export async function* readLedger(redis: Guarded, space: SpaceId, only?: UserId): AsyncGenerator<LedgerRow> {
  for await (const row of ledgerPages(redis, space, '-')) {
    if (row.has('c')) continue;
    const [request, user, version, blob] = [row.get('r'), row.get('u'), row.get('v'), row.get('b')];
    if (!request || !user || !version || !blob) throw new CorruptData('ledger: a row lacks a field');
    const member = idOf(userId, user.toString());
    if (only !== undefined && only !== member) continue;
    for (const record of decodeLedger(blob))
      yield { ...record, requestId: requestId(request.toString()), user: member, version: integer(version) };
  }
}

export const readApplied = async (redis: Guarded, space: SpaceId, request: RequestId, since: number): Promise<boolean> => {
  if ((await redis.read((connection) => connection.send('ZSCORE', [keys.requests(space), request]))) !== null) return true;
  const from = since > SKEW_MS && Number.isFinite(since) ? String(Math.floor(since) - SKEW_MS) : '-';
  for await (const row of ledgerPages(redis, space, from)) if (row.get('r')?.toString() === request) return true;
  return false;
};

/** Fields of a hash, or members of a set, page by page; never the keyspace. */
export async function* scan(redis: Guarded, command: 'HSCAN' | 'SSCAN', key: string): AsyncGenerator<string> {
  const seen = new Set<string>();
  let cursor = '0';
  do {
    const at = cursor;
    const [next, cells] = list(await redis.read((connection) => connection.send(command, [key, at, 'COUNT', PAGE])));
    cursor = text(next);
    const names = list(cells).filter((_, index) => command === 'SSCAN' || index % 2 === 0);
    for (const name of names.map(text)) {
      if (seen.has(name)) continue;
      seen.add(name);
      yield name;
    }
  } while (cursor !== '0');
}

export async function* readMembers(redis: Guarded, space: SpaceId): AsyncGenerator<UserId> {
  for await (const name of scan(redis, 'HSCAN', keys.states(space))) yield idOf(userId, name);
}

export const readSpaces = async (redis: Guarded): Promise<readonly SpaceId[]> =>
  list(await redis.read((connection) => connection.send('SMEMBERS', [keys.spaces]))).map((name) => idOf(spaceId, text(name)));
