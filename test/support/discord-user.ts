import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { z } from 'zod';
import {
  InteractionResponseType,
  type APIAttachment,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { SandboxEvent, SandboxInteraction, SandboxState } from '../../src/sandbox/protocol.js';

/** Something to wait for takes at most this long, ms. */
const PATIENCE_MS = 10_000;

const withMessage = new Set([
  InteractionResponseType.ChannelMessageWithSource,
  InteractionResponseType.DeferredChannelMessageWithSource,
  InteractionResponseType.UpdateMessage,
]);

const eventSchema = z.custom<SandboxEvent>((value) => z.object({ type: z.string() }).safeParse(value).success);
const errorSchema = z.object({ error: z.string() });

export interface OptionInput {
  readonly name: string;
  readonly value?: string | number | boolean;
  readonly options?: readonly OptionInput[];
  readonly focused?: boolean;
}

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** What came of an interaction: a message (still empty when the bot is "thinking"), a modal, or neither (a silent acknowledgement). */
export interface Outcome {
  readonly nonce: string;
  readonly response: InteractionResponseType;
  readonly message?: APIMessage;
  readonly modal?: APIModalInteractionResponseCallbackData;
}

interface Waiter {
  readonly test: (event: SandboxEvent) => boolean;
  readonly resolve: (event: SandboxEvent) => void;
}

/** `subcommand('in', ...options({ category: 'Work' }))`, also nested; for `DiscordUser.command`. */
export const subcommand = (name: string, ...options: readonly OptionInput[]): OptionInput => ({ name, options });

/** `{ category: 'Work' }` -> Discord's list of options. */
export const options = (values: Readonly<Record<string, string | number | boolean>>): OptionInput[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

/**
 * A person in the sandbox, for tests: does what the page does, over the same API, and waits for events, never for time.
 * Begin with `await DiscordUser.connect(url, userId)` and end with `close()`.
 */
export class DiscordUser {
  readonly id: string;
  readonly #url: string;
  readonly #socket: WebSocket;
  readonly #waiters = new Set<Waiter>();
  /** Everything heard since the beginning, oldest first. */
  readonly events: SandboxEvent[] = [];

  private constructor(url: string, id: string, socket: WebSocket) {
    this.#url = url;
    this.id = id;
    this.#socket = socket;
    socket.on('message', (raw: Buffer) => this.#hear(eventSchema.parse(JSON.parse(raw.toString('utf8')))));
  }

  static async connect(sandboxUrl: string, userId: string): Promise<DiscordUser> {
    const socket = new WebSocket(`${sandboxUrl.replace(/^http/u, 'ws')}/sandbox/socket?as=${userId}`);
    const user = new DiscordUser(sandboxUrl, userId, socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return user;
  }

  close(): void {
    this.#socket.close();
  }

  #hear(event: SandboxEvent): void {
    this.events.push(event);
    for (const waiter of this.#waiters) {
      if (!waiter.test(event)) continue;
      this.#waiters.delete(waiter);
      waiter.resolve(event);
    }
  }

  /** The first event from now on (or, with `since`, from that index of `events` on) that passes. Rejects after 10 s. */
  waitFor(what: string, test: (event: SandboxEvent) => boolean, since = this.events.length): Promise<SandboxEvent> {
    const past = this.events.slice(since).find(test);
    if (past) return Promise.resolve(past);
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        test,
        resolve: (event) => {
          clearTimeout(timer);
          resolve(event);
        },
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        const seen = JSON.stringify(this.events.slice(since)).slice(0, 2000);
        reject(new Error(`waited ${PATIENCE_MS} ms in vain for ${what}; heard since: ${seen}`));
      }, PATIENCE_MS);
      this.#waiters.add(waiter);
    });
  }

  /** The next message (made or changed) that passes. */
  async waitForMessage(test: (message: APIMessage) => boolean, since = this.events.length): Promise<APIMessage> {
    const event = await this.waitFor('a message', (heard) => 'message' in heard && test(heard.message), since);
    if (!('message' in event)) throw new Error('unreachable');
    return event.message;
  }

  async #fetch(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#url}/sandbox${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(errorSchema.safeParse(answer).data?.error ?? `status ${response.status}`);
    return answer;
  }

  async state(): Promise<SandboxState> {
    return z.custom<SandboxState>().parse(await this.#fetch('GET', `/state?as=${this.id}`));
  }

  /** Resolves when `test` holds for the state: looks at once and after every change. */
  async waitForState(test: (state: SandboxState) => boolean): Promise<SandboxState> {
    for (;;) {
      const since = this.events.length;
      const state = await this.state();
      if (test(state)) return state;
      await this.waitFor('a change of the state', (event) => event.type === 'state', since);
    }
  }

  /** Oldest first, with one's own ephemeral ones. */
  async messages(channelId: string): Promise<APIMessage[]> {
    return z.array(z.custom<APIMessage>()).parse(await this.#fetch('GET', `/channels/${channelId}/messages?as=${this.id}`));
  }

  /** The direct messages with the bot. */
  async directMessages(): Promise<string> {
    const [channel] = (await this.state()).directMessages;
    if (!channel) throw new Error('no direct messages');
    return channel.id;
  }

  /** Sends an interaction. Rejects when the sandbox refuses it, nobody answers in time, or the bot is offline. */
  async interact(interaction: Omit<SandboxInteraction, 'nonce'>): Promise<Outcome> {
    const nonce = randomUUID();
    const since = this.events.length;
    await this.#fetch('POST', `/interactions?as=${this.id}`, { ...interaction, nonce });
    const isOurs = (event: SandboxEvent): boolean => 'nonce' in event && event.nonce === nonce;
    const status = await this.waitFor('the acknowledgement', (event) => event.type === 'interaction' && isOurs(event), since);
    if (status.type !== 'interaction') throw new Error('unreachable');
    if (status.status === 'failed') throw new Error(status.reason);
    const { response } = status;
    if (withMessage.has(response)) {
      const reply = await this.waitFor('the reply', (event) => event.type === 'message' && isOurs(event), since);
      return 'message' in reply ? { nonce, response, message: reply.message } : { nonce, response };
    }
    if (response !== InteractionResponseType.Modal) return { nonce, response };
    const opened = await this.waitFor('the modal', (event) => event.type === 'modal' && isOurs(event), since);
    return opened.type === 'modal' ? { nonce, response, modal: opened.modal } : { nonce, response };
  }

  /** Types a slash command and waits for the reply; of a deferred one for the final text. */
  async command(guildId: string | null, channelId: string, name: string, ...given: readonly OptionInput[]): Promise<APIMessage> {
    return this.#settled(await this.commandOutcome(guildId, channelId, name, ...given));
  }

  /** As `command`, for commands that open a modal or whose deferral is of interest. */
  commandOutcome(guildId: string | null, channelId: string, name: string, ...given: readonly OptionInput[]): Promise<Outcome> {
    return this.interact({ ...place(guildId, channelId), type: 2, data: { name, type: 1, options: given } });
  }

  /** Chooses a command of the app from the menu on a person (type 2) or a message (type 3), and waits for the reply. */
  async menu(guildId: string | null, channelId: string, type: 2 | 3, name: string, targetId: string): Promise<APIMessage> {
    const data = { name, type, target_id: targetId };
    return this.#settled(await this.interact({ ...place(guildId, channelId), type: 2, data }));
  }

  /** Uploads a file; the answer's id is the value of an ATTACHMENT option or a file upload. */
  async upload(channelId: string, filename: string, bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<APIAttachment> {
    const query = new URLSearchParams({ as: this.id, filename });
    const response = await fetch(`${this.#url}/sandbox/channels/${channelId}/uploads?${query.toString()}`, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body: bytes,
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(errorSchema.safeParse(answer).data?.error ?? `status ${response.status}`);
    return z.custom<APIAttachment>().parse(answer);
  }

  /** Mark the option being typed with `focused: true`. */
  async autocomplete(
    guildId: string | null,
    channelId: string,
    name: string,
    ...given: readonly OptionInput[]
  ): Promise<readonly Choice[]> {
    const since = this.events.length;
    const { nonce } = await this.interact({ ...place(guildId, channelId), type: 4, data: { name, type: 1, options: given } });
    const event = await this.waitFor('the choices', (heard) => heard.type === 'choices' && heard.nonce === nonce, since);
    return event.type === 'choices' ? event.choices : [];
  }

  /** Presses a button or, with `values`, chooses in a select. */
  click(message: APIMessage, customId: string, values?: readonly string[]): Promise<Outcome> {
    return this.interact({
      type: 3,
      channel_id: message.channel_id,
      message_id: message.id,
      data: { custom_id: customId, ...(values ? { values } : {}) },
    });
  }

  /** Presses and waits for the message that follows: the changed one or a new one. */
  async clickForMessage(message: APIMessage, customId: string, values?: readonly string[]): Promise<APIMessage> {
    return this.#settled(await this.click(message, customId, values));
  }

  /**
   * Fills in the fields by their custom ids and sends the modal: text, a tick, one choice, or a list of choices, people or files
   * by their ids. The sandbox puts them into the nesting of the modal.
   */
  submitModal(
    channelId: string,
    modal: APIModalInteractionResponseCallbackData,
    fields: Readonly<Record<string, string | boolean | readonly string[]>>,
  ): Promise<Outcome> {
    const components = Object.entries(fields).map(([custom_id, value]) => ({
      component: typeof value === 'object' ? { custom_id, values: value } : { custom_id, value },
    }));
    return this.interact({ type: 5, channel_id: channelId, data: { custom_id: modal.custom_id, components } });
  }

  /** The final message of an outcome: waits while the bot is "thinking", and for the edit after a silent acknowledgement. */
  async #settled(outcome: Outcome): Promise<APIMessage> {
    const LOADING = 1 << 7;
    if (outcome.message && ((outcome.message.flags ?? 0) & LOADING) === 0) return outcome.message;
    const since = this.events.findIndex((event) => 'nonce' in event && event.nonce === outcome.nonce);
    const event = await this.waitFor(
      'the final reply',
      (heard) =>
        heard.type === 'message' &&
        'message' in heard &&
        heard.nonce === outcome.nonce &&
        ((heard.message.flags ?? 0) & LOADING) === 0,
      Math.max(0, since),
    );
    if (!('message' in event)) throw new Error('unreachable');
    return event.message;
  }
}

const place = (guildId: string | null, channelId: string): { guild_id?: string; channel_id: string } => ({
  ...(guildId === null ? {} : { guild_id: guildId }),
  channel_id: channelId,
});
