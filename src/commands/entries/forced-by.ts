import type { RequestId, SessionId, SpaceId, UserId } from '../../domain/ids.js';
import type { EndReason, Session } from '../../domain/session.js';
import { historyOf } from '../../engine/ledger/whole-history.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { Deps } from '../deps.js';
import { reasonsIn } from '../kit/changes-by-others.js';

/** How entries are marked that somebody else ended. */
const BY_OTHERS: ReadonlySet<unknown> = new Set<EndReason>(['forced', 'suspended']);

/** Who clocked a member out, and why; empty: that was not said. */
export interface ForcedBy {
  readonly by: UserId;
  readonly reason: string;
}

/** Pages of a member's history that are looked through: what is listed is mostly new. */
const PAGES = 5;

/**
 * By whom these sessions were ended, for those that somebody else ended; what is too long ago is left out, and so is everything while Redis is away. The
 * history is read only when there is such a session.
 */
export const forcedBy = async (
  { space, user }: { readonly space: SpaceId; readonly user: UserId },
  sessions: readonly Session[],
  { timesheet }: Pick<Deps, 'timesheet'>,
): Promise<ReadonlyMap<SessionId, ForcedBy>> => {
  const wanted = new Set(sessions.filter(({ endReason }) => BY_OTHERS.has(endReason)).map(({ id }) => id));
  const found = new Map<SessionId, { readonly by: UserId; readonly request: RequestId }>();
  const reasons = new Map<RequestId, string>();
  // The reason was announced before the change, so it stands behind it.
  const isDone = (): boolean =>
    found.size === wanted.size && [...found.values()].every(({ by, request }) => by === user || reasons.has(request));
  if (wanted.size === 0) return new Map();
  try {
    let pages = 0;
    for await (const page of historyOf(timesheet, space, user)) {
      for (const { record } of page) {
        if (record.kind === 'document') for (const [request, reason] of reasonsIn(record)) reasons.set(request, reason);
        if (record.kind !== 'entry' || record.event !== 'clockedOut' || record.actor === null) continue;
        const { after, actor: by, requestId: request } = record;
        if (after !== null && wanted.has(after.id) && !found.has(after.id)) found.set(after.id, { by, request });
      }
      pages += 1;
      if (isDone() || pages >= PAGES) break;
    }
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
  }
  return new Map([...found].map(([id, { by, request }]) => [id, { by, reason: reasons.get(request) ?? '' }]));
};
