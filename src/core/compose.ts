import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { commandPayloads, createDispatcher, FEATURES } from '../commands/index.js';
import { createTellingByItself } from '../commands/by-itself/telling.js';
import { tellOthers } from '../commands/import/tell-others.js';
import { closeQuestions } from '../commands/still-working/index.js';
import { createRoutes, type Feature } from '../commands/kit/routes.js';
import { createExportDesk } from '../commands/export/desk.js';
import { createBot, LOG_CONSUMER } from '../discord/index.js';
import { createAlarms, type AlarmClock } from '../domain/alarms.js';
import { defaultConfig } from '../domain/defaults.js';
import { createChain } from '../engine/chain.js';
import { createEngine } from '../engine/index.js';
import { unlimited } from '../engine/limits.js';
import { createLease } from '../engine/lease/lease.js';
import { createTranslators, type Translators } from '../i18n/translators.js';
import { createAnalytics } from './analytics.js';
import { serveWeb } from './api/web.js';
import { createManaging } from './api/managing.js';
import { createNotionComments } from '../actions/reminders/places.js';
import { createQueue } from '../actions/exports/queue.js';
import { createByItself } from './by-itself.js';
import { botOptions, sweepingOf } from './bot-options.js';
import type { Config } from './config.js';
import { connect } from './connect.js';
import { exportGauges } from './gauges.js';
import { createDiscordClock, createSandboxClock } from './discord-clock.js';
import { createHealth } from './health.js';
import { noteClicks } from './panel/clicks-noted.js';
import { createPanel } from './panel/index.js';
import { ownProcess } from './panel/own-process.js';
import { trackInFlight } from './in-flight.js';
import { createMembershipPort } from './membership.js';
import { manageRedis, orRefused } from './redis.js';
import { readTlsFiles } from './redis-tls.js';
import { offerSample, startLocalDiscord } from './sandbox.js';
import { serveHttp } from './serve-http.js';
import { createScheduling } from './scheduling.js';
import { settleSpaces } from './settle-spaces.js';
import type { Surroundings } from './surroundings.js';
import type { WorkerLink } from './supervisor/worker.js';
import { ORDERLY, WITHIN } from './within.js';
import { createPictures } from '../pictures/index.js';
import { exportsDir, exportsOf } from './exports/index.js';
import { importsOf } from './imports.js';
import { WRITER_CAPACITY } from '../engine/writer/writer.js';
import { createPageLinks } from './page-links.js';
import { createPublicStatus, reachOf } from './public-status.js';
import { createNotion } from './notion.js';
import { registerNotionWebhook } from './notion-webhook.js';
import { createTakeBack } from './take-back.js';
import { createWebhooks } from './webhooks.js';

/** So long what is due waits for Discord's time; it is heard with the first answer, so only where Discord is away. ms */
const TIME_WITHIN_MS = 60_000;

export interface Running {
  /** The page of the sandbox; null without one. */
  readonly sandboxUrl: string | null;
  /** Where health and metrics (and interactions) are served; null: by the supervisor. */
  readonly httpUrl: string | null;
}

/** What the program says and answers to. */
export interface Program {
  /** The bot's own unless told. */
  readonly features: readonly Feature[];
  readonly translators: Translators;
  /** Whoever moves the clock rings the alarms that are due then. */
  readonly follow?: (alarms: AlarmClock) => void;
}

/**
 * Builds the whole program from its parts and starts it; what is started is registered for the shutdown, last first.
 * Resolves when interactions are served.
 * @param supervisor who started this process, for a part of the work; it asks for health and metrics itself
 * @throws ConfigurationError when a variable is at fault
 */
