import { html, nothing } from 'lit';
import { Dialog } from '../../parts/dialog.js';
import type { Chosen, Revealed, Webhook } from './contract.js';
import { EVENTS } from './events.js';
import { addWebhook, changeWebhook } from './requests.js';

const LIMITS = { url: 500, name: 60 } as const;

/** A new webhook, or one that is changed. A new one says its secret with `pc-revealed`. */
class PcWebhookDialog extends Dialog {
  static override properties = { webhook: { attribute: false }, chosen: { state: true } };
  /** Null: a new one. */
  declare webhook: Webhook | null;
  declare chosen: Chosen | undefined;

  protected override heading(): string {
    const { t } = this.context;
    return t(this.webhook === null ? 'webhooks.new' : 'webhooks.change');
  }

  #chosen(): Chosen {
    const { url = '', name = '', events = EVENTS } = this.webhook ?? {};
    return this.chosen ?? { url, name, events };
  }

  #text(field: 'url' | 'name', type: 'url' | 'text') {
    const { t } = this.context;
    return html`<label class="field"
      ><span>${t(`webhooks.${field}`)}</span>
      <input
        type=${type}
        name=${field}
        autocomplete="off"
        ?required=${field === 'url'}
        maxlength=${LIMITS[field]}
        .value=${this.#chosen()[field]}
        @input=${(event: Event) => {
          if (event.target instanceof HTMLInputElement) this.chosen = { ...this.#chosen(), [field]: event.target.value };
        }}
      />
      ${field === 'url' ? html`<span class="hint">${t('webhooks.urlHint')}</span>` : nothing}
    </label>`;
  }

  protected override body() {
    const { t } = this.context;
    const { events } = this.#chosen();
    const put = (event: Event, one: (typeof EVENTS)[number]) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      const isOn = event.target.checked;
      this.chosen = { ...this.#chosen(), events: EVENTS.filter((each) => (each === one ? isOn : events.includes(each))) };
    };
    return html`${this.#text('url', 'url')} ${this.#text('name', 'text')}
      <fieldset class="plain">
        <legend>${t('webhooks.events')}</legend>
        ${EVENTS.map(
          (one) =>
            html`<label class="check"
              ><input type="checkbox" .checked=${events.includes(one)} @change=${(event: Event) => put(event, one)} />
              <span>${t(`webhooks.event.${one}`)} <code class="muted small">${one}</code></span></label
            >`,
        )}
      </fieldset>`;
  }

  protected override async submit(): Promise<void> {
    const { app } = this.context;
    const { url, name, events } = this.#chosen();
    const chosen = { url: url.trim(), name: name.trim(), events };
    if (this.webhook !== null) {
      await changeWebhook(app, this.webhook.id, chosen);
      return;
    }
    const detail: Revealed = await addWebhook(app, chosen);
    this.dispatchEvent(new CustomEvent('pc-revealed', { detail }));
  }
}
customElements.define('pc-webhook-dialog', PcWebhookDialog);
