import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { z } from 'zod';
import { refuseDuplicateIds } from './components.js';
import { addCoded, typed } from './form.js';
import { isGiven } from './given.js';

/** @see https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
const textInputFields = {
  type: z.literal(4),
  custom_id: z.string().min(1).max(100),
  style: z.literal([1, 2]),
  min_length: z.number().int().min(0).max(4000).nullish(),
  max_length: z.number().int().min(1).max(4000).nullish(),
  required: z.boolean().nullish(),
  value: z.string().max(4000).nullish(),
  placeholder: z.string().max(100).nullish(),
};
const row = z.object({
  type: z.literal(1),
  components: z
    .array(z.object({ ...textInputFields, label: z.string().min(1).max(45) }))
    .min(1)
    .max(1),
});
const choice = z.object({
  type: z.literal([3, 5, 6, 7, 8]),
  custom_id: z.string().min(1).max(100),
  options: z
    .array(z.object({ label: z.string().min(1).max(100), value: z.string().min(1).max(100) }))
    .min(1)
    .max(25)
    .nullish(),
});
const label = z.object({
  type: z.literal(18),
  label: z.string().min(1).max(45),
  description: z.string().max(100).nullish(),
  component: z.discriminatedUnion('type', [z.object(textInputFields), choice]),
});
const text = z.object({ type: z.literal(10), content: z.string().min(1).max(4000) });

const labelled = z.object({ component: z.unknown().optional() });

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
    .superRefine((modal, ctx) => {
      refuseDuplicateIds(
        modal.components.map((component) => labelled.safeParse(component).data?.component ?? component),
        ctx,
        ['components'],
      );
      for (const [index, component] of modal.components.entries()) {
        const input = component.type === 1 ? component.components[0] : component.type === 18 ? component.component : undefined;
        if (input?.type !== 4) continue;
        if (isGiven(input.min_length) && isGiven(input.max_length) && input.min_length > input.max_length) {
          addCoded(ctx, ['components', index], 'TEXT_INPUT_MIN_LENGTH', 'min_length must not exceed max_length');
        }
      }
    }),
);
