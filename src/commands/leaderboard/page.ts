import { readBoard } from '../../actions/boards/page.js';
import { offeredTimes, type Calendar, type Time } from '../../actions/boards/times.js';
import type { DomainError } from '../../domain/errors.js';
import type { CategoryId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { boardView, type BoardModel } from '../../views/boards/board.js';
import { timeDays, timeName } from '../../views/boards/time-text.js';
import type { LayoutView } from '../../views/message.js';
import { categoryMark } from '../category-mark.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { menuRow } from '../kit/select.js';
import { lookOf } from '../present.js';
import { BOARD_IDS, type Seen } from './custom-ids.js';

export type BoardDeps = Pick<Deps, 'boards' | 'documents' | 'spaces' | 'clock'>;

export const TIMES_MENU = field.dynamicSelect({ label: 'boards.choose' });

/** What is asked for. */
export interface BoardRequest {
  readonly time: Time;
  readonly category: CategoryId | null;
  /** From 0, or the page with one's own place; one beyond the end shows the last. */
  readonly page: number | 'own';
  readonly seen: Seen;
}

/** The category of a mark; undefined when the space has none of it any more. */
export const categoryOfMark = (config: SpaceConfig, mark: string): CategoryId | null | undefined =>
  mark === '-' ? null : config.categories.find(({ id }) => categoryMark(id) === mark)?.id;

/** `isOwn`: the page has the reader's line, or no page has. */
const turningOf = (
  ctx: Context,
  { time, category, seen }: BoardRequest,
  { page, pages, isOwn }: { readonly page: number; readonly pages: number; readonly isOwn: boolean },
) => {
  const args = { owner: ctx.user, time: time.id, category: category === null ? '-' : categoryMark(category), seen };
  const to = (target: number): string => BOARD_IDS.page.encode({ ...args, page: target });
  return {
    first: page > 1 ? BOARD_IDS.first.encode(args) : null,
    earlier: page > 0 ? to(page - 1) : null,
    later: page + 1 < pages ? to(page + 1) : null,
    own: isOwn ? null : BOARD_IDS.own.encode(args),
  };
};

const timesMenu = (ctx: Context, { time, category, seen }: BoardRequest, calendar: Calendar, t: Context['t']) => {
  const offered = offeredTimes(calendar);
  const id = BOARD_IDS.times.encode({ owner: ctx.user, category: category === null ? '-' : categoryMark(category), seen });
  return menuRow(TIMES_MENU, id, t, {
    options: offered.map(({ id: value, shown }) => ({
      value,
      label: timeName(shown, calendar.today, t),
      description: timeDays(shown, t) ?? undefined,
    })),
    selected: [time.id],
  });
};

/** A page of a leaderboard for whoever asks. BOARDS_OFF. Rejects with `StoreUnavailable`. */
export const boardPage = async (
  ctx: Context,
  request: BoardRequest,
  calendar: Calendar,
  deps: BoardDeps,
): Promise<Result<LayoutView, DomainError>> => {
  const { time, category, seen } = request;
  const read = await readBoard(ctx, { ...request, isPublic: seen === 'all' }, deps);
  if (!read.ok) return read;
  const { config, lines, own, page, pages, ...rest } = read.value;
  const t = seen === 'all' ? ctx.tPublic : ctx.t;
  const isOwn = own?.kind !== 'place' || lines.some(({ user }) => user === ctx.user);
  const model: BoardModel = {
    ...{ ...rest, lines, own, page, pages },
    time: time.shown,
    today: calendar.today,
    category: category === null ? null : lookOf(config, category),
    reader: seen === 'me' ? ctx.user : null,
    isRunning: time.isRunning,
    turning: turningOf(ctx, request, { page, pages, isOwn }),
    times: timesMenu(ctx, request, calendar, t),
  };
  return ok(boardView(model, t));
};
