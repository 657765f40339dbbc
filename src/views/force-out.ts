import { ButtonStyle } from 'discord-api-types/v10';
import { effectiveMs, pausedMs } from '../domain/effective.js';
import type { UserId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import { formatDuration } from '../i18n/format.js';
import type { Translator } from '../i18n/translator.js';
import { COLOUR } from './colours.js';
import { button, messageView, rows, type MessageView } from './message.js';
import { noteDescription, type Caveat } from './session-card.js';
import { categoryLabel, cut, exactPeriodText, exactTimestamp, mentionUser, type CategoryLook } from './text.js';

/** Stands alone in the description of a card, where `noteOf` reads it back. Empty for none. */
export const reasonDescription = (reason: string) => noteDescription(reason === '' ? null : reason);

interface OfMember {
  readonly member: UserId;
  /** Empty for none. */
  readonly reason: string;
  readonly session: Session;
  readonly category: CategoryLook;
}

export interface ForceOutQuestion extends OfMember {
  /** What the typed time may mean: one, or two when the clocks show it twice. */
  readonly readings: readonly {
    /** ms */
    readonly endedAt: number;
    /** What the session would count then, ms. */
    readonly countsMs: number;
    /** As people type it. */
    readonly label: string;
    readonly customId: string;
  }[];
  readonly cancel: string;
}

/** Shows what was understood of a time before somebody is clocked out at it. */
export const forceOutQuestion = (model: ForceOutQuestion, t: Translator): MessageView => {
  const { member, reason, session, category, readings, cancel } = model;
  const isTwice = readings.length > 1;
  return messageView({
    content: isTwice ? t('entries.twice.text') : '',
    embeds: [
      {
        title: isTwice ? t('entries.twice.title') : t('forceout.question.title'),
        color: COLOUR.paused,
        ...reasonDescription(reason),
        fields: [
          { name: t('entries.managed.member'), value: mentionUser(member), inline: true },
          { name: t('entries.fields.category'), value: categoryLabel(category), inline: true },
          { name: t('entries.fields.start'), value: exactTimestamp(session.startedAt) },
          ...readings.map(({ endedAt, countsMs }) => ({
            name: t('entries.fields.end'),
            value: t('forceout.question.counts', { end: exactTimestamp(endedAt), duration: formatDuration(countsMs, t) }),
          })),
        ],
      },
    ],
    components: rows([
      ...readings.map(({ label, customId }) =>
        button(customId, cut(isTwice ? label : t('session.buttons.clockOut'), 80), ButtonStyle.Danger),
      ),
      button(cancel, t('entries.buttons.cancel'), ButtonStyle.Secondary),
    ]),
  });
};

export interface ForcedOut extends OfMember {
  readonly caveat: Caveat | null;
}

/** What came of clocking somebody out. Their note stays with them. */
export const forcedOutCard = ({ member, reason, session, category, caveat }: ForcedOut, t: Translator): MessageView => {
  const end = session.endedAt ?? session.startedAt;
  const paused = pausedMs(session, end);
  return messageView({
    embeds: [
      {
        title: t('session.summary.title', { category: categoryLabel(category) }),
        color: category.colour ?? COLOUR.ended,
        ...reasonDescription(reason),
        fields: [
          { name: t('entries.managed.member'), value: mentionUser(member) },
          { name: t('session.summary.period'), value: exactPeriodText(session.startedAt, end) },
          { name: t('session.summary.effective'), value: formatDuration(effectiveMs(session, end), t), inline: true },
          {
            name: t('session.summary.paused'),
            value: paused === 0 ? t('common.none') : formatDuration(paused, t),
            inline: true,
          },
        ],
        footer: { text: [...(caveat === null ? [] : [t(`common.${caveat}`)]), t('entries.managed.told')].join('\n') },
      },
    ],
  });
};
