import { requestId, spaceId, userId, type RequestId, type SpaceId, type UserId } from '../../domain/ids.js';
import { wasSeen } from '../../domain/seen.js';
import type { LedgerRecord } from '../store.js';
import { CorruptData, idOf } from '../codec/blob.js';
import { decodeFirstLedger, decodeLedger, type LedgerChange } from '../codec/ledger.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { readMember } from './member-reads.js';
import { bytes, integer, list, text } from './replies.js';

const PAGE = 1_000;
/** The server's clock, which the ledger's rows have, and that of the requests differ; so far before a request the ledger is searched as well. */
const SKEW_MS = 2 * 3_600_000;

export type LedgerRow = LedgerRecord & { readonly requestId: RequestId; readonly user: UserId; readonly version: number };

interface LedgerLine {
  readonly user: UserId;
  readonly change: LedgerChange;
}

interface Page {
  readonly lines: readonly LedgerLine[];
  /** Where the next page begins, or null. */
  readonly next: string | null;
}

/** Lines of members; those of settings (field `c`) are another story. */
const readPage = async (redis: Guarded, space: SpaceId, from: string): Promise<Page> => {
  const reply = list(await redis.read((connection) => connection.send('XRANGE', [keys.ledger(space), from, '+', 'COUNT', PAGE])));
  let last = '';
  const lines = reply.flatMap((row) => {
    const [id, cells] = list(row);
    last = text(id);
    const line = lineOf(list(cells));
    return line === null ? [] : [line];
  });
  return { lines, next: reply.length < PAGE ? null : `(${last}` };
};

const lineOf = (fields: readonly unknown[]): LedgerLine | null => {
  const [name, value] = [text(fields[0]), bytes(fields[1])];
  if (/^\d/.test(name)) {
    const user = idOf(userId, name);
    return { user, change: decodeLedger(value, user) };
  }
  const found = new Map<string, Buffer>();
  for (let at = 0; at < fields.length; at += 2) found.set(text(fields[at]), bytes(fields[at + 1]));
  return found.has('c') ? null : firstLineOf(found);
};

/** As they were written at first. */
const firstLineOf = (fields: ReadonlyMap<string, Buffer>): LedgerLine => {
  const [request, user, version, blob] = [fields.get('r'), fields.get('u'), fields.get('v'), fields.get('b')];
  if (!request || !user || !version || !blob) throw new CorruptData('ledger: a row lacks a field');
  const change = { requestId: requestId(request.toString()), version: integer(version), records: decodeFirstLedger(blob) };
  return { user: idOf(userId, user.toString()), change };
};

async function* ledgerLines(redis: Guarded, space: SpaceId, from: string): AsyncGenerator<LedgerLine> {
  for (let at: string | null = from; at !== null;) {
    const page: Page = await readPage(redis, space, at);
    yield* page.lines;
    at = page.next;
  }
}

/** Rows of members, oldest first. */
export async function* readLedger(redis: Guarded, space: SpaceId, only?: UserId): AsyncGenerator<LedgerRow> {
  const last = new Map<UserId, LedgerChange>();
  for await (const { user, change } of ledgerLines(redis, space, '-')) {
    if (only !== undefined && only !== user) continue;
    const { requestId: request, version, records } = change;
    // A torn append-only file may bring a row back that was written again since: see scripts/commit.lua.
    const before = last.get(user);
    if (before?.version === version && before.requestId === request) continue;
    last.set(user, change);
    for (const record of records) yield { ...record, requestId: request, user, version };
  }
}

/** The member's state says it for the last requests and for what was asked for after them; else the ledger is searched. */
export const readApplied = async (
  redis: Guarded,
  space: SpaceId,
  user: UserId,
  request: RequestId,
  askedAt: number,
): Promise<boolean> => {
  const { state } = await readMember(redis, space, user);
  const seen = wasSeen(state.seen, request, askedAt);
  if (seen !== 'perhaps') return seen === 'yes';
  const from = askedAt > SKEW_MS && Number.isFinite(askedAt) ? String(Math.floor(askedAt) - SKEW_MS) : '-';
  for await (const line of ledgerLines(redis, space, from))
    if (line.user === user && line.change.requestId === request) return true;
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
