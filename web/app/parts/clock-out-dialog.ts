import { html, nothing } from 'lit';
import { chosenOf, fieldsOf, momentOn } from '../pages/timesheet/typed.js';
import { Dialog, Unreadable } from './dialog.js';

const REASON_MAX = 200;

/** Somebody on the clock who is to be clocked out. */
export interface OnTheClock {
  readonly user: string;
  readonly name: string;
  /** Only this session is ended; undefined: whatever runs. */
  readonly session: string | undefined;
  /** Since when, ISO 8601. */
  readonly since: string;
}

/** Clocks a member out, now or at a moment in the past; they are told by whom and why. `pc-done` when it was done. */
class PcClockOutDialog extends Dialog {
  static override properties = {
    member: { attribute: false },
    reason: { state: true },
    day: { state: true },
    time: { state: true },
    earlier: { state: true },
  };
  declare member: OnTheClock;
  declare reason: string;
  /** `yyyy-mm-dd` */
  declare day: string;
  declare time: string;
  declare earlier: boolean;

  constructor() {
    super();
    this.reason = '';
    this.day = '';
    this.time = '';
    this.earlier = false;
  }

  protected override heading(): string {
    return this.context.t('out.heading', { name: this.member.name });
  }

  protected override submitButton() {
    return { label: this.context.t('out.do'), look: 'danger' as const };
  }

  #choose(earlier: boolean): void {
    this.earlier = earlier;
    // The day is nearly always that on which it began.
    if (earlier && this.day === '') this.day = fieldsOf(Date.parse(this.member.since), this.context.zone).day;
  }

  protected override body() {
    const { t, zone, format } = this.context;
    const read = (take: (text: string) => void) => (event: Event) => {
      const { target } = event;
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) take(target.value);
    };
    return html`<p class="muted">${t('out.since', { time: format.moment(Date.parse(this.member.since), zone) })}</p>
      <label class="field"
        ><span>${t('out.when')}</span>
        <select
          name="when"
          @change=${(event: Event) => {
            if (event.target instanceof HTMLSelectElement) this.#choose(event.target.value === 'earlier');
          }}
        >
          <option value="now">${t('out.when.now')}</option>
          <option value="earlier">${t('out.when.earlier')}</option>
        </select>
      </label>
      ${
        this.earlier
          ? html`<div class="fields">
              <label class="field"
                ><span>${t('out.day')}</span>
                <input type="date" name="day" required .value=${this.day} @input=${read((text) => (this.day = text))} />
              </label>
              <label class="field"
                ><span>${t('out.time')}</span>
                <input
                  type="text"
                  name="time"
                  required
                  placeholder="20:15"
                  autocomplete="off"
                  .value=${this.time}
                  @input=${read((text) => (this.time = text))}
                />
                <span class="hint">${zone}</span>
              </label>
            </div>`
          : nothing
      }
      <label class="field"
        ><span>${t('out.reason')}</span>
        <textarea
          name="reason"
          rows="2"
          maxlength=${REASON_MAX}
          .value=${this.reason}
          @input=${read((text) => (this.reason = text))}
        ></textarea>
        <span class="hint">${t('out.reasonHint')}</span>
      </label>`;
  }

  /** ISO 8601; null: now. */
  #end(): string | null {
    if (!this.earlier) return null;
    const typed = momentOn(this.day, this.time, this.context.zone);
    if (!typed.ok) throw new Unreadable(this.context.t('out.noTime'));
    return new Date(chosenOf(typed.value, false)).toISOString();
  }

  protected override async submit(): Promise<void> {
    const { app, t, space } = this.context;
    const { user, name, session } = this.member;
    const body = { endedAt: this.#end(), reason: this.reason.trim(), ...(session === undefined ? {} : { session }) };
    await app.api.write('POST', `/spaces/${space.id}/members/${user}/clock-out`, { body });
    app.toast(t('out.done', { name }));
    this.dispatchEvent(new CustomEvent('pc-done'));
  }
}
customElements.define('pc-clock-out-dialog', PcClockOutDialog);
