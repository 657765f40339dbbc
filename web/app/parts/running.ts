import { html, LitElement } from 'lit';
import type { Format } from '../../kit/format.js';
import { everySecond } from '../../kit/ticker.js';

/** A length of time that goes on, to the second: since `from` by the server's clock. */
export class PcRunning extends LitElement {
  static override properties = { from: { type: Number }, format: { attribute: false }, now: { attribute: false } };
  /** ms; moved back or forth so that what counts already is the distance to now. */
  declare from: number;
  declare format: Format;
  /** The server's clock, ms. */
  declare now: () => number;
  #text = '';
  #stop: (() => void) | undefined;

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#stop = everySecond(() => {
      if (this.#running() !== this.#text) this.requestUpdate();
    });
  }

  override disconnectedCallback() {
    this.#stop?.();
    super.disconnectedCallback();
  }

  #running(): string {
    return this.format.running(Math.max(0, this.now() - this.from));
  }

  protected override render() {
    this.#text = this.#running();
    return html`<span class="elapsed" role="timer" aria-live="off">${this.#text}</span>`;
  }
}
customElements.define('pc-running', PcRunning);
