import i18next from 'i18next';
import { FALLBACK_LOCALE, MESSAGES } from './messages.js';
import type { MessageKey, Translator } from './translator.js';

export interface Translators {
  /** The translator of a locale (`de`, `de-AT`, Discord's `en-GB`); of English for anything that we do not ship. Never throws. */
  for(locale: string): Translator;
  /** The shipped locales, BCP 47. */
  readonly locales: readonly string[];
  /** The text of a key that is only known at run time, in exactly this locale; undefined when it has none. */
  lookup(locale: string, key: string): string | undefined;
}

/** Regions that Discord knows and other callers may name; more than this many are answered without being remembered. */
const REMEMBERED = 64;

/** `de-AT` when `de` is shipped, so that numbers follow the region; else English. */
const resolveLocale = (wanted: string, shipped: readonly string[]): string => {
  try {
    const locale = new Intl.Locale(wanted);
    return shipped.includes(locale.language) ? locale.baseName : FALLBACK_LOCALE;
  } catch {
    return FALLBACK_LOCALE;
  }
};

/** A text around its arguments: text, name, text, name, ..., text. */
type Template = readonly string[];

/** Null for what only i18next understands: formats, nesting, paths. */
const parseTemplate = (text: string): Template | null => {
  const parts = text.split(/\{\{(\w+)\}\}/);
  return parts.some((part) => part.includes('{{') || part.includes('$t(')) ? null : parts;
};

/** Null when an argument is missing: what then, i18next decides. */
const fill = (template: Template | null, params: Readonly<Record<string, string | number>>): string | null => {
  if (template === null) return null;
  let text = template[0] ?? '';
  for (let at = 1; at < template.length; at += 2) {
    const value = params[template[at] ?? ''];
    if (value === undefined) return null;
    text += String(value) + (template[at + 1] ?? '');
  }
  return text;
};

/**
 * All texts, ready for use. `strict` (tests) throws on a missing key or argument; without it the key is shown, or the argument left
 * empty.
 */
export const createTranslators = (options: { readonly strict?: boolean } = {}): Translators => {
  const strict = options.strict ?? false;
  const locales = Object.keys(MESSAGES);
  const engine = i18next.createInstance();
  // Synchronous, as all resources are in hand.
  void engine.init({
    resources: Object.fromEntries(Object.entries(MESSAGES).map(([locale, translation]) => [locale, { translation }])),
    fallbackLng: FALLBACK_LOCALE,
    supportedLngs: locales,
    nonExplicitSupportedLngs: true,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: (key: string) => {
      if (strict) throw new Error(`no text for ${key}`);
      return key;
    },
    missingInterpolationHandler: (text: string, match: RegExpExecArray) => {
      if (strict) throw new Error(`no argument for ${match[0]} in "${text}"`);
      return '';
    },
  });

  const build = (locale: string): Translator => {
    // Most texts take no argument and are always the same.
    const plain = new Map<MessageKey, string>();
    const translatePlain = (key: MessageKey): string => {
      const text = plain.get(key) ?? engine.t(key, { lng: locale });
      plain.set(key, text);
      return text;
    };
    const templates = new Map<MessageKey, Template | null>();
    const templateOf = (key: MessageKey): Template | null => {
      const known = templates.get(key);
      if (known !== undefined) return known;
      const raw: unknown = engine.getResource(locale.split('-')[0] ?? locale, 'translation', key);
      const template = typeof raw === 'string' ? parseTemplate(raw) : null;
      templates.set(key, template);
      return template;
    };
    const translate = (key: MessageKey, params?: Readonly<Record<string, string | number>>): string => {
      if (params === undefined) return translatePlain(key);
      const filled = 'count' in params ? null : fill(templateOf(key), params);
      // No nesting: an argument that says `$t(...)` is only text.
      return filled ?? engine.t(key, { ...params, lng: locale, nest: false, skipOnVariables: true });
    };
    return Object.assign(translate, { locale });
  };

  const known = new Map<string, Translator>();
  return {
    locales,
    for(wanted) {
      const remembered = known.get(wanted);
      if (remembered !== undefined) return remembered;
      const translator = build(resolveLocale(wanted, locales));
      if (known.size < REMEMBERED) known.set(wanted, translator);
      return translator;
    },
    lookup(locale, key) {
      const text: unknown = engine.getResource(locale, 'translation', key);
      return typeof text === 'string' ? text : undefined;
    },
  };
};
