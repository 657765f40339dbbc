import { memoryOf, type Memory } from '../../kit/memory.js';
import { isPageLocale, type PageLocale } from '../../kit/words.js';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What this browser remembers of its reader. */
export interface Preferences {
  readonly locale: PageLocale;
  readonly theme: Theme;
  /** The space that was looked at last. */
  readonly space: string | null;
}

export const browserMemory: Memory = memoryOf('punchcard.app');

/** A wrong or missing value counts as none: then the browser's languages decide. */
export function readPreferences(stored: string | null, languages: readonly string[]): Preferences {
  const kept = new URLSearchParams(stored ?? '');
  const [locale, theme] = [kept.get('lang'), kept.get('theme')];
  const first = languages.map((language) => language.slice(0, 2)).find(isPageLocale);
  return {
    locale: isPageLocale(locale) ? locale : (first ?? 'en'),
    theme: THEMES.find((each) => each === theme) ?? 'system',
    space: kept.get('space'),
  };
}

export function writePreferences({ locale, theme, space }: Preferences): string {
  const params = new URLSearchParams({ lang: locale, theme });
  if (space !== null) params.set('space', space);
  return params.toString();
}
