import { z } from 'zod';
import { calendarOf, readBoard, type BoardPage } from '../../actions/boards/page.js';
import { timeNamed, timeOfId, TIMEFRAMES, type Calendar, type Time } from '../../actions/boards/times.js';
import { boardDays } from '../../domain/board.js';
import { namedCategory } from '../../domain/category-search.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { ManageDeps } from '../manage-deps.js';
import { dayText, secondsOf } from '../present.js';
import { defineRoute, type Route } from '../route.js';
import { BoardAnswer } from '../schemas/manage.js';
import { inSpace } from '../server/called-by.js';

type Needs = Pick<ManageDeps, 'boards' | 'documents' | 'spaces' | 'clock'>;

/** A name of a timeframe, or the very period that an answer named. */
const Timeframe = z.union([
  z.enum(TIMEFRAMES),
  z.string().regex(/^(?:[dwm](?:19[7-9]\d|20\d\d|2100)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|s\d{1,6})$/),
]);
const params = z.object({ space: z.string(), timeframe: Timeframe.default('week') });
const query = z.object({
  category: z.string().min(1).max(100).optional(),
  /** A page from 0, or `own` for the one that you stand on. */
  cursor: z.union([z.literal('own'), z.string().regex(/^\d{1,5}$/)]).optional(),
});

const isNamed = (text: string): text is (typeof TIMEFRAMES)[number] => TIMEFRAMES.some((one) => one === text);
const timeIn = (text: string, calendar: Calendar): Result<Time, DomainError> =>
  isNamed(text) ? timeNamed(text, calendar) : timeOfId(text, calendar);

const shown = ({ lines, own, page, pages, of, volunteers }: BoardPage, time: Time, category: string | null) => {
  const [from, to] = time.board.span === 'all' ? [null, null] : boardDays(time.board);
  const ends = time.shown.span === 'season' ? time.shown.to : to;
  return {
    ...{ time: time.id, isRunning: time.isRunning, category, volunteers, of },
    from: from === null ? null : dayText(from),
    to: ends === null ? null : dayText(ends),
    lines: lines.map(({ user, name, rank, ms, change }) => ({ user, name, rank, seconds: secondsOf(ms), change })),
    own:
      own === null
        ? null
        : own.kind === 'nothing'
          ? { kind: own.kind, rank: null, seconds: null }
          : { kind: own.kind, rank: own.rank, seconds: secondsOf(own.ms) },
    next: page + 1 < pages ? String(page + 1) : null,
  };
};

/** Leaderboards of a server, as in Discord: the same members are shown, and only to members of the server. */
export const boardRoutes = (deps: Needs): readonly Route[] => [
  defineRoute({
    ...{ id: 'getBoard', method: 'GET', path: '/spaces/:space/boards/:timeframe', tag: 'Team', scope: 'space:read' },
    summary: 'Shows a page of a leaderboard.',
    description: 'Weeks of leaderboards begin on Monday. `timeframe` is a name, or the `time` of another answer.',
    ...{ params, query },
    answers: { 200: BoardAnswer },
    refusals: ['BOARDS_OFF', 'SEASON_NONE', 'SEASON_NOT_FOUND', 'CATEGORY_NOT_FOUND'],
    run: async (asked) => {
      const actor = inSpace(asked);
      if (actor.guild === null) return err(domainError('GUILD_ONLY'));
      const config = await deps.spaces.get(actor.space);
      if (!config.settings.boards) return err(domainError('BOARDS_OFF'));
      const { category, cursor = '0' } = asked.query;
      const found = category === undefined ? null : namedCategory(config, category);
      if (found?.ok === false) return found;
      const time = timeIn(asked.params.timeframe, await calendarOf(actor.space, config, deps));
      if (!time.ok) return time;
      const of = found === null ? null : found.value.id;
      const page = cursor === 'own' ? cursor : Number(cursor);
      const read = await readBoard(actor, { time: time.value, category: of, page, isPublic: false }, deps);
      return read.ok ? ok({ status: 200, body: shown(read.value, time.value, of) }) : read;
    },
  }),
];
