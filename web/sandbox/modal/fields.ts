import type { APIComponentInLabel, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';
import { defaultsOf } from '../components/defaults.js';
import type { PageKey, Params } from '../i18n/translate.js';

export interface Field {
  readonly label: string;
  readonly description: string | undefined;
  readonly input: APIComponentInLabel;
}

export type Part = { readonly type: 'text'; readonly content: string } | { readonly type: 'field'; readonly field: Field };

/** What a field holds: text, a tick, the one choice (null: none), or several choices, people or files by their ids. */
export type Filled = string | boolean | null | readonly string[];
export type Values = Readonly<Record<string, Filled>>;

export interface Problem {
  readonly key: PageKey;
  readonly params?: Params;
}

/** What the form shows, in its order: text and fields, the older text inputs (a row each) like the newer ones (a label each). */
export const partsOf = (modal: APIModalInteractionResponseCallbackData): readonly Part[] =>
  modal.components.flatMap((each): Part[] => {
    switch (each.type) {
      case ComponentType.ActionRow:
        return each.components.map((input) => ({
          type: 'field',
          field: { label: input.label ?? input.custom_id, description: undefined, input },
        }));
      case ComponentType.Label:
        return [{ type: 'field', field: { label: each.label, description: each.description, input: each.component } }];
      case ComponentType.TextDisplay:
        return [{ type: 'text', content: each.content }];
      default:
        return [];
    }
  });

export const fieldsOf = (modal: APIModalInteractionResponseCallbackData): readonly Field[] =>
  partsOf(modal).flatMap((part) => (part.type === 'field' ? [part.field] : []));

/** What a field holds when the form opens. */
export function startOf(input: APIComponentInLabel): Filled {
  switch (input.type) {
    case ComponentType.TextInput:
      return input.value ?? '';
    case ComponentType.Checkbox:
      return input.default === true;
    case ComponentType.RadioGroup:
      return input.options.find((option) => option.default === true)?.value ?? null;
    case ComponentType.CheckboxGroup:
      return input.options.filter((option) => option.default === true).map(({ value }) => value);
    case ComponentType.FileUpload:
      return [];
    default:
      return defaultsOf(input);
  }
}

export const valueOf = (input: APIComponentInLabel, values: Values): Filled => values[input.custom_id] ?? startOf(input);

/** A tick may always be left out; everything else is required unless the app says otherwise. */
export const isRequired = (input: APIComponentInLabel): boolean =>
  input.type !== ComponentType.Checkbox && input.required !== false && !('min_values' in input && input.min_values === 0);

const listOf = (value: Filled): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** What is wrong with a field, by Discord's rules; undefined: it can be sent. */
export function problemOf(input: APIComponentInLabel, value: Filled): Problem | undefined {
  const required = isRequired(input);
  switch (input.type) {
    case ComponentType.Checkbox:
      return undefined;
    case ComponentType.TextInput: {
      const length = typeof value === 'string' ? value.length : 0;
      if (length === 0) return required ? { key: 'modal.missing' } : undefined;
      const { min_length: min = 0 } = input;
      return length < min ? { key: 'modal.short', params: { min } } : undefined;
    }
    case ComponentType.RadioGroup:
      return value === null && required ? { key: 'modal.pickOne' } : undefined;
    default: {
      const { length } = listOf(value);
      if (length === 0) return required ? { key: 'modal.missing' } : undefined;
      const { min_values: min = 1 } = input;
      return length < min ? { key: 'modal.tooFew', params: { min } } : undefined;
    }
  }
}

const submitted = (input: APIComponentInLabel, value: Filled) => {
  const { type, custom_id } = input;
  return Array.isArray(value) ? { type, custom_id, values: value } : { type, custom_id, value };
};

/** The `data` of an interaction of type 5: the modal's own order and nesting. */
export const submission = (modal: APIModalInteractionResponseCallbackData, values: Values) => ({
  custom_id: modal.custom_id,
  components: modal.components.flatMap((each): object[] => {
    const { type } = each;
    switch (type) {
      case ComponentType.ActionRow:
        return [{ type, components: each.components.map((input) => submitted(input, valueOf(input, values))) }];
      case ComponentType.Label:
        return [{ type, component: submitted(each.component, valueOf(each.component, values)) }];
      case ComponentType.TextDisplay:
        return [{ type }];
      default:
        return [];
    }
  }),
});
