import type { APIEmbed } from 'discord-api-types/v10';
import { z } from 'zod';
import { addCoded, typed } from './form.js';

/** @see https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const MAX_EMBEDS = 10;
const MAX_CHARACTERS = 6000;

const link = z
  .string()
  .max(2048)
  .regex(/^(https?|attachment):\/\//u);
const media = z.object({ url: link }).nullish();

const embedRules = z.object({
  title: z.string().max(256).nullish(),
  description: z.string().max(4096).nullish(),
  url: link.nullish(),
  timestamp: z.string().nullish(),
  color: z.number().int().min(0).max(0xffffff).nullish(),
  footer: z.object({ text: z.string().min(1).max(2048), icon_url: link.nullish() }).nullish(),
  author: z.object({ name: z.string().min(1).max(256), url: link.nullish(), icon_url: link.nullish() }).nullish(),
  image: media,
  thumbnail: media,
  fields: z
    .array(z.object({ name: z.string().min(1).max(256), value: z.string().min(1).max(1024), inline: z.boolean().nullish() }))
    .max(25)
    .nullish(),
});

/** The characters that count against the 6,000 of a message. */
export const embedCharacters = (embed: APIEmbed): number =>
  (embed.title?.length ?? 0) +
  (embed.description?.length ?? 0) +
  (embed.footer?.text.length ?? 0) +
  (embed.author?.name.length ?? 0) +
  (embed.fields ?? []).reduce((sum, field) => sum + field.name.length + field.value.length, 0);

const isEmpty = (embed: APIEmbed): boolean => embedCharacters(embed) === 0 && !embed.image && !embed.thumbnail;

export const embedsSchema = z
  .array(typed<APIEmbed>(embedRules))
  .max(MAX_EMBEDS)
  .superRefine((embeds, ctx) => {
    for (const [index, embed] of embeds.entries()) {
      if (isEmpty(embed)) addCoded(ctx, [index, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required');
    }
    if (embeds.reduce((sum, embed) => sum + embedCharacters(embed), 0) > MAX_CHARACTERS) {
      addCoded(ctx, [], 'MAX_EMBED_SIZE_EXCEEDED', `Embeds size exceeds maximum size of ${MAX_CHARACTERS}`);
    }
  });
