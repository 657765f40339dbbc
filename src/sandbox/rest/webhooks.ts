import { MessageFlags } from 'discord-api-types/v10';
import { parseMessage } from '../check/message.js';
import { reply, respond } from '../interactions/respond.js';
import type { Interaction } from '../interactions/model.js';
import type { MessageRecord } from '../world/model.js';
import { discordError } from './errors.js';
import { isTrue, type Call, type Route, type Services } from './route.js';

const isLoading = (record: MessageRecord): boolean => ((record.message.flags ?? 0) & MessageFlags.Loading) !== 0;

/** Callbacks, and the webhook that every interaction is for 15 minutes. */
export const interactionRoutes = (services: Services): Route[] => {
  const { interactions, composer, world } = services;

  const opened = (call: Call): Interaction => interactions.byToken(call.param('application'), call.param('token'));

  /** `@original` or an id of a message that belongs to this interaction. */
  const messageOf = (call: Call, interaction: Interaction): MessageRecord => {
    const id = call.param('message');
    const record = id === '@original' ? interaction.original : world.messages.get(interaction.channel.id, id);
    const known = record && world.messages.get(interaction.channel.id, record.message.id);
    if (!known || (known !== interaction.original && known.message.interaction_metadata?.id !== interaction.id)) {
      throw discordError('unknownMessage');
    }
    return known;
  };

  return [
    {
      method: 'POST',
      path: '/interactions/:interaction/:token/callback',
      auth: 'token',
      async handle(call) {
        const interaction = interactions.pending(call.param('interaction'), call.param('token'));
        const record = await respond(services, interaction, call.body, call.files);
        if (!isTrue(call.query['with_response'])) return undefined;
        const type = (record === null ? undefined : record === interaction.source) === true ? 7 : 4;
        return {
          interaction: {
            id: interaction.id,
            type: interaction.kind,
            ...(record
              ? {
                  response_message_id: record.message.id,
                  response_message_loading: isLoading(record),
                  response_message_ephemeral: record.ephemeralFor !== null,
                }
              : {}),
          },
          ...(record ? { resource: { type, message: record.message } } : {}),
        };
      },
    },
    {
      method: 'POST',
      path: '/webhooks/:application/:token',
      auth: 'token',
      async handle(call) {
        const interaction = opened(call);
        const form = parseMessage(call.body);
        const { original } = interaction;
        if (original && original !== interaction.source && isLoading(original)) {
          await composer.edit(original, form, call.files, interaction.nonce);
          return original.message;
        }
        return (await reply(composer, interaction, form, call.files)).message;
      },
    },
    {
      method: 'GET',
      path: '/webhooks/:application/:token/messages/:message',
      auth: 'token',
      handle: (call) => messageOf(call, opened(call)).message,
    },
    {
      method: 'PATCH',
      path: '/webhooks/:application/:token/messages/:message',
      auth: 'token',
      async handle(call) {
        const interaction = opened(call);
        const record = messageOf(call, interaction);
        const form = parseMessage(call.body, [], record.message.flags ?? 0);
        await composer.edit(record, form, call.files, interaction.nonce);
        return record.message;
      },
    },
    {
      method: 'DELETE',
      path: '/webhooks/:application/:token/messages/:message',
      auth: 'token',
      handle(call) {
        world.deleteMessage(messageOf(call, opened(call)));
      },
    },
  ];
};
