import { join } from 'node:path';
import { commandPayloads, createDispatcher } from '../commands/index.js';
import { createBot, TokenRefused, type Bot, type BotOptions } from '../discord/index.js';
import { defaultConfig } from '../domain/defaults.js';
import type { Clock, Ids, Logger, Random } from '../domain/ports.js';
import { createChain } from '../engine/chain.js';
import { createEngine } from '../engine/index.js';
import { startManagedRedis } from '../engine/redis/managed.js';
import { UnusableRedis } from '../engine/redis/requirements.js';
import { createTranslators } from '../i18n/translators.js';
import type { Config } from './config.js';
import { ConfigurationError } from './errors.js';
import { createHealth } from './health.js';
import { createHttp, listen } from './http.js';
import { trackInFlight } from './in-flight.js';
import type { Lifecycle } from './lifecycle.js';
import { createMembershipPort } from './membership.js';
import type { ProcessMetrics } from './metrics.js';
import { readTlsFiles } from './redis-tls.js';
import { openSandbox } from './sandbox.js';
import { settleSpaces } from './settle-spaces.js';

export interface Surroundings {
  /** The folder of package.json. */
  readonly root: string;
  readonly version: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly log: Logger;
  readonly metrics: ProcessMetrics;
  readonly lifecycle: Lifecycle;
}

export interface Running {
  /** The page of the sandbox; null without one. */
  readonly sandboxUrl: string | null;
  /** Where health and metrics (and interactions) are served. */
  readonly httpUrl: string;
}

/** ms. From the bot to Redis' connection they are ten seconds together at worst; a Redis of ours may have much to save after that. */
export const WITHIN = {
  bot: 3_500,
  answers: 2_000,
  http: 500,
  journal: 2_500,
  redis: 1_500,
  sandbox: 1_000,
  managedRedis: 11_000,
};
/** ms that a step has left to give up in order, of its time. */
const ORDERLY = 500;

/**
 * Builds the whole program from its parts and starts it; what is started is registered for the shutdown, last first.
 * Resolves when interactions are served.
 * @throws ConfigurationError when a variable is at fault
 */
export async function compose(config: Config, surroundings: Surroundings): Promise<Running> {
  const { clock, ids, random, log, metrics, lifecycle } = surroundings;
  const tell = { clock, ids, random, log, metrics };

  const url = config.redisUrl?.reveal() ?? (await manageRedis(config, surroundings));
  const tls = await readTlsFiles(config.redisTls);
  const sandbox = config.sandbox === null ? null : await startLocalDiscord(config.sandbox, config, surroundings);

  const chain = await lifecycle.open(
    { name: 'redis', within: WITHIN.redis, close: (it) => it.close(WITHIN.redis - ORDERLY) },
    () =>
      orNameRedis(
        createChain({
          ...tell,
          url,
          tls,
          managed: config.redisUrl === null,
          settingsDir: join(config.dataDir, 'settings'),
          defaults: (space) => defaultConfig(space, config.defaults),
        }),
      ),
  );

  const engine = createEngine({
    ...tell,
    ...chain,
    journalDir: join(config.dataDir, 'journal'),
    segmentBytes: config.journalSegmentBytes,
  });
  const { tracker, retention } = engine;
  lifecycle.onStop({
    name: 'journal',
    within: WITHIN.journal,
    run: async () => {
      if (!(await engine.drain(WITHIN.journal - ORDERLY))) log.warn({}, 'changes under way were left to the journal');
    },
  });

  const { spaces, notices } = chain;
  settleSpaces({ tracker, spaces, clock, ids, log });
  const translators = createTranslators();
  // The dispatcher needs the bot's roles and the bot the dispatcher; nothing comes in before `bot.start`, when both are there.
  const inFlight = trackInFlight((interaction, responder) => dispatch(interaction, responder));
  const bot = createBot(botOptions(config, sandbox), {
    ...tell,
    dispatch: inFlight.dispatch,
    commands: commandPayloads(translators),
    tracker,
    store: chain.store,
    spaces,
    given: chain.givenRoles,
    membership: createMembershipPort({ retention, spaces, clock, ids, log }),
    notices,
    translators,
  });

  let started = false;
  const health = createHealth(
    {
      version: surroundings.version,
      transport: config.discord.transport,
      redis: () => chain.health().redis,
      lanes: () => chain.health().lanes,
      caches: () => chain.health().caches,
      journal: () => engine.journalHealth(),
      roles: () => bot.health().roles,
      shards: () => bot.health().shards,
    },
    { clock, metrics, ready: () => started && !lifecycle.stopping },
  );
  const dispatch = createDispatcher({ ...tell, tracker, spaces, roles: bot.roles, notices, system: health, translators });

  const http = createHttp({ health, metrics, log });
  await bot.registerHttp?.(http);
  // Before anything is taken: a port in use should end the start early.
  const fixed = config.http.fixed || sandbox === null;
  const port = await lifecycle.open({ name: 'http', within: WITHIN.http, close: () => http.close() }, () =>
    listen(http, { ...config.http, fixed, variable: 'HTTP_PORT' }),
  );
  // Null is said too: the sandbox remembers an earlier run over HTTP.
  sandbox?.sendInteractionsTo(
    config.discord.transport === 'http' ? `http://${localAddress(config.http.host)}:${port}/interactions` : null,
  );
  lifecycle.onStop({ name: 'answers', within: WITHIN.answers, run: () => inFlight.idle() });
  lifecycle.onStop({ name: 'bot', within: WITHIN.bot, run: () => bot.stop() });

  await engine.start();
  await connect(bot);
  started = true;
  const host = config.http.host.includes(':') ? `[${config.http.host}]` : config.http.host;
  const httpUrl = `http://${host}:${port}`;
  log.info({ version: surroundings.version, http: httpUrl, transport: config.discord.transport }, 'ready');
  return { sandboxUrl: sandbox?.url ?? null, httpUrl };
}

