import {
  ApplicationCommandOptionType as Option,
  ApplicationIntegrationType as Install,
  InteractionContextType as Context,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeRest, refusal } from '../../../test/support/discord-fakes.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingLogger } from '../../../test/support/fakes.js';
import { readApplicationId, registerCommands, type OwnLists } from './register.js';

const wanted: RESTPutAPIApplicationCommandsJSONBody = [
  {
    name: 'clockin',
    description: 'Clock in',
    name_localizations: { de: 'einstempeln' },
    description_localizations: { de: 'Einstempeln' },
    contexts: [Context.Guild, Context.BotDM, Context.PrivateChannel],
    integration_types: [Install.GuildInstall, Install.UserInstall],
    options: [
      { type: Option.String, name: 'category', description: 'On what', required: true, autocomplete: true, max_length: 50 },
      {
        type: Option.String,
        name: 'note',
        description: 'A note',
        description_localizations: { de: 'Eine Notiz' },
        max_length: 200,
      },
    ],
  },
  {
    name: 'admin',
    description: 'Settings',
    default_member_permissions: '32',
    contexts: [Context.Guild],
    options: [
      {
        type: Option.Subcommand,
        name: 'system',
        description: 'How it is',
        options: [
          {
            type: Option.Integer,
            name: 'page',
            description: 'Which',
            min_value: 1,
            choices: [{ name: 'One', value: 1, name_localizations: { de: 'Eins' } }],
          },
        ],
      },
    ],
  },
];

/** What Discord answers to what it was sent: with ids, versions and its own defaults, other orders, and without what is false. */
const asDiscordKeepsIt = (commands: RESTPutAPIApplicationCommandsJSONBody): Record<string, unknown>[] =>
  [...commands].reverse().map((command, index) => ({
    id: String(index + 1),
    application_id: '2',
    version: '3',
    default_member_permissions: null,
    type: 1,
    name_localizations: null,
    description_localizations: null,
    nsfw: false,
    integration_types: [0],
    ...structuredClone(command),
    contexts: [...(command.contexts ?? [])].reverse(),
  }));

let rest: FakeRest;
let log: RecordingLogger;
let kept: unknown;
let own: Set<string>;
const ownLists: OwnLists = {
  all: () => Promise.resolve([...own]),
  add: (_application, guild) => Promise.resolve(void own.add(guild)),
  remove: (_application, guild) => Promise.resolve(void own.delete(guild)),
};
const register = (commands = wanted, guilds: string[] = []) => registerCommands({ rest, log, ownLists }, '2', commands, guilds);
const puts = () => rest.calls.filter(({ method }) => method === 'PUT');

beforeEach(() => {
  rest = new FakeRest(new FakeClock());
  log = new RecordingLogger();
  kept = [];
  own = new Set();
  rest.on(/^GET \/applications\/2\/commands$/, () => kept);
  rest.on(/^PUT \/applications\/2\/commands$/, ({ body }) => (kept = body));
});

it('writes all commands at once when there are none', async () => {
  expect(await register()).toBe(1);
  expect(puts()).toMatchObject([{ path: '/applications/2/commands', body: wanted }]);
  expect(await register()).toBe(0);
  expect(puts()).toHaveLength(1);
});

it('writes nothing when Discord keeps the same, in its own words', async () => {
  kept = asDiscordKeepsIt(wanted);
  expect(await register()).toBe(0);
  expect(puts()).toEqual([]);
});

describe('writes when something differs', () => {
  it.each<[string, (commands: Record<string, unknown>[]) => unknown]>([
    ['a description', (commands) => (commands[0]!['description'] = 'Else')],
    ['a translation', (commands) => (commands[1]!['name_localizations'] = { de: 'anders' })],
    ['a translation that is missing', (commands) => (commands[1]!['name_localizations'] = null)],
    ['a translation that is too much', (commands) => (commands[0]!['name_localizations'] = { de: 'verwalten' })],
    ['a permission', (commands) => (commands[0]!['default_member_permissions'] = null)],
    ['where it can be used', (commands) => (commands[1]!['contexts'] = [0])],
    ['an option', (commands) => (commands[1]!['options'] = [])],
    ['the order of options', (commands) => (commands[1]!['options'] as unknown[]).reverse()],
    [
      'whether an option is required',
      (commands) => delete (commands[1]!['options'] as Record<string, unknown>[])[0]!['required'],
    ],
    ['a command that is missing', (commands) => commands.pop()],
    ['a command that is too much', (commands) => commands.push({ ...commands[0], name: 'old' })],
  ])('%s', async (_, change) => {
    const commands = asDiscordKeepsIt(wanted);
    change(commands);
    kept = commands;
    expect(await register()).toBe(1);
  });
});

