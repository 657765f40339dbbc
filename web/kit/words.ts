export type PageLocale = 'en' | 'de';
export type Params = Readonly<Record<string, string | number>>;

export const pageLocales: readonly PageLocale[] = ['en', 'de'];

export const isPageLocale = (value: unknown): value is PageLocale => value === 'en' || value === 'de';

/** Puts `params` into the `{name}` places of a text; places that nobody filled stay visible. */
export const fill = (text: string, params: Params = {}): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));

/** The names of the places of a text, sorted: every language has to have the same. */
export const placesOf = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
