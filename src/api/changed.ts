import type { Actor } from '../actions/actor.js';
import type { DomainError } from '../domain/errors.js';
import type { UserId } from '../domain/ids.js';
import { ok, type Result } from '../domain/result.js';
import type { Session } from '../domain/session.js';
import type { Recorded } from '../engine/api.js';
import { StoreUnavailable } from '../engine/store.js';
import type { ApiDeps } from './deps.js';
import { shownEntry, shownStatus, versionOf } from './present-entry.js';
import type { Answer, Asked } from './route.js';

type ChangedMeans = Pick<ApiDeps, 'overview' | 'clock'>;

/** What came of a change, with the member's status as it is now; totals are missing where they cannot be read. */
export const changedAnswer = async (
  { space, user }: { readonly space: Actor['space']; readonly user: UserId },
  recorded: Recorded<Session | null>,
  { overview, clock }: ChangedMeans,
  status = 200,
): Promise<Result<Answer, DomainError>> => {
  const { session, state, durability, replayed } = recorded;
  const read = await overview.status(space, user);
  const now = clock.now();
  const shown = read.ok ? read.value : { state, totals: null, possiblyStale: true };
  const entry = session === null ? null : shownEntry(session, Math.max(now, session.startedAt));
  const body = { entry, status: shownStatus({ space, user }, shown, now), durability, replayed };
  return ok({ status, body, ...(session === null ? {} : { version: versionOf(session) }) });
};

/**
 * Was this very request carried out before? Then what is checked before a change is not asked again: it would be held against what the change has made. False where that
 * cannot be found out.
 */
export const wasCarriedOut = async (
  { repeated }: Pick<Asked<unknown, unknown, unknown>, 'repeated'>,
  { space, id, occurredAt }: Actor,
  user: UserId,
  { applied }: Pick<ApiDeps, 'applied'>,
): Promise<boolean> => {
  if (!repeated) return false;
  try {
    return await applied.wasApplied(space, user, id, occurredAt);
  } catch (error) {
    if (error instanceof StoreUnavailable) return false;
    throw error;
  }
};
