import { html } from 'lit';
import { Dialog } from '../../parts/dialog.js';
import type { ApprovalItem, Approved } from './contract.js';
import { approve, decline } from './requests.js';

const REASON_MAX = 200;

/** The answer to a request with some words to its member: one may be said to a yes, and has to be said to a no. `pc-answered` has what came of a yes. */
class PcAnswerDialog extends Dialog {
  static override properties = { request: { attribute: false }, name: {}, answer: {}, reason: { state: true } };
  declare request: ApprovalItem;
  /** Of the member who asks. */
  declare name: string;
  declare answer: 'approve' | 'decline';
  declare reason: string;

  constructor() {
    super();
    this.reason = '';
  }

  protected override heading(): string {
    return this.context.t(this.answer === 'approve' ? 'approvals.approveOf' : 'approvals.declineOf', { name: this.name });
  }

  protected override submitButton() {
    const { t } = this.context;
    return this.answer === 'approve'
      ? { label: t('approvals.approve'), look: 'primary' as const }
      : { label: t('approvals.decline'), look: 'danger' as const };
  }

  protected override body() {
    const { t } = this.context;
    return html`<label class="field"
      ><span>${t(this.answer === 'approve' ? 'approvals.comment' : 'approvals.reason')}</span>
      <textarea
        name="reason"
        rows="3"
        maxlength=${REASON_MAX}
        ?required=${this.answer === 'decline'}
        .value=${this.reason}
        @input=${(event: Event) => {
          if (event.target instanceof HTMLTextAreaElement) this.reason = event.target.value;
        }}
      ></textarea>
      <span class="hint">${t('approvals.reasonHint', { name: this.name })}</span>
    </label>`;
  }

  protected override async submit(): Promise<void> {
    const { app } = this.context;
    const reason = this.reason.trim();
    let detail: Approved | null = null;
    if (this.answer === 'approve') detail = await approve(app, this.request, reason === '' ? null : reason);
    else await decline(app, this.request, reason);
    this.dispatchEvent(new CustomEvent<Approved | null>('pc-answered', { detail }));
  }
}
customElements.define('pc-answer-dialog', PcAnswerDialog);
