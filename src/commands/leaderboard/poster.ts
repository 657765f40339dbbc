import { audienceOf } from '../../domain/audience.js';
import type { BoardPost } from '../../domain/board-posts.js';
import type { Board, BoardTime } from '../../domain/board.js';
import type { SpaceId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import type { BoardPoster } from '../../engine/jobs/post-boards.js';
import type { Translators } from '../../i18n/translators.js';
import { boardView } from '../../views/boards/board.js';
import type { LayoutView } from '../../views/message.js';
import type { Deps, Warnings } from '../deps.js';
import { lookOf } from '../present.js';
import { boardLines, PAGE } from '../../actions/boards/page.js';
import { periodTime, todayIn } from '../../actions/boards/times.js';

export type PosterDeps = Pick<Deps, 'boards' | 'documents' | 'spaces' | 'clock'> & {
  readonly messages: Pick<Deps['messages'], 'post'>;
  readonly translators: Pick<Translators, 'for'>;
  readonly warnings: Warnings;
};

/** The first places of the period that is posted next, as everybody may read them; null when nobody is on it. */
const postedView = async (space: SpaceId, { every, next, category }: BoardPost, deps: PosterDeps): Promise<LayoutView | null> => {
  const config = await deps.spaces.get(space);
  const among = audienceOf(config.settings);
  const today = todayIn(config, deps.clock.now());
  const time = periodTime(every, next, today);
  const boardOf = (of: BoardTime): Board => ({ ...of, category, among });
  const rows = await deps.boards.board(space, boardOf(time.board), PAGE);
  if (rows.length === 0) return null;
  return boardView(
    {
      ...{ time: time.shown, today, page: 0, pages: 1, of: rows.length, reader: null, own: null, isRunning: false, times: null },
      category: category === null ? null : lookOf(config, category),
      lines: await boardLines(space, rows, boardOf, time.before, deps),
      topMs: rows[0]?.ms ?? 0,
      volunteers: among.of === 'volunteers',
      turning: { first: null, earlier: null, later: null, own: null },
    },
    deps.translators.for(config.settings.locale),
  );
};

/** Posts leaderboards in channels: silently, since nobody has asked at that moment. */
export const createBoardPoster = (deps: PosterDeps): BoardPoster => ({
  post: async (space, post) => {
    const view = await postedView(space, post, deps);
    if (view === null) return ok(undefined);
    return deps.messages.post(post.channel, view, `board:${post.id}:${post.next}`, { silent: true });
  },
  warn: (space, { channel }, error) => deps.warnings.boardNotPosted(space, channel, error),
});
