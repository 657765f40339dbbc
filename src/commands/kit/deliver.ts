import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import type { DomainError } from '../../domain/errors.js';
import type { AnyView, MessageView } from '../../views/message.js';
import type { OpenReply, Reply } from './reply.js';
import type { Attachment, Responder } from './responder.js';

/** The one conversation about an interaction: which of Discord's answers is due depends on what was answered before. */
export interface Delivery {
  /** Keeps the interaction open for 15 minutes. */
  defer(): Promise<void>;
  deliver(reply: Reply): Promise<void>;
  /** A further message for the member alone, also where the answer is read by others. */
  followUp(view: AnyView): Promise<void>;
  /** The answer to a command, or the message that a click has changed, once it was delivered, for whoever goes on changing it. */
  readonly open: OpenReply;
}

interface DeliveryOptions {
  /** `message`: the interaction came from one of our messages, which can be edited; `nothing`: from a command. */
  readonly from: 'message' | 'nothing';
  readonly ephemeral: boolean;
  /** Are refusals, and what follows the answer, hidden from others? Everywhere but in the direct message with the bot. */
  readonly hideFailures: boolean;
  readonly explain: (error: DomainError) => MessageView;
}

export const createDelivery = (responder: Responder, options: DeliveryOptions): Delivery => new Conversation(responder, options);

const ONLY_TO_THEM = { flags: MessageFlags.Ephemeral };
const TO_ALL = {};
const flagsOf = (hidden: boolean): typeof ONLY_TO_THEM | typeof TO_ALL => (hidden ? ONLY_TO_THEM : TO_ALL);
const COMPONENTS_ONLY_TO_THEM = { flags: (MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral) as MessageFlags };
/** The message with the flag that says who sees it, beside its own. */
const shownTo = (view: AnyView, hidden: boolean) =>
  'flags' in view ? { ...view, ...(hidden ? COMPONENTS_ONLY_TO_THEM : TO_ALL) } : { ...view, ...flagsOf(hidden) };

/** The edit of a message with all its files named one by one: those that are not named go. Without `files` they stay as they are. */
const withFiles = (view: AnyView, files: readonly Attachment[] | undefined) =>
  files === undefined ? view : { ...view, attachments: files.map(({ name }, at) => ({ id: `${at}`, filename: name })) };

/** A class: there is one for each click. */
class Conversation implements Delivery {
  readonly #responder: Responder;
  readonly #options: DeliveryOptions;
  #deferred = false;

  constructor(responder: Responder, options: DeliveryOptions) {
    this.#responder = responder;
    this.#options = options;
  }

  async defer(): Promise<void> {
    const { from, ephemeral } = this.#options;
    await this.#responder.respond(
      from === 'message'
        ? { type: InteractionResponseType.DeferredMessageUpdate }
        : { type: InteractionResponseType.DeferredChannelMessageWithSource, data: flagsOf(ephemeral) },
    );
    this.#deferred = true;
  }

  deliver(reply: Reply): Promise<void> {
    const { from, ephemeral, hideFailures, explain } = this.#options;
    switch (reply.kind) {
      case 'message':
        return this.#send(reply.view, ephemeral, reply.files);
      case 'failure':
        return this.#send(explain(reply.error), hideFailures);
      case 'update':
        return from === 'message' ? this.#update(reply) : this.#send(reply.view, ephemeral, reply.files);
      case 'modal':
        return this.#deferred
          ? Promise.reject(new Error('a modal cannot follow a defer: its handler must not do I/O'))
          : this.#responder.respond({ type: InteractionResponseType.Modal, data: reply.modal });
    }
  }

  followUp(view: AnyView): Promise<void> {
    return this.#responder.followUp(shownTo(view, this.#options.hideFailures));
  }

  /** Made when it is asked for: few answers go on. */
  get open(): OpenReply {
    return {
      edit: (view, files) => this.#responder.editOriginal(withFiles(view, files), files),
      add: (view, files) => this.#responder.followUp(shownTo(view, this.#options.ephemeral), files),
    };
  }

  #send(view: AnyView, hidden: boolean, files?: readonly Attachment[]): Promise<void> {
    if (!this.#deferred) {
      const data = shownTo(view, hidden);
      return this.#responder.respond({ type: InteractionResponseType.ChannelMessageWithSource, data }, files);
    }
    // The deferred answer to a click is the message that was clicked; that one is not to be overwritten.
    return this.#options.from === 'message'
      ? this.#responder.followUp(shownTo(view, hidden), files)
      : this.#responder.editOriginal(view, files);
  }

  async #update({ view, files, also }: Extract<Reply, { readonly kind: 'update' }>): Promise<void> {
    const { explain, hideFailures } = this.#options;
    const data = withFiles(view, files);
    if (this.#deferred) await this.#responder.editOriginal(data, files);
    else await this.#responder.respond({ type: InteractionResponseType.UpdateMessage, data }, files);
    if (also !== undefined) await this.#responder.followUp({ ...explain(also), ...flagsOf(hideFailures) });
  }
}
