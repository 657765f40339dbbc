import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Context } from '../../core/context.js';
import type { LiveEvent } from '../../core/live.js';
import { askForNames, type Names } from '../../core/names.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import { person } from '../../parts/person.js';
import { zoneLine } from '../../parts/zone-line.js';
import './answer-dialog.js';
import './approvals.css';
import { comparison } from './comparison.js';
import type { ApprovalItem, Approved } from './contract.js';
import { approve, openRequests } from './requests.js';

/** Why a change cannot be made, as far as there is a sentence for it. */
const BLOCKED = [
  'SESSION_ALREADY_ACTIVE',
  'ENTRY_OVERLAPS',
  'MEMBER_SUSPENDED',
  'MEMBER_SUSPENDED_UNTIL',
  'REQUEST_CHANGED',
] as const;

/** What members ask to be changed, with how it is and how it would be, for those who may approve it. */
class PcApprovals extends LoadedPage<readonly ApprovalItem[]> {
  static override properties = { answering: { state: true }, busy: { state: true } };
  /** The answer that is being written. */
  declare answering: { readonly request: ApprovalItem; readonly answer: 'approve' | 'decline' } | null;
  /** The id of the request that is being answered. */
  declare busy: string | null;

  #names: Names = new Map();

  constructor() {
    super();
    this.answering = null;
    this.busy = null;
  }

  protected override heading(): string {
    return this.context.t('nav.approvals');
  }

  protected override async ask(): Promise<readonly ApprovalItem[]> {
    const { app } = this.context;
    const requests = await openRequests(app);
    // Names are asked for once, and again for somebody new.
    if (requests.some(({ member }) => !this.#names.has(member))) this.#names = await askForNames(app);
    return requests;
  }

  protected override concerns({ type }: LiveEvent): boolean {
    return type === 'settings' || type === 'change' || type === 'request';
  }

  #nameOf({ member }: ApprovalItem): string {
    return this.#names.get(member) ?? member;
  }

  async #approve(request: ApprovalItem): Promise<void> {
    const { app } = this.context;
    this.busy = request.id;
    await this.attempt(async () => {
      this.#said(request, await approve(app, request, null));
    });
    await this.reload();
    this.busy = null;
  }

  /** `approved`: what came of a yes; null: it was a no. */
  #said(request: ApprovalItem, approved: Approved | null): void {
    const { app, t } = this.context;
    const name = this.#nameOf(request);
    if (approved?.made === 'refused') app.toast(t('approvals.notMade', { reason: this.#reasonOf(approved) }), { kind: 'failed' });
    else if (approved === null) app.toast(t('approvals.declined', { name }));
    else app.toast(t(approved.made === 'later' ? 'approvals.later' : 'approvals.approved', { name }));
    // The focus was on a button that is gone with its request.
    this.querySelector<HTMLElement>('h1')?.focus();
  }

  #reasonOf({ code }: Approved): string {
    const { t } = this.context;
    const known = BLOCKED.find((each) => each === code);
    return known === undefined ? t('approvals.blocked', { code: code ?? '' }) : t(`approvals.blocked.${known}`);
  }

  protected override view(requests: readonly ApprovalItem[]): TemplateResult {
    const { context, answering } = this;
    const { t } = context;
    return html`<section class="page narrow">
      <h1 tabindex="-1">${t('nav.approvals')}</h1>
      ${requests.length === 0 ? html`<p class="empty">${t('approvals.none')}</p>` : nothing}
      ${repeat(
        requests,
        ({ id }) => id,
        (request) => this.#card(request),
      )}
      ${zoneLine(context)}
      ${
        answering === null
          ? nothing
          : html`<pc-answer-dialog
              .context=${context}
              .request=${answering.request}
              .answer=${answering.answer}
              .name=${this.#nameOf(answering.request)}
              @pc-answered=${(event: CustomEvent<Approved | null>) => {
                this.#said(answering.request, event.detail);
                void this.reload();
              }}
              @pc-close=${() => (this.answering = null)}
            ></pc-answer-dialog>`
      }
    </section>`;
  }

  #card(request: ApprovalItem): TemplateResult {
    const { context } = this;
    const { t, format, zone } = context;
    const { id, member, what, because, askedAt, reason, before, after, cut } = request;
    return html`<article class="card request" aria-labelledby="request-${id}">
      <header class="request-head">
        ${person(member, this.#names.get(member))}
        <span class="muted small">${t('approvals.asked', { time: format.moment(Date.parse(askedAt), zone) })}</span>
      </header>
      <div>
        <h2 id="request-${id}">${t(`approvals.what.${what}`)}</h2>
        <p class="muted small">${t(`approvals.because.${because}`)}</p>
      </div>
      ${reason === null ? nothing : html`<blockquote class="said">${reason}</blockquote>`} ${comparison(context, before, after)}
      ${
        cut === null
          ? nothing
          : html`<p>${t('approvals.cut')}</p>
              ${comparison(context, cut.before, cut.after)}`
      }
      <div class="button-row">
        <button type="button" class="button primary" ?disabled=${this.busy !== null} @click=${() => void this.#approve(request)}>
          ${t('approvals.approve')}
        </button>
        <button type="button" class="button" @click=${() => (this.answering = { request, answer: 'approve' })}>
          ${t('approvals.approveWith')}
        </button>
        <button type="button" class="button danger" @click=${() => (this.answering = { request, answer: 'decline' })}>
          ${t('approvals.declineWith')}
        </button>
      </div>
    </article>`;
  }
}
customElements.define('pc-approvals', PcApprovals);

export const page = (context: Context): TemplateResult => html`<pc-approvals .context=${context}></pc-approvals>`;
