import { missingBreaks, withBreaks } from '../../actions/entries/leave-to-others.js';
import type { Recorded } from '../../engine/api.js';
import type { MessageView } from '../../views/message.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { summaryOf, type Presenting } from '../present.js';
import { askIfShort } from '../short-session.js';
import { streakAfterClockOut } from '../streak.js';

export type EndingDeps = Presenting & Pick<Deps, 'entries' | 'timesheet' | 'documents' | 'ids' | 'log' | 'page'>;

/** The summary after a clock-out. Nearly always nothing else counts its time, so it is made while that is looked for. */
export const clockedOutView = async (recorded: Recorded, ctx: Context, deps: EndingDeps): Promise<MessageView> => {
  const streakAt = streakAfterClockOut(ctx, deps);
  const page = deps.page.to(ctx.space, 'timesheet');
  const [pauses, summary] = await Promise.all([
    missingBreaks(recorded, ctx, deps),
    summaryOf(recorded, ctx, deps, { streakAt, page }),
  ]);
  if (pauses === null) return askIfShort(recorded, summary, ctx, deps);
  const settled = await withBreaks(recorded, pauses, ctx, deps);
  const shortened = await summaryOf(settled.recorded, ctx, deps, { leftToOthers: settled.leftToOthers, streakAt, page });
  return askIfShort(settled.recorded, shortened, ctx, deps);
};
