import { dueAt, type BoardPost } from '../../domain/board-posts.js';
import type { SpaceSettings } from '../../domain/space.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { errorText } from '../error.js';
import { container, lines, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';
import { categoryLabel, mentionChannel, timestamp, type CategoryLook } from '../text.js';

export interface BoardPostsModel {
  readonly posts: readonly (Omit<BoardPost, 'category'> & { readonly category: CategoryLook | null })[];
  readonly settings: SpaceSettings;
  /** What was just done, safe to show; null when nothing was. */
  readonly done: string | null;
}

const lineOf = (
  { every, channel, category, problem, ...post }: BoardPostsModel['posts'][number],
  settings: SpaceSettings,
  at: number,
  t: Translator,
): string => {
  const of = category === null ? '' : ` · ${categoryLabel(category)}`;
  const when = t('boards.posts.next', { when: timestamp(dueAt({ every, ...post }, settings), 'f') });
  const head = `${at + 1}\\. **${t(`boards.posts.every.${every}`)}** · ${mentionChannel(channel)}${of}\n-# ${when}`;
  return problem === null ? head : `${head}\n⚠️ ${errorText({ code: problem }, t)}`;
};

/** What is posted by itself, where, and when next. */
export const boardPostsView = ({ posts, settings, done }: BoardPostsModel, t: Translator): LayoutView =>
  layout(
    [
      container(
        [
          text(`## 📣 ${t('boards.posts.title')}`),
          ...(done === null ? [] : [text(`✅ ${done}`)]),
          posts.length === 0 ? text(t('boards.posts.none')) : lines(posts.map((post, at) => lineOf(post, settings, at, t))),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
