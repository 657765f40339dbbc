import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import type { DomainError } from '../../domain/errors.js';
import type { MessageView } from '../../views/message.js';
import type { Reply } from './reply.js';
import type { Responder } from './responder.js';

/** The one conversation about an interaction: which of Discord's answers is due depends on what was answered before. */
export interface Delivery {
  /** Keeps the interaction open for 15 minutes. */
  defer(): Promise<void>;
  deliver(reply: Reply): Promise<void>;
  /** A further message, read by the same people as the answer. */
  followUp(view: MessageView): Promise<void>;
}

interface DeliveryOptions {
  /** `message`: the interaction came from one of our messages, which can be edited; `nothing`: from a command. */
  readonly from: 'message' | 'nothing';
  readonly ephemeral: boolean;
  /** Are refusals hidden from others? Everywhere but in the direct message with the bot. */
  readonly hideFailures: boolean;
  readonly explain: (error: DomainError) => MessageView;
}

export const createDelivery = (responder: Responder, options: DeliveryOptions): Delivery => {
  let deferred = false;
  const flags = options.ephemeral ? { flags: MessageFlags.Ephemeral } : {};
  const failureFlags = options.hideFailures ? { flags: MessageFlags.Ephemeral } : {};
  const own = options.from === 'message';

  const send = async (view: MessageView, hidden: typeof flags, files?: Parameters<Responder['respond']>[1]): Promise<void> => {
    if (!deferred) {
      await responder.respond(
        { type: InteractionResponseType.ChannelMessageWithSource, data: { ...view, ...hidden } },
        ...(files === undefined ? [] : [files]),
      );
    } else if (own) {
      // The deferred answer is the message that was clicked; that one is not to be overwritten.
      await responder.followUp({ ...view, ...hidden }, ...(files === undefined ? [] : [files]));
    } else {
      await responder.editOriginal(view, ...(files === undefined ? [] : [files]));
    }
  };

  const update = async (view: MessageView): Promise<void> => {
    if (deferred) await responder.editOriginal(view);
    else await responder.respond({ type: InteractionResponseType.UpdateMessage, data: view });
  };

  return {
    async defer() {
      await responder.respond(
        own
          ? { type: InteractionResponseType.DeferredMessageUpdate }
          : { type: InteractionResponseType.DeferredChannelMessageWithSource, data: flags },
      );
      deferred = true;
    },
    async deliver(reply) {
      switch (reply.kind) {
        case 'message':
          return send(reply.view, flags, reply.files);
        case 'failure':
          return send(options.explain(reply.error), failureFlags);
        case 'update':
          if (!own) return send(reply.view, flags);
          await update(reply.view);
          if (reply.also !== undefined) await responder.followUp({ ...options.explain(reply.also), ...failureFlags });
          return;
        case 'modal':
          if (deferred) throw new Error('a modal cannot follow a defer: its handler must not do I/O');
          return responder.respond({ type: InteractionResponseType.Modal, data: reply.modal });
      }
    },
    followUp: (view) => responder.followUp({ ...view, ...flags }),
  };
};
