import { namedCategory } from '../../domain/category-search.js';
import { domainError } from '../../domain/errors.js';
import { activeChoices } from '../category-choices.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand, stale } from '../kit/define.js';
import { ownedBy } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure, message, update, type Reply } from '../kit/reply.js';
import { defineSelect } from '../kit/select.js';
import { BOARD_IDS, type Seen } from './custom-ids.js';
import { calendarOf } from '../../actions/boards/page.js';
import { boardPage, categoryOfMark, TIMES_MENU, type BoardDeps, type BoardRequest } from './page.js';
import { timeNamed, timeOfId, TIMEFRAMES } from '../../actions/boards/times.js';

const PAGES_MAX = 10_000;

/** The leaderboard of a server. */
export const show = defineCommand({
  name: 'show',
  visibility: 'asAsked',
  guards: [],
  options: {
    category: opt.string({ minLength: 1, maxLength: 100, autocomplete: activeChoices }).optional(),
    timeframe: opt.choice(TIMEFRAMES).optional(),
    page: opt.integer({ min: 1, max: PAGES_MAX }).optional(),
    public: opt.boolean().optional(),
  },
  async run(ctx, { category: typed, timeframe = 'week', page = 1, public: isPublic = false }, deps: BoardDeps) {
    const config = await deps.spaces.get(ctx.space);
    if (!config.settings.boards) return failure(domainError('BOARDS_OFF'));
    const found = typed === undefined ? null : namedCategory(config, typed);
    if (found?.ok === false) return failure(found.error);
    const calendar = await calendarOf(ctx.space, config, deps);
    const time = timeNamed(timeframe, calendar);
    if (!time.ok) return failure(time.error);
    const request: BoardRequest = {
      time: time.value,
      category: found === null ? null : found.value.id,
      page: page - 1,
      seen: isPublic ? 'all' : 'me',
    };
    const shown = await boardPage(ctx, request, calendar, deps);
    return shown.ok ? message(shown.value) : failure(shown.error);
  },
});

/** Shows another page or time in the place of the one that was clicked on. */
const turnTo = async (
  ctx: Context,
  {
    time: id,
    category: mark,
    page,
    seen,
  }: { readonly time: string; readonly category: string; readonly page: BoardRequest['page']; readonly seen: Seen },
  deps: BoardDeps,
): Promise<Reply> => {
  const config = await deps.spaces.get(ctx.space);
  const category = categoryOfMark(config, mark);
  if (category === undefined) return stale;
  const calendar = await calendarOf(ctx.space, config, deps);
  const time = timeOfId(id, calendar);
  if (!time.ok) return failure(time.error);
  const shown = await boardPage(ctx, { time: time.value, category, page, seen }, calendar, deps);
  return shown.ok ? update(shown.value) : failure(shown.error);
};

const guards = [ownedBy('owner')];

export const boardComponents = [
  defineButton({ route: BOARD_IDS.page, guards, run: (ctx, args, deps: BoardDeps) => turnTo(ctx, args, deps) }),
  defineButton({
    route: BOARD_IDS.first,
    guards,
    run: (ctx, args, deps: BoardDeps) => turnTo(ctx, { ...args, page: 0 }, deps),
  }),
  defineButton({
    route: BOARD_IDS.own,
    guards,
    run: (ctx, args, deps: BoardDeps) => turnTo(ctx, { ...args, page: 'own' }, deps),
  }),
  defineSelect({
    route: BOARD_IDS.times,
    guards,
    field: TIMES_MENU,
    run: (ctx, args, [time = ''], deps: BoardDeps) =>
      // What is not of ours fits no custom id.
      BOARD_IDS.first.decode([ctx.user, time, args.category, args.seen]) === undefined
        ? Promise.resolve(stale)
        : turnTo(ctx, { ...args, time, page: 0 }, deps),
  }),
];
