import { ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { flatten } from '../check/components.js';
import type { MessageRecord } from '../world/model.js';
import { Refusal } from './model.js';
import { Resolved, type Surroundings } from './resolved.js';

const componentInput = z.object({ custom_id: z.string(), values: z.array(z.string()).optional() });
const placed = z.object({
  type: z.enum(ComponentType),
  id: z.number().optional(),
  custom_id: z.string(),
  disabled: z.boolean().nullish(),
  min_values: z.number().nullish(),
  max_values: z.number().nullish(),
  options: z.array(z.object({ value: z.string() })).nullish(),
  channel_types: z.array(z.number()).nullish(),
});

/** A select as far as a choice in it is checked. */
export type Choosable = Pick<z.infer<typeof placed>, 'type' | 'options' | 'channel_types'>;

/** Whether `value` can be chosen; what it points at is then in `resolved`. */
export const isChoice = (select: Choosable, value: string, resolved: Resolved): boolean => {
  switch (select.type) {
    case ComponentType.UserSelect:
      return resolved.user(value);
    case ComponentType.RoleSelect:
      return resolved.role(value);
    case ComponentType.MentionableSelect:
      return resolved.mentionable(value);
    case ComponentType.ChannelSelect:
      return resolved.channel(value, select.channel_types);
    default:
      return select.options?.some((option) => option.value === value) ?? false;
  }
};

/** A click or a selection on a message, checked against what the message shows. @throws Refusal */
export const useComponent = (around: Surroundings, record: MessageRecord, input: unknown): Record<string, unknown> => {
  const given = componentInput.safeParse(input);
  if (!given.success) throw new Refusal('data must be { custom_id, values? }');
  const { custom_id, values = [] } = given.data;
  const found = flatten(record.message.components ?? []).find(({ customId }) => customId === custom_id);
  const component = placed.safeParse(found?.node).data;
  if (!component) throw new Refusal('no such component on this message', 404);
  if (component.disabled) throw new Refusal('this component is disabled');
  const { min_values, max_values, type, id } = component;
  const head = { ...(id === undefined ? {} : { id }), custom_id, component_type: type };
  if (type === ComponentType.Button) return head;
  if (values.length < (min_values ?? 1) || values.length > (max_values ?? 1)) throw new Refusal('too few or too many values');
  const resolved = new Resolved(around);
  for (const value of values) if (!isChoice(component, value, resolved)) throw new Refusal(`not a choice: ${value}`);
  return { ...head, values, ...resolved.toData() };
};
