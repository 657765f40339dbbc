import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  Locale,
  type APIApplicationCommand,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { commandSchema } from '../check/command.js';
import { addCoded, parseForm } from '../check/form.js';
import { isGiven } from '../check/given.js';
import { discordError, tooManyCommands } from './errors.js';
import { Created, guildOf, isTrue, type Call, type Route, type Services } from './route.js';

/** How many commands of a kind a scope (global, or one guild) may have. */
const MAX_OF_A_KIND: Readonly<Record<number, number>> = {
  [ApplicationCommandType.ChatInput]: 100,
  [ApplicationCommandType.User]: 15,
  [ApplicationCommandType.Message]: 15,
};

/** @throws DiscordError 30032 when there are more than `MAX_OF_A_KIND` */
const refuseTooMany = (commands: readonly { readonly type?: number | undefined }[]): void => {
  for (const [type, max] of Object.entries(MAX_OF_A_KIND)) {
    if (commands.filter((command) => (command.type ?? 1) === Number(type)).length > max) throw tooManyCommands(max);
  }
};

const bulk = z.array(commandSchema).superRefine((commands, ctx) => {
  const seen = new Set<string>();
  for (const [index, { name, type = 1 }] of commands.entries()) {
    if (seen.has(`${type} ${name}`)) {
      addCoded(ctx, [index], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    }
    seen.add(`${type} ${name}`);
  }
});

/** As given, without what is empty; null when nothing is left. */
const localizations = (
  given: Readonly<Partial<Record<Locale, string | null | undefined>>> | null | undefined,
): Partial<Record<Locale, string>> | null => {
  const kept: Partial<Record<Locale, string>> = {};
  for (const locale of Object.values(Locale)) {
    const text = given?.[locale];
    if (isGiven(text)) kept[locale] = text;
  }
  return Object.keys(kept).length > 0 ? kept : null;
};

const anyObject = z.record(z.string(), z.unknown());

export const commandRoutes = ({ world }: Services): Route[] => {
  /** The guild whose commands are meant, undefined for global ones; refuses a foreign application or guild. */
  const scopeOf = (call: Call, inGuild: boolean): string | undefined => {
    if (call.param('application') !== world.application.id) throw discordError('unknownApplication');
    return inGuild ? guildOf(world, call.param('guild')).guild.id : undefined;
  };
  const ofScope = (guildId: string | undefined) => [...world.commands.values()].filter((command) => command.guild_id === guildId);

  const find = (call: Call, inGuild: boolean): APIApplicationCommand => {
    const guildId = scopeOf(call, inGuild);
    const command = world.commands.get(call.param('command'));
    if (!command || command.guild_id !== guildId) throw discordError('unknownCommand');
    return command;
  };

  const build = (
    body: RESTPostAPIApplicationCommandsJSONBody,
    guildId: string | undefined,
    id: string,
  ): APIApplicationCommand => ({
    id,
    application_id: world.application.id,
    version: world.ids.next(),
    default_member_permissions: body.default_member_permissions ?? null,
    type: body.type ?? ApplicationCommandType.ChatInput,
    name: body.name,
    name_localizations: localizations(body.name_localizations),
    description: 'description' in body ? (body.description ?? '') : '',
    description_localizations: 'description_localizations' in body ? localizations(body.description_localizations) : null,
    nsfw: body.nsfw ?? false,
    integration_types: body.integration_types ?? [ApplicationIntegrationType.GuildInstall],
    contexts: body.contexts ?? null,
    ...('options' in body && body.options ? { options: body.options } : {}),
    ...(guildId === undefined ? {} : { guild_id: guildId }),
  });

  /** Without `?with_localizations=true` the lists leave the translations out, as Discord's do. */
  const show = (command: APIApplicationCommand, call: Call): unknown => {
    if (isTrue(call.query['with_localizations'])) return command;
    const { name_localizations: _names, description_localizations: _descriptions, ...rest } = command;
    return rest;
  };

  const put = (body: RESTPostAPIApplicationCommandsJSONBody, guildId: string | undefined): Created | APIApplicationCommand => {
    const existing = ofScope(guildId).find((command) => command.name === body.name && command.type === (body.type ?? 1));
    if (!existing) refuseTooMany([...ofScope(guildId), body]);
    const command = build(body, guildId, existing?.id ?? world.ids.next());
    world.commands.set(command.id, command);
    world.emit({ type: 'commands' });
    return existing ? command : new Created(command);
  };

  const routesOf = (base: string, inGuild: boolean): Route[] => [
    {
      method: 'GET',
      path: base,
      auth: 'bot',
      handle: (call) => ofScope(scopeOf(call, inGuild)).map((command) => show(command, call)),
    },
    {
      method: 'POST',
      path: base,
      auth: 'bot',
      handle(call) {
        const guildId = scopeOf(call, inGuild);
        return put(parseForm(commandSchema, call.body), guildId);
      },
    },
    {
      method: 'PUT',
      path: base,
      auth: 'bot',
      handle(call) {
        const guildId = scopeOf(call, inGuild);
        const bodies = parseForm(bulk, call.body);
        refuseTooMany(bodies);
        const before = ofScope(guildId);
        for (const command of before) world.commands.delete(command.id);
        const commands = bodies.map((body) => {
          const same = before.find((command) => command.name === body.name && command.type === (body.type ?? 1));
          return build(body, guildId, same?.id ?? world.ids.next());
        });
        for (const command of commands) world.commands.set(command.id, command);
        world.emit({ type: 'commands' });
        return commands;
      },
    },
    { method: 'GET', path: `${base}/:command`, auth: 'bot', handle: (call) => find(call, inGuild) },
    {
      method: 'PATCH',
      path: `${base}/:command`,
      auth: 'bot',
      handle(call) {
        const command = find(call, inGuild);
        const body = parseForm(commandSchema, { ...command, ...parseForm(anyObject, call.body) });
        const changed = build(body, command.guild_id, command.id);
        world.commands.set(changed.id, changed);
        world.emit({ type: 'commands' });
        return changed;
      },
    },
    {
      method: 'DELETE',
      path: `${base}/:command`,
      auth: 'bot',
      handle(call) {
        world.commands.delete(find(call, inGuild).id);
        world.emit({ type: 'commands' });
      },
    },
  ];

  return [
    ...routesOf('/applications/:application/commands', false),
    ...routesOf('/applications/:application/guilds/:guild/commands', true),
  ];
};
