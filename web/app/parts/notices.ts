import { html, nothing, type TemplateResult } from 'lit';
import { closeIcon } from '../../kit/icon.js';
import type { App } from '../core/app.js';
import type { Context } from '../core/context.js';

/** What stands above every page while something is not as it should be. */
export const notices = ({ model, t }: Context): TemplateResult => {
  const said = [
    ...(model.link === 'lost' ? [t('notice.lost')] : []),
    ...(model.waitsForStore ? [t('notice.willSync')] : []),
    ...(model.status?.possiblyStale === true && !model.waitsForStore ? [t('notice.stale')] : []),
  ];
  return html`<div role="status">${said.map((text) => html`<p class="notice">${text}</p>`)}</div>`;
};

/** What was said for a while; at the end of the page, so that nothing moves. */
export const toasts = (app: App): TemplateResult =>
  html`<div class="toasts" role="region" aria-live="polite" aria-label=${app.t('app.toasts')}>
    ${app.model.toasts.map(
      ({ id, text, kind, action }) =>
        html`<div class="toast ${kind}">
          <p>${text}</p>
          ${
            action === null
              ? nothing
              : html`<button
                  type="button"
                  class="text-button"
                  @click=${() => {
                    app.dismiss(id);
                    action.run();
                  }}
                >
                  ${action.label}
                </button>`
          }
          <button type="button" class="icon-button" aria-label=${app.t('app.dismiss')} @click=${() => app.dismiss(id)}>
            ${closeIcon(16)}
          </button>
        </div>`,
    )}
  </div>`;

/** Instead of the page: while it is loaded, when nobody is logged in, and where the server cannot be reached. */
export const outside = (app: App): TemplateResult => {
  const { t } = app;
  const { phase } = app.model;
  // To come back to where they were, and nowhere else: the server takes a local path only.
  const next = encodeURIComponent(`${location.pathname}${location.search}`);
  if (phase === 'loading') return html`<main class="outside"><p role="status">${t('app.loading')}</p></main>`;
  if (phase === 'loggedOut')
    return html`<main class="outside">
      <h1>Punchcard</h1>
      <p>${t('app.loggedOut')}</p>
      <a class="button primary" href="/login?next=${next}">${t('app.logIn')}</a>
    </main>`;
  if (phase === 'unreachable')
    return html`<main class="outside">
      <h1>${t('app.title')}</h1>
      <p>${t('app.unreachable')}</p>
      <button type="button" class="button primary" @click=${() => void app.start()}>${t('app.again')}</button>
    </main>`;
  return html`<main class="outside">
    <h1>${t('app.title')}</h1>
    <p>${t('app.noSpace')}</p>
  </main>`;
};
