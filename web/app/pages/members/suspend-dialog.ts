import { html, nothing } from 'lit';
import type { Member } from '../../core/members.js';
import { Dialog, Unreadable } from '../../parts/dialog.js';
import { SPANS, untilOf, type Until } from './until.js';

const REASON_MAX = 200;

/** Keeps a member from clocking in: why, and how long. */
class PcSuspendDialog extends Dialog {
  static override properties = { member: { attribute: false }, reason: { state: true }, until: { state: true } };
  declare member: Member;
  declare reason: string;
  declare until: Until;

  constructor() {
    super();
    this.reason = '';
    this.until = { kind: 'open' };
  }

  protected override heading(): string {
    return this.context.t('members.suspendOne', { name: this.member.name ?? this.member.user });
  }

  protected override submitButton() {
    return { label: this.context.t('members.suspend'), look: 'danger' as const };
  }

  #choose(value: string): void {
    const span = SPANS.find((each) => each === value);
    if (span !== undefined) this.until = { kind: 'span', span };
    else this.until = value === 'moment' ? { kind: 'moment', day: '', time: '' } : { kind: 'open' };
  }

  protected override body() {
    const { t, zone } = this.context;
    const { until } = this;
    const chosen = until.kind === 'span' ? until.span : until.kind;
    return html`<p class="muted">${t('members.suspendText')}</p>
      <label class="field"
        ><span>${t('members.reason')}</span>
        <textarea
          name="reason"
          rows="2"
          required
          maxlength=${REASON_MAX}
          .value=${this.reason}
          @input=${(event: Event) => {
            if (event.target instanceof HTMLTextAreaElement) this.reason = event.target.value;
          }}
        ></textarea>
        <span class="hint">${t('members.reasonHint')}</span>
      </label>
      <label class="field"
        ><span>${t('members.until')}</span>
        <select
          name="until"
          @change=${(event: Event) => {
            if (event.target instanceof HTMLSelectElement) this.#choose(event.target.value);
          }}
        >
          ${(['open', ...SPANS, 'moment'] as const).map(
            (value) => html`<option value=${value} ?selected=${value === chosen}>${t(`members.until.${value}`)}</option>`,
          )}
        </select>
      </label>
      ${
        until.kind !== 'moment'
          ? nothing
          : html`<div class="fields">
              <label class="field"
                ><span>${t('members.day')}</span>
                <input
                  type="date"
                  required
                  .value=${until.day}
                  @input=${(event: Event) => {
                    if (event.target instanceof HTMLInputElement) this.until = { ...until, day: event.target.value };
                  }}
                />
              </label>
              <label class="field"
                ><span>${t('members.time')}</span>
                <input
                  type="text"
                  required
                  placeholder="20:15"
                  .value=${until.time}
                  @input=${(event: Event) => {
                    if (event.target instanceof HTMLInputElement) this.until = { ...until, time: event.target.value };
                  }}
                />
                <span class="hint">${zone}</span>
              </label>
            </div>`
      }`;
  }

  protected override async submit(): Promise<void> {
    const { app, t, space, zone } = this.context;
    const until = untilOf(this.until, app.now(), zone);
    if (until === undefined) throw new Unreadable(t('members.noTime'));
    await app.api.write('PUT', `/spaces/${space.id}/members/${this.member.user}/suspension`, {
      body: { reason: this.reason.trim(), until },
    });
  }
}
customElements.define('pc-suspend-dialog', PcSuspendDialog);
