import type { CategoryId } from '../../domain/ids.js';
import type { SpaceConfig } from '../../domain/space.js';
import { categoryMark } from '../category-mark.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand, defineGroup, stale } from '../kit/define.js';
import { inGuild, needs } from '../kit/guards.js';
import { message, update, type Reply } from '../kit/reply.js';
import type { Feature } from '../kit/routes.js';
import { defineSelect } from '../kit/select.js';
import { STATS_IDS } from './custom-ids.js';
import { ALL_CATEGORIES, CATEGORY_MENU, PERIOD_MENU, statsPage, type StatsDeps, type StatsRequest } from './page.js';

/** Figures of the server as a whole: who may see them is asked for at every click. */
const guards = [inGuild, needs('seeInsights')];

/** The category of a mark in a custom id; null for all, undefined when there is none any more. */
const categoryOfMark = ({ categories }: SpaceConfig, mark: string): CategoryId | null | undefined =>
  mark === '-' ? null : categories.find(({ id }) => categoryMark(id) === mark)?.id;

/** Shows what was chosen in the place of what was clicked on. */
const turnTo = async (
  ctx: Context,
  { category: mark, ...request }: Omit<StatsRequest, 'category'> & { readonly category: string },
  deps: StatsDeps,
): Promise<Reply> => {
  const category = categoryOfMark(await deps.spaces.get(ctx.space), mark);
  if (category === undefined) return stale;
  const { view, files } = await statsPage(ctx, { ...request, category }, deps);
  return update(view, files);
};

const server = defineCommand({
  name: 'server',
  visibility: 'ephemeral',
  guards,
  options: {},
  async run(ctx, _options, deps: StatsDeps) {
    const { view, files } = await statsPage(ctx, { page: 'days', days: '28', category: null }, deps);
    return files.length === 0 ? message(view) : message(view, files);
  },
});

/** `/stats server`: hours by day, category and time of day, and a forecast, of the server as a whole. */
export const serverStats: Feature = {
  commands: [defineGroup({ name: 'stats', guards: [inGuild], children: [server] })],
  components: [
    defineButton({ route: STATS_IDS.page, guards, run: (ctx, args, deps: StatsDeps) => turnTo(ctx, args, deps) }),
    defineSelect({
      route: STATS_IDS.period,
      guards,
      field: PERIOD_MENU,
      run: (ctx, args, [days = '28'], deps: StatsDeps) => turnTo(ctx, { ...args, days }, deps),
    }),
    defineSelect({
      route: STATS_IDS.category,
      guards,
      field: CATEGORY_MENU,
      async run(ctx, { days }, [chosen = ALL_CATEGORIES], deps: StatsDeps) {
        const { categories } = await deps.spaces.get(ctx.space);
        const category = chosen === ALL_CATEGORIES ? null : categories.find(({ id }) => id === chosen)?.id;
        if (category === undefined) return stale;
        const { view, files } = await statsPage(ctx, { page: 'days', days, category }, deps);
        return update(view, files);
      },
    }),
  ],
};
