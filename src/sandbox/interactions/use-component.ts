import { ComponentType, type APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { z } from 'zod';
import { flatten } from '../check/components.js';
import type { Guild, MessageRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { Refusal } from './model.js';
import { Resolved } from './payload.js';

const componentInput = z.object({ custom_id: z.string(), values: z.array(z.string()).optional() });
const placed = z.object({
  type: z.number(),
  custom_id: z.string(),
  disabled: z.boolean().nullish(),
  min_values: z.number().nullish(),
  max_values: z.number().nullish(),
  options: z.array(z.object({ value: z.string() })).nullish(),
});

/** A click or a selection on a message, checked against what the message shows. @throws Refusal */
export const useComponent = (
  world: World,
  guild: Guild | null,
  record: MessageRecord,
  input: unknown,
): Record<string, unknown> => {
  const given = componentInput.safeParse(input);
  if (!given.success) throw new Refusal('data must be { custom_id, values? }');
  const { custom_id, values = [] } = given.data;
  const found = flatten(record.message.components ?? []).find(({ customId }) => customId === custom_id);
  const component = placed.safeParse(found?.node).data;
  if (!component) throw new Refusal('no such component on this message', 404);
  if (component.disabled) throw new Refusal('this component is disabled');
  if (component.type === 2) return { custom_id, component_type: 2 };
  const { min_values, max_values, options, type } = component;
  if (values.length < (min_values ?? 1) || values.length > (max_values ?? 1)) throw new Refusal('too few or too many values');
  const resolved = new Resolved(world, guild);
  const isValid = (value: string): boolean => {
    if (type === 3) return options?.some((option) => option.value === value) ?? false;
    if (type === 5) return resolved.user(value);
    if (type === 6) return resolved.role(value);
    return type === 7 ? resolved.mentionable(value) : resolved.channel(value);
  };
  for (const value of values) if (!isValid(value)) throw new Refusal(`not a choice: ${value}`);
  return { custom_id, component_type: type, values, ...resolved.toData() };
};

const field = z.object({
  type: z.number(),
  custom_id: z.string(),
  value: z.string().optional(),
  values: z.array(z.string()).optional(),
});
const modalInput = z.object({
  custom_id: z.string(),
  components: z.array(
    z.union([
      z.object({ type: z.literal(18), component: field }).loose(),
      z.object({ type: z.literal(1), components: z.array(field) }).loose(),
      z.object({ type: z.literal(10) }),
    ]),
  ),
});
const textInput = z.object({
  type: z.literal(4),
  custom_id: z.string(),
  required: z.boolean().nullish(),
  min_length: z.number().nullish(),
  max_length: z.number().nullish(),
});

export const modalCustomId = (input: unknown): string => {
  const given = z.object({ custom_id: z.string() }).safeParse(input);
  if (!given.success) throw new Refusal('data must be { custom_id, components }');
  return given.data.custom_id;
};

/** What was filled in, checked against the modal. @throws Refusal */
export const submitModal = (modal: APIModalInteractionResponseCallbackData, input: unknown): Record<string, unknown> => {
  const given = modalInput.safeParse(input);
  if (!given.success) throw new Refusal('components must be rows or labels with { type, custom_id, value }');
  const values = new Map<string, string>();
  for (const component of given.data.components) {
    const fields = component.type === 1 ? component.components : component.type === 18 ? [component.component] : [];
    for (const { custom_id, value } of fields) values.set(custom_id, value ?? '');
  }
  for (const component of modal.components) {
    const inner: unknown =
      component.type === ComponentType.ActionRow
        ? component.components[0]
        : component.type === ComponentType.Label
          ? component.component
          : undefined;
    const text = textInput.safeParse(inner).data;
    if (!text) continue;
    const value = values.get(text.custom_id) ?? '';
    if (value === '' && text.required !== false) throw new Refusal(`${text.custom_id} is required`);
    const tooShort = value !== '' && value.length < (text.min_length ?? 0);
    if (tooShort || value.length > (text.max_length ?? 4000)) throw new Refusal(`${text.custom_id} is too short or too long`);
  }
  return given.data;
};
