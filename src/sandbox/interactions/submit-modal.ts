import { ComponentType, type APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { z } from 'zod';
import { isOfFileTypes } from '../file-types.js';
import { Refusal } from './model.js';
import { Resolved, type Surroundings } from './resolved.js';
import { isChoice } from './use-component.js';

/** What a person filled in, by custom id: text, one choice, several, or a tick. */
const given = z.object({
  custom_id: z.string(),
  value: z.union([z.string(), z.boolean(), z.null()]).optional(),
  values: z.array(z.string()).optional(),
});
type Given = z.infer<typeof given>;

const modalInput = z.object({
  custom_id: z.string(),
  components: z.array(z.object({ component: given.optional(), components: z.array(given).optional() })),
});

/** A field of the modal, as far as it is checked. */
const field = z.object({
  type: z.enum(ComponentType),
  id: z.number().optional(),
  custom_id: z.string(),
  required: z.boolean().nullish(),
  min_length: z.number().nullish(),
  max_length: z.number().nullish(),
  min_values: z.number().nullish(),
  max_values: z.number().nullish(),
  options: z.array(z.object({ value: z.string() })).nullish(),
  channel_types: z.array(z.number()).nullish(),
  file_types: z.array(z.string()).nullish(),
});
type Field = z.infer<typeof field>;

export const modalCustomId = (input: unknown): string => {
  const parsed = z.object({ custom_id: z.string() }).safeParse(input);
  if (!parsed.success) throw new Refusal('data must be { custom_id, components }');
  return parsed.data.custom_id;
};

const isRequired = ({ required }: Field): boolean => required !== false;

const textOf = (input: Field, { value }: Given): string => {
  const text = typeof value === 'string' ? value : '';
  if (text === '' && isRequired(input)) throw new Refusal(`${input.custom_id} is required`);
  const tooShort = text !== '' && text.length < (input.min_length ?? 0);
  if (tooShort || text.length > (input.max_length ?? 4000)) throw new Refusal(`${input.custom_id} is too short or too long`);
  return text;
};

/** A field that may stay empty has no minimum until something is chosen. */
const valuesOf = (input: Field, { values = [] }: Given, most: number): readonly string[] => {
  if (values.length === 0 && isRequired(input) && input.min_values !== 0) throw new Refusal(`${input.custom_id} is required`);
  if (new Set(values).size < values.length) throw new Refusal(`${input.custom_id} names a choice twice`);
  const tooFew = values.length > 0 && values.length < (input.min_values ?? 1);
  if (tooFew || values.length > (input.max_values ?? most))
    throw new Refusal(`${input.custom_id} has too few or too many values`);
  return values;
};

const takeFile = (input: Field, id: string, resolved: Resolved): void => {
  const file = resolved.attachment(id);
  if (!file) throw new Refusal(`${input.custom_id} names a file that was not uploaded`);
  if (!isOfFileTypes(file.filename, input.file_types)) {
    throw new Refusal(`${input.custom_id} takes ${input.file_types?.join(', ')}, and ${file.filename} is none of these`);
  }
};

/** The value of one field as Discord sends it. */
const submitted = (input: Field, filled: Given, resolved: Resolved): { value: unknown } | { values: readonly string[] } => {
  switch (input.type) {
    case ComponentType.TextInput:
      return { value: textOf(input, filled) };
    case ComponentType.Checkbox:
      return { value: filled.value === true };
    case ComponentType.RadioGroup: {
      const { value } = filled;
      if (typeof value !== 'string') {
        if (isRequired(input)) throw new Refusal(`${input.custom_id} is required`);
        return { value: null };
      }
      if (!isChoice(input, value, resolved)) throw new Refusal(`not a choice: ${value}`);
      return { value };
    }
    case ComponentType.FileUpload: {
      const values = valuesOf(input, filled, 1);
      for (const id of values) takeFile(input, id, resolved);
      return { values };
    }
    default: {
      const most = input.type === ComponentType.CheckboxGroup ? (input.options?.length ?? 1) : 1;
      const values = valuesOf(input, filled, most);
      for (const value of values) if (!isChoice(input, value, resolved)) throw new Refusal(`not a choice: ${value}`);
      return { values };
    }
  }
};

/**
 * What was filled in, checked against the modal and put into Discord's shape: every component of the modal in its order and
 * nesting, each with an id, and what the values point at under `resolved`. The given nesting does not matter.
 * @throws Refusal
 */
export const submitModal = (
  around: Surroundings,
  modal: APIModalInteractionResponseCallbackData,
  input: unknown,
): Record<string, unknown> => {
  const parsed = modalInput.safeParse(input);
  if (!parsed.success) throw new Refusal('components must be rows or labels with { custom_id, value or values }');
  const filled = new Map<string, Given>();
  for (const { component, components = [] } of parsed.data.components) {
    for (const each of component ? [component, ...components] : components) filled.set(each.custom_id, each);
  }
  const resolved = new Resolved(around);
  let nextId = 0;
  const idOf = (known: number | undefined): number => known ?? ++nextId;
  const one = (component: unknown) => {
    const known = field.parse(component);
    const { type, id, custom_id } = known;
    return { type, id: idOf(id), custom_id, ...submitted(known, filled.get(custom_id) ?? { custom_id }, resolved) };
  };
  const components = modal.components.map((component) => {
    const head = { type: component.type, id: idOf(component.id) };
    if (component.type === ComponentType.Label) return { ...head, component: one(component.component) };
    if (component.type === ComponentType.ActionRow) return { ...head, components: component.components.map(one) };
    return head;
  });
  return { custom_id: modal.custom_id, components, ...resolved.toData() };
};
