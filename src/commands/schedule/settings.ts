import { changeSchedule, type ScheduleChange } from '../../actions/schedule/settings.js';
import { scheduleCard } from '../../views/plan/schedule-card.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { failure, message, type Reply } from '../kit/reply.js';
import { zoneOf } from '../zone-of.js';

export type ScheduleDeps = Pick<Deps, 'documents' | 'spaces' | 'planner' | 'pictures' | 'clock'>;

const MINUTE = 60_000;

/** How it is planned from now on, after a change; `done` is safe to show. */
export const settingsOf = async (ctx: Context, done: string | null, deps: ScheduleDeps): Promise<Reply> => {
  const settings = await deps.planner.settings(ctx.user, await zoneOf(ctx, deps));
  return message(
    scheduleCard(
      {
        ...settings,
        everyMs: deps.planner.defaults.intervalMinutes * MINUTE,
        busyHost: settings.busy?.host ?? null,
        trackers: settings.trackers.map(({ title }) => title),
        problem: settings.problem,
      },
      done,
      ctx.t,
    ),
  );
};

/** Changes something, and remembers in which zone somebody asked: what is planned by itself has nobody to ask. */
export const changed = async (
  ctx: Context,
  event: string,
  change: ScheduleChange,
  done: string,
  deps: ScheduleDeps,
): Promise<Reply> => {
  const kept = await changeSchedule(ctx, event, { ...change, zone: await zoneOf(ctx, deps), askedIn: ctx.space }, deps);
  return kept.ok ? settingsOf(ctx, done, deps) : failure(kept.error);
};
