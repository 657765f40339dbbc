import type { RESTAPIPoll } from 'discord-api-types/v10';
import { z } from 'zod';
import { emoji } from './choices.js';
import { typed } from './form.js';

/** @see https://discord.com/developers/docs/resources/poll#poll-create-request-object */
const rules = z.object({
  question: z.object({ text: z.string().min(1).max(300) }),
  answers: z
    .array(z.object({ poll_media: z.object({ text: z.string().min(1).max(55).nullish(), emoji }) }))
    .min(1)
    .max(10),
  /** Hours: at most 32 days. */
  duration: z.number().int().min(1).max(768).nullish(),
  allow_multiselect: z.boolean().nullish(),
  layout_type: z.literal(1).nullish(),
});

export const pollSchema = typed<RESTAPIPoll>(rules);
