import { ButtonStyle } from 'discord-api-types/v10';
import type { Translator } from '../i18n/translator.js';
import { plainText, userText } from '../i18n/user-text.js';
import { COLOUR } from './colours.js';
import { button, messageView, rows, type MessageView } from './message.js';

export interface SuggestionsModel {
  /** What was typed. */
  readonly typed: string;
  /** Shown again, so that a click on a suggestion can take it along; null when there is none. */
  readonly note: string | null;
  readonly suggestions: readonly { readonly name: string; readonly customId: string }[];
}

const TYPED_MAX = 100;
const LABEL_MAX = 80;

/** No such category; the nearest ones as buttons that clock in. */
export const suggestionsView = ({ typed, note, suggestions }: SuggestionsModel, t: Translator): MessageView => {
  // Of blanks and invisible characters nothing is left, and Discord takes no empty field.
  const shown = userText(note ?? '');
  return messageView({
    embeds: [
      {
        description: t('session.suggest.text', { name: userText(Array.from(typed).slice(0, TYPED_MAX).join('')) }),
        color: COLOUR.paused,
        ...(shown === '' ? {} : { fields: [{ name: t('session.suggest.note'), value: shown }] }),
      },
    ],
    components: rows(
      suggestions.map(({ name, customId }) =>
        button(customId, Array.from(plainText(name)).slice(0, LABEL_MAX).join(''), ButtonStyle.Primary),
      ),
    ),
  });
};
