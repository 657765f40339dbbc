import type { WebSession } from '../../src/engine/web-sessions.js';
import type {
  APIInteraction,
  APIInteractionResponse,
  RESTPatchAPIWebhookWithTokenMessageJSONBody,
  RESTPostAPIWebhookWithTokenJSONBody,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { forecastOf } from '../../src/analytics/forecast/forecast.js';
import { createDispatcher } from '../../src/commands/index.js';
import { createDispatch, type DispatchDeps } from '../../src/commands/kit/dispatch.js';
import type { Attachment, Responder } from '../../src/commands/kit/responder.js';
import type { Routes } from '../../src/commands/kit/routes.js';
import { domainError, type DomainError } from '../../src/domain/errors.js';
import type {
  Analyst,
  DirectMessages,
  GuildChannels,
  GuildNames,
  GuildRoles,
  SystemDesk,
  PageLinks,
  ReminderPlaces,
} from '../../src/commands/deps.js';
import type { PictureSpec } from '../../src/domain/picture.js';
import type { Pictures } from '../../src/domain/ports.js';
import type { AnyView } from '../../src/views/message.js';
import { guildSpace, personalSpace, roleId, userId, type SpaceId } from '../../src/domain/ids.js';
import { withoutNotion } from '../../src/actions/reminders/places.js';
import { err, ok } from '../../src/domain/result.js';
import { EMPTY_MEMBER, type MemberState } from '../../src/domain/session.js';
import type { Change, Clocking } from '../../src/engine/api.js';
import { unlimited } from '../../src/engine/limits.js';
import { createPersonalData } from '../../src/engine/personal/personal-data.js';
import { createVerify } from '../../src/engine/verify/verify.js';
import { createRecount } from '../../src/engine/recount/recount.js';
import { createTranslators, type Translators } from '../../src/i18n/translators.js';
import { callbackProblems, requestProblems } from './contract/index.js';
import { ADA, createPayloads, GUILD, type From, type OptionValues } from './commands-payloads.js';
import { createExportDesk } from '../../src/commands/export/desk.js';
import { World } from './engine.js';
import { FakeExports } from './fake-exports.js';
import { FakeImports } from './fake-imports.js';
import { FakeIds, RecordingLogger, RecordingMetrics, noNotion } from './fakes.js';
import { memoryErasure } from './memory-erasure.js';
import { MemoryFs } from './memory-fs.js';
import { MemoryExportJobs } from './memory-export-jobs.js';
import { MemoryMessages } from './memory-messages.js';
import { MemoryNotices } from './memory-notices.js';
import { planningOn } from './planning.js';
import { PANEL } from './system-samples.js';
import { spacesOn } from '../../src/engine/spaces/on-documents.js';
import { MemoryDocumentStore, memoryDocuments } from './memory-documents.js';

export { ADA, BOB, GUILD } from './commands-payloads.js';
export const SPACE = guildSpace(GUILD);
export const HOME = personalSpace(ADA);
const DISCORD_EPOCH = 1_420_070_400_000;

/** What the bot answered, in order. Everything is held against Discord's schema and limits at once. */
export class RecordingResponder implements Responder {
  readonly responses: APIInteractionResponse[] = [];
  readonly edits: RESTPatchAPIWebhookWithTokenMessageJSONBody[] = [];
  readonly followUps: RESTPostAPIWebhookWithTokenJSONBody[] = [];
  /** Files of all answers. */
  readonly files: Attachment[] = [];
  fail: 'respond' | 'edit' | 'followUp' | null = null;

  respond(response: APIInteractionResponse, files: readonly Attachment[] = []): Promise<void> {
    if (this.fail === 'respond') return Promise.reject(new Error('Unknown interaction'));
    check(callbackProblems(response));
    this.files.push(...files);
    this.responses.push(response);
    return Promise.resolve();
  }
  editOriginal(body: RESTPatchAPIWebhookWithTokenMessageJSONBody, files: readonly Attachment[] = []): Promise<void> {
    if (this.fail === 'edit') return Promise.reject(new Error('Invalid Webhook Token'));
    check(requestProblems({ method: 'PATCH', path: '/webhooks/1/token/messages/@original', body }));
    this.files.push(...files);
    this.edits.push(body);
    return Promise.resolve();
  }
  followUp(body: RESTPostAPIWebhookWithTokenJSONBody, files: readonly Attachment[] = []): Promise<void> {
    if (this.fail === 'followUp') return Promise.reject(new Error('Unknown webhook'));
    check(requestProblems({ method: 'POST', path: '/webhooks/1/token', body }));
    this.files.push(...files);
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

/** A direct message that was sent. */
export interface SentDirectly {
  readonly user: string;
  readonly view: AnyView;
  readonly files?: readonly Attachment[];
}

/** What several processes share: Redis, the clock, and the channels of Discord. */
const sharedWorld = () => ({
  world: new World(),
  configs: new MemoryDocumentStore(),
  notices: new MemoryNotices(),
  messages: new MemoryMessages(),
  // An id is never made twice, whichever process makes it.
  ids: new FakeIds(),
});

export interface HarnessOptions {
  /** The bot's own unless given. */
  readonly routes?: Routes;
  readonly translators?: Translators;
  /** Where the web page is; nowhere unless told. */
  readonly page?: PageLinks;
  /** The harness whose Redis this one works on, as another process: with nothing in memory and a disk of its own. */
  readonly beside?: { readonly shared: ReturnType<typeof sharedWorld> };
}

/** For `deps.sessions`: fails when anything is asked of it. */
export const unasked: Clocking = new Proxy<Clocking>({} as Clocking, {
  get: (_target, name) => () => {
    throw new Error(`the clock was asked for ${String(name)}`);
  },
});

/** The dispatcher on the real engine, which stands on a store, settings and a disk in memory. */
export const createHarness = async (options: HarnessOptions = {}) => {
  const { routes, translators = createTranslators({ strict: true }) } = options;
  const shared = options.beside?.shared ?? sharedWorld();
  const { world, configs, notices, messages, ids } = shared;
  const { clock } = world;
  const disk = new MemoryFs(() => clock.now());
  const log = new RecordingLogger();
  const metrics = new RecordingMetrics();
  const documents = memoryDocuments(configs);
  const spaces = spacesOn(documents);
  const { engine, store } = await world.started({ spaces, notices, fs: disk });
  const { tracker } = engine;
  const parts = { store, spaces, documents, corrections: tracker, clock, ids: world.ids, log };
  const recount = createRecount(parts);
  const changes: Change[] = [];
  tracker.onChange((change) => changes.push(change));
  /** Redis goes away for this process, or comes back. */
  const redis = {
    away: (): void => {
      configs.offline = true;
      store.link.set(false);
    },
    back: (): void => {
      configs.offline = false;
      store.link.set(true);
    },
  };
  const resynced: string[] = [];
  /** Spaces whose dashboards were to be brought up to date. */
  const refreshed: string[] = [];
  /** What Discord refuses of dashboards. */
  const problems: { readonly id: string; readonly error: DomainError }[] = [];
  const roles: { -readonly [K in keyof GuildRoles]: GuildRoles[K] } = {
    check: () => Promise.resolve(ok(undefined)),
    ensure: (_guild, { name }) => Promise.resolve(ok(roleId(name === 'On the clock' ? '501' : '502'))),
    holders: (_guild, _role, among) => Promise.resolve(ok(new Set(among))),
    problems: () => [],
    resync: (space) => resynced.push(space),
  };
  const channels: { -readonly [K in keyof GuildChannels]: GuildChannels[K] } = { check: () => Promise.resolve(ok(undefined)) };
  const direct: SentDirectly[] = [];
  /** What was asked for of /admin system, and the pictures that were drawn. */
  const asked: Parameters<SystemDesk['panel']>[0][] = [];
  const drawn: PictureSpec[] = [];
  const system: { -readonly [K in keyof SystemDesk]: SystemDesk[K] } = {
    panel: (about) => {
      asked.push(about);
      return Promise.resolve({ ...PANEL, time: about.time });
    },
  };
  const pictures: { -readonly [K in keyof Pictures]: Pictures[K] } = {
    draw: (spec) => {
      drawn.push(spec);
      return Promise.resolve(new Uint8Array([1, 2, 3]));
    },
  };
  /** Forecasts as its thread makes them, here without a thread and without a network. */
  const analyst: { -readonly [K in keyof Analyst]: Analyst[K] } = {
    forecast: (_space, input) => Promise.resolve(forecastOf(input)),
  };
  const names: { -readonly [K in keyof GuildNames]: GuildNames[K] } = {
    guild: () => Promise.resolve('Guild'),
    members: (_guild, users) => Promise.resolve(new Map(users.map((user) => [user, `Member ${user}`]))),
  };
  /** What Discord says of who may be reminded where. */
  const places: { -readonly [K in keyof ReminderPlaces]: ReminderPlaces[K] } = { check: () => Promise.resolve(ok(undefined)) };
  const exports = new FakeExports();
  const imports = new FakeImports();
  /** What lies at Discord, by the name of the file. */
  const uploads = new Map<string, Uint8Array>();
  const directMessages: DirectMessages = {
    send: (user, view, _nonce, files) => {
      check(requestProblems({ method: 'POST', path: '/channels/1/messages', body: view }));
      direct.push({ user, view, ...(files === undefined ? {} : { files }) });
      return Promise.resolve(true);
    },
  };
  const exportDesk = createExportDesk({
    documents,
    messages,
    direct: directMessages,
    exports,
    clock,
    log,
    jobs: new MemoryExportJobs(),
    ...(options.page && { page: options.page }),
  });
  /** Who was logged out of the web page everywhere. */
  const loggedOut: string[] = [];
  const logins: WebSession[] = [];
  const uses = new Map<string, Map<string, number>>();
  const tokenUses: DispatchDeps['tokenUses'] = {
    note: (space, user, token, at) => {
      const key = `${space}/${user}`;
      uses.set(key, (uses.get(key) ?? new Map<string, number>()).set(token, at));
      return Promise.resolve();
    },
    of: (space, user) => Promise.resolve(uses.get(`${space}/${user}`) ?? new Map<string, number>()),
    forget: (space, user, token) => Promise.resolve(void uses.get(`${space}/${user}`)?.delete(token)),
  };
  const { planner, calendars, secrets, trackers, busy } = planningOn({ documents, overview: tracker, spaces, clock, ids });
  const deps: { -readonly [K in keyof DispatchDeps]: DispatchDeps[K] } = {
    sessions: tracker,
    entries: tracker,
    overview: tracker,
    timesheet: store,
    team: store,
    boards: store,
    documents,
    tokenUses,
    spaces,
    defaults: { locale: 'en', timeZone: 'UTC' },
    recount,
    personal: createPersonalData({
      store,
      documents,
      clocking: tracker,
      webSessions: {
        list: (user) => Promise.resolve(logins.filter((login) => login.user === user)),
        removeAll: (user) => (loggedOut.push(user), Promise.resolve(false)),
      },
      eraseMember: memoryErasure(store, configs, documents),
    }),
    verify: createVerify({ store, spaces }),
    notices,
    roles,
    channels,
    messages,
    dashboards: {
      refresh: (space) => refreshed.push(space),
      problems: () => problems,
    },
    voice: { isHeard: true },
    page: options.page ?? { to: () => null },
    direct: directMessages,
    planner,
    calendars,
    secrets,
    trackers,
    places,
    notionComments: withoutNotion,
    names,
    exports,
    exportDesk,
    imports,
    uploads: {
      read: ({ name }) => {
        const bytes = uploads.get(name);
        return Promise.resolve(bytes === undefined ? err(domainError('FILE_GONE')) : ok(bytes));
      },
    },
    ...noNotion,
    system,
    pictures,
    analyst,
    limits: unlimited,
    clock,
    ids,
    log,
    metrics,
    translators,
  };
  const dispatch = routes === undefined ? createDispatcher(deps) : createDispatch(deps, routes);
  let count = 0;

  /** A snowflake of now. */
  const snowflake = (): string => ((BigInt(clock.now() - DISCORD_EPOCH) << 22n) + BigInt(++count)).toString();

  const send = async (payload: object, responder = new RecordingResponder()): Promise<RecordingResponder> => {
    await dispatch(payload as APIInteraction, responder);
    return responder;
  };

  const payload = createPayloads(snowflake);

  return {
    ...{
      loggedOut,
      logins,
      clock,
      log,
      metrics,
      store,
      tracker,
      changes,
      documents,
      spaces,
      configs,
      notices,
      redis,
      disk,
      roles,
      channels,
      places,
      messages,
      direct,
      names,
      exports,
      exportDesk,
      imports,
      uploads,
      busy,
      asked,
      drawn,
      pictures,
      analyst,
      resynced,
      refreshed,
      problems,
      deps,
      dispatch,
      snowflake,
    },
    shared,
    payload,
    send,
    run: (name: string, values?: OptionValues, from?: From) => send(payload.command(name, values, from)),
    complete: (name: string, focused: string, typed: string, from?: From) =>
      send(payload.command(name, { [focused]: typed }, from, focused)),
    click: (...given: Parameters<typeof payload.click>) => send(payload.click(...given)),
    choose: (...given: Parameters<typeof payload.choose>) => send(payload.choose(...given)),
    submit: (...given: Parameters<typeof payload.submit>) => send(payload.submit(...given)),
    menu: (...given: Parameters<typeof payload.menu>) => send(payload.menu(...given)),
    /** As the last change of the member left it. */
    state: (user: string = ADA, space: SpaceId = SPACE): MemberState =>
      changes.findLast((change) => change.user === userId(user) && change.space === space)?.after ?? EMPTY_MEMBER,
  };
};
