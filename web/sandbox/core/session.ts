import type { APIAttachment, APIMessage } from 'discord-api-types/v10';
import { InteractionType, MessageFlags } from 'discord-api-types/v10';
import type { SandboxEvent, SandboxInteraction } from '../../../src/sandbox/protocol.js';
import { discordLocale, type PageLocale } from '../i18n/translate.js';
import { Refused, type Api, type TimeMove } from './api.js';
import { applyEvent, failed } from './events.js';
import type { Model, Pending, Place, ShownMessage, WorldWork } from './model.js';
import { settlePlace } from './places.js';
import type { SocketHandlers } from './socket.js';
import type { Store } from '../../kit/store.js';
import { moveTimeTo } from './world-time.js';

export interface SessionParts {
  readonly store: Store<Model>;
  readonly api: Api;
  listen(as: string, handlers: SocketHandlers): () => void;
  /** Unique per interaction of this page. */
  nonce(): string;
  /** Runs `then` after `ms`. */
  later(ms: number, then: () => void): void;
}

const shown = (message: APIMessage): ShownMessage => ({
  message,
  ephemeral: ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0,
});

/** What a person does on the page, and what the sandbox tells. Views read the store and call these. */
export class Session {
  readonly #parts: SessionParts;
  #stop: (() => void) | undefined;
  /** Answers for an earlier person are dropped. */
  #era = 0;
  /** Counts events about messages: one that came during a fetch may be newer than the answer. */
  #heard = 0;
  /** What was done before the page heard anything as this person: its answers would come to nobody. */
  #held: (() => void)[] = [];
  /** Counts requests for the state. */
  #asked = 0;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  get model(): Model {
    return this.#parts.store.value;
  }

  /** (Re)starts as the person of the model; tries again while the sandbox is not there. */
  async start(): Promise<void> {
    this.#stop?.();
    const era = ++this.#era;
    try {
      const state = await this.#stateOf(this.model.as);
      if (era !== this.#era) return;
      this.#set({ as: state.me.id, state, place: settlePlace(state, this.model.place), messages: {}, pending: {} });
      this.#stop = this.#parts.listen(state.me.id, {
        open: () => void this.#reload(),
        lost: () => this.#set({ link: 'lost' }),
        event: (event) => this.#receive(event),
      });
    } catch {
      if (era !== this.#era) return;
      this.#set({ link: 'lost' });
      this.#parts.later(1000, () => void (era === this.#era && this.start()));
    }
  }

  actAs(as: string): void {
    if (as === this.model.as) return;
    this.#held = [];
    this.#set({ as, modal: undefined, suggestions: undefined, unread: [], link: 'connecting' });
    void this.start();
  }

  open(place: Place): void {
    const { state } = this.model;
    if (!state) return;
    const settled = settlePlace(state, place);
    this.#set({ place: settled, channelsShown: false, unread: this.model.unread.filter((id) => id !== settled.channel) });
    void this.#loadMessages();
  }

  speak(locale: PageLocale): void {
    this.#set({ locale });
  }

  toggle(part: 'membersShown' | 'channelsShown'): void {
    this.#set({ [part]: !this.model[part] });
  }

  /** Joins the voice channel, or leaves it when one is in it. The sandbox tells the new state. */
  talk(channel: string): void {
    const { as, place, state } = this.model;
    if (as === undefined || place.guild === undefined) return;
    const guild = state?.guilds.find(({ id }) => id === place.guild);
    const isThere = guild?.voice.some((one) => one.user === as && one.channel === channel) === true;
    this.#parts.api.voice(place.guild, isThere ? null : channel, as).catch((error: unknown) => {
      this.#set({ work: { state: 'failed', reason: error instanceof Error ? error.message : String(error) } });
    });
  }

  dismiss(message: string): void {
    this.#set({ dismissed: [...this.model.dismissed, message] });
  }

  forget(nonce: string): void {
    const { [nonce]: _, ...pending } = this.model.pending;
    this.#set({ pending });
  }

  moveTime(move: TimeMove): void {
    void this.#work('clock', async () => {
      await this.#parts.api.move(move);
      return undefined;
    });
  }

  fillWithSample(): void {
    const { guild } = this.model.place;
    void this.#work('sample', async () => ({ state: 'done', ...(await this.#parts.api.sample(guild)) }));
  }

  startClean(): void {
    void this.#work('reset', async () => {
      // Nobody asks any more for people and channels that are about to go.
      this.#stop?.();
      try {
        await this.#parts.api.reset();
        this.#set({ as: undefined, messages: {}, pending: {}, modal: undefined, suggestions: undefined, unread: [] });
      } finally {
        await this.start();
      }
      return undefined;
    });
  }

  /** One thing at a time is done to the world; what comes of it is shown with the state that it leaves. */
  async #work(kind: 'clock' | 'sample' | 'reset', task: () => Promise<WorldWork | undefined>): Promise<void> {
    if (this.model.work?.state === 'busy') return;
    this.#set({ work: { kind, state: 'busy' } });
    try {
      const work = await task();
      await this.#loadState();
      this.#set({ work });
    } catch (error) {
      this.#set({ work: { state: 'failed', reason: error instanceof Error ? error.message : String(error) } });
    }
  }

  /** Uploads a file for an option or a form. @throws Refused */
  async upload(file: File): Promise<APIAttachment> {
    const { as, place } = this.model;
    if (as === undefined || place.channel === undefined) throw new Refused(0, 'no channel is open');
    return this.#parts.api.upload(file, place.channel, as);
  }

  command(name: string, data: SandboxInteraction['data']): void {
    this.#interact(InteractionType.ApplicationCommand, data, { kind: 'command', name });
  }

  /** Asks for choices; what comes is in `model.suggestions`, and only the newest question counts. */
  suggest(data: SandboxInteraction['data']): void {
    const nonce = this.#parts.nonce();
    this.#set({ suggestions: { nonce, state: 'loading', choices: this.model.suggestions?.choices ?? [] } });
    this.#send(InteractionType.ApplicationCommandAutocomplete, data, nonce);
  }

  endSuggestions(): void {
    if (this.model.suggestions) this.#set({ suggestions: undefined });
  }

  component(message: string, name: string, data: SandboxInteraction['data']): void {
    const pending = Object.fromEntries(Object.entries(this.model.pending).filter(([, each]) => each.message !== message));
    this.#set({ pending });
    this.#interact(InteractionType.MessageComponent, data, { kind: 'component', name, message }, { message_id: message });
  }

  submitModal(data: SandboxInteraction['data']): void {
    const { modal } = this.model;
    if (!modal || modal.sending) return;
    const { failed: _, ...rest } = modal;
    this.#set({ modal: { ...rest, sending: true } });
    const message = modal.message === undefined ? {} : { message_id: modal.message };
    this.#interact(InteractionType.ModalSubmit, data, { kind: 'modal', name: modal.modal.custom_id }, message);
  }

  closeModal(): void {
    this.#set({ modal: undefined });
  }

  #interact(
    type: SandboxInteraction['type'],
    data: SandboxInteraction['data'],
    pending: Omit<Pending, 'channel'>,
    more: { message_id?: string } = {},
  ): void {
    const { channel } = this.model.place;
    if (channel === undefined) return;
    const nonce = this.#parts.nonce();
    this.#set({ pending: { ...this.model.pending, [nonce]: { ...pending, channel } } });
    this.#send(type, data, nonce, more);
  }

  #send(
    type: SandboxInteraction['type'],
    data: SandboxInteraction['data'],
    nonce: string,
    more: { message_id?: string } = {},
  ): void {
    const { as, place, locale, link } = this.model;
    if (as === undefined || place.channel === undefined) return;
    if (link === 'connecting') {
      this.#held.push(() => this.#send(type, data, nonce, more));
      return;
    }
    const guild = place.guild === undefined ? {} : { guild_id: place.guild };
    const interaction = { type, ...guild, channel_id: place.channel, ...more, data, locale: discordLocale(locale), nonce };
    this.#parts.api.interact(interaction, as).catch((error: unknown) => {
      const reason = error instanceof Refused ? error.message : String(error);
      this.#parts.store.update((model) => failed(model, nonce, reason));
    });
  }

  #receive(event: SandboxEvent): void {
    this.#parts.store.update((model) => applyEvent(model, event));
    if (event.type === 'message') this.#heard += 1;
    if (event.type === 'state') void this.#loadState();
  }

  async #reload(): Promise<void> {
    this.#set({ link: 'open' });
    for (const send of this.#held.splice(0)) send();
    await Promise.all([this.#loadState(), this.#loadMessages()]);
  }

  async #stateOf(as: string | undefined) {
    return this.#parts.api.state(as).catch((error: unknown) => {
      // The person is gone (the sandbox was reset): whoever it offers instead.
      if (as !== undefined && error instanceof Refused && error.status >= 400) return this.#parts.api.state(undefined);
      throw error;
    });
  }

  async #loadState(): Promise<void> {
    const era = this.#era;
    const asked = ++this.#asked;
    const state = await this.#stateOf(this.model.as).catch(() => undefined);
    // Answers may overtake each other: only the one asked for last is as new as the last event.
    if (!state || era !== this.#era || asked !== this.#asked) return;
    if (state.me.id !== this.model.as) {
      this.actAs(state.me.id);
      return;
    }
    const before = this.model.place.channel;
    this.#set({ state, place: settlePlace(state, this.model.place) });
    if (this.model.place.channel !== before) await this.#loadMessages();
  }

  async #loadMessages(): Promise<void> {
    const { as, place } = this.model;
    const { channel } = place;
    const era = this.#era;
    if (as === undefined || channel === undefined) return;
    const heard = this.#heard;
    const messages = await this.#parts.api.messages(channel, as).catch(() => undefined);
    if (!messages || era !== this.#era) return;
    this.#set({ messages: { ...this.model.messages, [channel]: messages.map(shown) } });
    if (this.#heard !== heard) await this.#loadMessages();
  }

  #set(change: Partial<Model>): void {
    if (change.state) moveTimeTo(change.state.movedMs);
    this.#parts.store.update((model) => ({ ...model, ...change }));
  }
}
