import { fill, type PageLocale, type Params } from '../../kit/words.js';
import de from '../locales/de.json';
import en from '../locales/en.json';

export { isPageLocale, pageLocales, type PageLocale, type Params } from '../../kit/words.js';

export type PageKey = keyof typeof en;
/** Text of the page itself in the reader's language; `{name}` places are filled from `params`. */
export type Translate = (key: PageKey, params?: Params) => string;

const tables: Readonly<Record<PageLocale, Readonly<Record<PageKey, string>>>> = { en, de };

/** What Discord calls the page's language; it goes with every interaction and picks the localised command names. */
export const discordLocale = (locale: PageLocale): 'en-US' | 'de' => (locale === 'de' ? 'de' : 'en-US');

export function translator(locale: PageLocale): Translate {
  const table = tables[locale];
  return (key, params) => fill(table[key], params);
}
