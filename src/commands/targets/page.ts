import type { DomainError } from '../../domain/errors.js';
import { ok, type Result } from '../../domain/result.js';
import { nextChange, targetsOf } from '../../domain/targets.js';
import { addWeeks, type Week } from '../../domain/week.js';
import { workedIn } from '../../domain/worked-in-week.js';
import type { LayoutView } from '../../views/message.js';
import { targetsPanel } from '../../views/targets/panel.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { lookOf } from '../present.js';
import { TARGET_IDS } from './custom-ids.js';
import { ownTargets } from './own-targets.js';
import { thisWeek } from './week-choices.js';

export type TargetDeps = Pick<Deps, 'overview' | 'timesheet' | 'spaces' | 'documents' | 'clock'>;

const MINUTE = 60_000;

/** The targets of a week with what was done of them, the running session included. Rejects with `StoreUnavailable`. */
export const targetsPage = async (
  ctx: Context,
  week: Week,
  deps: TargetDeps,
  done: string | null = null,
): Promise<Result<LayoutView, DomainError>> => {
  const { space, user, t } = ctx;
  const [config, own, status, days] = await Promise.all([
    deps.spaces.get(space),
    ownTargets(ctx, deps),
    deps.overview.status(space, user),
    deps.timesheet.days(space, user, week.from, week.to),
  ]);
  if (!status.ok) return status;
  const worked = workedIn(week, days, status.value.state.active, config, deps.clock.now());
  const rows = [...targetsOf(own, week)]
    .map(([category, minutes]) => ({
      category: lookOf(config, category),
      targetMs: minutes * MINUTE,
      workedMs: worked.get(category) ?? 0,
      next: nextChange(own, category, week),
    }))
    .toSorted((a, b) => b.targetMs - a.targetMs);
  const present = thisWeek(ctx, config);
  const turn = (to: Week): string | null => (isTyped(to) ? TARGET_IDS.week.encode({ owner: user, week: to.from }) : null);
  const [before, after] = [addWeeks(week, -1), addWeeks(week, 1)];
  const isNear = [before, week, after].some(({ from }) => from === present.from);
  const turning = { earlier: turn(before), present: isNear ? null : turn(present), later: turn(after) };
  return ok(targetsPanel({ week, present, rows, done, turning }, t));
};

/** Weeks beyond what can be typed are not led to. */
const isTyped = ({ from }: Week): boolean => from >= '19700108' && from < '21010101';
