import { InteractionResponseType as Answer, InteractionType, type APIInteraction } from 'discord-api-types/v10';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  FixedSpaces,
  MemoryGiven,
  MemoryPostedLogs,
  MemoryShownDashboards,
  MemorySigns,
  MemoryTurns,
  offTheClockState,
  onTheClockState,
} from '../../test/support/discord-fakes.js';
import { FakeIds, FakeRandom, RecordingLogger, RecordingMetrics } from '../../test/support/fakes.js';
import { MemoryDocumentStore, memoryDocuments } from '../../test/support/memory-documents.js';
import {
  FIXTURE_USER,
  createSigner,
  interactionFixtures,
  type InteractionFixture,
} from '../../test/support/interaction-fixtures.js';
import { MINI_GUILD, startMiniDiscord, type MiniDiscord } from '../../test/support/mini-discord.js';
import { AnsweredElsewhere, type Dispatch } from '../commands/kit/responder.js';
import { guildSpace, roleId, userId, type SpaceId } from '../domain/ids.js';
import type { Clock } from '../domain/ports.js';
import type { Change } from '../engine/api.js';
import { createTranslators } from '../i18n/translators.js';
import { NO_TIME } from './time.js';
import { createBot, TokenRefused, type Bot, type BotOptions } from './index.js';

/** Real time: sockets and the real discord.js client do not follow a fake clock. */
const clock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
  every: (ms, task) => {
    const timer = setInterval(task, ms);
    timer.unref();
    return () => clearInterval(timer);
  },
};

const SPACE = guildSpace(MINI_GUILD);
const USER = userId('200000000000000001');
const ON = roleId('300000000000000001');
const COMMANDS = [{ name: 'clockin', description: 'Clock in' }];
const signer = createSigner();

/** Answers every kind of interaction in the way it may be answered, from what is in it. */
const echo: Dispatch = async (interaction, responder) => {
  const content = `${interaction.type} of ${interaction.id}`;
  switch (interaction.type) {
    case InteractionType.ApplicationCommandAutocomplete:
      return responder.respond({
        type: Answer.ApplicationCommandAutocompleteResult,
        data: { choices: [{ name: content, value: content }] },
      });
    case InteractionType.MessageComponent:
      return responder.respond({ type: Answer.UpdateMessage, data: { content } });
    case InteractionType.ModalSubmit:
      await responder.respond({ type: Answer.DeferredMessageUpdate });
      return responder.editOriginal({ content });
    default:
      await responder.respond({ type: Answer.ChannelMessageWithSource, data: { content } });
      return responder.followUp({ content: `more ${content}` });
  }
};

let discord: MiniDiscord;
let log: RecordingLogger;
let spaces: FixedSpaces;
let told: unknown[];
let takenBack: unknown[];
let dispatched: APIInteraction[];
let announce: (change: Change) => void;
let bots: Bot[];
let app: FastifyInstance;

beforeEach(async () => {
  discord = await startMiniDiscord();
  log = new RecordingLogger();
  spaces = new FixedSpaces();
  spaces.settings = { ...spaces.settings, onRole: ON };
  told = [];
  takenBack = [];
  dispatched = [];
  bots = [];
  app = Fastify();
});
afterEach(async () => {
  await Promise.all(bots.map((bot) => bot.stop()));
  await app.close();
  await discord.close();
});

