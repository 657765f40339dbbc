import { z } from 'zod';
import { dueAt, periodStart, type BoardPost } from '../../domain/board-posts.js';
import { dayOf } from '../../domain/calendar.js';
import { countingOf } from '../../domain/counting.js';
import type { DomainError } from '../../domain/errors.js';
import { requestId, type SpaceId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { SettingKey } from '../../domain/settings.js';
import type { Documents } from '../documents-api.js';
import { boardPosts } from '../documents/kinds/board-posts.js';
import { defineDueJob } from '../due/due-job.js';
import { putRow, type DueStore } from '../due/due-row.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { Handle } from '../outbox/outbox.js';
import type { Spaces } from '../spaces.js';

/** Names a consumer of the ledgers, and stands in Redis. */
export const BOARD_POSTS_CONSUMER = 'board-posts';
const KIND = 'board-post';
/** While the bot is not in the server nothing is posted, and it is looked at again after this, ms. */
const AWAY_MS = 86_400_000;

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

/**
 * Posts a leaderboard when its week or month is over, and goes on to the one that is running then: after an outage of three weeks one week is posted, the
 * one that was due. What was posted stands in the document, so a row that comes again posts nothing twice; only a crash between the message and the document
 * that lasts for longer than Discord remembers the nonce would. A channel that is lost is told of once, and the next period is tried again.
 */
export const postBoardsJob = ({ documents, spaces, boardPoster, now }: PostBoardsParts) =>
  defineDueJob({
    kind: KIND,
    payload: z.null(),
    run: async ({ space, about }) => {
      const posts = documents.of(boardPosts);
      const post = (await posts.get(space)).list.find(({ id }) => id === about);
      if (post === undefined) return 'done';
      const { settings } = await spaces.get(space);
      if (settings.removedAt !== null) return { again: now() + AWAY_MS, payload: null };
      // The zone of the space may have been changed since the row was put.
      const at = dueAt(post, settings);
      if (at > now()) return { again: at, payload: null };
      const posted = settings.boards ? await boardPoster.post(space, post) : ok(undefined);
      if (!posted.ok && LATER.has(posted.error.code)) throw new Error(`a leaderboard could not be posted: ${posted.error.code}`);
      const problem = posted.ok ? null : posted.error.code;
      if (!posted.ok && post.problem === null) await boardPoster.warn(space, post, posted.error);
      const { zone, dayStart } = countingOf(settings);
      const next: BoardPost = { ...post, next: periodStart(post.every, dayOf(now(), zone, dayStart)), problem };
      const by = {
        actor: null,
        requestId: requestId(`board-post:${about}:${post.next}`),
        at,
        event: 'boardPosted',
        source: 'due',
      };
      const kept = await posts.update(space, by, (document) =>
        ok({ ...document, list: document.list.map((one) => (one.id === about && one.next === post.next ? next : one)) }),
      );
      if (!kept.ok) throw new Error(`that a leaderboard was posted could not be kept: ${kept.error.code}`);
      return { again: dueAt(next, settings), payload: null };
    },
  });

/** Nothing is wrong with the channel. */
const LATER: ReadonlySet<string> = new Set(['DISCORD_UNAVAILABLE', 'STORE_UNAVAILABLE']);

/** Reads the ledgers from their beginning: every leaderboard that is to be posted has a row, and another moment when the days of the space change. */
export const followBoardPosts = ({ documents, spaces, due }: Omit<PostBoardsParts, 'boardPoster' | 'now'>): Handle<LedgerRow> => {
  return async (space, records) => {
    if (!records.some(isAboutThem)) return;
    const { list } = await documents.of(boardPosts).get(space);
    if (list.length === 0) return;
    const { settings } = await spaces.get(space);
    await due.change(
      space,
      list.map((post) => putRow({ kind: KIND, user: null, about: post.id, at: dueAt(post, settings), payload: null })),
    );
  };
};

/** They decide when a day ends. */
const DAYS: ReadonlySet<unknown> = new Set<SettingKey>(['timeZone', 'dayStart']);

const isAboutThem = (record: LedgerRow): boolean => {
  if (record.kind !== 'document') return false;
  if (record.document === boardPosts.name) return true;
  // Of a configuration that is stored for the first time everything has changed.
  return (
    record.document === 'configuration' &&
    record.changes.some(
      ({ path: [first, key] }) => first === undefined || (first === 'settings' && (key === undefined || DAYS.has(key))),
    )
  );
};
