import type { APIButtonComponent } from 'discord-api-types/v10';
import type { DomainError } from '../../domain/errors.js';
import type { UserId } from '../../domain/ids.js';
import type { NotionMode } from '../../domain/notion.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { errorText } from '../error.js';
import { buttons, container, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';
import { mentionUser, timestamp } from '../text.js';
import { workspaceText } from './connected.js';

export interface StatusCardOfNotion {
  readonly workspace: string;
  /** Null where `connectedAt` is. */
  readonly connectedBy: UserId | null;
  /** ms; null: not connected. */
  readonly connectedAt: number | null;
  readonly isSetUp: boolean;
  readonly mode: NotionMode;
  readonly paused: boolean;
  readonly pagesMade: number;
  /** ms; null: never yet. */
  readonly syncedAt: number | null;
  readonly problem: { readonly error: DomainError; readonly at: number } | null;
  /** What was changed at Notion last and could not be taken. */
  readonly refused: { readonly error: DomainError; readonly at: number } | null;
  readonly waiting: { readonly count: number; readonly since: number | null };
  readonly tables: readonly { readonly title: string; readonly url: string }[];
  readonly buttons: readonly APIButtonComponent[];
}

const progressLines = ({ paused, syncedAt, waiting, pagesMade }: StatusCardOfNotion, t: Translator): readonly string[] => {
  const since = waiting.since ?? 0;
  const inStep = syncedAt === null ? t('notion.status.notYet') : t('notion.status.inStep', { when: timestamp(syncedAt, 'R') });
  return [
    ...(paused ? [t('notion.status.paused')] : []),
    waiting.count > 0 ? t('notion.status.waiting', { count: waiting.count, when: timestamp(since, 'R') }) : inStep,
    t('notion.status.pages', { count: pagesMade }),
  ];
};

const linesOf = (card: StatusCardOfNotion, t: Translator): readonly string[] => {
  const { connectedAt, connectedBy, problem, refused, tables } = card;
  if (connectedAt === null) return [t('notion.status.off')];
  const connected = t('notion.status.connected', {
    workspace: workspaceText(card.workspace, t),
    when: timestamp(connectedAt, 'f'),
  });
  const by = connectedBy === null ? '' : ` ${t('notion.status.connectedBy', { who: mentionUser(connectedBy) })}`;
  const links = tables.map(({ title, url }) => (url.startsWith('https://') ? `[${title}](${url})` : title)).join(', ');
  return [
    `${connected}${by}`,
    ...(card.isSetUp
      ? [t('notion.status.mode', { mode: t(`notion.mode.${card.mode}`) }), t('notion.status.tables', { tables: links })]
      : [t('notion.status.notSetUp')]),
    ...(card.isSetUp ? progressLines(card, t) : []),
    ...(problem === null
      ? []
      : [t('notion.status.problem', { when: timestamp(problem.at, 'R'), text: errorText(problem.error, t) })]),
    ...(refused === null
      ? []
      : [t('notionsync.refusedLast', { when: timestamp(refused.at, 'R'), reason: errorText(refused.error, t) })]),
  ];
};

/** How far Notion is behind, and what went wrong last. */
export const notionStatusView = (card: StatusCardOfNotion, t: Translator): LayoutView => {
  const isWell = card.problem === null && card.isSetUp && !card.paused;
  const colour = card.connectedAt === null ? COLOUR.off : isWell ? COLOUR.running : COLOUR.paused;
  return layout(
    [container([text(`### ${t('notion.status.title')}`), text(linesOf(card, t).join('\n')), ...buttons(card.buttons)], colour)],
    t,
  );
};
