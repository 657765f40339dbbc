import type { Messages } from './messages.js';

/** Dotted paths of the texts in `T`; the plural forms of i18next (`key_one`, `key_other`) are one key. */
type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? Singular<K> : `${K}.${Paths<T[K]>}`;
}[keyof T & string];

type Singular<K extends string> = K extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Base : K;

/**
 * A key is a dotted path into data/locales/en/*.json, the file's name first: `session.card.since`.
 * TypeScript widens imported JSON to `string`, so a text's arguments are not part of its type; `placeholders.test.ts` holds every
 * call with literal arguments against the texts instead.
 */
export type MessageKey = Paths<Messages>;

/** A translator of one locale. Arguments are put in as they are: escape what users wrote (`userText`). */
export interface Translator {
  (key: MessageKey, params?: Readonly<Record<string, string | number>>): string;
  /** BCP 47. */
  readonly locale: string;
}
