import {
  InteractionType,
  type APIInteraction,
  type APIInteractionResponse,
  type RESTPatchAPIWebhookWithTokenMessageJSONBody,
  type RESTPostAPIWebhookWithTokenJSONBody,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { createDispatcher } from '../../src/commands/index.js';
import { createDispatch, type DispatchDeps } from '../../src/commands/kit/dispatch.js';
import type { Responder } from '../../src/commands/kit/responder.js';
import type { Routes } from '../../src/commands/kit/routes.js';
import type { GuildRoles } from '../../src/commands/deps.js';
import type { SystemSnapshot } from '../../src/views/system-snapshot.js';
import { guildSpace, personalSpace, roleId, userId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import { createTranslators } from '../../src/i18n/translators.js';
import { callbackProblems, requestProblems } from './contract/index.js';
import { FakeClock } from './fake-clock.js';
import { FakeNotices, FakeSpaces, FakeTracker } from './fake-tracker.js';
import { FakeIds, RecordingLogger, RecordingMetrics } from './fakes.js';

export const GUILD = '100000000000000001';
export const ADA = '200000000000000001';
export const BOB = '200000000000000002';
export const SPACE = guildSpace(GUILD);
export const HOME = personalSpace(ADA);
const MANAGE_GUILD = '32';
const DISCORD_EPOCH = 1_420_070_400_000;

/** What the bot answered, in order. Everything is held against Discord's schema and limits at once. */
export class RecordingResponder implements Responder {
  readonly responses: APIInteractionResponse[] = [];
  readonly edits: RESTPatchAPIWebhookWithTokenMessageJSONBody[] = [];
  readonly followUps: RESTPostAPIWebhookWithTokenJSONBody[] = [];
  fail: 'respond' | 'followUp' | null = null;

  respond(response: APIInteractionResponse): Promise<void> {
    if (this.fail === 'respond') return Promise.reject(new Error('Unknown interaction'));
    check(callbackProblems(response));
    this.responses.push(response);
    return Promise.resolve();
  }
  editOriginal(body: RESTPatchAPIWebhookWithTokenMessageJSONBody): Promise<void> {
    check(requestProblems({ method: 'PATCH', path: '/webhooks/1/token/messages/@original', body }));
    this.edits.push(body);
    return Promise.resolve();
  }
  followUp(body: RESTPostAPIWebhookWithTokenJSONBody): Promise<void> {
    if (this.fail === 'followUp') return Promise.reject(new Error('Unknown webhook'));
    check(requestProblems({ method: 'POST', path: '/webhooks/1/token', body }));
    this.followUps.push(body);
    return Promise.resolve();
  }
  /** Everything said, as one text to search in. */
  get said(): string {
    return JSON.stringify([this.responses, this.edits, this.followUps]);
  }
}

const check = (problems: readonly string[]): void => {
  if (problems.length > 0) throw new Error(`Discord would refuse this: ${problems.join('; ')}`);
};

const shown = z.object({
  embeds: z.array(z.looseObject({})).default([]),
  components: z
    .array(z.object({ components: z.array(z.object({ custom_id: z.string(), label: z.string().optional() })) }))
    .default([]),
});

/** The message in a response, with the custom ids of its buttons by label. */
export const messageIn = (response: APIInteractionResponse | undefined) => {
  const data = response !== undefined && 'data' in response ? response.data : undefined;
  const view = shown.parse(data);
  const buttons = view.components.flatMap((row) => row.components);
  return {
    embeds: view.embeds,
    button: (label: string): string => {
      const found = buttons.find((one) => one.label === label);
      if (found === undefined) throw new Error(`no button ${label} among ${buttons.map((one) => one.label).join(', ')}`);
      return found.custom_id;
    },
  };
};

export interface From {
  readonly user?: string;
  /** Null: the direct message with the bot. */
  readonly guild?: string | null;
  readonly manager?: boolean;
  readonly locale?: string;
  readonly id?: string;
}

interface OptionInput {
  readonly name: string;
  readonly type: number;
  readonly value?: string | number | boolean;
  readonly focused?: boolean;
  readonly options?: readonly OptionInput[];
}

/** Options from plain values; strings of digits under `user` and `role` are those. */
export const optionsOf = (values: Readonly<Record<string, string | number>>, focused?: string): OptionInput[] =>
  Object.entries(values).map(([name, value]) => ({
    name,
    type: name === 'user' ? 6 : name === 'role' ? 8 : typeof value === 'number' ? 4 : 3,
    value,
    ...(name === focused ? { focused: true } : {}),
  }));

const nest = (path: readonly string[], options: readonly OptionInput[]): readonly OptionInput[] => {
  const [first, ...rest] = path;
  return first === undefined ? options : [{ name: first, type: rest.length > 0 ? 2 : 1, options: nest(rest, options) }];
};

export const createHarness = (routes?: Routes) => {
  const clock = new FakeClock();
  const log = new RecordingLogger();
  const metrics = new RecordingMetrics();
  const tracker = new FakeTracker(clock);
  const spaces = new FakeSpaces();
  const notices = new FakeNotices();
  const resynced: string[] = [];
  const roles: { -readonly [K in keyof GuildRoles]: GuildRoles[K] } = {
    check: () => Promise.resolve(ok(undefined)),
    ensure: (_guild, { name }) => Promise.resolve(ok(roleId(name === 'On the clock' ? '501' : '502'))),
    problems: () => [],
    resync: (space) => resynced.push(space),
  };
  const system = { snapshot: () => Promise.resolve(SNAPSHOT) };
  const translators = createTranslators({ strict: true });
  const ids = new FakeIds();
  const deps: DispatchDeps = { tracker, spaces, notices, roles, system, clock, ids, log, metrics, translators };
  const dispatch = routes === undefined ? createDispatcher(deps) : createDispatch(deps, routes);
  let count = 0;

  /** A snowflake of now. */
  const snowflake = (): string => ((BigInt(clock.now() - DISCORD_EPOCH) << 22n) + BigInt(++count)).toString();

  const origin = ({ user = ADA, guild = GUILD, manager = false, locale = 'en-US', id }: From) => ({
    id: id ?? snowflake(),
    application_id: '1',
    token: 'token',
    version: 1,
    locale,
    ...(guild === null
      ? { user: { id: user }, context: 1 }
      : {
          guild_id: guild,
          guild_locale: 'en-US',
          context: 0,
          member: { user: { id: user }, permissions: manager ? MANAGE_GUILD : '0' },
          authorizing_integration_owners: { '0': guild },
        }),
  });

  const send = async (payload: object, responder = new RecordingResponder()): Promise<RecordingResponder> => {
    await dispatch(payload as APIInteraction, responder);
    return responder;
  };

  const command = (name: string, values: Readonly<Record<string, string | number>> = {}, from: From = {}, focused?: string) => {
    const [first = '', ...path] = name.split(' ');
    return {
      ...origin(from),
      type: focused === undefined ? InteractionType.ApplicationCommand : InteractionType.ApplicationCommandAutocomplete,
      data: { id: '1', name: first, type: 1, options: nest(path, optionsOf(values, focused)) },
    };
  };

  const click = (customId: string, from: From = {}, embeds: readonly object[] = []) => ({
    ...origin(from),
    type: InteractionType.MessageComponent,
    message: { id: '9', embeds },
    data: { custom_id: customId, component_type: 2 },
  });

  const submit = (customId: string, fields: Readonly<Record<string, string>>, from: From = {}, label = false) => ({
    ...origin(from),
    type: InteractionType.ModalSubmit,
    message: { id: '9', embeds: [] },
    data: {
      custom_id: customId,
      components: Object.entries(fields).map(([custom_id, value]) =>
        label ? { type: 18, component: { type: 4, custom_id, value } } : { type: 1, components: [{ type: 4, custom_id, value }] },
      ),
    },
  });

  return {
    ...{ clock, log, metrics, tracker, spaces, notices, roles, resynced, deps, dispatch, snowflake },
    payload: { command, click, submit },
    send,
    run: (name: string, values?: Readonly<Record<string, string | number>>, from?: From) => send(command(name, values, from)),
    complete: (name: string, focused: string, typed: string, from?: From) =>
      send(command(name, { [focused]: typed }, from, focused)),
    click: (customId: string, from?: From, embeds?: readonly object[]) => send(click(customId, from, embeds)),
    submit: (customId: string, fields: Readonly<Record<string, string>>, from?: From) => send(submit(customId, fields, from)),
    state: (user: string = ADA) => tracker.stateOf(SPACE, userId(user)),
  };
};

export const SNAPSHOT: SystemSnapshot = {
  version: '0.1.0',
  uptimeMs: 93_784_000,
  redis: { state: 'up', latencyMs: 0.42, reason: null, breaker: 'closed', mode: 'managed' },
  lanes: {
    critical: { depth: 1, refused: 0 },
    normal: { depth: 2, refused: 3 },
    background: { depth: 1234, refused: 56 },
  },
  journal: { state: 'ok', pending: 7, lagMs: 61_000, bytes: 5_242_880, segments: 3, syncing: true },
  caches: { l1: { hits: 999, misses: 1, size: 1000 }, l2: { hits: 0, misses: 0, size: 0 } },
  operations: [
    { name: 'clockin', outcome: 'ok', count: 4711 },
    { name: 'component pause', outcome: 'STALE_CONTROL', count: 3 },
  ],
  latency: { p50: 2.1, p95: 11, p99: 40, count: 5000 },
  eventLoop: { p50: 0.1, p99: 3, max: 22 },
  memory: { rss: 123_456_789, heapUsed: 45_678_901, heapTotal: 67_890_123 },
  desired: { roles: { queued: 4, checks: 0, failing: 1 } },
  shards: [{ id: 0, state: 'ready', pingMs: 31, guilds: 20 }],
  transport: 'gateway',
  concerns: [],
};
