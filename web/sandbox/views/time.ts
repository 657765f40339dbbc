import { html, LitElement } from 'lit';
import { worldNow } from '../core/world-time.js';
import { everySecond } from '../../kit/ticker.js';
import { formatTime, type TimeStyle } from '../../kit/moment.js';

/** A moment in the reader's zone and language; relative ones move while you look. `at`: ms since the epoch. */
export class PcTime extends LitElement {
  static override properties = { at: { type: Number }, look: {}, locale: {} };
  declare at: number;
  declare look: TimeStyle;
  declare locale: string;
  #text = '';
  #stop: (() => void) | undefined;

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#listen();
  }

  override disconnectedCallback() {
    this.#stop?.();
    this.#stop = undefined;
    super.disconnectedCallback();
  }

  #listen() {
    if (this.look === 'R') this.#stop ??= everySecond(() => this.tick());
  }

  #format() {
    return formatTime(this.at, this.look, this.locale, worldNow());
  }

  tick() {
    if (this.#format() !== this.#text) this.requestUpdate();
  }

  protected override render() {
    this.#listen();
    this.#text = this.#format();
    const title = formatTime(this.at, 'F', this.locale, worldNow());
    return html`<discord-time
      ><time datetime=${new Date(this.at).toISOString()} title=${title}>${this.#text}</time></discord-time
    >`;
  }
}
customElements.define('pc-time', PcTime);