/** Where we reach ourselves when listening on `host`. */
const localAddress = (host: string): string => {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
};

/** A Redis of our own, as a child process. @returns its address */
async function manageRedis({ dataDir }: Config, { clock, random, log, lifecycle }: Surroundings): Promise<string> {
  const redis = await lifecycle.open({ name: 'managed redis', within: WITHIN.managedRedis, close: (it) => it.close() }, () =>
    orNameRedis(startManagedRedis({ dir: join(dataDir, 'redis'), clock, random, log })),
  );
  return redis.url;
}

/** A Redis that will never do is for the operator to mend, by that variable. */
async function orNameRedis<T>(opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof UnusableRedis) throw new ConfigurationError(`REDIS_URL: ${error.message}`);
    throw error;
  }
}

async function startLocalDiscord(
  options: NonNullable<Config['sandbox']>,
  { dataDir }: Config,
  { root, log, lifecycle }: Surroundings,
) {
  const folders = { dataDir: join(dataDir, 'sandbox'), webRoot: join(root, 'dist', 'web', 'sandbox') };
  return lifecycle.open({ name: 'sandbox', within: WITHIN.sandbox, close: (it) => it.close() }, () =>
    openSandbox({ ...options, ...folders, log: log.child({ part: 'sandbox' }) }),
  );
}

type Sandbox = Awaited<ReturnType<typeof startLocalDiscord>>;

/** The sandbox stands in for Discord whole: nothing that was configured for the real one fits it. */
function botOptions({ discord }: Config, sandbox: Sandbox | null): BotOptions {
  if (sandbox !== null) {
    const { apiUrl, token, applicationId, publicKey } = sandbox;
    const { transport, membersIntent } = discord;
    return {
      apiUrl,
      token,
      applicationId,
      publicKey,
      transport,
      membersIntent,
      commandGuilds: [],
      shardCount: null,
      shardIds: null,
    };
  }
  const token = discord.token?.reveal();
  if (token === undefined) throw new Error('without a token there is a sandbox');
  return { ...discord, token };
}

const TOKEN_REFUSED = 'DISCORD_TOKEN: Discord does not accept it; copy it again from the Bot page, or reset it there';

/** Why the gateway closed on us for good, as its client words it, and what is to be done. */
const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/authentication failed|invalid token/i, TOKEN_REFUSED],
  [
    /disallowed intent|privileged intent/i,
    'DISCORD_MEMBERS_INTENT: Discord refuses it; switch on "Server Members Intent" on the Bot page, or set it to false',
  ],
  [
    /invalid shard|sharding is required/i,
    'SHARD_COUNT: Discord does not accept it, with that many servers or those SHARD_IDS; set it to auto, or to more shards',
  ],
];

async function connect(bot: Bot): Promise<void> {
  try {
    await bot.start();
  } catch (error) {
    if (error instanceof TokenRefused) throw new ConfigurationError(TOKEN_REFUSED);
    const text = error instanceof Error ? error.message : '';
    const refusal = REFUSALS.find(([pattern]) => pattern.test(text));
    if (refusal !== undefined) throw new ConfigurationError(refusal[1]);
    throw error;
  }
}
