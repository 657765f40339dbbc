import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Translate } from '../i18n/translate.js';

/** Covers a container or a picture until somebody asks to see it; what is covered cannot be reached by keyboard either. */
export class PcSpoiler extends LitElement {
  static override properties = { content: {}, t: {}, shown: { state: true } };
  declare content: TemplateResult;
  declare t: Translate;
  declare shown: boolean;

  constructor() {
    super();
    this.shown = false;
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override updated(changed: PropertyValues<this>) {
    // The button that was pressed is gone; the keyboard goes on from what it uncovered.
    if (changed.has('shown') && this.shown) this.querySelector<HTMLElement>('.spoiler-content')?.focus({ preventScroll: true });
  }

  protected override render() {
    return html`<div class="spoiler ${this.shown ? 'shown' : ''}">
      <div class="spoiler-content" tabindex="-1" ?inert=${!this.shown}>${this.content}</div>
      ${
        this.shown
          ? nothing
          : html`<button
              type="button"
              class="spoiler-cover"
              aria-label=${this.t('message.spoiler')}
              @click=${() => (this.shown = true)}
            >
              <span>${this.t('message.spoilerShort')}</span>
            </button>`
      }
    </div>`;
  }
}
customElements.define('pc-spoiler', PcSpoiler);

/** `content`, covered when it is a spoiler. */
export const perhapsSpoiler = (isSpoiler: boolean | undefined, content: TemplateResult, t: Translate): TemplateResult =>
  isSpoiler === true ? html`<pc-spoiler .content=${content} .t=${t}></pc-spoiler>` : content;
