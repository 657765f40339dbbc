import { GROUP_AT_LEAST } from '../../domain/group.js';
import { shownStats, type ShownStats } from '../../analytics/stats/shown-stats.js';
import { addDays, dayOf } from '../../domain/calendar.js';
import { countingOf } from '../../domain/counting.js';
import { dayNumber, dayOfNumber } from '../../domain/day-number.js';
import type { CategoryId } from '../../domain/ids.js';
import type { PictureSpec } from '../../domain/picture.js';
import type { DayRange } from '../../domain/range.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { LayoutView } from '../../views/message.js';
import { forecastCard, forecastTexts, statsCard, tooFewCard, type StatsControls } from '../../views/stats/card.js';
import {
  STATS_PERIODS,
  type DaysModel,
  type ForecastModel,
  type HoursModel,
  type StatsPage,
  type StatsPeriod,
} from '../../views/stats/model.js';
import { categoriesPicture, coveragePicture, daysPicture, forecastPicture, heatPicture } from '../../views/stats/pictures.js';
import { categoryName } from '../../views/stats/texts.js';
import { categoryMark } from '../category-mark.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { SELECT } from '../kit/limits.js';
import type { Attachment } from '../kit/responder.js';
import { menuRow } from '../kit/select.js';
import { lookOf } from '../present.js';
import { STATS_IDS } from './custom-ids.js';
import { daysBefore, readDays, readServer, weeksEndingIn } from '../../actions/stats.js';

export type StatsDeps = Pick<Deps, 'timesheet' | 'documents' | 'spaces' | 'pictures' | 'analyst'>;

export interface StatsRequest {
  readonly page: StatsPage;
  readonly days: StatsPeriod;
  /** The category that the days are of; null: of all. */
  readonly category: CategoryId | null;
}

/** A page, with its pictures. */
export interface StatsShown {
  readonly view: LayoutView;
  readonly files: readonly Attachment[];
}

export const PERIOD_MENU = field.select({
  label: 'stats.period.label',
  options: STATS_PERIODS.map((days) => ({ value: days, label: `stats.period.${days}` as const })),
});
export const CATEGORY_MENU = field.dynamicSelect({ label: 'stats.category.label' });
/** What stands for all categories in the menu: the id of none. */
export const ALL_CATEGORIES = '*';

const LEAST = { least: GROUP_AT_LEAST };
/** Days of the past that a forecast looks at. */
const FORECAST_FROM_DAYS = 182;

/** The first page that is asked for, or another one. Rejects with `StoreUnavailable`. */
export const statsPage = async (ctx: Context, request: StatsRequest, deps: StatsDeps): Promise<StatsShown> => {
  const config = await deps.spaces.get(ctx.space);
  const { zone, dayStart } = countingOf(config.settings);
  const today = dayOf(ctx.occurredAt, zone, dayStart);
  return request.page === 'forecast'
    ? forecastPage(ctx, request, today, deps)
    : figuresPage(ctx, request, { config, range: daysBefore(Number(request.days), today) }, deps);
};

const figuresPage = async (
  ctx: Context,
  request: StatsRequest,
  { config, range }: { readonly config: SpaceConfig; readonly range: DayRange },
  deps: StatsDeps,
): Promise<StatsShown> => {
  const { t } = ctx;
  const { weekStart } = config.settings;
  const of = { range, weeks: weeksEndingIn(range, weekStart), usual: countingOf(config.settings) };
  const { sums, requests, cut } = await readServer(ctx.space, of, deps);
  const stats = shownStats(sums);
  if (stats === null) return { view: tooFewCard(range, LEAST, controlsOf(ctx, request, [], null), t), files: [] };
  const summary = {
    people: stats.people,
    ms: stats.ms,
    days: stats.days.length,
    targets: stats.targets,
    requests,
    cut,
  };
  if (request.page === 'hours') {
    const model: HoursModel = { range, weekStart, heat: stats.heat, coverage: stats.coverage };
    const drawn = await drawnOf([heatPicture(model, LEAST, t), coveragePicture(model, LEAST, t)], deps);
    const controls = controlsOf(ctx, request, drawn.pictures, null);
    return { view: statsCard({ range, summary, chosen: null }, LEAST, controls, t), files: drawn.files };
  }
  const { model, chosen } = daysModel(stats, request.category, { config, range });
  const drawn = await drawnOf([daysPicture(model, LEAST, t), categoriesPicture(model, LEAST, t)], deps);
  const controls = controlsOf(ctx, request, drawn.pictures, { stats, config });
  return { view: statsCard({ range, summary, chosen }, LEAST, controls, t), files: drawn.files };
};

