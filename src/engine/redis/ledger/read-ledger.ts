import type { RequestId, SpaceId, UserId } from '../../../domain/ids.js';
import { wasSeen } from '../../../domain/seen.js';
import { isRepeated, knownOf, type LedgerCodec, type LedgerLine } from '../../ledger/row-codec.js';
import type { Guarded } from '../guarded.js';
import { readMember } from '../member-reads.js';
import { ledgerPages } from './pages.js';

/** The server's clock, which the ledger's rows have, and that of the requests differ; so far before a request the ledger is searched as well. */
const SKEW_MS = 2 * 3_600_000;

/** All that is understood of the ledger, oldest first; of a member's rows only, when `only` is given. */
export async function* readLedger<Record>(
  redis: Guarded,
  codec: LedgerCodec<Record>,
  space: SpaceId,
  only?: UserId,
): AsyncGenerator<Record> {
  const last = new Map<UserId | null, LedgerLine<Record>>();
  for await (const page of ledgerPages(redis, codec, space))
    for (const line of page) {
      if ((only !== undefined && only !== line.user) || isRepeated(line, last.get(line.user))) continue;
      last.set(line.user, line);
      yield* knownOf(line);
    }
}

/** The member's state says it for the last requests and for what was asked for after them; else the ledger is searched. */
export const readApplied = async (
  redis: Guarded,
  codec: LedgerCodec<unknown>,
  space: SpaceId,
  user: UserId,
  request: RequestId,
  askedAt: number,
): Promise<boolean> => {
  const { state } = await readMember(redis, space, user);
  const seen = wasSeen(state.seen, request, askedAt);
  if (seen !== 'perhaps') return seen === 'yes';
  const from = askedAt > SKEW_MS && Number.isFinite(askedAt) ? Math.floor(askedAt) - SKEW_MS : '-';
  for await (const page of ledgerPages(redis, codec, space, from))
    if (page.some((line) => line.changesState && line.user === user && line.head?.requestId === request)) return true;
  return false;
};
