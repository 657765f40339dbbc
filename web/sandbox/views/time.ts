import { html, LitElement } from 'lit';
import { worldNow } from '../core/world-time.js';
import type { TimeStyle } from '../markdown/ast.js';
import { formatTime } from '../markdown/time.js';

const shown = new Set<PcTime>();
setInterval(() => {
  if (!document.hidden) for (const each of shown) each.tick();
}, 1000);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) for (const each of shown) each.tick();
});

/** A moment in the reader's zone and language; relative ones move while you look. `at`: ms since the epoch. */
export class PcTime extends LitElement {
  static override properties = { at: { type: Number }, look: {}, locale: {} };
  declare at: number;
  declare look: TimeStyle;
  declare locale: string;
  #text = '';

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback() {
    super.connectedCallback();
    if (this.look === 'R') shown.add(this);
  }

  override disconnectedCallback() {
    shown.delete(this);
    super.disconnectedCallback();
  }

  #format() {
    return formatTime(this.at, this.look, this.locale, worldNow());
  }

  tick() {
    if (this.#format() !== this.#text) this.requestUpdate();
  }

  protected override render() {
    if (this.look === 'R') shown.add(this);
    this.#text = this.#format();
    const title = formatTime(this.at, 'F', this.locale, worldNow());
    return html`<discord-time
      ><time datetime=${new Date(this.at).toISOString()} title=${title}>${this.#text}</time></discord-time
    >`;
  }
}
customElements.define('pc-time', PcTime);
