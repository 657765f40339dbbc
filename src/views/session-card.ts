import { ButtonStyle, type APIEmbed, type APIEmbedField } from 'discord-api-types/v10';
import { effectiveMs, pausedMs } from '../domain/effective.js';
import type { Session } from '../domain/session.js';
import { isByVoice } from '../domain/voice.js';
import { formatDuration } from '../i18n/format.js';
import type { Translator } from '../i18n/translator.js';
import { userText } from '../i18n/user-text.js';
import { COLOUR } from './colours.js';
import { button, messageView, rows, type MessageView } from './message.js';
import { categoryLabel, timestamp, type CategoryLook } from './text.js';

/** Custom ids of the card's buttons. */
export interface SessionControls {
  readonly pause: string;
  readonly resume: string;
  readonly clockOut: string;
  readonly editNote: string;
}

export interface SessionCardModel {
  /** RUNNING or PAUSED. */
  readonly session: Session;
  readonly category: CategoryLook;
  /** Moment of the card, ms. */
  readonly now: number;
  readonly controls: SessionControls;
  /** `willSync`: the last change waits on disk for the database. `possiblyStale`: read while the database was away. */
  readonly caveat: Caveat | null;
}

export type Caveat = 'willSync' | 'possiblyStale';

export const sessionButtons = (
  { status }: Pick<Session, 'status'>,
  controls: SessionControls,
  t: Translator,
): MessageView['components'] =>
  rows([
    status === 'PAUSED'
      ? button(controls.resume, t('session.buttons.resume'), ButtonStyle.Success)
      : button(controls.pause, t('session.buttons.pause'), ButtonStyle.Primary),
    button(controls.clockOut, t('session.buttons.clockOut'), ButtonStyle.Danger),
    button(controls.editNote, t('session.buttons.editNote'), ButtonStyle.Secondary),
  ]);

/** In a narrow column the two stand below each other. */
const column = (name: string, ms: number): APIEmbedField => ({
  name,
  value: `${timestamp(ms, 't')}\n${timestamp(ms, 'R')}`,
  inline: true,
});

/**
 * Since when, breaks, and what counts so far: one line, or a row of three. The client keeps the relative times moving; a duration stands
 * still, so it is left out where "since" says the same, and says as of when where it goes on growing.
 */
export const sessionFields = (session: Session, now: number, t: Translator): APIEmbedField[] => {
  const { startedAt, pausedSince } = session;
  const breaks = pausedMs(session, now);
  const voice = isByVoice(session) ? [{ name: t('voice.card.title'), value: t('voice.card.text') }] : [];
  if (pausedSince === null && breaks === 0 && session.overrideMs === null) {
    return [{ name: t('session.card.since'), value: `${timestamp(startedAt, 't')} (${timestamp(startedAt, 'R')})` }, ...voice];
  }
  const since = column(t('session.card.since'), startedAt);
  const duration = formatDuration(effectiveMs(session, now), t);
  const effective = (value: string): APIEmbedField => ({ name: t('session.card.effective'), value, inline: true });
  if (pausedSince !== null) return [since, column(t('session.card.breakSince'), pausedSince), effective(duration), ...voice];
  return [
    since,
    { name: t('session.card.breaks'), value: breaks === 0 ? t('common.none') : formatDuration(breaks, t), inline: true },
    effective(t('session.card.asOf', { duration, time: timestamp(now, 't') })),
    ...voice,
  ];
};

/** The note stands alone in the description: `noteOf` reads it back. */
export const noteDescription = (note: string | null): Pick<APIEmbed, 'description'> =>
  note === null ? {} : { description: userText(note) };

export const caveatFooter = (caveat: Caveat | null, t: Translator): Pick<APIEmbed, 'footer'> =>
  caveat === null ? {} : { footer: { text: t(`common.${caveat}`) } };

/** The card of the active session, with its buttons. */
export const sessionCard = ({ session, category, now, controls, caveat }: SessionCardModel, t: Translator): MessageView => {
  const paused = session.status === 'PAUSED';
  const label = categoryLabel(category);
  return messageView({
    embeds: [
      {
        title: paused ? t('session.card.paused', { category: label }) : t('session.card.running', { category: label }),
        color: paused ? COLOUR.paused : (category.colour ?? COLOUR.running),
        ...noteDescription(session.note),
        fields: sessionFields(session, now, t),
        ...caveatFooter(caveat, t),
      },
    ],
    components: sessionButtons(session, controls, t),
  });
};
