/** A translator of one locale. Keys are dotted paths into data/locales/<locale>/*.json (the file's name is the first part). */
export interface Translator {
  (key: MessageKey, params?: Readonly<Record<string, string | number>>): string;
  /** BCP 47. */
  readonly locale: string;
}

// The helper that owns src/i18n narrows this to the union of real keys.
export type MessageKey = string;
