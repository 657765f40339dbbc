import { z } from 'zod';
import { emoji } from './choices.js';
import { addCoded } from './form.js';

const LINK = 5;
const PREMIUM = 6;

/** @see https://discord.com/developers/docs/components/reference#button */
export const button = z
  .object({
    type: z.literal(2),
    style: z.number().int().min(1).max(6),
    label: z.string().max(80).nullish(),
    custom_id: z.string().min(1).max(100).nullish(),
    url: z.string().max(512).nullish(),
    emoji,
    disabled: z.boolean().nullish(),
  })
  .superRefine((value, ctx) => {
    const isLink = value.style === LINK;
    if (isLink && !value.url) addCoded(ctx, ['url'], 'BASE_TYPE_REQUIRED', 'A url is required');
    if (isLink && value.custom_id)
      addCoded(
        ctx,
        ['custom_id'],
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
    if (value.style < LINK && !value.custom_id) addCoded(ctx, ['custom_id'], 'BASE_TYPE_REQUIRED', 'A custom id is required');
    if (value.style < LINK && value.url) addCoded(ctx, ['url'], 'BUTTON_COMPONENT_INVALID_URL', 'Only link buttons have a url');
    if (value.style !== PREMIUM && !value.label && !value.emoji) {
      addCoded(ctx, ['label'], 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A label or emoji is required');
    }
  });
