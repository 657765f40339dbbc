import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Translator } from '../../i18n/translator.js';
import { html, type Html } from './html.js';
import { markdown } from './markdown.js';

export const LEGAL_TEXTS = ['privacy', 'terms'] as const;
export type LegalText = (typeof LEGAL_TEXTS)[number];

export interface LegalPlaces {
  /** Folder with the operator's own texts: `privacy.md`, or one for each language, `privacy.de.md`. */
  readonly own: string;
  /** Folder with the templates, by language. */
  readonly templates: string;
}

/** The text of a file; null when it is not there. */
const readIf = (path: string): Promise<string | null> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });

/** The operator's text in this language, else their only one, else the template, whose blanks are to be seen. Read anew each time: it is changed by hand. */
export const legalPage = async (which: LegalText, t: Translator, { own, templates }: LegalPlaces): Promise<Html> => {
  const language = t.locale.split('-')[0] ?? 'en';
  const filled = (await readIf(join(own, `${which}.${language}.md`))) ?? (await readIf(join(own, `${which}.md`)));
  if (filled !== null) return html`<article>${markdown(filled)}</article>`;
  const template = (await readIf(join(templates, language, `${which}.md`))) ?? '';
  return html`<p class="note">${t(`web.${which}.template`)}</p>
    <article>${markdown(template)}</article>`;
};
