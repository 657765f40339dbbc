import { dueAt, periodStart, type BoardPost } from '../../domain/board-posts.js';
import type { DomainError } from '../../domain/errors.js';
import type { SpaceId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { Documents } from '../documents-api.js';
import { boardPosts } from '../documents/kinds/board-posts.js';
import type { DueStore } from '../due/due-row.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { Handle } from '../outbox/outbox.js';
import type { Spaces } from '../spaces.js';
import { followPeriods, postPeriods, type PeriodicKind } from './posted-periods.js';

/** Names a consumer of the ledgers, and stands in Redis. */
export const BOARD_POSTS_CONSUMER = 'board-posts';

/** What shows a leaderboard where it is to be seen; implemented by the commands. */
export interface BoardPoster {
  /** Posts the board of the period `post.next`; for the same period once, however often within some minutes. As `ChannelMessages.post`. */
  post(space: SpaceId, post: BoardPost): Promise<Result<unknown, DomainError>>;
  /** Tells those who can mend it that it could not be posted. */
  warn(space: SpaceId, post: BoardPost, error: DomainError): Promise<void>;
}

export interface PostBoardsParts {
  readonly documents: Documents;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly due: Pick<DueStore, 'change'>;
  readonly boardPoster: BoardPoster;
  /** ms */
  readonly now: () => number;
}

const boards = (documents: Documents): PeriodicKind<BoardPost> => ({
  kind: 'board-post',
  event: 'boardPosted',
  what: 'a leaderboard',
  document: boardPosts.name,
  settings: ['timeZone', 'dayStart'],
  later: new Set(['DISCORD_UNAVAILABLE', 'STORE_UNAVAILABLE']),
  read: async (space) => (await documents.of(boardPosts).get(space)).list,
  change: (space, by, change) =>
    documents.of(boardPosts).update(space, by, (document) => ok({ ...document, list: change(document.list) })),
  dueAt,
  nextOn: ({ every }, today) => periodStart(every, today),
});

/** Posts the leaderboards of a space, unless it has none any more; see `postPeriods`. */
export const postBoardsJob = ({ documents, spaces, boardPoster, now }: PostBoardsParts) =>
  postPeriods(boards(documents), {
    ...{ spaces, now },
    post: (space, post, settings) => (settings.boards ? boardPoster.post(space, post) : Promise.resolve(ok(undefined))),
    warn: (space, post, error) => boardPoster.warn(space, post, error),
  });

export const followBoardPosts = ({ documents, ...parts }: Omit<PostBoardsParts, 'boardPoster' | 'now'>): Handle<LedgerRow> =>
  followPeriods(boards(documents), parts);
