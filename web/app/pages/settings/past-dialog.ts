import { html } from 'lit';
import { Dialog } from '../../parts/dialog.js';
import type { Past } from './requests.js';

/** Asks what becomes of the time that was recorded before, when the borders of days change. */
class PcPastDialog extends Dialog {
  static override properties = { decide: { attribute: false }, past: { state: true } };
  declare decide: (past: Past) => Promise<void>;
  declare past: Past;

  constructor() {
    super();
    this.past = 'kept';
  }

  protected override heading(): string {
    return this.context.t('settings.past');
  }

  protected override body() {
    const { t } = this.context;
    return html`<p>${t('settings.pastText')}</p>
      <fieldset class="plain">
        <legend class="sr">${t('settings.past')}</legend>
        ${(['kept', 'recounted'] as const).map(
          (past) =>
            html`<label class="check"
              ><input type="radio" name="past" .checked=${this.past === past} @change=${() => (this.past = past)} />
              ${t(`settings.past.${past}`)}</label
            >`,
        )}
      </fieldset>`;
  }

  protected override submit(): Promise<void> {
    return this.decide(this.past);
  }
}
customElements.define('pc-past-dialog', PcPastDialog);
