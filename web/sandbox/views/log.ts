import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { openChannel } from '../core/places.js';
import { leafDescription, leafName, leavesOf, type Leaf } from '../discord/commands.js';
import { avatar } from './avatar.js';
import type { Context } from './context.js';
import { chevronIcon, closeIcon, hashIcon, threadIcon } from './icons.js';
import { messageView, reasonView, startsGroup } from './message.js';

/** px from the end within which the reader follows what comes. */
const NEAR = 120;

/** What a newcomer tries, where the app has such commands and the person may use them; English names. */
const FIRST_STEPS = ['admin roles setup', 'clockin', 'status'];

/** Somebody chose a command elsewhere than in the message box. */
export class BeginCommand extends Event {
  readonly leaf: Leaf;

  constructor(leaf: Leaf) {
    super('pc-begin', { bubbles: true });
    this.leaf = leaf;
  }
}

/** The messages of the open channel; stays at the end unless the reader scrolled up. */
export class PcLog extends LitElement {
  static override properties = { context: {}, away: { state: true } };
  declare context: Context;
  declare away: boolean;

  /** px, where the reader was when last heard of. */
  #top = 0;
  /** The focus was in here before this drawing. */
  #focused = false;

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
    this.#focused = this.contains(document.activeElement);
    const before = changed.get('context')?.model;
    const now = this.context.model;
    if (before && (before.place.channel !== now.place.channel || before.as !== now.as)) {
      this.away = false;
      this.#top = 0;
    }
  }

  protected override updated() {
    // A button that went away (the session ended) takes nobody's place on the page with it.
    if (this.#focused && document.activeElement === document.body) this.#pane?.focus({ preventScroll: true });
    const inner = this.querySelector('.log-inner');
    if (inner) this.#sizes.observe(inner);
    if (!this.away) requestAnimationFrame(this.#toEnd);
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#sizes.observe(this);
  }

  override disconnectedCallback() {
    this.#sizes.disconnect();
    super.disconnectedCallback();
  }

  /** Only who scrolls up is away: messages also grow by themselves, as the web components draw a moment later. */
  readonly #scrolled = () => {
    const pane = this.#pane;
    if (!pane) return;
    const near = pane.scrollHeight - pane.scrollTop - pane.clientHeight <= NEAR;
    if (near) this.away = false;
    else if (pane.scrollTop < this.#top) this.away = true;
    this.#top = pane.scrollTop;
  };

  readonly #sizes = new ResizeObserver(() => {
    if (!this.away) this.#toEnd();
  });

  #welcome(name: string) {
    const { guild, model, t } = this.context;
    const bot = model.state?.bot.user;
    const channel = model.state && openChannel(model.state, model.place);
    const thread = channel !== undefined && 'thread_metadata' in channel;
    const leaves = leavesOf(guild?.commands ?? model.state?.directCommands ?? []);
    const first = FIRST_STEPS.flatMap((step) => leaves.find((leaf) => leafName(leaf, 'en') === step) ?? []);
    return html`<div class="welcome">
      ${guild || !bot ? html`<span class="welcome-icon">${thread ? threadIcon(40) : hashIcon()}</span>` : avatar(bot, name, 68)}
      <h2>
        ${t(thread ? 'messages.welcomeThread' : guild ? 'messages.welcome' : 'messages.welcomeDm', { channel: name, name })}
      </h2>
      <p>${t('messages.start')}</p>
      ${
        first.length === 0
          ? nothing
          : html`<ul class="first-steps" aria-label=${t('messages.firstSteps')}>
              ${first.map(
                (leaf) =>
                  html`<li>
                    <button type="button" class="first-step" @click=${() => this.dispatchEvent(new BeginCommand(leaf))}>
                      <b>/${leafName(leaf, model.locale)}</b> ${leafDescription(leaf, model.locale)}
                    </button>
                  </li>`,
              )}
            </ul>`
      }
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
    const { guild, model, nameOf, t } = this.context;
    const { channel } = model.place;
    if (channel === undefined) return nothing;
    const name = guild?.channels.find(({ id }) => id === channel)?.name ?? (model.state ? nameOf(model.state.bot.user) : '');
    const messages = (model.messages[channel] ?? []).filter(({ message }) => !model.dismissed.includes(message.id));
    return html`<div
        class="log"
        tabindex="0"
        role="log"
        aria-live="polite"
        aria-label=${t('messages.label', { channel: name })}
        @scroll=${this.#scrolled}
      >
        <div class="log-inner">
          ${this.#welcome(name)}
          ${repeat(
            messages,
            ({ message }) => message.id,
            (shown, i) => messageView(shown, startsGroup(shown, messages[i - 1]), this.context),
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
