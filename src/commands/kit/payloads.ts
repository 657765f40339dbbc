import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandSubcommandGroupOption,
  type APIApplicationCommandSubcommandOption,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { codePointCount } from '../../domain/code-points.js';
import { PERMISSION } from '../../domain/permissions.js';
import { FALLBACK_LOCALE } from '../../i18n/messages.js';
import type { Translators } from '../../i18n/translators.js';
import type { Command, CommandGroup } from './define.js';
import { manageGuild, inGuild, type Guard } from './guards.js';
import { COMMANDS } from './limits.js';
import { menuName, type MenuCommand } from './menus.js';
import { optionMeta } from './options.js';
import type { Routes } from './routes.js';

type Localized = Partial<Record<'de', string>>;

/** Finds texts by paths that only registration knows. @throws Error when English lacks one: then the start must fail, not Discord. */
const textsOf = (translators: Translators) => ({
  english(key: string): string {
    const text = translators.lookup(FALLBACK_LOCALE, key);
    if (text === undefined) throw new Error(`no text for ${key}`);
    return text;
  },
  /** Our locales other than English that Discord knows under the same name. */
  others(key: string): Localized {
    const de = translators.lookup('de', key);
    return de === undefined ? {} : { de };
  },
});
type Texts = ReturnType<typeof textsOf>;

const nameOf = (name: string, base: string, texts: Texts) => ({ name, name_localizations: texts.others(`${base}.name`) });
const descriptionOf = (base: string, texts: Texts) => ({
  description: texts.english(`${base}.description`),
  description_localizations: texts.others(`${base}.description`),
});

const basicOption = (
  name: string,
  schema: Command['options'][string],
  base: string,
  texts: Texts,
): APIApplicationCommandBasicOption => {
  const { type, required, min, max, choices, autocomplete, files } = optionMeta(schema);
  const common = { ...nameOf(name, base, texts), ...descriptionOf(base, texts), required };
  const range = { ...(min === undefined ? {} : { min_value: min }), ...(max === undefined ? {} : { max_value: max }) };
  switch (type) {
    case ApplicationCommandOptionType.String: {
      const length = { ...(min === undefined ? {} : { min_length: min }), ...(max === undefined ? {} : { max_length: max }) };
      if (choices === undefined) return { ...common, ...length, type, ...(autocomplete ? { autocomplete: true } : {}) };
      const listed = choices.map((value) => ({
        name: texts.english(`${base}.choices.${value}`),
        name_localizations: texts.others(`${base}.choices.${value}`),
        value,
      }));
      return { ...common, type, choices: listed };
    }
    case ApplicationCommandOptionType.Integer:
      return { ...common, ...range, type };
    case ApplicationCommandOptionType.Number:
      return { ...common, ...range, type };
    case ApplicationCommandOptionType.Boolean:
    case ApplicationCommandOptionType.User:
    case ApplicationCommandOptionType.Role:
      return { ...common, type };
    case ApplicationCommandOptionType.Channel:
      return { ...common, type, channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement] };
    case ApplicationCommandOptionType.Attachment:
      return { ...common, type, ...(files?.types === undefined ? {} : { file_types: [...files.types] }) };
  }
};

const basicOptions = (command: Command, base: string, texts: Texts): APIApplicationCommandBasicOption[] =>
  Object.entries(command.options).map(([name, schema]) => basicOption(name, schema, `${base}.options.${name}`, texts));

const subcommand = (command: Command, path: string, texts: Texts): APIApplicationCommandSubcommandOption => {
  const base = command.texts ?? path;
  return {
    type: ApplicationCommandOptionType.Subcommand,
    ...nameOf(command.name, path, texts),
    ...descriptionOf(base, texts),
    options: basicOptions(command, base, texts),
  };
};

const subcommandGroup = (group: CommandGroup, path: string, texts: Texts): APIApplicationCommandSubcommandGroupOption => ({
  type: ApplicationCommandOptionType.SubcommandGroup,
  ...nameOf(group.name, path, texts),
  ...descriptionOf(path, texts),
  options: group.children.map((child) => {
    if (child.kind === 'group') throw new Error(`${path}.${child.name}: Discord knows no groups in groups`);
    return subcommand(child, `${path}.${child.name}`, texts);
  }),
});

const optionsOf = (top: Command | CommandGroup, path: string, texts: Texts): APIApplicationCommandOption[] =>
  top.kind === 'command'
    ? basicOptions(top, path, texts)
    : top.children.map((child) =>
        child.kind === 'group'
          ? subcommandGroup(child, `${path}.${child.name}`, texts)
          : subcommand(child, `${path}.${child.name}`, texts),
      );

const { Guild, BotDM, PrivateChannel } = InteractionContextType;
const { GuildInstall, UserInstall } = ApplicationIntegrationType;

/** Where it can be used, as its guards say. */
const placesOf = ({ guards }: { readonly guards: readonly Guard[] }) =>
  guards.includes(inGuild)
    ? { contexts: [Guild], integration_types: [GuildInstall] }
    : { contexts: [Guild, BotDM, PrivateChannel], integration_types: [GuildInstall, UserInstall] };

/** Who sees it at first, and where; a guild may change that, so the guards hold all the same. */
const audienceOf = ({ guards }: { readonly guards: readonly Guard[] }) => ({
  default_member_permissions: guards.includes(manageGuild) ? String(PERMISSION.manageGuild) : null,
  ...placesOf({ guards }),
});

const menuPayload = (menu: MenuCommand, translators: Translators, texts: Texts): RESTPostAPIApplicationCommandsJSONBody => ({
  type: menu.kind,
  ...nameOf(menuName(menu, translators), `commands.${menu.name}`, texts),
  ...audienceOf(menu),
});

/** @throws RangeError when Discord would refuse the list */
const checked = (bodies: RESTPostAPIApplicationCommandsJSONBody[]): RESTPostAPIApplicationCommandsJSONBody[] => {
  const { ChatInput, User, Message } = ApplicationCommandType;
  for (const [type, most] of [
    [ChatInput, COMMANDS.chatInput],
    [User, COMMANDS.user],
    [Message, COMMANDS.message],
  ] as const) {
    const count = bodies.filter((body) => (body.type ?? ChatInput) === type).length;
    if (count > most) throw new RangeError(`${count} commands of type ${type}, of at most ${most}`);
  }
  for (const { name, name_localizations: others } of bodies)
    for (const text of [name, ...Object.values(others ?? {})])
      if (typeof text !== 'string' || codePointCount(text) < 1 || codePointCount(text) > COMMANDS.name)
        throw new RangeError(`the name of a command: ${text ?? ''}`);
  return bodies;
};

/**
 * Registration bodies of slash commands and context menus, English with our other locales beside it.
 * @throws Error when English lacks a text; RangeError when there are more than Discord takes
 */
export const payloadsOf = (
  { commands, menus }: Pick<Routes, 'commands' | 'menus'>,
  translators: Translators,
): RESTPostAPIApplicationCommandsJSONBody[] => {
  const texts = textsOf(translators);
  const slash = commands.map((top): RESTPostAPIApplicationCommandsJSONBody => {
    const path = `commands.${top.name}`;
    return {
      type: ApplicationCommandType.ChatInput,
      ...nameOf(top.name, path, texts),
      ...descriptionOf(path, texts),
      options: optionsOf(top, path, texts),
      ...audienceOf(top),
    };
  });
  return checked([...slash, ...menus.map((menu) => menuPayload(menu, translators, texts))]);
};
