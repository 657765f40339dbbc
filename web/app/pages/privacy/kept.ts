import { documents as documentsDe, settings as settingsDe, show as showDe } from '../../../../data/locales/de/privacy.json';
import { documents as documentsEn, settings as settingsEn, show as showEn } from '../../../../data/locales/en/privacy.json';
import type { Format } from '../../../kit/format.js';
import type { PageLocale } from '../../../kit/words.js';
import type { Privacy } from './contract.js';

/* What is kept, in the bot's own words: on the page they are the same as in Discord. */
const words = {
  en: { documents: documentsEn, settings: settingsEn, show: showEn },
  de: { documents: documentsDe, settings: settingsDe, show: showDe },
} as const satisfies Record<PageLocale, unknown>;

type DocumentWord = keyof typeof documentsEn;
const isDocumentWord = (name: string): name is DocumentWord => Object.hasOwn(documentsEn, name);

/** What the bot asks about leaderboards and insights, with the answers. */
export const settingsWords = (locale: PageLocale) => words[locale].settings;

/** A kind of documents without a sentence is shown by its name: one of a newer version. */
const documentText = (name: string, locale: PageLocale): string => {
  const word = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return isDocumentWord(word) ? words[locale].documents[word] : name;
};

const filled = (text: string, params: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (place, name: string) => params[name] ?? place);

export interface KeptReader {
  readonly locale: PageLocale;
  readonly format: Pick<Format, 'moment' | 'number'>;
  /** IANA name. */
  readonly zone: string;
}

/** What is kept of the reader, a sentence each, in the order in which `/privacy show` says it. */
export const keptSentences = (kept: Privacy['kept'], { locale, format, zone }: KeptReader): readonly string[] => {
  const { show } = words[locale];
  const counted = (count: number, one: string, other: string, params: Readonly<Record<string, string>> = {}) =>
    filled(count === 1 ? one : other, { ...params, count: format.number(count) });
  const moment = (text: string) => format.moment(Date.parse(text), zone);
  const { entries, first, last, untold, spaces } = kept;
  return [
    first === null || last === null
      ? show.noEntries
      : counted(entries, show.entries_one, show.entries_other, { first: moment(first), last: moment(last) }),
    ...(entries > 0 ? [show.totals] : []),
    ...(kept.isOnTheClock ? [show.running] : []),
    kept.hasHistory ? show.history : show.noHistory,
    ...kept.documents.map((name) => documentText(name, locale)),
    ...(untold > 0 ? [counted(untold, show.untold_one, show.untold_other)] : []),
    ...(spaces > 1 ? [filled(show.elsewhere, { n: format.number(spaces) })] : []),
  ];
};

/** What is kept besides, wherever somebody uses the bot. */
export const keptBesides = (locale: PageLocale, isServer: boolean): readonly string[] => {
  const { identity, journal, backups, others } = words[locale].show;
  return [identity, journal, backups, ...(isServer ? [others] : [])];
};
