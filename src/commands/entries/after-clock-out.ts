import { effectiveMs } from '../../domain/effective.js';
import { requestId } from '../../domain/ids.js';
import { breaksForOthers } from '../../domain/overlap.js';
import { entriesAround } from '../../engine/change/neighbours-for.js';
import type { Recorded } from '../../engine/api.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { MessageView } from '../../views/message.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { configOrNull, requestOf, summaryOf, type Presenting } from '../present.js';

export type EndingDeps = Presenting & Pick<Deps, 'entries' | 'timesheet' | 'ids'>;

/** What the ledger calls the source of a change that only keeps entries apart: it belongs to the change before it. */
export const OVERLAP_SOURCE = 'overlap';

/** A session that ended, without what another entry counts already. */
export interface Settled {
  readonly recorded: Recorded;
  /** ms. */
  readonly leftToOthers: number;
}

/**
 * A clock can always be stopped, also over an entry that was written down ahead: what that one counts becomes breaks of the session, so that
 * nothing counts twice. Where that cannot be seen or stored now, the session stays as it was clocked. Never rejects.
 */
export const leaveToOthers = async (recorded: Recorded, ctx: Context, deps: EndingDeps): Promise<Settled> => {
  const asIs: Settled = { recorded, leftToOthers: 0 };
  const { session, durability } = recorded;
  const { endedAt } = session;
  if (endedAt === null || durability === 'journaled' || endedAt <= session.startedAt) return asIs;
  try {
    const config = deps.spaces.loaded(ctx.space) ?? (await configOrNull(deps, ctx.space));
    if (config === null || config.settings.overlap === 'allow') return asIs;
    const others = await entriesAround(deps.timesheet, ctx.space, ctx.user, { start: session.startedAt, end: endedAt });
    const pauses = breaksForOthers({ ...session, endedAt }, others);
    if (pauses === null) return asIs;
    const edited = await deps.entries.editEntry({
      ...requestOf(ctx),
      requestId: requestId(deps.ids.next()),
      source: OVERLAP_SOURCE,
      session: session.id,
      patch: { pauses },
    });
    if (edited.ok) {
      const leftToOthers = effectiveMs(session, endedAt) - effectiveMs(edited.value.session, endedAt);
      return { recorded: edited.value, leftToOthers };
    }
    ctx.log.warn({ code: edited.error.code }, 'time that another entry counts could not be taken out');
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    ctx.log.warn({ err: error }, 'entries that overlap could not be looked for');
  }
  return asIs;
};

/** The summary after a clock-out. */
export const clockedOutView = async (recorded: Recorded, ctx: Context, deps: EndingDeps): Promise<MessageView> => {
  const settled = await leaveToOthers(recorded, ctx, deps);
  return summaryOf(settled.recorded, ctx, deps, { leftToOthers: settled.leftToOthers });
};
