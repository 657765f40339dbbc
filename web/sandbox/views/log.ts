import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { leafName, leavesOf } from '../discord/commands.js';
import { avatar } from './avatar.js';
import type { Context } from './context.js';
import { chevronIcon, closeIcon, hashIcon } from './icons.js';
import { messageView, reasonView, startsGroup } from './message.js';

/** px from the end within which the reader follows what comes. */
const NEAR = 120;

/** The messages of the open channel; stays at the end unless the reader scrolled up. */
export class PcLog extends LitElement {
  static override properties = { context: {}, away: { state: true } };
  declare context: Context;
  declare away: boolean;

  constructor() {
    super();
    this.away = false;
  }

  protected override createRenderRoot() {
    return this;
  }

  get #pane() {
    return this.querySelector<HTMLElement>('.log');
  }

  #toEnd = () => {
    const pane = this.#pane;
    if (pane) pane.scrollTop = pane.scrollHeight;
  };

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.get('context') && changed.get('context')?.model.place.channel !== this.context.model.place.channel)
      this.away = false;
  }

  protected override updated() {
    // The web components draw themselves a moment later.
    if (!this.away) requestAnimationFrame(this.#toEnd);
  }

  override connectedCallback() {
    super.connectedCallback();
    this.addEventListener('load', () => !this.away && this.#toEnd(), true);
    this.#sizes.observe(this);
  }

  override disconnectedCallback() {
    this.#sizes.disconnect();
    super.disconnectedCallback();
  }

  readonly #sizes = new ResizeObserver(() => {
    if (!this.away) this.#toEnd();
  });

  #welcome(name: string) {
    const { guild, model, t } = this.context;
    const bot = model.state?.bot.user;
    const leaves = leavesOf(guild?.commands ?? model.state?.directCommands ?? []);
    const first = leaves.find(({ command }) => command.name === 'clockin') ?? leaves[0];
    return html`<div class="welcome">
      ${guild || !bot ? html`<span class="welcome-icon">${hashIcon()}</span>` : avatar(bot, bot.username, 68)}
      <h2>${t(guild ? 'messages.welcome' : 'messages.welcomeDm', { channel: name, name })}</h2>
      <p>${t('messages.start', { command: first ? `/${leafName(first, model.locale)}` : '/clockin' })}</p>
    </div>`;
  }

  #pending(channel: string) {
    const { model, session, t } = this.context;
    const commands = Object.entries(model.pending).filter(([, each]) => each.kind === 'command' && each.channel === channel);
    return commands.map(
      ([nonce, { name, failed }]) =>
        html`<div class="pending ${failed === undefined ? '' : 'failed'}" role=${failed === undefined ? 'status' : 'alert'}>
          ${
            failed === undefined
              ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
                  ${t('message.sending', { command: name })}`
              : html`<span><b>${name}</b> · ${t('message.failedCommand')}${reasonView(failed)}</span>
                  <button
                    type="button"
                    class="icon-button"
                    aria-label=${t('message.retry')}
                    @click=${() => session.forget(nonce)}
                  >
                    ${closeIcon(16)}
                  </button>`
          }
        </div>`,
    );
  }

  protected override render() {
    const { guild, model, t } = this.context;
    const { channel } = model.place;
    if (channel === undefined) return nothing;
    const name = guild?.channels.find(({ id }) => id === channel)?.name ?? model.state?.bot.user.username ?? '';
    const messages = (model.messages[channel] ?? []).filter(({ message }) => !model.dismissed.includes(message.id));
    return html`<div
        class="log"
        tabindex="0"
        role="log"
        aria-live="polite"
        aria-label=${t('messages.label', { channel: name })}
        @scroll=${(event: Event) => {
          const pane = event.currentTarget;
          if (pane instanceof HTMLElement) this.away = pane.scrollHeight - pane.scrollTop - pane.clientHeight > NEAR;
        }}
      >
        <div class="log-inner">
          ${this.#welcome(name)}
          ${repeat(
            messages,
            ({ message }) => message.id,
            (shown, i) => messageView(shown, startsGroup(shown.message, messages[i - 1]?.message), this.context),
          )}
          ${this.#pending(channel)}
        </div>
      </div>
      ${
        this.away
          ? html`<button type="button" class="jump" @click=${this.#toEnd}>${t('messages.newest')} ${chevronIcon(16)}</button>`
          : nothing
      }`;
  }
}
customElements.define('pc-log', PcLog);
