import { html } from 'lit';
import { Dialog } from '../../parts/dialog.js';
import { bodyOf, type Change } from './desk.js';

/** A change that the reader may not make alone, as it is asked for. */
export type Wish =
  | { readonly type: 'addEntry'; readonly change: Change }
  | { readonly type: 'editEntry'; readonly entry: string; readonly change: Change }
  | { readonly type: 'deleteEntry'; readonly entry: string };

const REASON_MAX = 300;

/** Asks those who may approve for a change; nothing is sent unless the reader says so. */
class PcAskDialog extends Dialog {
  static override properties = { wish: { attribute: false }, why: { attribute: false }, reason: { state: true } };
  declare wish: Wish;
  /** Why it needs approval, as the server says. */
  declare why: string;
  declare reason: string;

  constructor() {
    super();
    this.reason = '';
  }

  protected override heading(): string {
    return this.context.t('sheet.ask');
  }

  protected override submitButton() {
    return { label: this.context.t('sheet.ask') };
  }

  protected override body() {
    const { t } = this.context;
    return html`<p>${this.why}</p>
      <p>${t('sheet.askAbout')}</p>
      <label class="field"
        ><span>${t('approvals.reason')}</span>
        <textarea
          rows="2"
          maxlength=${REASON_MAX}
          .value=${this.reason}
          @input=${(event: Event) => {
            if (event.target instanceof HTMLTextAreaElement) this.reason = event.target.value;
          }}
        ></textarea>
      </label>`;
  }

  protected override async submit(): Promise<void> {
    const { app, space, t } = this.context;
    const reason = this.reason.trim();
    const body = { change: sent(this.wish), ...(reason === '' ? {} : { reason }) };
    await app.api.write('POST', `/spaces/${space.id}/requests`, { body });
    app.toast(t('sheet.asked'), { action: { label: t('nav.requests'), run: () => app.go(app.pathOf('requests')) } });
  }
}

const sent = (wish: Wish) => {
  switch (wish.type) {
    case 'addEntry':
      return { type: wish.type, entry: bodyOf(wish.change) };
    case 'editEntry':
      return { type: wish.type, entry: wish.entry, patch: bodyOf(wish.change) };
    case 'deleteEntry':
      return { type: wish.type, entry: wish.entry };
  }
};

customElements.define('pc-ask-dialog', PcAskDialog);
