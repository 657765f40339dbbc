import type { Translator } from '../../i18n/translator.js';
import { html, type Html } from './html.js';
import type { LoginProblem } from './login.js';

/** What each says to machines. */
export const STATUS_OF: Readonly<Record<LoginProblem, number>> = {
  denied: 403,
  lost: 400,
  refused: 400,
  misconfigured: 500,
  unavailable: 503,
  wait: 503,
  notSetUp: 503,
};

/** Why nobody was logged in, and what to do. @param redirect where Discord has to send people back to */
export const problemPage = (t: Translator, what: LoginProblem, next: string, redirect: string): Html => {
  const isForOperators = what === 'misconfigured' || what === 'notSetUp';
  const advice = isForOperators ? t(`web.problem.${what}Advice`, { redirect }) : t(`web.problem.${what}Advice`);
  const again = html`<a class="button first" href="/login?next=${encodeURIComponent(next)}">${t('web.problem.again')}</a>`;
  return html`<h1>${t('web.problem.title')}</h1>
    <p class="lead">${t(`web.problem.${what}`)}</p>
    <p>${advice}</p>
    <p class="actions">${what === 'notSetUp' ? null : again}<a class="button" href="/">${t('web.problem.back')}</a></p>`;
};
