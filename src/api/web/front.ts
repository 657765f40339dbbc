import type { Translator } from '../../i18n/translator.js';
import { html, type Html } from './html.js';
import type { LoggedIn } from './sessions.js';

export interface Front {
  readonly t: Translator;
  readonly visitor: LoggedIn | null;
  readonly isSandbox: boolean;
  /** Where the bot is added to a server; null before Discord has said who we are. */
  readonly addUrl: string | null;
}

const POINTS = ['exact', 'honest', 'yours', 'together'] as const;

/** The front page: what it is, and the ways in. */
export const frontPage = ({ t, visitor, isSandbox, addUrl }: Front): Html => {
  const point = (name: (typeof POINTS)[number]): Html =>
    html`<section>
      <h2>${t(`web.front.points.${name}`)}</h2>
      <p>${t(`web.front.points.${name}Text`)}</p>
    </section>`;
  const add = addUrl === null ? null : html`<a class="button" href="${addUrl}">${t('web.nav.add')}</a>`;
  const way =
    visitor === null
      ? html`<a class="button first" href="/login">${t('web.nav.login')}</a>`
      : html`<a class="button first" href="/app/">${t('web.nav.open')}</a>`;
  return html`<h1>${t('web.front.heading')}</h1>
    <p class="lead">${t('web.front.lead')}</p>
    ${isSandbox ? html`<p class="note">${t('web.front.sandbox')}</p>` : null}
    <p class="actions">${way}${add}</p>
    ${visitor === null ? null : loggedIn(t, visitor)}
    <div class="points">${POINTS.map(point)}</div>`;
};

const loggedIn = (t: Translator, { session, csrf }: LoggedIn): Html => {
  const form = (action: string, label: string): Html =>
    html`<form method="post" action="${action}">
      <input type="hidden" name="csrf" value="${csrf}" /><button type="submit">${label}</button>
    </form>`;
  return html`<p>${t('web.front.welcome', { name: session.name })}</p>
    <div class="actions">
      ${form('/logout', t('web.front.logout'))}${form('/logout-everywhere', t('web.front.logoutEverywhere'))}
    </div>`;
};
