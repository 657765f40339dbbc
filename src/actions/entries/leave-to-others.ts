import { effectiveMs } from '../../domain/effective.js';
import { requestId } from '../../domain/ids.js';
import { breaksForOthers } from '../../domain/overlap.js';
import type { Interval } from '../../domain/session.js';
import type { Recorded } from '../../engine/api.js';
import { entriesAround } from '../../engine/change/neighbours-for.js';
import { StoreUnavailable } from '../../engine/store.js';
import { requestOf, type Actor } from '../actor.js';
import { configOrNull } from '../config-or-null.js';
import type { Means } from '../means.js';

export type LeavingMeans = Pick<Means, 'entries' | 'timesheet' | 'spaces' | 'ids' | 'log'>;

/** What the ledger calls the source of a change that only keeps entries apart: it belongs to the change before it. */
export const OVERLAP_SOURCE = 'overlap';

/** A session that ended, without what another entry counts already. */
export interface Settled {
  readonly recorded: Recorded;
  /** ms. */
  readonly leftToOthers: number;
}

/** The breaks that an ended session needs so that nothing counts twice; null when it is well as it is, or when that cannot be seen now. */
export const missingBreaks = async (
  { session, durability }: Recorded,
  { space, user }: Pick<Actor, 'space' | 'user'>,
  deps: LeavingMeans,
): Promise<readonly Interval[] | null> => {
  const { startedAt, endedAt } = session;
  if (endedAt === null || durability === 'journaled' || endedAt <= startedAt) return null;
  try {
    const config = await configOrNull(deps, space);
    if (config === null || config.settings.overlap === 'allow') return null;
    const others = await entriesAround(deps.timesheet, space, user, { start: startedAt, end: endedAt });
    return breaksForOthers({ ...session, endedAt }, others);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    deps.log.warn({ err: error }, 'entries that overlap could not be looked for');
    return null;
  }
};

/** Takes what other entries count out of a session that has ended. */
export const withBreaks = async (
  recorded: Recorded,
  pauses: readonly Interval[],
  actor: Actor,
  { entries, ids, log }: LeavingMeans,
): Promise<Settled> => {
  const { session } = recorded;
  const edited = await entries.editEntry({
    ...requestOf(actor),
    requestId: requestId(ids.next()),
    source: OVERLAP_SOURCE,
    session: session.id,
    patch: { pauses },
  });
  if (!edited.ok) {
    log.warn({ code: edited.error.code }, 'time that another entry counts could not be taken out');
    return { recorded, leftToOthers: 0 };
  }
  const end = session.endedAt ?? session.startedAt;
  return { recorded: edited.value, leftToOthers: effectiveMs(session, end) - effectiveMs(edited.value.session, end) };
};

/**
 * A clock can always be stopped, also over an entry that was written down ahead: what that one counts becomes breaks of the session, so that
 * nothing counts twice. Where that cannot be seen or stored now, the session stays as it was clocked.
 */
export const leaveToOthers = async (recorded: Recorded, actor: Actor, deps: LeavingMeans): Promise<Settled> => {
  const pauses = await missingBreaks(recorded, actor, deps);
  return pauses === null ? { recorded, leftToOthers: 0 } : withBreaks(recorded, pauses, actor, deps);
};
