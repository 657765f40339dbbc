import {
  MessageFlags,
  type APIAllowedMentions,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  type RESTAPIPoll,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { discordError, fieldError } from '../rest/errors.js';
import { componentsSchema, componentsV2Schema } from './components.js';
import { embedsSchema } from './embeds.js';
import { addCoded, parseForm, typed } from './form.js';
import { isGiven } from './given.js';
import { pollSchema } from './poll.js';

const MAX_FILES = 10;
const MAX_STICKERS = 3;

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
  enforce_nonce: z.boolean().nullish(),
  allowed_mentions: typed<APIAllowedMentions>(z.object({})).nullish(),
  attachments: z.array(attachment).max(MAX_FILES).nullish(),
  poll: pollSchema.nullish(),
  sticker_ids: z
    .array(z.union([z.string(), z.number()]))
    .max(MAX_STICKERS)
    .nullish(),
  message_reference: z.object({ message_id: z.string(), fail_if_not_exists: z.boolean().nullish() }).nullish(),
});
const plain = shape.extend({ components: componentsSchema.nullish() });

/** What IS_COMPONENTS_V2 has no place for. Null, an empty text and an empty list take such a field back, which is allowed. */
const LEGACY = ['content', 'embeds', 'poll', 'sticker_ids'] as const;
export const LEGACY_WITH_V2 = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';
export const legacyWithV2 = (field: string): string =>
  `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;

const v2 = shape.extend({ components: componentsV2Schema.nullish() }).superRefine((message, ctx) => {
  for (const field of LEGACY) {
    const value = message[field];
    const isEmpty = !isGiven(value) || value === '' || (Array.isArray(value) && value.length === 0);
    if (!isEmpty) addCoded(ctx, [field], LEGACY_WITH_V2, legacyWithV2(field));
  }
});

export interface MessageForm {
  readonly content?: string | null | undefined;
  readonly embeds?: APIEmbed[] | null | undefined;
  readonly components?: APIMessageTopLevelComponent[] | null | undefined;
  readonly flags?: number | null | undefined;
  readonly nonce?: string | number | null | undefined;
  /** The same nonce of the same author within some minutes means the message that is already there. */
  readonly enforce_nonce?: boolean | null | undefined;
  /** `id` is the index of a new file or the id of one to keep. */
  readonly attachments?:
    { id: string; filename?: string | null | undefined; description?: string | null | undefined }[] | null | undefined;
  readonly poll?: RESTAPIPoll | null | undefined;
  readonly message_reference?: { message_id: string } | null | undefined;
}

const flagsOf = z.object({ flags: z.number().optional().catch(undefined) });
export const isV2 = (flags: number): boolean => (flags & MessageFlags.IsComponentsV2) !== 0;

/**
 * A message to create or the change to one. `currentFlags` are those of the message that is changed.
 * @throws DiscordError 50035, also for an edit that would take IS_COMPONENTS_V2 away
 */
export const parseMessage = (body: unknown, at: readonly string[] = [], currentFlags = 0): MessageForm => {
  const given = flagsOf.safeParse(body).data?.flags;
  if (given !== undefined && isV2(currentFlags) && !isV2(given)) {
    const message = 'The MessageFlags.IS_COMPONENTS_V2 flag cannot be removed from a message';
    throw fieldError([...at, 'flags'], 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG', message);
  }
  return parseForm<MessageForm>(isV2((given ?? 0) | currentFlags) ? v2 : plain, body ?? {}, at);
};

/** @throws DiscordError 50006 when there is nothing to show. */
export const refuseEmpty = (message: {
  content?: string | null | undefined;
  embeds?: readonly unknown[] | null | undefined;
  components?: readonly unknown[] | null | undefined;
  poll?: unknown;
  files: number;
}): void => {
  const empty =
    !message.content?.trim() &&
    !message.embeds?.length &&
    !message.components?.length &&
    !isGiven(message.poll) &&
    message.files === 0;
  if (empty) throw discordError('emptyMessage');
};
