import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Context } from '../../core/context.js';
import type { LiveEvent } from '../../core/live.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import '../approvals/approvals.css';
import { comparison } from '../approvals/comparison.js';
import type { OwnRequest } from './contract.js';

/** Changes of the reader's own time that others have to approve: what waits, and how it was answered. */
class PcRequests extends LoadedPage<readonly OwnRequest[]> {
  protected override heading(): string {
    return this.context.t('nav.requests');
  }

  protected override concerns({ type }: LiveEvent): boolean {
    return type === 'change';
  }

  protected override async ask(): Promise<readonly OwnRequest[]> {
    const { app, space } = this.context;
    const { requests } = await app.api.get<{ readonly requests: readonly OwnRequest[] }>(`/spaces/${space.id}/requests`);
    return requests;
  }

  protected override view(requests: readonly OwnRequest[]): TemplateResult {
    const { t } = this.context;
    return html`<section class="page narrow">
      <div class="page-head"><h1>${t('nav.requests')}</h1></div>
      <p class="muted">${t('requests.about')}</p>
      ${requests.length === 0 ? html`<p class="empty card">${t('requests.none')}</p>` : nothing}
      ${repeat(
        requests,
        ({ id }) => id,
        (request) => this.#card(request),
      )}
    </section>`;
  }

  #card(request: OwnRequest): TemplateResult {
    const { context } = this;
    const { t, format, zone } = context;
    const { id, what, because, state, reason, answer, before, after, askedAt } = request;
    return html`<article class="card" aria-labelledby="request-${id}">
      <header class="page-head">
        <h2 id="request-${id}">${t(`approvals.what.${what}`)}</h2>
        <span class="tag ${TAGS[state]}">${t(`requests.state.${state}`)}</span>
      </header>
      <p class="muted small">
        ${t('approvals.asked', { time: format.moment(Date.parse(askedAt), zone) })} · ${t(`requests.because.${because}`)}
      </p>
      ${reason === null ? nothing : html`<p>${t('requests.yourReason', { reason })}</p>`} ${comparison(context, before, after)}
      ${answer?.reason ? html`<p>${t('requests.theirReason', { reason: answer.reason })}</p>` : nothing}
      ${state === 'approved' && answer?.isApplied === false ? html`<p class="muted">${t('requests.notYet')}</p>` : nothing}
      ${
        state === 'open'
          ? html`<p>
              <button type="button" class="button" @click=${() => void this.#withdraw(request)}>${t('requests.withdraw')}</button>
            </p>`
          : nothing
      }
    </article>`;
  }

  async #withdraw({ id }: OwnRequest): Promise<void> {
    const { app, space, t } = this.context;
    const went = await this.attempt(async () => {
      await app.api.write('DELETE', `/spaces/${space.id}/requests/${encodeURIComponent(id)}`);
    });
    await this.reload();
    if (went) app.toast(t('requests.withdrawn'));
  }
}

const TAGS = { open: 'warn', approved: 'good', declined: 'bad' } as const;

customElements.define('pc-requests', PcRequests);

export const page = (context: Context): TemplateResult => html`<pc-requests .context=${context}></pc-requests>`;
