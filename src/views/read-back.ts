import { fromUserText } from '../i18n/user-text.js';

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
