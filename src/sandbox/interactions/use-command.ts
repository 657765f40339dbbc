import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
  type APIApplicationCommand,
  type APIApplicationCommandOption,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { isGiven } from '../check/given.js';
import { isOfFileTypes } from '../file-types.js';
import type { Channel, Guild, Member, User } from '../world/model.js';
import { may } from '../world/permissions.js';
import { apiUser } from '../world/present.js';
import { Refusal, type CommandUse } from './model.js';
import { Resolved, type Surroundings } from './resolved.js';

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
  type: z.enum(ApplicationCommandType).default(ApplicationCommandType.ChatInput),
  /** Of a menu: the person or the message that it was opened on. */
  target_id: z.string().optional(),
  options: z.array(givenOption).optional(),
});
type CommandInput = z.infer<typeof commandInput>;

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

/** Where the command is used, and by whom. */
export interface CommandPlace extends Surroundings {
  readonly user: User;
  readonly channel: Channel;
}

/** @throws Refusal when the command, an option or the target is not what is registered */
export const useCommand = (
  place: CommandPlace,
  input: unknown,
  completing: boolean,
): { data: Record<string, unknown>; use: CommandUse } => {
  const given = commandInput.safeParse(input);
  if (!given.success) throw new Refusal('data must be { id or name, type?, options? or target_id }');
  const command = findCommand(place, given.data);
  if (!command || !isOffered(command, place.guild, place.member)) throw new Refusal('no such command here', 404);
  const resolved = new Resolved(place);
  const head = {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
  };
  if (command.type === ApplicationCommandType.User || command.type === ApplicationCommandType.Message) {
    const target_id = given.data.target_id ?? '';
    const target = command.type === ApplicationCommandType.User ? aimAtUser : aimAtMessage;
    const aimed = target(place, target_id, resolved);
    return { use: { name: command.name, ...aimed }, data: { ...head, target_id, ...resolved.toData() } };
  }
  const path = [command.name];
  const options = checkOptions(command.options ?? [], given.data.options ?? [], resolved, completing, path);
  return {
    use: { name: path.join(' ') },
    data: { ...head, ...(options.length > 0 ? { options } : {}), ...resolved.toData() },
  };
};

const aimAtUser = ({ world }: CommandPlace, id: string, resolved: Resolved): Omit<CommandUse, 'name'> => {
  const user = world.users.get(id);
  if (!user || !resolved.user(id)) throw new Refusal('no such person to use this command on', 404);
  return { targetUser: apiUser(user) };
};

/** A private message offers no commands, as in Discord's own client. */
const aimAtMessage = ({ world, channel }: CommandPlace, id: string, resolved: Resolved): Omit<CommandUse, 'name'> => {
  const record = world.messages.get(channel.id, id);
  if (record?.ephemeralFor !== null) throw new Refusal('no such message to use this command on', 404);
  resolved.message(record.message);
  return { targetMessage: record.message };
};

/** By its id, else by name and type, where the guild's own goes before a global one. */
const findCommand = ({ world, guild }: CommandPlace, { id, name, type }: CommandInput): APIApplicationCommand | undefined => {
  if (id !== undefined) return world.commands.get(id);
  const named = [...world.commands.values()].filter((command) => command.name === name && command.type === type);
  return (
    named.find((command) => command.guild_id !== undefined && command.guild_id === guild?.id) ??
    named.find((command) => command.guild_id === undefined)
  );
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
      return typeof value === 'string' && resolved.channel(value, option.channel_types);
    case ApplicationCommandOptionType.Mentionable:
      return typeof value === 'string' && resolved.mentionable(value);
    case ApplicationCommandOptionType.Attachment: {
      const file = typeof value === 'string' ? resolved.attachment(value) : undefined;
      if (file && !isOfFileTypes(file.filename, option.file_types)) {
        throw new Refusal(`option ${option.name} takes ${option.file_types?.join(', ')}, and ${file.filename} is none of these`);
      }
      return file !== undefined;
    }
    case ApplicationCommandOptionType.Subcommand:
    case ApplicationCommandOptionType.SubcommandGroup:
      return false;
  }
};
