import {
  InteractionResponseType as Answer,
  InteractionType,
  MessageFlags,
  type APIInteraction,
  type APIInteractionResponse,
} from 'discord-api-types/v10';
import type { Attachment, Responder } from '../commands/kit/responder.js';

const HIDDEN = { type: Answer.DeferredChannelMessageWithSource, data: { flags: MessageFlags.Ephemeral } } as const;
const ON_MESSAGE = { type: Answer.DeferredMessageUpdate } as const;

/**
 * Acknowledges before anything is done, so that what somebody else answers changes nothing here: Discord takes one acknowledgement. Costs a round
 * trip more, makes every answer to a command a hidden one, and no form can be opened; only for when a rival is about.
 * @returns a responder for what follows
 * @throws AnsweredElsewhere: nothing is to be done
 */
export const claim = async (interaction: APIInteraction, responder: Responder): Promise<Responder> => {
  // Can only be answered at once, and changes nothing.
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete) return responder;
  const onMessage = 'message' in interaction;
  await responder.respond(onMessage ? ON_MESSAGE : HIDDEN);
  return new Claimed(responder, onMessage);
};

class Claimed implements Responder {
  readonly #responder: Responder;
  /** The original is the message that was clicked, which only an update may change. */
  readonly #onMessage: boolean;

  constructor(responder: Responder, onMessage: boolean) {
    this.#responder = responder;
    this.#onMessage = onMessage;
  }

  async respond(response: APIInteractionResponse, files?: readonly Attachment[]): Promise<void> {
    switch (response.type) {
      case Answer.DeferredChannelMessageWithSource:
      case Answer.DeferredMessageUpdate:
        return;
      case Answer.UpdateMessage:
        return this.editOriginal(response.data ?? {}, files);
      case Answer.ChannelMessageWithSource:
        return this.#onMessage ? this.followUp(response.data, files) : this.editOriginal(response.data, files);
      default:
        throw new Error(`an answer of type ${response.type} after the interaction was claimed`);
    }
  }

  editOriginal(...message: Parameters<Responder['editOriginal']>): Promise<void> {
    return this.#responder.editOriginal(...message);
  }

  followUp(...message: Parameters<Responder['followUp']>): Promise<void> {
    return this.#responder.followUp(...message);
  }
}
