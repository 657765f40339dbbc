import { ButtonStyle } from 'discord-api-types/v10';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { button, messageView, rows, type MessageView } from '../message.js';
import { categoryLabel, timestamp, type CategoryLook } from '../text.js';

export interface GoOnModel {
  readonly category: CategoryLook;
  /** When the last session ended, ms. */
  readonly endedAt: number;
  /** Shown again, so that the click can take it along (`suggestedNoteOf`); null when there is none. */
  readonly note: string | null;
  /** Read while the database was away. */
  readonly possiblyStale: boolean;
  readonly controls: { readonly goOn: string; readonly beginNew: string };
}

/** Clocked in to the same category right after clocking out: is it the same work? */
export const goOnView = ({ category, endedAt, note, possiblyStale, controls }: GoOnModel, t: Translator): MessageView => {
  // Of blanks and invisible characters nothing is left, and Discord takes no empty field.
  const shown = userText(note ?? '');
  return messageView({
    embeds: [
      {
        title: t('entries.goOn.title', { category: categoryLabel(category) }),
        description: t('entries.goOn.text', { time: timestamp(endedAt, 't'), relative: timestamp(endedAt, 'R') }),
        color: COLOUR.paused,
        ...(possiblyStale ? { footer: { text: t('common.possiblyStale') } } : {}),
        ...(shown === '' ? {} : { fields: [{ name: t('session.suggest.note'), value: shown }] }),
      },
    ],
    components: rows([
      button(controls.goOn, t('entries.goOn.goOn'), ButtonStyle.Primary),
      button(controls.beginNew, t('entries.goOn.beginNew'), ButtonStyle.Secondary),
    ]),
  });
};
