import type { APIApplicationCommand } from 'discord-api-types/v10';
import { html, LitElement, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { localName } from '../discord/commands.js';
import { menuCommands, menuData } from '../discord/menus.js';
import { avatar } from '../views/avatar.js';
import type { Context } from '../views/context.js';
import type { OpenMenu } from './open.js';

/** px that it keeps from the edges of the window. */
const MARGIN = 8;

/** The menu on a person or a message, with what the app offers for it. It has the focus while it is open, and gives it back. */
export class PcMenu extends LitElement {
  static override properties = { context: {}, opened: { state: true }, at: { state: true } };
  declare context: Context;
  declare opened: OpenMenu | undefined;
  /** px; where it fits. */
  declare at: { readonly x: number; readonly y: number };
  #opener: HTMLElement | undefined;

  constructor() {
    super();
    this.at = { x: 0, y: 0 };
  }

  protected override createRenderRoot() {
    return this;
  }

  async open(event: OpenMenu) {
    const { activeElement } = document;
    this.#opener = activeElement instanceof HTMLElement && !this.contains(activeElement) ? activeElement : this.#opener;
    this.opened = event;
    this.at = event.at;
    await this.updateComplete;
    const menu = this.querySelector<HTMLElement>('.app-menu');
    if (!menu) return;
    const { width, height } = menu.getBoundingClientRect();
    this.at = {
      x: Math.max(MARGIN, Math.min(event.at.x, innerWidth - width - MARGIN)),
      y: Math.max(MARGIN, Math.min(event.at.y, innerHeight - height - MARGIN)),
    };
    (this.#items[0] ?? menu).focus();
  }

  #close() {
    if (!this.opened) return;
    const hadFocus = this.contains(document.activeElement);
    this.opened = undefined;
    if (hadFocus && this.#opener?.isConnected) this.#opener.focus();
  }

  #outside = (event: Event) => {
    if (!(event.target instanceof Node && this.contains(event.target))) this.#close();
  };

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('pointerdown', this.#outside);
    window.addEventListener('resize', this.#outside);
  }

  override disconnectedCallback() {
    window.removeEventListener('pointerdown', this.#outside);
    window.removeEventListener('resize', this.#outside);
    super.disconnectedCallback();
  }

  get #items(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  #key = (event: KeyboardEvent) => {
    const items = this.#items;
    const now = items.findIndex((item) => item === document.activeElement);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: (now + 1) % items.length,
      ArrowUp: (now <= 0 ? items.length : now) - 1,
      Home: 0,
      End: items.length - 1,
    };
    const next = steps[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') this.#close();
    else if (next === undefined) return;
    else items[next]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };

  #use(command: APIApplicationCommand, { on }: OpenMenu) {
    this.#close();
    const { session, model } = this.context;
    session.command(localName(command, model.locale), menuData(command, on));
  }

  protected override render() {
    const { opened, context } = this;
    if (!opened) return nothing;
    const { t, model, guild } = context;
    const bot = model.state?.bot.user;
    const commands = menuCommands(guild?.commands ?? model.state?.directCommands ?? [], opened.on);
    return html`<div
      class="app-menu popover"
      role="menu"
      tabindex="-1"
      aria-label=${t('menu.label', { subject: opened.subject })}
      style=${styleMap({ left: `${this.at.x}px`, top: `${this.at.y}px` })}
      @keydown=${this.#key}
      @contextmenu=${(event: Event) => event.preventDefault()}
    >
      <div role="group" aria-label=${t('menu.apps')}>
        <div class="menu-title" aria-hidden="true">${t('menu.apps')}</div>
        ${
          commands.length === 0
            ? html`<button type="button" class="menu-item" role="menuitem" aria-disabled="true">${t('menu.none')}</button>`
            : commands.map(
                (command) =>
                  html`<button
                    type="button"
                    class="menu-item"
                    role="menuitem"
                    tabindex="-1"
                    @click=${() => this.#use(command, opened)}
                    @pointerenter=${(event: Event) => event.target instanceof HTMLElement && event.target.focus()}
                  >
                    ${bot ? avatar(bot, bot.username, 20) : nothing}<span>${localName(command, model.locale)}</span>
                  </button>`,
              )
        }
      </div>
    </div>`;
  }
}
customElements.define('pc-menu', PcMenu);
