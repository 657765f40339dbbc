import de from '../../../../data/locales/de/import.json';
import en from '../../../../data/locales/en/import.json';
import type { Context } from '../../core/context.js';
import { botWords, type Say, type WordKey } from '../../parts/bot-words.js';

export type ImportWords = Say<WordKey<typeof en>>;

const words = botWords({ en, de });

/** What the bot says about imports. */
export const importWords = ({ model }: Pick<Context, 'model'>): ImportWords => words(model.locale);

/** `4 rows`, with the number as the language writes it. */
export const countText = (of: 'rows' | 'entries' | 'people', count: number, { model, format }: Context): string =>
  words(model.locale)(`count.${of}`, { count, n: format.number(count) });
