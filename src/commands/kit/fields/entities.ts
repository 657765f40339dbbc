import { ComponentType, SelectMenuDefaultValueType, type ChannelType } from 'discord-api-types/v10';
import { z } from 'zod';
import { roleId, userId, type RoleId, type UserId } from '../../../domain/ids.js';
import { ok } from '../../../domain/result.js';
import { SELECT } from '../limits.js';
import { readChannel, type ChannelFacts } from '../payload/channel.js';
import { snowflake } from '../payload/snowflake.js';
import { misfit, type Field, type FieldTexts } from './field.js';
import { checkedCount, countFields, readValues, type Count } from './several.js';

const ids = z.array(snowflake);
const headOf = ({ label, description }: FieldTexts): FieldTexts => ({
  label,
  ...(description === undefined ? {} : { description }),
});

const defaults = <D>(values: D[]) => (values.length === 0 ? {} : { default_values: values });

/** A menu of the people of the place; given are those who are selected. FIELD_REQUIRED, FIELD_COUNT. */
export const users = (spec: FieldTexts & Count): Field<readonly UserId[], readonly UserId[]> => {
  const count = checkedCount(spec, SELECT.values);
  return {
    texts: headOf(spec),
    further: [],
    component: (customId, _t, given = []) => ({
      type: ComponentType.UserSelect,
      custom_id: customId,
      ...defaults(given.slice(0, count.max).map((id) => ({ type: SelectMenuDefaultValueType.User as const, id }))),
      ...countFields(count),
    }),
    read(sent, { label }) {
      const values = readValues(sent, label, count);
      if (!values.ok) return values;
      return ids.safeParse(values.value).success ? ok(values.value.map(userId)) : misfit;
    },
  };
};

/** A menu of the guild's roles; given are those that are selected. FIELD_REQUIRED, FIELD_COUNT. */
export const roles = (spec: FieldTexts & Count): Field<readonly RoleId[], readonly RoleId[]> => {
  const count = checkedCount(spec, SELECT.values);
  return {
    texts: headOf(spec),
    further: [],
    component: (customId, _t, given = []) => ({
      type: ComponentType.RoleSelect,
      custom_id: customId,
      ...defaults(given.slice(0, count.max).map((id) => ({ type: SelectMenuDefaultValueType.Role as const, id }))),
      ...countFields(count),
    }),
    read(sent, { label }) {
      const values = readValues(sent, label, count);
      if (!values.ok) return values;
      return ids.safeParse(values.value).success ? ok(values.value.map(roleId)) : misfit;
    },
  };
};

const described = z.object({ channels: z.record(z.string(), z.unknown()) });

/** A menu of the guild's channels; given are the ids of those that are selected. What the bot may do there comes along. FIELD_REQUIRED, FIELD_COUNT. */
export const channels = (
  spec: FieldTexts & Count & { readonly types?: readonly ChannelType[] },
): Field<readonly ChannelFacts[], readonly string[]> => {
  const count = checkedCount(spec, SELECT.values);
  const { types } = spec;
  const numbers: readonly number[] = types ?? [];
  return {
    texts: headOf(spec),
    further: [],
    component: (customId, _t, given = []) => ({
      type: ComponentType.ChannelSelect,
      custom_id: customId,
      ...defaults(given.slice(0, count.max).map((id) => ({ type: SelectMenuDefaultValueType.Channel as const, id }))),
      ...(types === undefined ? {} : { channel_types: [...types] }),
      ...countFields(count),
    }),
    read(sent, { label, resolved }) {
      const values = readValues(sent, label, count);
      if (!values.ok) return values;
      const rows = new Map(Object.entries(described.safeParse(resolved).data?.channels ?? {}));
      const found = values.value.map((id) => readChannel(rows.get(id)));
      const allowed = (channel: ChannelFacts | null): channel is ChannelFacts =>
        channel !== null && (types === undefined || numbers.includes(channel.type));
      return found.every(allowed) ? ok(found) : misfit;
    },
  };
};
