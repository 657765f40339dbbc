import { BOARD_IDS } from '../../src/commands/leaderboard/custom-ids.js';
import { TIMES_MENU } from '../../src/commands/leaderboard/page.js';
import { menuRow } from '../../src/commands/kit/select.js';
import type { Category } from '../../src/domain/category.js';
import { BOARD_POSTS_MAX } from '../../src/domain/board-posts.js';
import { defaultConfig } from '../../src/domain/defaults.js';
import { channelId, guildSpace, type UserId } from '../../src/domain/ids.js';
import { SEASON_NAME_MAX, SEASONS_MAX } from '../../src/domain/seasons.js';
import type { Translator } from '../../src/i18n/translator.js';
import { boardView, type BoardModel } from '../../src/views/boards/board.js';
import { boardPostsView } from '../../src/views/boards/posts.js';
import { seasonsView } from '../../src/views/boards/seasons.js';
import type { AnyView } from '../../src/views/message.js';

const HOUR = 3_600_000;

/** Leaderboards at their longest. `write` makes texts of users. */
export const boardSamples = (
  owner: UserId,
  category: Category,
  write: (length: number) => string,
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const args = { owner, time: 's999999', category: 'zzzzzzz', seen: 'all' } as const;
  const name = write(SEASON_NAME_MAX);
  const season = { span: 'season', name, from: '20260101', to: '20261231' } as const;
  const model: BoardModel = {
    time: season,
    today: '20260601',
    category,
    lines: Array.from({ length: 10 }, (_, at) => ({
      user: owner,
      name: at === 9 ? null : write(64),
      rank: 99_990 + at,
      ms: 99_999 * HOUR,
      change: ([99_999, -99_999, 0, 'new', null] as const)[at % 5] ?? null,
    })),
    topMs: 99_999 * HOUR,
    page: 9_999,
    pages: 10_000,
    of: 100_000,
    reader: owner,
    own: { kind: 'hiddenByRole', rank: 99_999, ms: 99_999 * HOUR },
    volunteers: true,
    isRunning: true,
    turning: {
      first: BOARD_IDS.first.encode(args),
      earlier: BOARD_IDS.page.encode({ ...args, page: 9_998 }),
      later: BOARD_IDS.page.encode({ ...args, page: 9_999 }),
      own: BOARD_IDS.own.encode(args),
    },
    times: menuRow(TIMES_MENU, BOARD_IDS.times.encode(args), t, {
      options: Array.from({ length: 25 }, (_, at) => ({ value: `s${at}`, label: write(100), description: write(100) })),
      selected: ['s1'],
    }),
  };
  const nobody: BoardModel = {
    ...model,
    ...{ time: { span: 'all' }, category: null, lines: [], topMs: 0, page: 0, pages: 1, of: 0, times: null },
    ...{ own: { kind: 'nothing' }, turning: { first: null, earlier: null, later: null, own: null } },
  };
  const seasons = Array.from({ length: SEASONS_MAX }, (_, at) => ({ id: String(at), name, from: `20${10 + at}0101`, to: null }));
  return [
    { name: 'a board', body: boardView(model, t) },
    { name: 'a board for all', body: boardView({ ...model, time: { span: 'week', day: '20251231' }, own: null }, t) },
    { name: 'a board of nobody', body: boardView(nobody, t) },
    {
      name: 'board posts',
      body: boardPostsView(
        {
          posts: Array.from({ length: BOARD_POSTS_MAX }, (_, at) => ({
            ...{ id: String(at), channel: channelId('9'.repeat(20)), every: 'month', category, next: '20260101' },
            problem: 'CHANNEL_READ_ONLY',
          })),
          settings: defaultConfig(guildSpace('1'), { locale: 'en', timeZone: 'UTC' }).settings,
          done: t('boards.posts.set'),
        },
        t,
      ),
    },
    { name: 'seasons', body: seasonsView({ seasons, today: '20260601', done: t('boards.season.none') }, t) },
    { name: 'no seasons', body: seasonsView({ seasons: [], today: '20260601', done: null }, t) },
  ];
};
