import { audienceOf } from '../../domain/audience.js';
import { dayOf } from '../../domain/calendar.js';
import { countingOf } from '../../domain/counting.js';
import { splitByDay } from '../../domain/day-split.js';
import type { CategoryId, SpaceId } from '../../domain/ids.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { OnClock } from '../../engine/store.js';
import { seesCategories, type Visible } from '../../domain/visibility.js';
import type { PersonOn } from '../../views/dashboards/people.js';
import type { DashboardModel, DoneToday } from '../../views/dashboards/server.js';
import type { Deps, PageLinks } from '../deps.js';
import { lookOf } from '../present.js';
import { dashboardControls } from './custom-ids.js';

export type ContentDeps = Pick<Deps, 'team' | 'documents' | 'clock'> & {
  readonly spaces: Pick<Deps['spaces'], 'get'>;
  readonly page?: PageLinks;
};

/** Of the week, who stands on a dashboard. */
const TOP = 3;

const matches = (about: CategoryId | null, category: CategoryId): boolean => about === null || about === category;

/**
 * Those on the clock as somebody sees them who sees so much of others, in the order in which they are given. Null where nobody may be named: a list of those
 * in one category tells the category of each.
 */
export const peopleOn = (
  active: readonly OnClock[],
  about: CategoryId | null,
  config: SpaceConfig,
  visible: Visible,
): readonly PersonOn[] | null => {
  const all = seesCategories(visible);
  if (visible === 'nothing' || (about !== null && !all)) return null;
  return active
    .filter(({ session }) => matches(about, session.category))
    .map(({ user, session }) => ({
      user,
      since: session.startedAt,
      category: all && about === null ? lookOf(config, session.category) : null,
      pausedSince: all ? session.pausedSince : null,
    }));
};

const countsOf = (active: readonly OnClock[], about: CategoryId | null, config: SpaceConfig): DashboardModel['counts'] => {
  const counts = new Map<CategoryId, { on: number; paused: number }>();
  for (const { session } of active) {
    if (!matches(about, session.category)) continue;
    const count = counts.get(session.category) ?? { on: 0, paused: 0 };
    count.on += 1;
    if (session.pausedSince !== null) count.paused += 1;
    counts.set(session.category, count);
  }
  return [...counts]
    .map(([category, count]) => ({ category: lookOf(config, category), ...count }))
    .toSorted((a, b) => b.on - a.on);
};

/** Ended sessions from the sums of the day, and what is on the clock now as far as it is booked on this day. */
const todayOf = (
  sums: ReadonlyMap<CategoryId, number>,
  active: readonly OnClock[],
  about: CategoryId | null,
  config: SpaceConfig,
  { day, now }: { readonly day: string; readonly now: number },
): readonly DoneToday[] => {
  const counting = countingOf(config.settings);
  const running = new Map<CategoryId, number>();
  for (const { session } of active) {
    const ms = splitByDay(session, counting, Math.max(now, session.startedAt)).get(day) ?? 0;
    running.set(session.category, (running.get(session.category) ?? 0) + ms);
  }
  return [...new Set([...sums.keys(), ...running.keys()])]
    .filter((category) => matches(about, category))
    .map((category) => ({
      category: lookOf(config, category),
      endedMs: sums.get(category) ?? 0,
      runningMs: running.get(category) ?? 0,
    }));
};

/** Those who have done most this week, of those whom the boards may show; null where there are no boards. */
const topOf = async (
  space: SpaceId,
  category: CategoryId | null,
  day: string,
  { settings }: SpaceConfig,
  { team }: Pick<Deps, 'team'>,
): Promise<DashboardModel['top']> =>
  settings.boards ? team.board(space, { category, span: 'week', day, among: audienceOf(settings) }, TOP) : null;

/**
 * What a dashboard of a server shows now; `about` null: everything. It shows what the setting `othersSee` lets everybody see, as `/who` does: what single
 * members may see beyond that plays no part in a message that everybody reads. Rejects with `StoreUnavailable`.
 */
export const readDashboard = async (space: SpaceId, about: CategoryId | null, deps: ContentDeps): Promise<DashboardModel> => {
  const config = await deps.spaces.get(space);
  const { settings } = config;
  const now = deps.clock.now();
  const day = dayOf(now, settings.timeZone, settings.dayStart);
  const [active, sums, top] = await Promise.all([
    deps.team.onTheClock(space),
    deps.team.daySums(space, day),
    topOf(space, about, day, config, deps),
  ]);
  return {
    category: about === null ? null : lookOf(config, about),
    people: peopleOn(active, about, config, settings.othersSee),
    counts: countsOf(active, about, config),
    today: todayOf(sums, active, about, config, { day, now }),
    top,
    asOf: now,
    controls: { ...dashboardControls(about), page: deps.page?.to(space, '') ?? null },
  };
};

/** How long what runs may stand as it was counted, as long as nobody clicks, ms. */
const COUNTED_ANEW_MS = 30 * 60_000;

/**
 * The same without what changes with every moment that passes: two models that are the same so far need no edit. What runs is counted anew every half
 * hour as long as somebody is on the clock.
 */
export const settled = (model: DashboardModel): DashboardModel => ({
  ...model,
  today: model.today.map((row) => ({ ...row, runningMs: 0 })),
  asOf: Math.floor(model.asOf / COUNTED_ANEW_MS) * COUNTED_ANEW_MS,
});
