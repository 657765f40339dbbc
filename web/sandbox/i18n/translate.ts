import de from '../locales/de.json';
import en from '../locales/en.json';

export type PageLocale = 'en' | 'de';
export type PageKey = keyof typeof en;
export type Params = Readonly<Record<string, string | number>>;
/** Text of the page itself in the reader's language; `{name}` places are filled from `params`. */
export type Translate = (key: PageKey, params?: Params) => string;

const tables: Readonly<Record<PageLocale, Readonly<Record<PageKey, string>>>> = { en, de };

export const pageLocales: readonly PageLocale[] = ['en', 'de'];

export const isPageLocale = (value: unknown): value is PageLocale => value === 'en' || value === 'de';

/** What Discord calls the page's language; it goes with every interaction and picks the localised command names. */
export const discordLocale = (locale: PageLocale): 'en-US' | 'de' => (locale === 'de' ? 'de' : 'en-US');

export function translator(locale: PageLocale): Translate {
  const table = tables[locale];
  return (key, params = {}) => table[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
