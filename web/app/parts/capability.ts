import { because as becauseDe, capabilities as capabilitiesDe } from '../../../data/locales/de/permissions.json';
import { because as becauseEn, capabilities as capabilitiesEn } from '../../../data/locales/en/permissions.json';
import type { Because, Capability } from '../../../src/domain/capabilities.js';
import type { PageLocale } from '../../kit/words.js';

/*
 * What capabilities are called, and what decides about them, in the bot's own words: on the page they are the same as in Discord. Only pages that are loaded
 * when somebody goes there import this.
 */
const words = {
  en: { capabilities: capabilitiesEn, because: becauseEn },
  de: { capabilities: capabilitiesDe, because: becauseDe },
} as const satisfies Record<PageLocale, unknown>;

/** Its name and what it is for. */
export const capabilityText = (
  capability: Capability,
  locale: PageLocale,
): { readonly name: string; readonly description: string } => words[locale].capabilities[capability];

const isBecause = (text: string): text is Because => Object.hasOwn(words.en.because, text);

/** Why somebody may do something or not, as the end of a sentence. `role`: what stands for the role that decided, which the API does not name. */
export const becauseText = (because: string, locale: PageLocale, role: string): string =>
  isBecause(because) ? words[locale].because[because].replace('{{role}}', role) : because;
