import type { APIEmbedField } from 'discord-api-types/v10';
import { effectiveMs, pausedMs } from '../../domain/effective.js';
import type { UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import { formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { fromUserText, userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { messageView, type MessageView } from '../message.js';
import { noteDescription } from '../session-card.js';
import { categoryLabel, mentionUser, periodText, timestamp, type CategoryLook } from '../text.js';

/** Whose time is changed by somebody else, and why. */
export interface Managed {
  readonly member: UserId;
  readonly reason: string;
}

/** Stand last on the first embed of a card: `reasonOf` reads the reason back from there. */
export const managedFields = ({ member, reason }: Managed, t: Translator): readonly APIEmbedField[] => [
  { name: t('entries.managed.member'), value: mentionUser(member), inline: true },
  { name: t('entries.managed.reason'), value: userText(reason) },
];

/** The reason on one of these cards; empty when it has none. */
export const reasonOf = (
  message: { readonly embeds: readonly { readonly fields?: readonly { readonly value: string }[] | undefined }[] } | null,
): string => fromUserText(message?.embeds[0]?.fields?.at(-1)?.value ?? '');

export interface ManagedModel extends Managed {
  readonly session: Session;
  readonly category: CategoryLook;
  readonly of: 'clockedOut' | 'added' | 'saved';
  /** ms */
  readonly now: number;
}

/** What came of a change of somebody else's entry. */
export const managedCard = (model: ManagedModel, t: Translator): MessageView => {
  const { session, of, now } = model;
  const category = categoryLabel(model.category);
  const end = session.endedAt ?? Math.max(now, session.startedAt);
  const paused = pausedMs(session, end);
  const times =
    session.endedAt === null
      ? t('entries.draft.since', { time: timestamp(session.startedAt, 'f') })
      : periodText(session.startedAt, session.endedAt);
  return messageView({
    embeds: [
      {
        title: of === 'clockedOut' ? t('session.summary.title', { category }) : t(`entries.summary.${of}`, { category }),
        color: model.category.colour ?? COLOUR.ended,
        ...noteDescription(session.note),
        fields: [
          { name: t('session.summary.period'), value: times },
          { name: t('session.summary.effective'), value: formatDuration(effectiveMs(session, end), t), inline: true },
          {
            name: t('session.summary.paused'),
            value: paused === 0 ? t('common.none') : formatDuration(paused, t),
            inline: true,
          },
          ...managedFields(model, t),
        ],
        footer: { text: t('entries.managed.told') },
      },
    ],
  });
};
