import { leaveDaysOf } from '../../actions/leave.js';
import { insightsOf, outlookOf, type InsightDays, type InsightsInput, type Outlook } from '../../analytics/insights/insights.js';
import type { ForecastAnswer } from '../../analytics/forecast/forecast.js';
import { audienceOf } from '../../domain/audience.js';
import { dayOf } from '../../domain/calendar.js';
import { countingOf } from '../../domain/counting.js';
import type { DomainError } from '../../domain/errors.js';
import { isGuildSpace, type CategoryId, type SpaceId, type UserId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { targetsOf } from '../../domain/targets.js';
import { weekOf } from '../../domain/week.js';
import type { BoardStand, InsightsModel, TargetOutlook } from '../../views/insights/model.js';
import type { Deps } from '../deps.js';
import { lookOf } from '../present.js';
import { streakOf } from '../streak.js';
import { ownTargets } from '../targets/own-targets.js';
import { zoneOf } from '../zone-of.js';

export type InsightsDeps = Pick<
  Deps,
  'analyst' | 'boards' | 'clock' | 'documents' | 'overview' | 'pictures' | 'spaces' | 'timesheet'
>;

/** Fourteen months: a year, and what came before it. */
const DAYS_READ = 425;
const DAY_MS = 86_400_000;
/** Days before today that are drawn. */
const LATELY = 28;
/** Targets whose chances are computed, the largest first: each takes a forecast of its own. */
const TARGETS_TOLD = 4;

/** Whose insights are read, and of what. */
export interface Asked {
  readonly space: SpaceId;
  readonly member: UserId;
  readonly days: InsightDays;
  readonly category: CategoryId | null;
}

/** Hours a week by category, as the member wants them in the week that it is. */
const targetsNow = async (asked: Asked, today: string, { settings }: SpaceConfig, deps: InsightsDeps) => {
  const targets = await ownTargets({ space: asked.space, user: asked.member }, deps);
  const minutes = [...targetsOf(targets, weekOf(today, settings.weekStart))];
  return new Map(minutes.map(([category, of]) => [category, of / 60]));
};

/** The forecast of what was read of a member; null when it cannot be made now. `targets`: hours of a week, by any name. */
const forecastFor = (
  { space }: Asked,
  { series, done, ahead, leave }: Outlook,
  weekStart: InsightsInput['weekStart'],
  targets: ReadonlyMap<string, number>,
  { analyst }: InsightsDeps,
): Promise<ForecastAnswer | null> => analyst.forecast(space, { series, today: { done, ahead }, leave, weekStart, targets });

/** A target is about one category, so its chance comes of the forecast of that category alone. */
const outlooksOf = (
  asked: Asked,
  input: InsightsInput,
  config: SpaceConfig,
  deps: InsightsDeps,
): Promise<readonly TargetOutlook[]> => {
  const wanted = [...input.targets]
    .filter(([category, target]) => target > 0 && (asked.category === null || category === asked.category))
    .sort(([, a], [, b]) => b - a)
    .slice(0, TARGETS_TOLD);
  return Promise.all(
    wanted.map(async ([category, target]): Promise<TargetOutlook> => {
      const outlook = outlookOf({ ...input, category });
      const answer = await forecastFor(asked, outlook, input.weekStart, new Map([[category, target]]), deps);
      const chance = answer?.enough === true ? (answer.forecast.targets.get(category) ?? null) : null;
      return { category: lookOf(config, category), target, outlook: chance };
    }),
  );
};

/** Where the member stands on this month's leaderboard; null where there is none, or they are not shown on it. */
const standOf = async (
  { space, member, category }: Asked,
  day: string,
  { settings }: SpaceConfig,
  { boards }: InsightsDeps,
): Promise<BoardStand | null> => {
  if (!isGuildSpace(space) || !settings.boards) return null;
  const board = { span: 'month', day, category, among: audienceOf(settings) } as const;
  const { of, places } = await boards.boardPlaces(space, [member], board);
  const [own = null] = places;
  return own?.shown === true ? { rank: own.rank, of } : null;
};

/**
 * Reads and computes what there is to know of a member, as it is now: at most the last fourteen months of entries, the session on the clock, targets, streak and
 * place. Whether whoever asks may see it has been asked before. Rejects with `StoreUnavailable`; refusals as `overview.status`.
 * @param reader who is to see it
 */
export const readInsights = async (
  asked: Asked,
  reader: UserId,
  deps: InsightsDeps,
): Promise<Result<InsightsModel, DomainError>> => {
  const { space, member, days, category } = asked;
  const who = { space, user: member };
  const now = deps.clock.now();
  const [config, status, zone, ended, streak, leave] = await Promise.all([
    deps.spaces.get(space),
    deps.overview.status(space, member),
    zoneOf(who, deps),
    deps.timesheet.entries(space, member, now - DAYS_READ * DAY_MS, Infinity),
    streakOf(who, deps),
    leaveDaysOf(who, deps),
  ]);
  if (!status.ok) return status;
  const usual = countingOf(config.settings);
  const today = dayOf(now, usual.zone, usual.dayStart);
  const { active } = status.value.state;
  const { restDays, weekStart } = config.settings;
  const input: InsightsInput = {
    ...{ usual, now, restDays, weekStart, days, category, zone },
    sessions: active === null ? ended : [...ended, active],
    leave,
    targets: await targetsNow(asked, today, config, deps),
    weights: new Map(config.categories.map(({ id, weight }) => [id, weight])),
  };
  const outlook = outlookOf(input);
  const [forecast, targets, stand] = await Promise.all([
    forecastFor(asked, outlook, weekStart, new Map(), deps),
    outlooksOf(asked, input, config, deps),
    standOf(asked, today, config, deps),
  ]);
  return ok({
    ...{ days, zone, weekStart, forecast, targets, streak, stand },
    done: outlook.done,
    member: member === reader ? null : member,
    category: category === null ? null : lookOf(config, category),
    insights: insightsOf(input),
    lookOf: (id) => lookOf(config, id),
    lately: [...outlook.series.hours.subarray(-LATELY)],
  });
};
