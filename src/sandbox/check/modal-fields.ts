import { z } from 'zod';
import { checkBounds, checkChoices, choice } from './choices.js';
import { fileTypes } from './file-types.js';
import { addCoded } from './form.js';
import { isGiven } from './given.js';
import { select } from './select.js';

/** The components that a person fills in, as they stand in a modal. @see https://discord.com/developers/docs/components/reference */

const customId = z.string().min(1).max(100);
const required = z.boolean().nullish();

interface Countable {
  readonly required?: boolean | null | undefined;
  readonly min_values?: number | null | undefined;
}

/** Fields of a modal are required unless they say otherwise, and then nobody may choose nothing. */
const checkRequired = (value: Countable, ctx: z.RefinementCtx): void => {
  if (value.required !== false && value.min_values === 0) {
    addCoded(ctx, ['min_values'], 'COMPONENT_REQUIRED_ZERO_MIN_VALUES', 'A required component cannot have min_values of 0');
  }
};

const inputFields = {
  type: z.literal(4),
  custom_id: customId,
  style: z.literal([1, 2]),
  min_length: z.number().int().min(0).max(4000).nullish(),
  max_length: z.number().int().min(1).max(4000).nullish(),
  required,
  value: z.string().max(4000).nullish(),
  placeholder: z.string().max(100).nullish(),
};

interface Measured {
  readonly min_length?: number | null | undefined;
  readonly max_length?: number | null | undefined;
  readonly value?: string | null | undefined;
}

const checkLengths = ({ min_length, max_length, value }: Measured, ctx: z.RefinementCtx): void => {
  if (isGiven(min_length) && isGiven(max_length) && min_length > max_length) {
    addCoded(ctx, ['min_length'], 'BASE_TYPE_BAD_INTERVAL', 'min_length must not exceed max_length');
  }
  if (isGiven(value) && isGiven(max_length) && value.length > max_length) {
    addCoded(ctx, ['value'], 'BASE_TYPE_MAX_LENGTH', `Must be ${max_length} or fewer in length.`);
  }
};

/** In an action row, the way that Discord has deprecated, the input carries its label itself. */
export const textInputInRow = z.object({ ...inputFields, label: z.string().min(1).max(45) }).superRefine(checkLengths);

/** In a Label the text above the input is the Label's, so that one of the input's own is a mistake. */
const textInput = z.object({ ...inputFields, label: z.unknown().optional() }).superRefine((value, ctx) => {
  checkLengths(value, ctx);
  if (isGiven(value.label))
    addCoded(ctx, ['label'], 'BASE_TYPE_FORBIDDEN', 'A text input inside a Label has no label of its own');
});

const selectInModal = select.superRefine((value, ctx) => {
  checkRequired(value, ctx);
  if (value.disabled === true) addCoded(ctx, ['disabled'], 'BASE_TYPE_FORBIDDEN', 'A select in a modal cannot be disabled');
});

const fileUpload = z
  .object({
    type: z.literal(19),
    custom_id: customId,
    min_values: z.number().int().min(0).max(10).nullish(),
    max_values: z.number().int().min(1).max(10).nullish(),
    required,
    file_types: fileTypes,
  })
  .superRefine((value, ctx) => {
    checkBounds(value, 1, ctx);
    checkRequired(value, ctx);
  });

const radioGroup = z
  .object({ type: z.literal(21), custom_id: customId, required, options: z.array(choice).min(2).max(10) })
  .superRefine((value, ctx) => checkChoices(value.options, 1, ctx));

const checkboxGroup = z
  .object({
    type: z.literal(22),
    custom_id: customId,
    min_values: z.number().int().min(0).max(10).nullish(),
    max_values: z.number().int().min(1).max(10).nullish(),
    required,
    options: z.array(choice).min(1).max(10),
  })
  .superRefine((value, ctx) => {
    const all = value.options.length;
    checkBounds(value, all, ctx);
    checkRequired(value, ctx);
    checkChoices(value.options, value.max_values ?? all, ctx);
    if ((value.max_values ?? 1) > all)
      addCoded(ctx, ['max_values'], 'BASE_TYPE_BAD_LENGTH', `Must be ${all} or fewer in length.`);
  });

const checkbox = z.object({ type: z.literal(23), custom_id: customId, default: z.boolean().nullish() });

/** What may stand in a Label. */
export const modalField = z.discriminatedUnion('type', [
  textInput,
  selectInModal,
  fileUpload,
  radioGroup,
  checkboxGroup,
  checkbox,
]);
