import { ButtonStyle, type APIActionRowComponent, type APISelectMenuComponent } from 'discord-api-types/v10';
import type { BoardLine, OwnPlace, ShownTime } from '../../domain/board.js';
import type { UserId } from '../../domain/ids.js';
import { formatDuration, formatNumber } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { buttons, container, lines, menu, separator, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';
import { progressBar } from '../targets/progress.js';
import { categoryLabel, mentionUser, type CategoryLook } from '../text.js';
import { timeDays, timeName } from './time-text.js';

export interface BoardModel {
  readonly time: ShownTime;
  /** The day that it is in the space, `yyyymmdd`. */
  readonly today: string;
  readonly category: CategoryLook | null;
  /** A page, in order. */
  readonly lines: readonly BoardLine[];
  /** Of the first place, ms. */
  readonly topMs: number;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  /** Members who are shown. */
  readonly of: number;
  /** Who reads it; their line is marked. */
  readonly reader: UserId | null;
  readonly own: OwnPlace | null;
  /** Are only those shown who want to be? */
  readonly volunteers: boolean;
  /** Is its time going on? */
  readonly isRunning: boolean;
  /** Custom ids of the buttons; null: no such button. */
  readonly turning: {
    readonly first: string | null;
    readonly earlier: string | null;
    readonly later: string | null;
    readonly own: string | null;
  };
  /** Leads to other times. */
  readonly times: APIActionRowComponent<APISelectMenuComponent> | null;
}

const MEDALS: Readonly<Record<number, string>> = { 1: '🥇', 2: '🥈', 3: '🥉' };

const changeText = (change: BoardLine['change'], t: Translator): string => {
  if (change === null) return '';
  if (change === 'new') return ` · ${t('boards.change.new')}`;
  const n = formatNumber(Math.abs(change), t);
  return ` · ${change === 0 ? t('boards.change.same') : t(change > 0 ? 'boards.change.up' : 'boards.change.down', { n })}`;
};

const lineText = ({ user, name, rank, ms, change }: BoardLine, { topMs, reader }: BoardModel, t: Translator): string => {
  const shown = name === null ? mentionUser(user) : userText(name);
  const place = MEDALS[rank] ?? `\`${formatNumber(rank, t)}.\``;
  const who = user === reader ? `__**${shown}**__` : `**${shown}**`;
  return `${place} ${who} · ${formatDuration(ms, t)}${changeText(change, t)}\n${progressBar({ targetMs: topMs, workedMs: ms })}`;
};

const ownText = (own: OwnPlace, of: number, t: Translator): string => {
  if (own.kind === 'nothing') return t('boards.own.nothing');
  const [rank, duration] = [formatNumber(own.rank, t), formatDuration(own.ms, t)];
  return own.kind === 'place'
    ? t('boards.own.place', { rank, duration, of: formatNumber(of, t) })
    : t(`boards.own.${own.kind}`, { rank, duration });
};

const headText = ({ time, today, category }: BoardModel, t: Translator): string => {
  const [name, days] = [userText(timeName(time, today, t)), timeDays(time, t)];
  const when = days === null ? name : `${name} · ${days}`;
  return `## 🏆 ${t('boards.title')}\n### ${when}${category === null ? '' : `\n${categoryLabel(category)}`}`;
};

const footText = ({ page, pages, isRunning, lines: shown }: BoardModel, t: Translator): readonly Block[] => {
  const parts = [
    ...(pages > 1 ? [t('common.page', { page: page + 1, pages })] : []),
    ...(isRunning && shown.length > 0 ? [t('boards.running')] : []),
  ];
  return parts.length === 0 ? [] : [text(`-# ${parts.join(' · ')}`)];
};

/** A page of a leaderboard: place, name, time, a bar beside the first place, the change since the period before; and where the reader stands. */
export const boardView = (model: BoardModel, t: Translator): LayoutView => {
  const { own, of, volunteers, turning, times } = model;
  const turns = [
    [turning.first, t('boards.buttons.first')],
    [turning.earlier, t('common.previous')],
    [turning.later, t('common.next')],
    [turning.own, t('boards.buttons.own')],
  ] as const;
  const empty = t(volunteers ? 'boards.empty.volunteers' : 'boards.empty.everyone');
  return layout(
    [
      container(
        [
          text(headText(model, t)),
          separator(),
          model.lines.length === 0 ? text(empty) : lines(model.lines.map((line) => lineText(line, model, t))),
          ...(own === null ? [] : [separator(), text(ownText(own, of, t))]),
          ...footText(model, t),
          ...buttons(turns.flatMap(([id, label]) => (id === null ? [] : [button(id, label, ButtonStyle.Secondary)]))),
          ...(times === null ? [] : [menu(times)]),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
};
