import { html } from 'lit';
import { Dialog } from '../../parts/dialog.js';
import type { Revealed } from './contract.js';

/** Shows the secret of a webhook, once. */
class PcSecretDialog extends Dialog {
  static override properties = { revealed: { attribute: false }, copied: { state: true } };
  declare revealed: Revealed;
  declare copied: boolean;

  protected override heading(): string {
    return this.context.t('webhooks.secret');
  }

  protected override submitButton() {
    return { label: this.context.t('webhooks.secretKept') };
  }

  protected override body() {
    const { t } = this.context;
    const { secret } = this.revealed;
    const copy = () => {
      // Refused where the page has no permission; then it can still be selected.
      void navigator.clipboard.writeText(secret).then(
        () => (this.copied = true),
        () => this.querySelector<HTMLInputElement>('input')?.select(),
      );
    };
    return html`<p>${t('webhooks.secretText')}</p>
      <div class="secret">
        <input type="text" readonly aria-label=${t('webhooks.secret')} .value=${secret} />
        <button type="button" class="button" @click=${copy}>${t('webhooks.copy')}</button>
      </div>
      <p class="small muted" role="status">${this.copied ? t('webhooks.copied') : ''}</p>`;
  }

  protected override submit(): Promise<void> {
    return Promise.resolve();
  }
}
customElements.define('pc-secret-dialog', PcSecretDialog);
