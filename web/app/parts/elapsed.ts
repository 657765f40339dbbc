import { html, LitElement } from 'lit';
import type { Format } from '../../kit/format.js';
import { countedMs } from '../core/entry.js';
import type { Entry } from '../core/contract.js';

const shown = new Set<PcElapsed>();
setInterval(() => {
  if (!document.hidden) for (const each of shown) each.tick();
}, 1000);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) for (const each of shown) each.tick();
});

/** How long an entry counts already, to the second. No reader hears each second: the label of what it stands in says it. */
export class PcElapsed extends LitElement {
  static override properties = { entry: { attribute: false }, format: { attribute: false }, now: { attribute: false } };
  declare entry: Entry;
  declare format: Format;
  /** The server's clock, ms. */
  declare now: () => number;
  #text = '';

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback() {
    super.connectedCallback();
    shown.add(this);
  }

  override disconnectedCallback() {
    shown.delete(this);
    super.disconnectedCallback();
  }

  #format(): string {
    return this.format.running(countedMs(this.entry, this.now()));
  }

  tick() {
    if (this.#format() !== this.#text) this.requestUpdate();
  }

  protected override render() {
    this.#text = this.#format();
    return html`<span class="elapsed" role="timer" aria-live="off">${this.#text}</span>`;
  }
}
customElements.define('pc-elapsed', PcElapsed);
