import { html, LitElement, nothing } from 'lit';
import { worldNow } from '../core/world-time.js';
import { formatTime } from '../../kit/moment.js';
import type { Context } from '../views/context.js';
import { chevronIcon, clockIcon } from '../views/icons.js';
import { fieldValue, nextMonday, nextMorning } from './steps.js';

const HOUR_MS = 3_600_000;

/** What time it is in the sandbox, and behind it what is done to this world as a whole: its clock, a history, a new beginning. */
export class PcWorld extends LitElement {
  static override properties = { context: {}, opened: { state: true }, asking: { state: true } };
  declare context: Context;
  declare opened: boolean;
  /** Is the reader asked whether a clean world shall begin? */
  declare asking: boolean;
  #timer: number | undefined;
  /** What the field for a date offers, and how far the clock had been moved then. */
  #suggested = { movedMs: NaN, value: '' };

  constructor() {
    super();
    this.opened = false;
    this.asking = false;
  }

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#timer = window.setInterval(() => this.requestUpdate(), 1000);
  }

  override disconnectedCallback() {
    window.clearInterval(this.#timer);
    super.disconnectedCallback();
  }

  #toggle = () => {
    this.opened = !this.opened;
    this.asking = false;
    this.#suggested = { movedMs: NaN, value: '' };
  };

  #escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !this.opened) return;
    event.stopPropagation();
    this.#toggle();
    this.querySelector<HTMLElement>('.world-face')?.focus();
  };

  #goTo = (event: SubmitEvent) => {
    event.preventDefault();
    const field = this.querySelector<HTMLInputElement>('input[type=datetime-local]');
    const to = new Date(field?.value ?? '').getTime();
    if (!Number.isNaN(to)) this.context.session.moveTime({ to });
  };

  /** The question takes the place of its button, and the focus goes along. */
  async #ask(asking: boolean) {
    this.asking = asking;
    await this.updateComplete;
    this.querySelector<HTMLElement>(asking ? '.world-question button' : '.world-reset')?.focus();
  }

  #begin = async () => {
    this.context.session.startClean();
    this.#toggle();
    await this.updateComplete;
    this.querySelector<HTMLElement>('.world-face')?.focus();
  };

  #steps(busy: boolean) {
    const { session, t } = this.context;
    const steps = [
      ['world.hour', () => ({ by: HOUR_MS })],
      ['world.shift', () => ({ by: 8 * HOUR_MS })],
      ['world.morning', () => ({ to: nextMorning(worldNow()) })],
      ['world.monday', () => ({ to: nextMonday(worldNow()) })],
    ] as const;
    return html`<div class="world-steps" role="group" aria-label=${t('world.forward')}>
      ${steps.map(
        ([key, move]) =>
          html`<button type="button" class="world-button" aria-disabled=${busy} @click=${() => session.moveTime(move())}>
            ${t(key)}
          </button>`,
      )}
    </div>`;
  }

  #sample(busy: boolean) {
    const { model, session, t } = this.context;
    if (model.state?.sample !== 'none') return nothing;
    return html`<p>${t('world.sampleHint')}</p>
      <button type="button" class="world-button" aria-disabled=${busy} @click=${() => session.fillWithSample()}>
        ${t('world.sample')}
      </button>`;
  }

  #reset(busy: boolean) {
    const { t } = this.context;
    if (!this.asking)
      return html`<button
        type="button"
        class="world-button world-reset"
        aria-disabled=${busy}
        @click=${() => void this.#ask(true)}
      >
        ${t('world.reset')}
      </button>`;
    return html`<div class="world-question" role="group" aria-label=${t('world.reset')}>
      <p>${t('world.resetHint')}</p>
      <button type="button" class="world-button" @click=${() => void this.#ask(false)}>${t('world.keep')}</button>
      <button type="button" class="world-button danger" @click=${() => void this.#begin()}>${t('world.begin')}</button>
    </div>`;
  }

  #panel() {
    const { model, t } = this.context;
    const { work } = model;
    const busy = work?.state === 'busy' || model.state?.sample === 'making';
    const movedMs = model.state?.movedMs ?? 0;
    // Not with every minute that passes: somebody may be typing.
    if (movedMs !== this.#suggested.movedMs) this.#suggested = { movedMs, value: fieldValue(worldNow() + HOUR_MS) };
    return html`<section class="world-panel" id="world-panel" aria-label=${t('world.label')}>
      <p>${t('world.hint')}</p>
      ${this.#steps(busy)}
      <form class="world-date" @submit=${this.#goTo}>
        <label>
          <span>${t('world.date')}</span>
          <input
            type="datetime-local"
            required
            min=${fieldValue(worldNow())}
            max="2099-12-31T00:00"
            .value=${this.#suggested.value}
          />
        </label>
        <button type="submit" class="world-button" aria-disabled=${busy}>${t('world.go')}</button>
      </form>
      ${this.#sample(busy)} ${this.#reset(busy)}
    </section>`;
  }

  #said() {
    const { model, t } = this.context;
    const { work } = model;
    if (work?.state === 'failed') return html`${t('world.failed')} <small>${work.reason}</small>`;
    if (work?.state === 'done') return t('world.sampled', { members: work.members, entries: work.entries });
    if (model.state?.sample === 'making' || (work?.state === 'busy' && work.kind === 'sample')) return t('world.making');
    return work?.state === 'busy' && work.kind === 'clock' ? t('world.moving') : nothing;
  }

  /** How far this world is ahead, in hours or whole days. */
  #ahead() {
    const { model, t } = this.context;
    const hours = (model.state?.movedMs ?? 0) / HOUR_MS;
    if (hours === 0) return nothing;
    const n = Math.max(1, Math.round(hours < 48 ? hours : hours / 24));
    return html`<span class="world-moved"
      ><span class="sr">${t('world.moved')}</span> ${t(hours < 48 ? 'world.aheadHours' : 'world.aheadDays', { n })}</span
    >`;
  }

  protected override render() {
    const { model, t } = this.context;
    const now = worldNow();
    const said = this.#said();
    return html`<div class="world" @keydown=${this.#escape}>
      ${this.opened ? this.#panel() : nothing}
      <div class="world-said ${model.work?.state === 'failed' ? 'problem' : ''}" role="status">${said}</div>
      <button
        type="button"
        class="world-face"
        aria-expanded=${this.opened}
        aria-controls=${this.opened ? 'world-panel' : nothing}
        @click=${this.#toggle}
      >
        ${clockIcon()}<span
          ><span class="sr">${t('world.now')}</span>
          <time datetime=${new Date(now).toISOString()}>${shownTime(now, model.locale)}</time></span
        >${this.#ahead()}${chevronIcon(16)}
      </button>
    </div>`;
  }
}
customElements.define('pc-world', PcWorld);

const shownTime = (now: number, locale: string): string => {
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' }).format(now);
  return `${day}, ${formatTime(now, 't', locale, now)}`;
};
