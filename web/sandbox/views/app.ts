import { html, LitElement, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import '../components/select.js';
import '../components/spoiler.js';
import type { Model } from '../core/model.js';
import type { Session } from '../core/session.js';
import type { Store } from '../../kit/store.js';
import { PcComposer } from '../composer/composer.js';
import '../files/picker.js';
import { PcMenu } from '../menu/menu.js';
import { OpenMenu } from '../menu/open.js';
import '../modal/modal.js';
import '../world/panel.js';
import { contextOf } from './context.js';
import { header, members, rail, sidebar } from './layout.js';
import { BeginCommand } from './log.js';
import './time.js';

/** The whole page; drawn anew from the model after every change. */
export class PcApp extends LitElement {
  declare store: Store<Model>;
  declare session: Session;
  #stop: (() => void) | undefined;

  protected override createRenderRoot() {
    return this;
  }

  /** Gives the page its model; before that there is nothing to show. */
  attach(store: Store<Model>, session: Session): void {
    this.store = store;
    this.session = session;
    this.#stop?.();
    this.#stop = store.subscribe(() => this.requestUpdate());
    this.requestUpdate();
  }

  #skip = (event: Event) => {
    event.preventDefault();
    this.querySelector<HTMLElement>('pc-composer')?.focus();
  };

  /** A slash begins a command wherever the focus is, unless it is being written somewhere. */
  #slash = (event: KeyboardEvent) => {
    const writing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select, dialog *');
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !writing)
      this.querySelector<HTMLElement>('pc-composer')?.focus();
  };

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.#slash);
  }

  override disconnectedCallback() {
    window.removeEventListener('keydown', this.#slash);
    super.disconnectedCallback();
  }

  #begin = (event: Event) => {
    const composer = this.querySelector('pc-composer');
    if (event instanceof BeginCommand && composer instanceof PcComposer) composer.begin(event.leaf);
  };

  #menu = (event: Event) => {
    const menu = this.querySelector('pc-menu');
    if (event instanceof OpenMenu && menu instanceof PcMenu) void menu.open(event);
  };

  protected override render() {
    // Upgraded before main.ts attached the model.
    if (!Object.hasOwn(this, 'store')) return nothing;
    const model = this.store.value;
    const context = contextOf(model, this.session);
    const { t, guild } = context;
    if (!model.state) {
      return html`<main class="waiting" role="status">
        <img src="./icon.svg" alt="" width="64" height="64" />
        <p>${t(model.link === 'lost' ? 'app.unreachable' : 'app.loading')}</p>
      </main>`;
    }
    const lost = model.link !== 'open';
    return html`<header class="skips"><a class="skip" href="#composer" @click=${this.#skip}>${t('app.skip')}</a></header>
      <div
        class="app ${model.channelsShown ? 'drawer' : ''} ${model.membersShown && guild ? 'with-members' : ''}"
        @pc-menu=${this.#menu}
      >
        <div class="left">${rail(context)} ${sidebar(context)}</div>
        ${
          model.channelsShown
            ? html`<button
                type="button"
                class="scrim"
                aria-label=${t('channels.close')}
                @click=${() => this.session.toggle('channelsShown')}
              ></button>`
            : nothing
        }
        <main>
          ${header(context)}
          ${lost ? html`<div class="link-lost" role="status">${t(model.link === 'lost' ? 'link.lost' : 'link.connecting')}</div>` : nothing}
          <div class="middle">
            <div class="pane">
              <pc-log .context=${context} @pc-begin=${this.#begin}></pc-log>
              <pc-composer id="composer" .context=${context}></pc-composer>
            </div>
            ${members(context)}
          </div>
          <pc-menu .context=${context}></pc-menu>
        </main>
      </div>
      ${
        model.modal
          ? keyed(model.modal.interactionId, html`<pc-modal .context=${context} .open=${model.modal}></pc-modal>`)
          : nothing
      }`;
  }
}
customElements.define('pc-app', PcApp);