/** What the pictures of days show. A category that may not be shown is said to be so, and all are shown. */
const daysModel = (
  stats: ShownStats,
  category: CategoryId | null,
  { config, range }: { readonly config: SpaceConfig; readonly range: DayRange },
): { readonly model: DaysModel; readonly chosen: Parameters<typeof statsCard>[0]['chosen'] } => {
  const found = category === null ? undefined : stats.categories.find((one) => one.category === category);
  const shown = found === undefined ? null : { look: lookOf(config, found.category), ms: found.ms };
  return {
    model: {
      range,
      days: stats.days,
      byDay: found?.byDay ?? stats.byDay,
      ms: stats.ms,
      category: shown,
      categories: stats.categories.map((one) => ({ look: lookOf(config, one.category), ms: one.ms })),
      other: stats.other,
    },
    chosen: category === null ? null : shown === null ? { tooFew: lookOf(config, category) } : { shown },
  };
};

const forecastPage = async (ctx: Context, request: StatsRequest, today: string, deps: StatsDeps): Promise<StatsShown> => {
  const { t } = ctx;
  const { settings } = await deps.spaces.get(ctx.space);
  const { sums, cut } = await readDays(ctx.space, { from: addDays(today, -FORECAST_FROM_DAYS), to: addDays(today, -1) }, deps);
  const range = { from: today, to: addDays(today, 27) };
  const controls = (pictures: StatsControls['pictures']): StatsControls => controlsOf(ctx, request, pictures, null);
  if (sums.people < GROUP_AT_LEAST) return { view: tooFewCard(range, LEAST, controls([]), t), files: [] };
  const answer = await deps.analyst.forecast(ctx.space, {
    series: sums.series(dayNumber(today)),
    // What people did today is not told before the day is over, so the day counts as one that has not begun.
    today: { done: 0, ahead: 1 },
    leave: new Set(),
    weekStart: settings.weekStart,
    targets: new Map(),
    people: sums.people,
  });
  if (answer === null) return { view: forecastCard(range, { kind: 'notNow' }, LEAST, controls([]), t), files: [] };
  if (!answer.enough) {
    const missing = { kind: 'notEnough', days: answer.missingDays, active: answer.missingActive } as const;
    return { view: forecastCard(range, missing, LEAST, controls([]), t), files: [] };
  }
  const { days, next7, next28, errors } = answer.forecast;
  const model: ForecastModel = {
    days: days.map(({ day, hours, low, high }) => ({ day: dayOfNumber(day), hours, low, high })),
    next7,
    next28,
    errors: errors.judged === 0 ? null : errors,
  };
  const drawn = await drawnOf([forecastPicture(model, forecastTexts(model, t), LEAST, t)], deps);
  const view = forecastCard(range, { kind: 'forecast', model, cut }, LEAST, controls(drawn.pictures), t);
  return { view, files: drawn.files };
};

/** The pictures with the files that hold them; null for one that could not be drawn. */
const drawnOf = async (
  specs: readonly PictureSpec[],
  { pictures }: Pick<Deps, 'pictures'>,
): Promise<{ readonly pictures: StatsControls['pictures']; readonly files: readonly Attachment[] }> => {
  const drawn = await Promise.all(
    specs.map(async (spec, at) => ({ name: `stats-${at + 1}.png`, alt: spec.alt, png: await pictures.draw(spec) })),
  );
  return {
    pictures: drawn.map(({ name, alt, png }) => (png === null ? null : { url: `attachment://${name}`, alt })),
    files: drawn.flatMap(({ name, png }) => (png === null ? [] : [{ name, data: png, contentType: 'image/png' }])),
  };
};

/** Menus and buttons. Only categories that may be shown are offered, and only on the page of days. */
const controlsOf = (
  { t }: Context,
  { page, days, category }: StatsRequest,
  pictures: StatsControls['pictures'],
  offered: { readonly stats: ShownStats; readonly config: SpaceConfig } | null,
): StatsControls => {
  const mark = category === null ? '-' : categoryMark(category);
  const idOf = (to: StatsPage, of: 'page' | 'refresh'): string => STATS_IDS.page.encode({ page: to, days, category: mark, of });
  return {
    page,
    pages: { days: idOf('days', 'page'), hours: idOf('hours', 'page'), forecast: idOf('forecast', 'page') },
    refresh: idOf(page, 'refresh'),
    // What is to come has no days to choose.
    period: page === 'forecast' ? null : menuRow(PERIOD_MENU, STATS_IDS.period.encode({ page, category: mark }), t, [days]),
    category:
      offered === null || offered.stats.categories.length === 0
        ? null
        : menuRow(CATEGORY_MENU, STATS_IDS.category.encode({ days }), t, {
            options: [
              { value: ALL_CATEGORIES, label: t('stats.category.all') },
              ...offered.stats.categories
                .slice(0, SELECT.options - 1)
                .map((one) => ({ value: one.category, label: categoryName(lookOf(offered.config, one.category)) })),
            ],
            selected: [category ?? ALL_CATEGORIES],
          }),
    pictures,
  };
};
