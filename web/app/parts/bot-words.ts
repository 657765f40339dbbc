import type { PageLocale, Params } from '../../kit/words.js';

/** Texts of the bot as they lie in `data/locales`: texts by name, in groups. */
export interface Words {
  readonly [name: string]: string | Words;
}

/** The names of texts, `score.title`; of those with a plural, the name without its form. */
export type WordKey<Table> = {
  [Name in keyof Table & string]: Table[Name] extends string
    ? Name extends `${infer Stem}_${'one' | 'other'}`
      ? Stem
      : Name
    : `${Name}.${WordKey<Table[Name]>}`;
}[keyof Table & string];

export type Say<Key extends string> = (key: Key, params?: Params) => string;

const textAt = (table: Words, path: readonly string[]): string | null => {
  let at: string | Words | undefined = table;
  for (const name of path) at = typeof at === 'object' && Object.hasOwn(at, name) ? at[name] : undefined;
  return typeof at === 'string' ? at : null;
};

const plurals = new Map<string, Intl.PluralRules>();
const formOf = (locale: PageLocale, count: number): string => {
  const rules = plurals.get(locale) ?? new Intl.PluralRules(locale);
  plurals.set(locale, rules);
  return rules.select(count);
};

/**
 * Says texts of the bot, so that they are the same on the page as in Discord; only pages that are loaded when somebody goes there have them. `count` among the params
 * decides about the plural.
 */
export const botWords =
  <Table extends Words>(tables: Readonly<Record<PageLocale, Table>>) =>
  (locale: PageLocale): Say<WordKey<Table>> =>
  (key, params = {}) => {
    const path = key.split('.');
    const { count } = params;
    const [last = '', ...before] = path.toReversed();
    const counted = [...before.toReversed(), `${last}_${typeof count === 'number' ? formOf(locale, count) : 'other'}`];
    const text = textAt(tables[locale], path) ?? textAt(tables[locale], counted) ?? key;
    return text.replaceAll(/\{\{(\w+)\}\}/g, (place, name: string) => String(params[name] ?? place));
  };