export async function compose(
  config: Config,
  surroundings: Surroundings,
  { features = FEATURES, translators = createTranslators(), follow }: Partial<Program> = {},
  supervisor: WorkerLink | null = null,
): Promise<Running> {
  const { clock, ids, random, log, metrics, lifecycle } = surroundings;
  const tell = { clock, ids, random, log, metrics };

  // At the same time: while Redis reads its files, the sandbox' modules are read.
  const [url, tls, sandbox] = await Promise.all([
    config.redisUrl?.reveal() ?? manageRedis(config, surroundings),
    readTlsFiles(config.redisTls),
    config.sandbox === null ? null : startLocalDiscord(config.sandbox, config, surroundings),
  ]);
  const discordClock = sandbox === null ? createDiscordClock(tell) : createSandboxClock(sandbox.clock, tell);
  const alarms = createAlarms({ clock: discordClock.clock, log });
  discordClock.onStep(() => void alarms.ring());
  sandbox?.follow(alarms);
  follow?.(alarms);

  const chain = await lifecycle.open(
    { name: 'redis', within: WITHIN.redis, close: (it) => it.close(WITHIN.redis - ORDERLY) },
    () =>
      orRefused(
        createChain({
          ...tell,
          url,
          tls,
          managed: config.redisUrl === null,
          settingsDir: join(config.dataDir, 'settings'),
          defaults: (space) => defaultConfig(space, config.defaults),
        }),
        config.redisUrl === null ? null : 'REDIS_URL',
      ),
  );

  const lease = (name: string) => createLease({ ...tell, store: chain.leases, name, owner: ids.next() });
  const leases = { leader: lease('leader'), sweeping: lease(sweepingOf(config.discord)) };

  const engine = createEngine({
    ...tell,
    ...chain,
    momentClock: discordClock.clock,
    alarms,
    leader: leases.leader,
    journalDir: join(config.dataDir, 'journal'),
    segmentBytes: config.journalSegmentBytes,
  });
  const { tracker, retention, recount } = engine;
  const analytics = createAnalytics({
    ...{ ...tell, ...chain, alarms, dataDir: config.dataDir, changes: tracker, momentClock: discordClock.clock },
  });
  const telling = createTellingByItself({
    ...chain,
    timesheet: chain.store,
    // The bot is there before anything happens.
    direct: { send: (...message) => bot.direct.send(...message) },
    ...{ translators, clock: discordClock.clock, ids, log },
  });
  const exports = exportsOf(config.dataDir, chain.store, tell);
  const dueLease = lease('due');
  const webhooks = createWebhooks({
    ...{ chain, lease: dueLease, isPrivateAllowed: config.webhooksPrivate, clock: discordClock.clock, ids, log, metrics },
    // The bot is there before anything happens.
    warn: (...about) => bot.warnings.webhookOff(...about),
  });
  const notion = createNotion({
    ...{ chain, lease: dueLease, translators, tracker, ids, random, log, metrics },
    ...{ config, clock, momentClock: discordClock.clock },
    // The bot is there before anything happens.
    bot: () => bot,
  });
  const notionComments = createNotionComments(notion.desk);
  const scheduling = createScheduling(config, {
    ...{ ...tell, clock: discordClock.clock, chain, tracker },
    openNotion: notion.open,
  });
  const imports = importsOf(config.dataDir, chain, tracker, tell, discordClock.clock, (run) => {
    // The bot is there before anything is imported.
    void tellOthers(run, {
      ...chain,
      timesheet: chain.store,
      direct: bot.direct,
      translators,
      clock: discordClock.clock,
      ids,
      log,
    });
  });
  const dueJobs = createByItself({
    ...{ ...tell, chain, tracker, analytics, exports, translators, alarms, momentClock: discordClock.clock, lease: dueLease },
    courier: webhooks,
    taskPlanning: scheduling.planning,
    notionRunner: notion.runner,
    notionComments,
    bot: () => bot,
  });
  leases.leader.onTaken(() => {
    recount.resume().catch((error: unknown) => log.warn({ err: error }, 'recounts that were begun go on another time'));
  });
  lifecycle.onStop({
    name: 'journal',
    within: WITHIN.journal,
    run: async () => {
      if (!(await engine.drain(WITHIN.journal - ORDERLY))) log.warn({}, 'changes under way were left to the journal');
    },
  });
  const pictures = createPictures(tell);
  const ending = { ...leases, due: dueJobs, scheduling, webhooks, notion, pictures, analytics, exports, imports };
  lifecycle.onStop({ name: 'leases', within: WITHIN.leases, run: () => closeAll(ending) });

  const { spaces, notices } = chain;
  const page = createPageLinks(config.publicUrl);
  settleSpaces({ changes: tracker, spaces, clock: discordClock.clock, ids, log });
  const routes = createRoutes(...features);
  // The dispatcher needs the bot's roles and the bot the dispatcher; nothing comes in before `bot.start`, when both are there.
  const inFlight = trackInFlight((interaction, responder) => dispatch(interaction, responder));
  const bot = createBot(botOptions(config, sandbox, supervisor), {
    ...tell,
    clock: discordClock.clock,
    machineClock: clock,
    time: discordClock.heard,
    sweeping: leases.sweeping,
    ...(supervisor === null ? {} : { identify: supervisor.identify }),
    dispatch: noteClicks(inFlight.dispatch, (space) => panel.clicked(space)),
    commands: commandPayloads(translators, routes),
    changes: tracker,
    store: chain.store,
    spaces,
    alarms,
    documents: chain.documents,
    given: chain.givenRoles,
    shownDashboards: chain.shownDashboards,
    postedLogs: chain.postedLogs,
    outbox: chain.outbox,
    turns: chain.turns,
    signs: chain.signs,
    presence: chain.presence,
    membership: createMembershipPort({
      ...chain,
      ...{ retention, clocking: tracker, telling, spaces, clock: discordClock.clock, ids, log },
    }),
    page,
    ownLists: chain.commandGuilds,
    companions: () => chain.companions(),
    takeBack: createTakeBack({ entries: tracker, clock: discordClock.clock, ids }),
    notices,
    clocking: tracker,
    due: chain.due,
    telling,
    translators,
  });

  closeQuestions({ ...chain, changes: tracker, messages: bot.messages, translators, log });

  // Whoever asks for exports in Discord and over the API waits in one queue.
  const exportQueue = createQueue();
  const exportDesk = createExportDesk(
    {
      ...{ documents: chain.documents, messages: bot.messages, direct: bot.direct, exports, page },
      ...{ clock: discordClock.clock, log, jobs: chain.exportJobs },
    },
    exportQueue,
  );

  let started = false;
  const health = createHealth(
    {
      version: surroundings.version,
      transport: config.discord.transport,
      redis: () => chain.health().redis,
      lanes: () => chain.health().lanes,
      caches: () => chain.health().caches,
      journal: () => engine.journalHealth(),
      desired: () => bot.health().desired,
      shards: () => bot.health().shards,
      forecasts: () => ({ backend: analytics.night.backend() }),
      concerns: () => [...discordClock.concerns(), ...bot.health().concerns],
    },
    { clock, metrics, ready: () => started && !lifecycle.stopping },
  );
  const panel = createPanel({
    health,
    metrics,
    clock,
    meters: { lanes: () => chain.health().lanes, caches: () => chain.health().caches },
    own: {
      ...chain,
      logConsumer: LOG_CONSUMER,
      waiting: (kind, space) => bot.waiting(kind, space),
      roleProblems: (guild) => bot.roles.problems(guild).length,
      dashboardProblems: (space) => bot.dashboards.problems(space).length,
    },
    now: () => discordClock.clock.now(),
    writerCapacity: WRITER_CAPACITY,
    operators: new Set(config.operators),
    process: ownProcess(config, supervisor),
    due: () => dueJobs.health(),
  });
  const status = createPublicStatus({
    ...{ minutes: metrics.minutes, clock, started: () => started },
    redisUp: () => chain.health().redis.state === 'up' && chain.health().redis.reason === null,
    journalOk: () => engine.journalHealth().state === 'ok',
    discord: () => reachOf(bot.health()),
    hasConcerns: () => discordClock.concerns().length > 0 || bot.health().concerns.length > 0,
  });
  const managing = createManaging({
    ...{ ...tell, clock: discordClock.clock, machineClock: clock, translators, chain, courier: webhooks },
    ...{ sessions: tracker, entries: tracker, overview: tracker, changes: tracker, timesheet: chain.store, boards: chain.store },
    ...{ documents: chain.documents, spaces, defaults: config.defaults, recount, roles: bot.roles, channels: bot.channels },
    ...{ messages: bot.messages, direct: bot.direct, names: bot.names, people: bot.people, pictures, exports },
    ...{ analyst: analytics.analyst, queue: exportQueue, isPlainAllowed: config.webhooksPrivate },
    exportsDir: exportsDir(config.dataDir),
    service: { status, panel: (asked) => panel.panel(asked) },
  });
  const dispatch = createDispatcher(
    {
      ...tell,
      clock: discordClock.clock,
      sessions: tracker,
      entries: tracker,
      overview: tracker,
      timesheet: chain.store,
      team: chain.store,
      boards: chain.store,
      documents: chain.documents,
      tokenUses: chain.tokenUses,
      spaces,
      defaults: config.defaults,
      recount,
      personal: engine.personal,
      verify: engine.verify,
      roles: bot.roles,
      channels: bot.channels,
      messages: bot.messages,
      names: bot.names,
      dashboards: bot.dashboards,
      page,
      planner: scheduling.planner,
      calendars: { ...scheduling.calendars, address: (secret) => page.calendar(secret) },
      secrets: scheduling.secrets,
      trackers: scheduling.trackers,
      places: bot.places,
      notionComments,
      direct: bot.direct,
      voice: bot.voice,
      notices,
      system: panel,
      pictures,
      analyst: analytics.analyst,
      exportDesk,
      exports,
      imports,
      notion: notion.desk,
      uploads: bot.uploads,
      limits: config.rateLimits ? chain.limits : unlimited,
      translators,
    },
    routes,
  );

  const web = async (app: FastifyInstance, base: () => string): Promise<void> => {
    await registerNotionWebhook(app, notion.webhook);
    // With the real Discord our own address is for this machine alone.
    if (sandbox !== null) page.servedAt(base);
    return serveWeb(app, {
      ...{ base, status, store: chain.webSessions, machineClock: clock, isSandbox: sandbox !== null },
      ...{ provider: bot.login, addUrl: () => bot.addUrl(), version: surroundings.version, root: surroundings.root },
      dataDir: config.dataDir,
      api: {
        ...{ ...tell, ...chain, clock: discordClock.clock, translators },
        ...{
          sessions: tracker,
          entries: tracker,
          overview: tracker,
          timesheet: chain.store,
          applied: chain.store,
          boards: chain.store,
        },
        ...{ places: bot.places, notionComments, imports },
        ...{ people: bot.people, directory: bot.directory, names: bot.names, direct: bot.direct, personal: engine.personal },
        planner: scheduling.planner,
        operators: new Set(config.operators),
        managing: managing.deps,
        version: surroundings.version,
        behindSupervisor: supervisor !== null,
      },
    });
  };
  const httpUrl = await serveHttp(config, surroundings, { health, bot, sandbox, web });
  lifecycle.onStop({ name: 'answers', within: WITHIN.answers, run: () => inFlight.idle() });
  lifecycle.onStop({ name: 'bot', within: WITHIN.bot, run: () => bot.stop() });
  // Before the bot stops, so that replies can still say so.
  lifecycle.onStop({
    name: 'exports',
    within: WITHIN.exports,
    run: async () => {
      await Promise.all([exportDesk.close(), managing.close()]);
    },
  });

  await engine.start();
  imports.resume().catch((error: unknown) => log.warn({ err: error }, 'imports that were begun go on after the next start'));
  if (sandbox !== null) {
    const { documents, store } = chain;
    await offerSample(sandbox, { writing: tracker, spaces, documents, timesheet: store, now: () => discordClock.clock.now() });
  }
  for (const each of Object.values(leases)) each.start();
  imports.resume().catch((error: unknown) => log.warn({ err: error }, 'imports that were begun go on another time'));
  void discordClock.told(TIME_WITHIN_MS).then(() => {
    if (!lifecycle.stopping) dueJobs.start();
  });
  supervisor?.answerWith({
    takeOver: () => bot.takeOver(),
    register: () => bot.register(),
    report: async () => {
      const snapshot = await health.snapshot();
      exportGauges(snapshot, metrics);
      return { snapshot, metrics: await metrics.series() };
    },
  });
  await connect(bot);
  started = true;
  supervisor?.ready(httpUrl);
  log.info({ version: surroundings.version, http: httpUrl, transport: config.discord.transport }, 'ready');
  return { sandboxUrl: sandbox?.url ?? null, httpUrl };
}

const closeAll = async (leases: Readonly<Record<string, { close(): Promise<void> }>>): Promise<void> => {
  await Promise.all(Object.values(leases).map((lease) => lease.close()));
};
