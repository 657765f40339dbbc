import { html } from 'lit';
import { addDays } from '../../../../src/domain/calendar.js';
import { compact, dashed } from '../../core/days.js';
import { Dialog, Unreadable } from '../../parts/dialog.js';
import { LEAVE_KINDS, type LeaveKind } from './leave-contract.js';

/** Characters of a note, as the server takes them. */
const NOTE_MAX = 200;

/** Days on which the reader will not work, or did not. */
class PcLeaveDialog extends Dialog {
  static override properties = {
    today: { attribute: false },
    from: { state: true },
    to: { state: true },
    kind: { state: true },
    note: { state: true },
  };
  /** `yyyymmdd` */
  declare today: string;
  declare from: string | undefined;
  declare to: string | undefined;
  declare kind: LeaveKind | undefined;
  declare note: string | undefined;

  protected override heading(): string {
    return this.context.t('leave.new');
  }

  get #from(): string {
    return this.from ?? dashed(this.today);
  }

  get #to(): string {
    return this.to ?? this.#from;
  }

  protected override body() {
    const { t } = this.context;
    return html`<div class="fields">
        <label class="field"
          ><span>${t('leave.from')}</span>
          <input
            type="date"
            name="from"
            required
            .value=${this.#from}
            @change=${(event: Event) => {
              if (!(event.target instanceof HTMLInputElement)) return;
              this.from = event.target.value;
              // The last day follows the first one, as long as it would lie before it.
              if (this.#to < this.from) this.to = this.from;
            }}
        /></label>
        <label class="field"
          ><span>${t('leave.to')}</span>
          <input
            type="date"
            name="to"
            required
            min=${this.#from}
            .value=${this.#to}
            @change=${(event: Event) => {
              if (event.target instanceof HTMLInputElement) this.to = event.target.value;
            }}
        /></label>
      </div>
      <label class="field"
        ><span>${t('leave.kind')}</span>
        <select
          name="kind"
          @change=${(event: Event) => {
            const chosen = event.target instanceof HTMLSelectElement ? event.target.value : '';
            this.kind = LEAVE_KINDS.find((kind) => kind === chosen);
          }}
        >
          ${LEAVE_KINDS.map((kind) => html`<option value=${kind}>${t(`leave.kinds.${kind}`)}</option>`)}
        </select></label
      >
      <label class="field"
        ><span>${t('leave.note')}</span>
        <input
          name="note"
          autocomplete="off"
          maxlength=${NOTE_MAX}
          .value=${this.note ?? ''}
          @input=${(event: Event) => {
            if (event.target instanceof HTMLInputElement) this.note = event.target.value;
          }}
      /></label>`;
  }

  protected override async submit(): Promise<void> {
    const { app, space, t } = this.context;
    const [from, to] = [this.#from, this.#to];
    if (from === '' || to === '') throw new Unreadable(t('leave.wrong'));
    const body = { from, to: dashed(addDays(compact(to), 1)), kind: this.kind ?? 'holiday', note: this.note ?? '' };
    await app.api.write('POST', `/spaces/${space.id}/leave`, { body });
    this.dispatchEvent(new CustomEvent('pc-done'));
  }
}
customElements.define('pc-leave-dialog', PcLeaveDialog);
