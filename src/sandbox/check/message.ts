import { MessageFlags, type APIAllowedMentions, type APIEmbed, type APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { z } from 'zod';
import { discordError } from '../rest/errors.js';
import { componentsSchema, componentsV2Schema } from './components.js';
import { embedsSchema } from './embeds.js';
import { parseForm, typed } from './form.js';

const MAX_FILES = 10;

const attachment = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  filename: z.string().nullish(),
  description: z.string().max(1024).nullish(),
});

const shape = z.object({
  content: z.string().max(2000).nullish(),
  embeds: embedsSchema.nullish(),
  flags: z.number().int().nullish(),
  tts: z.boolean().nullish(),
  nonce: z.union([z.string().max(25), z.number()]).nullish(),
  allowed_mentions: typed<APIAllowedMentions>(z.object({})).nullish(),
  attachments: z.array(attachment).max(MAX_FILES).nullish(),
  message_reference: z.object({ message_id: z.string(), fail_if_not_exists: z.boolean().nullish() }).nullish(),
});
const plain = shape.extend({ components: componentsSchema.nullish() });
const v2 = shape.extend({
  components: componentsV2Schema.nullish(),
  content: z.literal('').nullish(),
  embeds: z.array(z.never()).max(0).nullish(),
});

export interface MessageForm {
  readonly content?: string | null | undefined;
  readonly embeds?: APIEmbed[] | null | undefined;
  readonly components?: APIMessageTopLevelComponent[] | null | undefined;
  readonly flags?: number | null | undefined;
  readonly nonce?: string | number | null | undefined;
  /** `id` is the index of a new file or the id of one to keep. */
  readonly attachments?:
    { id: string; filename?: string | null | undefined; description?: string | null | undefined }[] | null | undefined;
  readonly message_reference?: { message_id: string } | null | undefined;
}

const flagsOf = z.object({ flags: z.number().catch(0) });

/**
 * A message to create or the change to one. `currentFlags` are those of the message that is changed.
 * @throws DiscordError 50035
 */
export const parseMessage = (body: unknown, at: readonly string[] = [], currentFlags = 0): MessageForm => {
  const flags = (flagsOf.safeParse(body).data?.flags ?? 0) | currentFlags;
  return parseForm<MessageForm>((flags & MessageFlags.IsComponentsV2) === 0 ? plain : v2, body ?? {}, at);
};

/** @throws DiscordError 50006 when there is nothing to show. */
export const refuseEmpty = (message: {
  content?: string | null | undefined;
  embeds?: readonly unknown[] | null | undefined;
  components?: readonly unknown[] | null | undefined;
  files: number;
}): void => {
  const empty = !message.content?.trim() && !message.embeds?.length && !message.components?.length && message.files === 0;
  if (empty) throw discordError('emptyMessage');
};
