import { html } from 'lit';
import { Dialog } from '../../parts/dialog.js';

/** What counting anew would move. */
export interface Moved {
  readonly seconds: number;
  readonly entries: number;
}

/** Asks what becomes of the time that was recorded before, when the borders of days change. Answers with `pc-decided`. */
class PcPastDialog extends Dialog {
  static override properties = { name: {}, moved: { attribute: false }, past: { state: true } };
  /** The setting that changes them. */
  declare name: string;
  declare moved: Moved;
  declare past: 'keep' | 'recount';

  constructor() {
    super();
    this.past = 'keep';
  }

  protected override heading(): string {
    return this.context.t('settings.past', { name: this.name });
  }

  protected override body() {
    const { t, format } = this.context;
    const { seconds, entries } = this.moved;
    return html`<p>${t('settings.pastText', { time: format.duration(seconds * 1000), entries: format.number(entries) })}</p>
      <fieldset class="plain">
        <legend class="sr">${this.heading()}</legend>
        ${(['keep', 'recount'] as const).map(
          (past) =>
            html`<label class="check"
              ><input type="radio" name="past" .checked=${this.past === past} @change=${() => (this.past = past)} />
              ${t(`settings.past.${past}`)}</label
            >`,
        )}
      </fieldset>`;
  }

  protected override submit(): Promise<void> {
    this.dispatchEvent(new CustomEvent<'keep' | 'recount'>('pc-decided', { detail: this.past }));
    return Promise.resolve();
  }
}
customElements.define('pc-past-dialog', PcPastDialog);
