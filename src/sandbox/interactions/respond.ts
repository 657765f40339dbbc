import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import { z } from 'zod';
import { parseForm } from '../check/form.js';
import { parseMessage, refuseEmpty, type MessageForm } from '../check/message.js';
import { modalSchema } from '../check/modal.js';
import type { Composer } from '../messages/composer.js';
import type { Upload } from '../messages/files.js';
import { discordError, fieldError } from '../rest/errors.js';
import type { MessageRecord } from '../world/model.js';
import type { Interactions } from './interactions.js';
import type { Interaction } from './model.js';

const envelope = z.object({ type: z.enum(InteractionResponseType), data: z.unknown().optional() });

const autocomplete = z.object({
  choices: z
    .array(
      z.object({
        name: z.string().min(1).max(100),
        name_localizations: z.record(z.string(), z.string().nullable()).nullish(),
        value: z.union([z.string().max(100), z.number()]),
      }),
    )
    .max(25),
});

const allowed = (interaction: Interaction, type: number): boolean => {
  if (interaction.kind === 4) return type === 8;
  if (type === 4 || type === 5) return true;
  if (type === 6 || type === 7) return interaction.source !== null;
  return type === 9 && interaction.kind !== 5;
};

/**
 * The one answer to an interaction, whether it came as a callback or as the reply of the HTTP endpoint.
 * Returns the message that was made or changed, null when there is none.
 * @throws DiscordError 10062, 40060, 50006, 50035, 50083; after the last three the interaction still waits
 */
export const respond = async (
  { interactions, composer }: { interactions: Interactions; composer: Composer },
  interaction: Interaction,
  body: unknown,
  files: readonly Upload[],
): Promise<MessageRecord | null> => {
  const { type, data } = parseForm(envelope, body);
  if (!allowed(interaction, type)) {
    throw fieldError(['type'], 'INTERACTION_RESPONSE_TYPE_INVALID', `Response type ${type} is not allowed for this interaction`);
  }
  switch (type) {
    case InteractionResponseType.ApplicationCommandAutocompleteResult: {
      const { choices } = parseForm(autocomplete, data, ['data']);
      interactions.acknowledge(interaction, type);
      interactions.tell(interaction, {
        type: 'choices',
        nonce: interaction.nonce,
        choices: choices.map(({ name, name_localizations, value }) => ({
          name: name_localizations?.[interaction.user.locale] ?? name,
          value,
        })),
      });
      return null;
    }
    case InteractionResponseType.Modal: {
      const modal = parseForm(modalSchema, data, ['data']);
      interactions.acknowledge(interaction, type);
      interactions.openModal(interaction, modal);
      return null;
    }
    case InteractionResponseType.DeferredMessageUpdate:
      interactions.acknowledge(interaction, type);
      interaction.original = interaction.source;
      return interaction.original;
    case InteractionResponseType.UpdateMessage: {
      const source = interaction.source;
      if (!source) throw discordError('unknownMessage');
      const form = parseMessage(data, ['data'], source.message.flags ?? 0);
      if (source.ephemeralFor === null) composer.refuseClosed(interaction.channel, 'edit');
      interactions.acknowledge(interaction, type);
      interaction.original = source;
      await composer.edit(source, form, files, interaction.nonce);
      return source;
    }
    default: {
      const form = parseMessage(data, ['data']);
      const loading = type === InteractionResponseType.DeferredChannelMessageWithSource;
      if (!loading) refuseEmpty({ ...form, files: files.length });
      if (((form.flags ?? 0) & MessageFlags.Ephemeral) === 0) composer.refuseClosed(interaction.channel, 'post');
      interactions.acknowledge(interaction, type);
      interaction.original = await reply(composer, interaction, form, files, loading);
      return interaction.original;
    }
  }
};

/** A message in answer to an interaction: the first one, or a follow-up. */
export const reply = (
  composer: Composer,
  interaction: Interaction,
  form: MessageForm,
  files: readonly Upload[],
  loading = false,
): Promise<MessageRecord> => {
  const answered = interaction.source?.message ?? interaction.command?.targetMessage;
  return composer.post({
    channel: interaction.channel,
    form,
    files,
    loading,
    ephemeralFor: ((form.flags ?? 0) & MessageFlags.Ephemeral) === 0 ? null : interaction.user.id,
    interaction: {
      id: interaction.id,
      name: interaction.command?.name ?? null,
      metadata: interaction.original
        ? { ...interaction.metadata, original_response_message_id: interaction.original.message.id }
        : interaction.metadata,
    },
    ...(answered && !interaction.original ? { replyTo: answered } : {}),
    nonce: interaction.nonce,
  });
};