const build = (options: Partial<BotOptions> = {}): Bot => {
  const states = new Map([[USER, offTheClockState(0, 0)]]);
  const translators = createTranslators({ strict: true });
  const bot = createBot(
    {
      apiUrl: discord.apiUrl,
      token: discord.token,
      applicationId: null,
      publicKey: signer.publicKey,
      commandGuilds: [],
      transport: 'gateway',
      membersIntent: false,
      shardCount: null,
      shardIds: null,
      ...options,
    },
    {
      dispatch: (interaction, responder) => {
        dispatched.push(interaction);
        // As a dispatcher does, which never rejects.
        return echo(interaction, responder).catch((error: unknown) => {
          if (!(error instanceof AnsweredElsewhere)) throw error;
        });
      },
      commands: COMMANDS,
      changes: {
        onChange: (listener) => {
          announce = listener;
          return () => undefined;
        },
        onUnapplied: () => () => undefined,
        onDoubt: () => () => undefined,
      },
      store: {
        load: (_space, user) => Promise.resolve(states.get(user) ?? offTheClockState(0, 0)),
        loaded: (_space, user) => states.get(user),
        reload: (_space, user) => Promise.resolve(states.get(user) ?? offTheClockState(0, 0)),
        history: () => Promise.resolve({ records: [], storedAt: [], next: null }),
        onTheClock: () => Promise.resolve([]),
        daySums: () => Promise.resolve(new Map()),
        board: () => Promise.resolve([]),
        spaces: () => Promise.resolve<SpaceId[]>([SPACE]),
      },
      spaces,
      documents: memoryDocuments(new MemoryDocumentStore()),
      given: new MemoryGiven(),
      shownDashboards: new MemoryShownDashboards(),
      postedLogs: new MemoryPostedLogs(),
      outbox: { consume: () => () => Promise.resolve() },
      turns: new MemoryTurns(),
      signs: new MemorySigns(),
      presence: new MemorySigns(),
      membership: {
        memberLeft: (space, user) => Promise.resolve(void told.push(['left', space, user])),
        memberJoined: (space, user) => Promise.resolve(void told.push(['back', space, user])),
        roleLost: (space, user) => Promise.resolve(void told.push(['role lost', space, user])),
        guildRemoved: (space) => Promise.resolve(void told.push(['removed', space])),
        guildJoined: (space) => Promise.resolve(void told.push(['joined', space])),
      },
      notices: { told: () => Promise.resolve() },
      clocking: {
        clockIn: () => Promise.reject(new Error('nobody joins')),
        switch: () => Promise.reject(new Error('nobody joins')),
        pause: () => Promise.reject(new Error('nobody joins')),
        resume: () => Promise.reject(new Error('nobody joins')),
      },
      due: { change: () => Promise.resolve() },
      telling: { notClockedIn: () => Promise.resolve() },
      sweeping: { held: true, onTaken: () => () => undefined },
      translators,
      ownLists: { all: () => Promise.resolve([]), add: () => Promise.resolve(), remove: () => Promise.resolve() },
      companions: () => Promise.resolve(1),
      takeBack: (member, request) => Promise.resolve(takenBack.push([member.user, request]) > 0),
      clock,
      machineClock: clock,
      time: NO_TIME,
      random: new FakeRandom(),
      ids: new FakeIds(),
      log,
      metrics: new RecordingMetrics(),
    },
  );
  bots.push(bot);
  return bot;
};

const fixtures = (): readonly InteractionFixture[] => interactionFixtures({ at: Date.now(), guild: MINI_GUILD });
/** What Discord was told after the acknowledgement: edits and follow-ups. */
const webhookCalls = () => discord.requests.filter(({ path }) => path.startsWith('/webhooks/'));

const overGateway = async ({ payload }: InteractionFixture): Promise<unknown> => {
  discord.dispatch('INTERACTION_CREATE', payload);
  return (await discord.waitFor('POST', new RegExp(`^/interactions/${payload.id}/${payload.token}/callback$`))).body;
};
const overHttp = async ({ payload }: InteractionFixture): Promise<unknown> => {
  const { headers, body } = signer.sign(payload, Date.now());
  const response = await app.inject({ method: 'POST', url: '/interactions', headers, payload: body });
  expect(response.statusCode).toBe(200);
  return response.json();
};

it('answers the same over either transport', async () => {
  const all = fixtures();
  const run = async (transport: (fixture: InteractionFixture) => Promise<unknown>) => {
    discord.requests.length = 0;
    dispatched = [];
    const answers: Record<string, unknown> = {};
    for (const fixture of all) answers[fixture.name] = await transport(fixture);
    const followUps = all.filter(({ payload }) => payload['type'] === 2 || payload['type'] === 5).length;
    await expect.poll(() => webhookCalls().length).toBe(followUps);
    const webhooks = webhookCalls().sort((a, b) => (a.path < b.path ? -1 : 1));
    return { answers, webhooks, dispatched };
  };

  const gateway = build();
  await gateway.start();
  const first = await run(overGateway);
  await gateway.stop();
  discord.requests.length = 0;

  const http = build({ transport: 'http' });
  await http.registerHttp?.(app);
  const second = await run(overHttp);
  expect(second).toEqual(first);
  expect(Object.keys(first.answers)).toHaveLength(all.length);
  expect(first.answers['command']).toMatchObject({ type: 4 });
  expect(discord.requests.filter(({ path }) => /callback$|^\/gateway/.test(path))).toEqual([]);
});

describe.each(['gateway', 'http'] as const)('over %s', (transport) => {
  it('registers the commands once, and gives roles', async () => {
    const bot = build({ transport });
    await bot.start();
    await discord.waitFor('PUT', /^\/applications\/\d+\/commands$/);
    announce({ space: SPACE, user: USER, before: offTheClockState(0, 0), after: onTheClockState(1, Date.now()), rows: [] });
    await discord.waitFor('PUT', new RegExp(`^/guilds/${MINI_GUILD}/members/${USER}/roles/${ON}$`));
    expect(bot.health()).toMatchObject({ connected: true });
    await bot.stop();

    discord.requests.length = 0;
    await build({ transport }).start();
    await expect.poll(() => log.at('debug').map(({ message }) => message)).toContain('commands are as Discord has them');
    expect(discord.requests.filter(({ method, path }) => method === 'PUT' && path.startsWith('/applications'))).toEqual([]);
  });
});

