import { isPageLocale, type PageLocale } from '../i18n/translate.js';
import { memoryOf } from '../../kit/memory.js';
import type { Place } from './model.js';

/** Who, where and in which language: kept in the address (to share and to open twice) and in the browser. */
export interface Preferences {
  readonly as: string | undefined;
  readonly place: Place;
  readonly locale: PageLocale;
}

const KEY = 'punchcard.sandbox';
const ID = /^\d{1,20}$/;
const id = (value: string | null) => (value !== null && ID.test(value) ? value : undefined);

/** The address wins over the browser's memory; a wrong value counts as none. */
export function readPreferences(hash: string, stored: string | null, languages: readonly string[]): Preferences {
  const remembered = new URLSearchParams(stored ?? '');
  const address = new URLSearchParams(hash.replace(/^#/, ''));
  const locale = address.get('lang') ?? remembered.get('lang') ?? languages[0]?.slice(0, 2);
  const source = address.has('channel') ? address : remembered;
  return {
    as: id(address.get('as')) ?? id(remembered.get('as')),
    place: { guild: id(source.get('guild')), channel: id(source.get('channel')) },
    locale: isPageLocale(locale) ? locale : 'en',
  };
}

export function writePreferences({ as, place, locale }: Preferences): string {
  const params = new URLSearchParams();
  if (as !== undefined) params.set('as', as);
  if (place.guild !== undefined) params.set('guild', place.guild);
  if (place.channel !== undefined) params.set('channel', place.channel);
  params.set('lang', locale);
  return params.toString();
}

export const browserMemory = memoryOf(KEY);