it('does not compare what a server never reports', async () => {
  const fields = [
    'name_localizations',
    'description_localizations',
    'default_member_permissions',
    'nsfw',
    'contexts',
    'integration_types',
  ];
  kept = asDiscordKeepsIt(wanted).map((command) =>
    Object.fromEntries(Object.entries(structuredClone(command)).filter(([field]) => !fields.includes(field))),
  );
  expect(await register()).toBe(0);
});

it('registers in each guild, leaves out the one that refuses, and asks again when Discord is away', async () => {
  rest.on(/^GET \/applications\/2\/guilds\/\d+\/commands$/, () => []);
  rest.on(/^PUT \/applications\/2\/guilds\/(\d+)\/commands$/, (_, [, guild]) => {
    if (guild === '11') throw refusal(403, 50_001);
    return [];
  });
  expect(await register(wanted, ['10', '11', '12'])).toBe(2);
  expect(log.at('error')).toHaveLength(1);
  rest.on(/^GET /, () => {
    throw refusal(503, null);
  });
  await expect(register(wanted, ['10'])).rejects.toMatchObject({ status: 503 });
});

describe('a server with commands of its own', () => {
  let ofGuilds: Map<string, unknown>;
  beforeEach(() => {
    ofGuilds = new Map();
    rest.on(/^GET \/applications\/2\/guilds\/(\d+)\/commands$/, (_, [, guild = '']) => ofGuilds.get(guild) ?? []);
    rest.on(/^PUT \/applications\/2\/guilds\/(\d+)\/commands$/, ({ body }, [, guild = '']) => {
      ofGuilds.set(guild, body);
      return body;
    });
  });

  it('gets no field that only global commands have', async () => {
    await register(wanted, ['10']);
    expect(JSON.stringify(ofGuilds.get('10'))).not.toMatch(/contexts|integration_types/);
    expect(ofGuilds.get('10')).toMatchObject([{ name: 'clockin', options: [{}, {}] }, { name: 'admin' }]);
    expect(await register(wanted, ['10'])).toBe(0);
  });

  it('has none when the commands are global again, or in another server', async () => {
    await register(wanted, ['10', '11']);
    await register(wanted, ['11']);
    expect([ofGuilds.get('10'), own]).toEqual([[], new Set(['11'])]);
    await register();
    expect([ofGuilds.get('11'), own.size]).toEqual([[], 0]);
    expect(kept).toEqual(wanted);
    expect(await register()).toBe(0);
  });

  it('is said to have each command twice while there are global ones', async () => {
    await register(wanted, ['10']);
    expect(log.at('warn')).toEqual([]);
    await register();
    await register(wanted, ['10']);
    expect(log.at('warn')).toMatchObject([{ fields: { commands: 2 } }]);
  });

  it('is remembered when Discord is away, and forgotten when the bot is not there any more', async () => {
    await register(wanted, ['10']);
    rest.on(/^PUT .*guilds/, () => {
      throw refusal(503, null);
    });
    await expect(register()).rejects.toMatchObject({ status: 503 });
    expect(own).toEqual(new Set(['10']));
    rest.on(/^GET .*guilds/, () => {
      throw refusal(403, 50_001);
    });
    await register();
    expect(own.size).toBe(0);
  });

  it('does not keep the commands from being registered when the store is away', async () => {
    const away = () => Promise.reject(new Error('away'));
    await registerCommands({ rest, log, ownLists: { all: away, add: away, remove: away } }, '2', wanted, ['10']);
    expect(ofGuilds.get('10')).toHaveLength(2);
    expect(log.at('warn')).toHaveLength(2);
  });
});

it('reads the application id from either route', async () => {
  rest.on(/^GET \/oauth2\/applications\/@me$/, () => ({ id: '7' }));
  rest.on(/^GET \/applications\/@me$/, () => {
    throw refusal(404, 0);
  });
  expect(await readApplicationId(rest)).toBe('7');
  rest.on(/^GET \/applications\/@me$/, () => ({ id: '8' }));
  expect(await readApplicationId(rest)).toBe('8');
});