describe('over the gateway', () => {
  it('hears of guilds joined and left, and of an outage nothing', async () => {
    const bot = build();
    await bot.start();
    discord.dispatch('GUILD_DELETE', { id: MINI_GUILD, unavailable: true });
    discord.dispatch('GUILD_DELETE', { id: MINI_GUILD });
    // Discord is asked, and the bot is there.
    await expect
      .poll(() => log.at('warn').map(({ message }) => message))
      .toContainEqual(expect.stringContaining('says that it is there'));
    expect(told).toEqual([]);
    discord.guilds.splice(0);
    discord.dispatch('GUILD_DELETE', { id: MINI_GUILD });
    await expect.poll(() => told).toEqual([['removed', SPACE]]);
    discord.dispatch('GUILD_CREATE', { id: MINI_GUILD, name: 'again', roles: [], channels: [], members: [] });
    await expect
      .poll(() => told)
      .toEqual([
        ['removed', SPACE],
        ['joined', SPACE],
      ]);
    expect(bot.health().shards).toMatchObject([{ id: 0, guilds: 1 }]);
  });

  it('hears of members who leave', async () => {
    await build({ membersIntent: true }).start();
    discord.dispatch('GUILD_MEMBER_REMOVE', { guild_id: MINI_GUILD, user: { id: USER, username: 'ada' } });
    await expect.poll(() => told).toEqual([['left', SPACE, USER]]);
  });

  it('once somebody else has answered, does nothing before an interaction is its own', async () => {
    await build().start();
    const all = fixtures();
    const [command, button, modal] = [2, 3, 5].map((type) => all.find(({ payload }) => payload['type'] === type)!);
    discord.answeredElsewhere = true;
    await overGateway(command!);
    await expect.poll(() => log.at('error').map(({ fields }) => fields['code'])).toContain(40_060);
    expect(dispatched).toHaveLength(1);
    // What was done before is taken back.
    await expect.poll(() => takenBack).toEqual([[FIXTURE_USER, command!.payload.id]]);
    // Lost: nothing is done.
    await overGateway(button!);
    await expect.poll(() => log.at('debug').map(({ message }) => message)).toContain('an interaction was not ours to answer');
    expect(dispatched).toHaveLength(1);
    // Won: acknowledged first, then answered.
    discord.answeredElsewhere = false;
    expect(await overGateway(modal!)).toEqual({ type: Answer.DeferredMessageUpdate });
    await expect.poll(() => webhookCalls().map(({ body }) => body)).toMatchObject([{ content: `5 of ${modal!.payload.id}` }]);
    expect(dispatched).toHaveLength(2);
  });

  it('lives through events without the documented fields', async () => {
    await build().start();
    for (const event of ['INTERACTION_CREATE', 'GUILD_CREATE', 'GUILD_ROLE_UPDATE', 'GUILD_MEMBER_REMOVE', 'CHANNEL_CREATE'])
      discord.dispatch(event, {});
    const [fixture] = fixtures();
    await overGateway(fixture!);
    expect(log.at('warn').length).toBeGreaterThan(0);
  });
});

it('tells a refused token from an unreachable Discord', async () => {
  const server = Fastify();
  server.get('/v10/gateway/bot', (_request, reply) => reply.code(401).send({ message: '401: Unauthorized', code: 0 }));
  const apiUrl = await server.listen({ port: 0, host: '127.0.0.1' });
  await expect(build({ apiUrl }).start()).rejects.toBeInstanceOf(TokenRefused);
  await server.close();

  const bot = build({ apiUrl });
  const starting = bot.start();
  await expect.poll(() => log.at('warn').map(({ message }) => message)).toContain('Discord cannot be reached; trying again');
  await bot.stop();
  await starting;
});

it('over HTTP takes a guild’s interaction for a sign that the bot is back', async () => {
  spaces.settings = { ...spaces.settings, removedAt: 1 };
  await build({ transport: 'http' }).registerHttp?.(app);
  const [command] = fixtures();
  await overHttp(command!);
  await expect.poll(() => told).toEqual([['joined', SPACE]]);
});

it('needs a public key over HTTP', () => {
  expect(() => build({ transport: 'http', publicKey: null })).toThrow(TypeError);
});
