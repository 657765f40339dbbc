import { requestOf } from '../../actions/actor.js';
import { effectiveMs } from '../../domain/effective.js';
import { requestId } from '../../domain/ids.js';
import { breaksForOthers } from '../../domain/overlap.js';
import type { Interval } from '../../domain/session.js';
import { entriesAround } from '../../engine/change/neighbours-for.js';
import type { Recorded } from '../../engine/api.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { MessageView } from '../../views/message.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { configOrNull, summaryOf, type Presenting } from '../present.js';
import { askIfShort } from '../short-session.js';
import { streakAfterClockOut } from '../streak.js';

export type EndingDeps = Presenting & Pick<Deps, 'entries' | 'timesheet' | 'ids'>;

/** What the ledger calls the source of a change that only keeps entries apart: it belongs to the change before it. */
export const OVERLAP_SOURCE = 'overlap';

/** A session that ended, without what another entry counts already. */
export interface Settled {
  readonly recorded: Recorded;
  /** ms. */
  readonly leftToOthers: number;
}

/** The breaks that an ended session needs so that nothing counts twice; null when it is well as it is, or when that cannot be seen now. */
const missingBreaks = async (
  { session, durability }: Recorded,
  ctx: Context,
  deps: EndingDeps,
): Promise<readonly Interval[] | null> => {
  const { startedAt, endedAt } = session;
  if (endedAt === null || durability === 'journaled' || endedAt <= startedAt) return null;
  try {
    const config = await configOrNull(deps, ctx.space);
    if (config === null || config.settings.overlap === 'allow') return null;
    const others = await entriesAround(deps.timesheet, ctx.space, ctx.user, { start: startedAt, end: endedAt });
    return breaksForOthers({ ...session, endedAt }, others);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    ctx.log.warn({ err: error }, 'entries that overlap could not be looked for');
    return null;
  }
};

const withBreaks = async (
  recorded: Recorded,
  pauses: readonly Interval[],
  ctx: Context,
  { entries, ids }: EndingDeps,
): Promise<Settled> => {
  const { session } = recorded;
  const edited = await entries.editEntry({
    ...requestOf(ctx),
    requestId: requestId(ids.next()),
    source: OVERLAP_SOURCE,
    session: session.id,
    patch: { pauses },
  });
  if (!edited.ok) {
    ctx.log.warn({ code: edited.error.code }, 'time that another entry counts could not be taken out');
    return { recorded, leftToOthers: 0 };
  }
  const end = session.endedAt ?? session.startedAt;
  return { recorded: edited.value, leftToOthers: effectiveMs(session, end) - effectiveMs(edited.value.session, end) };
};

/**
 * A clock can always be stopped, also over an entry that was written down ahead: what that one counts becomes breaks of the session, so that
 * nothing counts twice. Where that cannot be seen or stored now, the session stays as it was clocked.
 */
export const leaveToOthers = async (recorded: Recorded, ctx: Context, deps: EndingDeps): Promise<Settled> => {
  const pauses = await missingBreaks(recorded, ctx, deps);
  return pauses === null ? { recorded, leftToOthers: 0 } : withBreaks(recorded, pauses, ctx, deps);
};

/** The summary after a clock-out. Nearly always nothing else counts its time, so it is made while that is looked for. */
export const clockedOutView = async (recorded: Recorded, ctx: Context, deps: EndingDeps): Promise<MessageView> => {
  const streakAt = streakAfterClockOut(ctx, deps);
  const [pauses, summary] = await Promise.all([missingBreaks(recorded, ctx, deps), summaryOf(recorded, ctx, deps, { streakAt })]);
  if (pauses === null) return askIfShort(recorded, summary, ctx, deps);
  const settled = await withBreaks(recorded, pauses, ctx, deps);
  const shortened = await summaryOf(settled.recorded, ctx, deps, { leftToOthers: settled.leftToOthers, streakAt });
  return askIfShort(settled.recorded, shortened, ctx, deps);
};
