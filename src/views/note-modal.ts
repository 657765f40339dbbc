import { ComponentType, TextInputStyle, type APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { NOTE_MAX } from '../domain/session.js';
import type { Translator } from '../i18n/translator.js';
import { fromUserText } from '../i18n/user-text.js';

export const NOTE_FIELD = 'note';

/** The note on a session's card, as it was written; the card's description holds nothing else. */
export const noteOf = (message: { readonly embeds: readonly { readonly description?: string | undefined }[] } | null): string =>
  fromUserText(message?.embeds[0]?.description ?? '');

/** The note that `suggestionsView` carries, or null. */
export const suggestedNoteOf = (
  message: { readonly embeds: readonly { readonly fields?: readonly { readonly value: string }[] | undefined }[] } | null,
): string | null => {
  const value = message?.embeds[0]?.fields?.[0]?.value;
  return value === undefined ? null : fromUserText(value);
};

/** `note`: what to begin with, empty for nothing. */
export const noteModal = (
  { customId, note }: { readonly customId: string; readonly note: string },
  t: Translator,
): APIModalInteractionResponseCallbackData => {
  const value = Array.from(note).slice(0, NOTE_MAX).join('');
  return {
    custom_id: customId,
    title: t('session.noteModal.title'),
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.TextInput,
            custom_id: NOTE_FIELD,
            style: TextInputStyle.Short,
            label: t('session.noteModal.label'),
            placeholder: t('session.noteModal.placeholder'),
            max_length: NOTE_MAX,
            required: false,
            ...(value === '' ? {} : { value }),
          },
        ],
      },
    ],
  };
};
