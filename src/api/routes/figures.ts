import { z } from 'zod';
import { ENOUGH_ACTIVE, ENOUGH_DAYS } from '../../analytics/forecast/forecast.js';
import { SUSPECT_SESSION_HOURS } from '../../analytics/forecast/series.js';
import { HOURS_NEEDED } from '../../analytics/insights/hours.js';
import { BLOCKS_NEEDED } from '../../analytics/insights/past.js';
import { REMARKS_NEED_WEEKS } from '../../analytics/insights/remarks.js';
import { WEEKS_COMPARED } from '../../analytics/insights/week.js';
import { RULES } from '../../analytics/score/rules.js';
import { shownStats } from '../../analytics/stats/shown-stats.js';
import { INSIGHT_DAYS, type InsightDays } from '../../analytics/insights/insights.js';
import type { InsightsDesk } from '../../actions/figures.js';
import { seeing, showingThem } from '../../actions/insights.js';
import { daysBefore, readServer, weeksEndingIn } from '../../actions/stats.js';
import { dayOf } from '../../domain/calendar.js';
import { namedCategory } from '../../domain/category-search.js';
import { countingOf } from '../../domain/counting.js';
import { domainError } from '../../domain/errors.js';
import { GROUP_AT_LEAST } from '../../domain/group.js';
import { userId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import type { ManageDeps } from '../manage-deps.js';
import { plainObject } from '../plain.js';
import { dayText, secondsOf } from '../present.js';
import { defineRoute, type Route } from '../route.js';
import { UserIdText } from '../schemas/common.js';
import { InsightsAnswer, InsightsShown, ServerStats } from '../schemas/figures.js';
import { calledBy, inSpace } from '../server/called-by.js';

/** By which bounds insights are made. */
const BOUNDS: z.output<typeof InsightsAnswer>['bounds'] = {
  ...{ suspectHours: SUSPECT_SESSION_HOURS, scoreDays: RULES.activeDaysNeeded, referenceDays: RULES.referenceDays },
  ...{ weeksCompared: WEEKS_COMPARED, heat: HOURS_NEEDED, categoryWeeks: BLOCKS_NEEDED, remarkWeeks: REMARKS_NEED_WEEKS },
  outlook: { days: ENOUGH_DAYS, active: ENOUGH_ACTIVE },
};

type Needs = Pick<ManageDeps, 'documents' | 'names' | 'spaces' | 'timesheet'> & { readonly insights: InsightsDesk };

const secondsOrNull = (all: readonly (number | null)[]) => all.map((ms) => (ms === null ? null : secondsOf(ms)));
const isDays = (days: number): days is InsightDays => INSIGHT_DAYS.some((one) => one === days);

export const figureRoutes = (deps: Needs): readonly Route[] => [
  defineRoute({
    ...{ id: 'getStats', method: 'GET', path: '/spaces/:space/stats', tag: 'Figures', scope: 'space:read', needs: 'seeInsights' },
    summary: 'Figures of a server as a whole; of fewer than five people nothing is told, nor what could be told by subtracting.',
    query: z.object({
      days: z.coerce
        .number()
        .int()
        .pipe(z.literal([7, 28, 90]))
        .default(28),
    }),
    answers: { 200: ServerStats },
    run: async (asked) => {
      const { space, guild, occurredAt } = inSpace(asked);
      if (guild === null) return err(domainError('GUILD_ONLY'));
      const { settings } = await deps.spaces.get(space);
      const usual = countingOf(settings);
      const range = daysBefore(asked.query.days, dayOf(occurredAt, usual.zone, usual.dayStart));
      const of = { range, weeks: weeksEndingIn(range, settings.weekStart), usual };
      const { sums, requests, cut } = await readServer(space, of, deps);
      const stats = shownStats(sums);
      const body: z.output<typeof ServerStats> = {
        ...{ from: dayText(range.from), to: dayText(range.to), least: GROUP_AT_LEAST },
        stats:
          stats === null
            ? null
            : {
                ...{ people: stats.people, seconds: secondsOf(stats.ms), days: stats.days.map(dayText), cut },
                ...{ byDay: secondsOrNull(stats.byDay), heat: stats.heat.map(secondsOrNull), coverage: [...stats.coverage] },
                categories: stats.categories.map(({ category, ms, byDay }) => ({
                  ...{ category, seconds: secondsOf(ms), byDay: secondsOrNull(byDay) },
                })),
                other: stats.other === null ? null : { count: stats.other.count, seconds: secondsOf(stats.other.ms) },
                targets: stats.targets,
                openRequests: requests,
              },
      };
      return ok({ status: 200, body });
    },
  }),
  defineRoute({
    ...{ id: 'getInsights', method: 'GET', path: '/spaces/:space/insights', tag: 'Figures', scope: 'own:read' },
    summary:
      'Insights into your own time, once you have agreed to them in Discord, or into that of somebody who shows you theirs.',
    query: z.object({
      days: z.coerce.number().int().refine(isDays).default(28),
      category: z.string().min(1).max(100).optional(),
      member: UserIdText.optional(),
    }),
    answers: { 200: InsightsAnswer },
    refusals: ['INSIGHTS_NOT_SHARED', 'CATEGORY_NOT_FOUND'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const { days, category, member: named } = asked.query;
      const member = named === undefined ? actor.user : userId(named);
      const { scopes } = calledBy(asked);
      if (member !== actor.user && !scopes.has('space:read') && !scopes.has('space:manage'))
        return err(domainError('SCOPE_MISSING', { scope: 'space:read' }));
      const notShared = err(domainError('INSIGHTS_NOT_SHARED', { member }));
      if ((await seeing(actor, member, deps)).may !== 'see') return notShared;
      const found = category === undefined ? null : namedCategory(await deps.spaces.get(actor.space), category);
      if (found?.ok === false) return found;
      const of = found === null ? null : found.value.id;
      const wanted = { space: actor.space, member, days: isDays(days) ? days : INSIGHT_DAYS[0], category: of };
      const read = await deps.insights.read(wanted, actor.user);
      if (!read.ok) return read;
      // It may have been taken back while it was computed.
      if ((await seeing(actor, member, deps)).may !== 'see') return notShared;
      const { zone, weekStart, done, lately, insights, forecast, targets, streak, stand } = read.value;
      const body: z.output<typeof InsightsAnswer> = {
        ...{ member, days, category: of, zone, weekStart, done, lately: [...lately], stand },
        insights: plainObject(insights),
        forecast: forecast === null ? null : plainObject(forecast),
        streak: streak === null ? null : plainObject(streak),
        bounds: BOUNDS,
        targets: targets.map(({ category: { name }, target, outlook }) => ({
          ...{ category: name, target },
          outlook: outlook === null ? null : { missing: outlook.missing, chance: outlook.chance },
        })),
      };
      return ok({ status: 200, body });
    },
  }),
  defineRoute({
    ...{ id: 'listShownInsights', method: 'GET', path: '/spaces/:space/insights/shown', tag: 'Figures', scope: 'space:read' },
    summary: 'Lists the members who show you their insights.',
    answers: { 200: InsightsShown },
    refusals: ['GUILD_ONLY'],
    run: async (asked) => {
      const actor = inSpace(asked);
      if (actor.guild === null) return err(domainError('GUILD_ONLY'));
      const users = await showingThem(actor, deps);
      const names = await deps.names.members(actor.guild.id, users);
      return ok({ status: 200, body: { members: users.map((user) => ({ user, name: names.get(user) ?? null })) } });
    },
  }),
];
