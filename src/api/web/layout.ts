import type { Translator } from '../../i18n/translator.js';
import type { Html } from './html.js';
import { html } from './html.js';

export interface Page {
  readonly t: Translator;
  /** The languages that there are, for the choice at the foot. */
  readonly locales: readonly string[];
  /** Path of the page, for links to itself in another language. */
  readonly path: string;
  readonly title: string;
  readonly body: Html;
  /** Where the style sheet is. */
  readonly css: string;
}

/** What a language is called in itself. */
const nameOf = (locale: string): string => new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;

const MARK = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <path d="M6 4h15l5 5v19H6z" />
  <path class="hole" d="M10 13h3v6h-3zM15 13h3v6h-3zM20 13h2v6h-2z" />
</svg>`;

/** A whole page for a browser: head, way home, body, and the links that every page has. */
export const pageOf = ({ t, locales, path, title, body, css }: Page): string => {
  const here = t.locale.split('-')[0] ?? t.locale;
  const languages = locales.map((locale) =>
    locale === here
      ? html`<li><span aria-current="true" lang="${locale}">${nameOf(locale)}</span></li>`
      : html`<li><a href="${path}?lang=${locale}" hreflang="${locale}" lang="${locale}">${nameOf(locale)}</a></li>`,
  );
  const link = (href: string, text: string): Html =>
    html`<li><a href="${href}" ${href === path ? html` aria-current="page"` : null}>${text}</a></li>`;
  return html`<!doctype html>
    <html lang="${here}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="${css}" />
      </head>
      <body>
        <a class="skip" href="#content">${t('web.skip')}</a>
        <header>
          <a class="home" href="/" aria-label="${t('web.home')}">${MARK}<span>Punchcard</span></a>
        </header>
        <main id="content" tabindex="-1">${body}</main>
        <footer>
          <nav aria-label="${t('web.nav.label')}">
            <ul>
              ${[link('/app/', t('web.nav.open')), link('/privacy', t('web.nav.privacy')), link('/terms', t('web.nav.terms')), link('/status', t('web.nav.status'))]}
            </ul>
          </nav>
          <nav aria-label="${t('web.nav.language')}">
            <ul>
              ${languages}
            </ul>
          </nav>
        </footer>
      </body>
    </html> `.text;
};

export const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#1f6f5c" d="M6 4h15l5 5v19H6z"/><path fill="#fff" d="M10 13h3v6h-3zM15 13h3v6h-3zM20 13h2v6h-2z"/></svg>`;
