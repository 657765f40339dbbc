import { z } from 'zod';
import { checkBounds, checkChoices, choice } from './choices.js';
import { addCoded } from './form.js';

/** @see https://discord.com/developers/docs/components/reference#string-select */

/** What may be chosen beforehand in the selects of people, roles and channels. */
const defaultKinds: Readonly<Record<number, readonly string[]>> = {
  5: ['user'],
  6: ['role'],
  7: ['user', 'role'],
  8: ['channel'],
};

const fields = z.object({
  type: z.literal([3, 5, 6, 7, 8]),
  custom_id: z.string().min(1).max(100),
  placeholder: z.string().max(150).nullish(),
  min_values: z.number().int().min(0).max(25).nullish(),
  max_values: z.number().int().min(1).max(25).nullish(),
  options: z.array(choice).min(1).max(25).nullish(),
  default_values: z
    .array(z.object({ id: z.string().regex(/^\d{1,20}$/), type: z.string() }))
    .max(25)
    .nullish(),
  channel_types: z.array(z.number().int()).nullish(),
  required: z.boolean().nullish(),
  disabled: z.boolean().nullish(),
});

/** Default values need to be of a kind that the select offers, and no fewer or more of them than may be chosen. */
const checkDefaults = (value: z.infer<typeof fields>, ctx: z.RefinementCtx): void => {
  const defaults = value.default_values ?? [];
  const allowed = defaultKinds[value.type] ?? [];
  for (const [index, { type }] of defaults.entries()) {
    if (allowed.includes(type)) continue;
    const path = ['default_values', index, 'type'];
    addCoded(ctx, path, 'BASE_TYPE_CHOICES', `Value must be one of (${allowed.join(', ')}).`);
  }
  const tooFew = defaults.length > 0 && defaults.length < (value.min_values ?? 1);
  if (tooFew || defaults.length > (value.max_values ?? 1)) {
    addCoded(ctx, ['default_values'], 'BASE_TYPE_BAD_LENGTH', 'The number of default values must be between min and max values');
  }
};

export const select = fields.superRefine((value, ctx) => {
  checkBounds(value, 1, ctx);
  if (value.type !== 3) {
    checkDefaults(value, ctx);
    return;
  }
  if (!value.options) {
    addCoded(ctx, ['options'], 'BASE_TYPE_REQUIRED', 'This field is required');
    return;
  }
  checkChoices(value.options, value.max_values ?? 1, ctx);
  if ((value.max_values ?? 1) > value.options.length) {
    addCoded(ctx, ['max_values'], 'BASE_TYPE_BAD_LENGTH', `Must be ${value.options.length} or fewer in length.`);
  }
});
