import { categoryOf, keepCategory } from '../../actions/category-of.js';
import { keepTarget, targetsOfActor } from '../../actions/targets.js';
import type { Actor } from '../../actions/actor.js';
import { addDays, dayOf } from '../../domain/calendar.js';
import { countingOf } from '../../domain/counting.js';
import { splitByDay } from '../../domain/day-split.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { categoryId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { targetsOf } from '../../domain/targets.js';
import { weekOf, type Week } from '../../domain/week.js';
import type { ApiDeps } from '../deps.js';
import { dayIn, dayText, secondsOf } from '../present.js';
import { defineRoute, type Answer, type Route } from '../route.js';
import { TotalsBy } from '../schemas/time.js';
import { TargetInput, TargetList, TargetParams, TotalsQuery, WeekQuery } from '../schemas/totals.js';
import { inSpace } from '../server/called-by.js';
import { totalsBy } from '../totals/by-period.js';

type Needs = Pick<ApiDeps, 'timesheet' | 'overview' | 'spaces' | 'documents' | 'ids' | 'log'>;
/** Days of one question. */
const DAYS_MAX = 3_660;
const targetPath = '/spaces/:space/targets/:category';

/** RANGE_BACKWARDS, RANGE_TOO_LONG. */
const rangeOf = (query: { readonly from: string; readonly to: string }): Result<{ from: string; to: string }, DomainError> => {
  const [from, to] = [dayIn(query.from), dayIn(query.to)];
  if (from > to) return err(domainError('RANGE_BACKWARDS'));
  return addDays(from, DAYS_MAX) < to ? err(domainError('RANGE_TOO_LONG', { max: DAYS_MAX })) : ok({ from, to });
};

/** The week of a day, `yyyy-mm-dd`; of `now` (ms) without one. */
const weekIn = ({ settings }: SpaceConfig, day: string | undefined, now: number): Week => {
  const { zone, dayStart } = countingOf(settings);
  return weekOf(day === undefined ? dayOf(now, zone, dayStart) : dayIn(day), settings.weekStart);
};

export const totalsRoutes = (deps: Needs): readonly Route[] => {
  /** Targets of a week, with what was done of them; what runs counts up to now. */
  const week = async (actor: Actor, config: SpaceConfig, of: Week, now: number): Promise<Result<Answer, DomainError>> => {
    const { space, user } = actor;
    const [own, status, days] = await Promise.all([
      targetsOfActor(actor, deps),
      deps.overview.status(space, user),
      deps.timesheet.days(space, user, of.from, of.to),
    ]);
    if (!status.ok) return status;
    const { active } = status.value.state;
    const done = new Map<string, number>();
    const add = (category: string, ms: number) => done.set(category, (done.get(category) ?? 0) + ms);
    for (const byCategory of days.values()) for (const [category, ms] of byCategory) add(category, ms);
    if (active !== null)
      for (const [day, ms] of splitByDay(active, countingOf(config.settings), Math.max(now, active.startedAt)))
        if (day >= of.from && day <= of.to) add(active.category, ms);
    const targets = [...targetsOf(own, of)].map(([category, minutes]) => ({
      ...{ category, minutes, seconds: secondsOf(done.get(category) ?? 0) },
    }));
    return ok({ status: 200, body: { week: { from: dayText(of.from), to: dayText(addDays(of.to, 1)) }, targets } });
  };

  return [
    defineRoute({
      ...{ id: 'getTotals', method: 'GET', path: '/spaces/:space/totals', tag: 'Totals', scope: 'own:read', query: TotalsQuery },
      summary: 'Sums your ended entries by day, week or month, and by category.',
      description: 'Days, weeks and months are those of the space: its zone, its start of the day, its first day of the week.',
      answers: { 200: TotalsBy },
      refusals: ['RANGE_BACKWARDS', 'RANGE_TOO_LONG'],
      run: async (asked) => {
        const { space, user } = inSpace(asked);
        const range = rangeOf(asked.query);
        if (!range.ok) return range;
        const { from, to } = range.value;
        const [{ settings }, days] = await Promise.all([
          deps.spaces.get(space),
          from === to ? new Map<string, never>() : deps.timesheet.days(space, user, from, addDays(to, -1)),
        ]);
        const { timeZone: zone, weekStart } = settings;
        return ok({ status: 200, body: totalsBy(days, { from, to, by: asked.query.by, zone, weekStart }) });
      },
    }),
    defineRoute({
      ...{
        id: 'listTargets',
        method: 'GET',
        path: '/spaces/:space/targets',
        tag: 'Targets',
        scope: 'own:read',
        query: WeekQuery,
      },
      summary: 'Shows your targets of a week, and what you have done of them.',
      answers: { 200: TargetList },
      run: async (asked) => {
        const actor = inSpace(asked);
        const config = await deps.spaces.get(actor.space);
        return week(actor, config, weekIn(config, asked.query.day, asked.now), asked.now);
      },
    }),
    defineRoute({
      ...{ id: 'setTarget', method: 'PUT', path: targetPath, tag: 'Targets', scope: 'own:write', keepsAnswer: true },
      ...{ params: TargetParams, body: TargetInput },
      summary: 'Sets your target of a category from a week on, until another one takes its place.',
      answers: { 200: TargetList },
      refusals: ['CATEGORY_NOT_FOUND', 'CATEGORY_ARCHIVED', 'CATEGORY_ROLE_REQUIRED'],
      run: async (asked) => {
        const actor = inSpace(asked);
        const [found, config] = await Promise.all([categoryOf(actor, asked.params.category, deps), deps.spaces.get(actor.space)]);
        if (!found.ok) return found;
        const from = weekIn(config, asked.body.from, asked.now);
        const kept = await keepTarget(actor, found.value.category, asked.body.minutes, from, deps);
        if (!kept.ok) return kept;
        await keepCategory({ ...actor, log: deps.log }, found.value, deps);
        return week(actor, config, from, asked.now);
      },
    }),
    defineRoute({
      ...{ id: 'clearTarget', method: 'DELETE', path: targetPath, tag: 'Targets', scope: 'own:write', keepsAnswer: true },
      ...{ params: TargetParams, query: WeekQuery },
      summary: 'Takes your target of a category away from a week on.',
      answers: { 200: TargetList },
      refusals: ['TARGET_NOT_SET'],
      run: async (asked) => {
        const actor = inSpace(asked);
        const config = await deps.spaces.get(actor.space);
        const id = categoryId(asked.params.category);
        const name = config.categories.find((one) => one.id === id)?.name ?? id;
        const from = weekIn(config, asked.query.day, asked.now);
        const kept = await keepTarget(actor, { id, name }, null, from, deps);
        return kept.ok ? week(actor, config, from, asked.now) : kept;
      },
    }),
  ];
};
