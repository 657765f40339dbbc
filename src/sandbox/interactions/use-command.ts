import {
  ApplicationCommandOptionType,
  InteractionContextType,
  type APIApplicationCommand,
  type APIApplicationCommandOption,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { isGiven } from '../check/given.js';
import type { Guild, Member } from '../world/model.js';
import { may } from '../world/permissions.js';
import type { World } from '../world/world.js';
import { Refusal } from './model.js';
import { Resolved } from './payload.js';

/** What a person typed, checked against the command as Discord's own client does, and completed for the bot. */

interface GivenOption {
  name: string;
  value?: string | number | boolean | undefined;
  options?: GivenOption[] | undefined;
  focused?: boolean | undefined;
}

const givenOption: z.ZodType<GivenOption> = z.lazy(() =>
  z.object({
    name: z.string(),
    value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    options: z.array(givenOption).optional(),
    focused: z.boolean().optional(),
  }),
);

const commandInput = z.object({
  id: z.string().optional(),
  name: z.string().optional(),
  options: z.array(givenOption).optional(),
});

/** Is this command offered here? `member` is null in direct messages. */
export const isOffered = (command: APIApplicationCommand, guild: Guild | null, member: Member | null): boolean => {
  if (command.guild_id !== undefined && command.guild_id !== guild?.id) return false;
  if (command.contexts && !command.contexts.includes(guild ? InteractionContextType.Guild : InteractionContextType.BotDM))
    return false;
  if (!guild || !member) return command.guild_id === undefined;
  const needed = command.default_member_permissions;
  if (!isGiven(needed)) return true;
  return needed === '0' ? guild.ownerId === member.userId || may(guild, member, 8n) : may(guild, member, BigInt(needed));
};

/** @throws Refusal when the command or an option is not what is registered */
export const useCommand = (
  world: World,
  guild: Guild | null,
  member: Member | null,
  input: unknown,
  completing: boolean,
): { command: APIApplicationCommand; data: Record<string, unknown>; fullName: string } => {
  const given = commandInput.safeParse(input);
  if (!given.success) throw new Refusal('data must be { id or name, options? }');
  const command = findCommand(world, guild, given.data.id, given.data.name);
  if (!command || !isOffered(command, guild, member)) throw new Refusal('no such command here', 404);
  const resolved = new Resolved(world, guild);
  const path = [command.name];
  const options = checkOptions(command.options ?? [], given.data.options ?? [], resolved, completing, path);
  return {
    command,
    fullName: path.join(' '),
    data: {
      id: command.id,
      name: command.name,
      type: command.type,
      ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
      ...(options.length > 0 ? { options } : {}),
      ...resolved.toData(),
    },
  };
};

const findCommand = (world: World, guild: Guild | null, id?: string, name?: string): APIApplicationCommand | undefined => {
  if (id !== undefined) return world.commands.get(id);
  let found: APIApplicationCommand | undefined;
  for (const command of world.commands.values()) {
    if (command.name !== name) continue;
    if (command.guild_id === guild?.id) return command;
    if (command.guild_id === undefined) found = command;
  }
  return found;
};

const isNesting = (
  option: APIApplicationCommandOption,
): option is Extract<
  APIApplicationCommandOption,
  { type: ApplicationCommandOptionType.Subcommand | ApplicationCommandOptionType.SubcommandGroup }
> => option.type === ApplicationCommandOptionType.Subcommand || option.type === ApplicationCommandOptionType.SubcommandGroup;

const checkOptions = (
  known: readonly APIApplicationCommandOption[],
  given: readonly GivenOption[],
  resolved: Resolved,
  completing: boolean,
  path: string[],
): Record<string, unknown>[] => {
  if (known.some(isNesting) && given.length !== 1) throw new Refusal('choose one subcommand');
  const checked = given.map((option) => {
    const definition = known.find(({ name }) => name === option.name);
    if (!definition) throw new Refusal(`unknown option ${option.name}`);
    if (isNesting(definition)) {
      path.push(definition.name);
      const options = checkOptions(definition.options ?? [], option.options ?? [], resolved, completing, path);
      return { name: definition.name, type: definition.type, options };
    }
    const focused = completing && option.focused === true;
    if (!focused) checkValue(definition, option.value, resolved);
    return { name: definition.name, type: definition.type, value: option.value ?? '', ...(focused ? { focused: true } : {}) };
  });
  if (!completing) {
    for (const option of known) {
      if (isNesting(option) || !option.required) continue;
      if (!given.some(({ name }) => name === option.name)) throw new Refusal(`option ${option.name} is required`);
    }
  }
  return checked;
};

const checkValue = (option: APIApplicationCommandOption, value: unknown, resolved: Resolved): void => {
  if (!fits(option, value, resolved)) throw new Refusal(`option ${option.name} does not take ${JSON.stringify(value)}`);
};

const fits = (option: APIApplicationCommandOption, value: unknown, resolved: Resolved): boolean => {
  switch (option.type) {
    case ApplicationCommandOptionType.String: {
      if (typeof value !== 'string') return false;
      if ('choices' in option && option.choices.length > 0) return option.choices.some((choice) => choice.value === value);
      const { min_length = 0, max_length = 6000 } = 'min_length' in option || 'max_length' in option ? option : {};
      return value.length >= min_length && value.length <= max_length;
    }
    case ApplicationCommandOptionType.Integer:
    case ApplicationCommandOptionType.Number: {
      if (typeof value !== 'number' || (option.type === ApplicationCommandOptionType.Integer && !Number.isInteger(value)))
        return false;
      if ('choices' in option && option.choices.length > 0) return option.choices.some((choice) => choice.value === value);
      const { min_value = -Infinity, max_value = Infinity } = 'min_value' in option || 'max_value' in option ? option : {};
      return value >= min_value && value <= max_value;
    }
    case ApplicationCommandOptionType.Boolean:
      return typeof value === 'boolean';
    case ApplicationCommandOptionType.User:
      return typeof value === 'string' && resolved.user(value);
    case ApplicationCommandOptionType.Role:
      return typeof value === 'string' && resolved.role(value);
    case ApplicationCommandOptionType.Channel:
      return typeof value === 'string' && resolved.channel(value);
    case ApplicationCommandOptionType.Mentionable:
      return typeof value === 'string' && resolved.mentionable(value);
    case ApplicationCommandOptionType.Attachment:
    case ApplicationCommandOptionType.Subcommand:
    case ApplicationCommandOptionType.SubcommandGroup:
      return false;
  }
};
