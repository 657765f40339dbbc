/** An emoji as text: its own character, or `:name:` for one of a server (pictures would have to be fetched). */
export const emojiText = (emoji: { readonly id?: string | null; readonly name?: string | null }): string =>
  emoji.id === undefined || emoji.id === null ? (emoji.name ?? '') : `:${emoji.name ?? 'emoji'}:`;
