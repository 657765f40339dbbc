import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { z } from 'zod';
import { refuseDuplicateIds, text } from './components.js';
import { typed } from './form.js';
import { modalField, textInputInRow } from './modal-fields.js';

/** @see https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
const row = z.object({ type: z.literal(1), components: z.array(textInputInRow).min(1).max(1) });
const label = z.object({
  type: z.literal(18),
  label: z.string().min(1).max(45),
  description: z.string().min(1).max(100).nullish(),
  component: modalField,
});

export const modalSchema = typed<APIModalInteractionResponseCallbackData>(
  z
    .object({
      custom_id: z.string().min(1).max(100),
      title: z.string().min(1).max(45),
      components: z
        .array(z.discriminatedUnion('type', [row, label, text]))
        .min(1)
        .max(5),
    })
    .superRefine((modal, ctx) => refuseDuplicateIds(modal.components, ctx, ['components'])),
);
