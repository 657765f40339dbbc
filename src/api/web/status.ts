import type { PublicStatus } from '../../actions/service.js';
import type { Translator } from '../../i18n/translator.js';
import { html, type Html } from './html.js';

/** `2026-03-09 08:00` in UTC: whoever reads it may be anywhere. */
const utc = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
const time = (ms: number): Html => html`<time datetime="${new Date(ms).toISOString()}">${utc(ms)}</time>`;

/** How the bot is and was, for everybody: nothing of servers, members or figures. */
export const statusPage = (t: Translator, status: PublicStatus): Html => {
  const { state, troubles, at, startedAt, knownFrom, incidents } = status;
  const rows = incidents.map(
    ({ what, from, to }) =>
      html`<tr>
        <td>${time(from)}</td>
        <td>${to === null ? t('web.status.ongoing') : time(to)}</td>
        <td>${t(`web.status.${what}`)}</td>
      </tr>`,
  );
  const none = knownFrom === startedAt ? t('web.status.noneSoFar') : t('web.status.none');
  const table = html`<div class="wide" tabindex="0">
    <table>
      <thead>
        <tr>
          <th scope="col">${t('web.status.from')}</th>
          <th scope="col">${t('web.status.to')}</th>
          <th scope="col">${t('web.status.what')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
  const now = html`<h2>${t('web.status.now')}</h2>
    <ul>
      ${troubles.map((trouble) => html`<li>${t(`web.status.${trouble}`)}</li>`)}
    </ul>`;
  return html`<h1>${t('web.status.title')}</h1>
    <p class="state ${state}">${t(`web.status.${state}`)}</p>
    ${troubles.length === 0 ? null : now}
    <p>${t('web.status.since', { time: utc(startedAt) })}</p>
    <h2>${t('web.status.incidents')}</h2>
    ${rows.length === 0 ? html`<p>${none}</p>` : table}
    <p>${t('web.status.looked', { time: utc(at) })}</p>`;
};
