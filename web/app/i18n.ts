import { fill, type PageLocale, type Params } from '../kit/words.js';
import deApp from './locales/de/app.json';
import enApp from './locales/en/app.json';
import * as own from './locales/own.js';
import * as server from './locales/server.js';

const en = { ...enApp, ...own.en, ...server.en };
const de = { ...deApp, ...own.de, ...server.de };

export type AppKey = keyof typeof en;
/** Text of the page in the reader's language; `{name}` places are filled from `params`. */
export type Translate = (key: AppKey, params?: Params) => string;

/** All texts of the page; both languages have the same keys, which `i18n.test.ts` holds them to. */
export const tables: Readonly<Record<PageLocale, Readonly<Record<AppKey, string>>>> = { en, de };

/** Is there a text of this name? For names that are made of what the server says. */
export const isAppKey = (key: string): key is AppKey => Object.hasOwn(en, key);

export function translator(locale: PageLocale): Translate {
  const table = tables[locale];
  return (key, params) => fill(table[key], params);
}
