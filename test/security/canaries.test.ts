import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import type { APIInteraction } from 'discord-api-types/v10';
import type { InjectOptions } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { describeProblems, parseConfig, secretsOf } from '../../src/core/config.js';
import { createHealth } from '../../src/core/health.js';
import { createHttp } from '../../src/core/http.js';
import { createLifecycle } from '../../src/core/lifecycle.js';
import { createLogger } from '../../src/core/logging.js';
import { createMetrics } from '../../src/core/metrics.js';
import { Secret } from '../../src/core/secret.js';
import { handleSignals } from '../../src/core/signals.js';
import { createDispatcher } from '../../src/commands/index.js';
import { registerInteractions } from '../../src/discord/http/plugin.js';
import { publicKeyOf } from '../../src/discord/http/signature.js';
import { createLoginProvider } from '../../src/discord/login.js';
import { createDiscordRest } from '../../src/discord/rest.js';
import { NO_TIME } from '../../src/discord/time.js';
import { guildSpace } from '../../src/domain/ids.js';
import type { Logger } from '../../src/domain/ports.js';
import { createChain } from '../../src/engine/chain.js';
import { defaultConfig, realClock } from '../support/chain.js';
import { createHarness, RecordingResponder } from '../support/commands-harness.js';
import { SNAPSHOT } from '../support/system-samples.js';
import { RecordingMetrics } from '../support/fakes.js';
import { createSigner, FIXTURE_GUILD, interactionFixtures } from '../support/interaction-fixtures.js';
import { apiOf } from '../support/notion/door.js';
import { startRedis } from '../support/redis.js';

/** Each is a secret of another kind; whatever is said anywhere may hold none of them. */
const CANARY = {
  token: 'MTk4canary.bot-token.aaaaaaaaaaaaaaaa',
  password: 'canary-redis-p@ss"word',
  backupKey: 'canary-backup-key-0123456789abcdef-0123456789abcdef',
  interaction: 'canary-interaction-token',
  cookie: 'session=canary-cookie',
  clientSecret: 'canary-client-secret-0123456789',
  code: 'canary-code-of-a-login',
  access: 'canary-access-token',
  notion: 'ntn_canary0notion0token',
} as const;
const environment = {
  DISCORD_TOKEN: CANARY.token,
  DISCORD_CLIENT_SECRET: CANARY.clientSecret,
  DISCORD_PUBLIC_KEY: 'ab'.repeat(32),
  REDIS_URL: `redis://default:${encodeURIComponent(CANARY.password)}@127.0.0.1:1`,
};
const WEBHOOK = `https://discord.com/api/webhooks/123/${CANARY.interaction}`;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A log as the bot keeps it, at its lowest level, and what it has said. */
const listening = () => {
  const parsed = parseConfig(environment, '/root');
  if (!parsed.ok) throw new Error(describeProblems(parsed.error));
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const secrets = [...secretsOf(parsed.value), CANARY.backupKey];
  return { log: createLogger({ level: 'debug', format: 'json', secrets, destination }), said: () => lines.join('') };
};

const chainTo = async (url: string, log: Logger): Promise<string> => {
  const ids = { next: () => 'canary', reference: () => 'REF' };
  const options = { url, log, ids, clock: realClock, defaults: defaultConfig, metrics: new RecordingMetrics() };
  const chain = await createChain({ ...options, random: { next: () => 0.5 }, startTimeoutMs: 300 });
  closers.push(() => chain.close(500));
  return chain.spaces.get('g1' as Parameters<typeof chain.spaces.get>[0]).then(
    () => 'answered',
    (error: unknown) => {
      log.error({ err: error }, 'the settings could not be read');
      return String(error);
    },
  );
};

/** A Discord that repeats what it was sent, as a proxy's error page may. */
const echoing = async (status: number): Promise<string> => {
  const server = createServer((request, response) => {
    if (status === 0) return;
    const message = `${request.url ?? ''} ${request.headers.authorization ?? ''}`;
    const limited = status === 429 ? { 'retry-after': '0', 'x-ratelimit-scope': 'shared' } : {};
    response.writeHead(status, { 'content-type': 'application/json', 'set-cookie': CANARY.cookie, ...limited });
    response.end(JSON.stringify({ message, code: 0, retry_after: 0, global: false }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => (server.closeAllConnections(), server.close()));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}/api`;
};

const restTo = async (status: number, log: Logger): Promise<string> => {
  const rest = createDiscordRest({
    apiUrl: await echoing(status),
    token: CANARY.token,
    clock: realClock,
    time: NO_TIME,
    log,
    metrics: new RecordingMetrics(),
  });
  closers.push(() => rest.close());
  const told: string[] = [];
  const note = (error: unknown): void => {
    told.push(error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : String(error));
    log.error({ err: error, reason: String(error) }, 'a request failed');
  };
  const quick = { body: { note: 'canary-note' }, timeoutMs: 250 };
  await rest.interaction('POST', `/interactions/1/${CANARY.interaction}/callback`, quick).catch(note);
  await rest.interaction('PATCH', `/webhooks/1/${CANARY.interaction}/messages/@original`, quick).catch(note);
  if (status !== 429) await rest.request('GET', '/users/@me', { timeoutMs: 250 }).catch(note);
  expect(told.length).toBeGreaterThanOrEqual(status === 429 ? 1 : 3);
  return told.join('\n');
};

/** Asks a Notion that repeats what it was sent; the real client, with all that it would log. */
const notionAt = async (status: number, log: Logger): Promise<string> => {
  const api = apiOf({ url: await echoing(status) }, CANARY.notion, { urgent: true, timeoutMs: 250 });
  const told: string[] = [];
  const note = (error: unknown): void => {
    told.push(`${String(error)} ${JSON.stringify(error)}`);
    log.error({ err: error }, 'Notion was asked in vain');
  };
  await api.me().catch(note);
  await api.createPage('1', { title: { type: 'title', text: 'canary-note' } }).catch(note);
  expect(told).toHaveLength(2);
  return told.join('\n');
};

/** Logs in at a Discord that repeats what it was sent; to `/users/@me` it answers 500 after it gave a token. */
const loginAt = async (status: number, log: Logger): Promise<string> => {
  const server = createServer((request, response) => {
    let said = '';
    request.on('data', (chunk: Buffer) => (said += chunk.toString()));
    request.on('end', () => {
      const repeated = `${said} ${request.headers.authorization ?? ''}`;
      const isToken = request.url?.endsWith('/oauth2/token') === true;
      const body = { error: `invalid_grant ${repeated}`, message: repeated, access_token: CANARY.access, token_type: 'Bearer' };
      response.writeHead(isToken ? status : 500, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => (server.closeAllConnections(), server.close()));
  const { port } = server.address() as AddressInfo;
  const provider = createLoginProvider({
    ...{
      apiUrl: `http://127.0.0.1:${port}/api`,
      applicationId: () => Promise.resolve('1'),
      clientSecret: CANARY.clientSecret,
      log,
    },
  });
  return JSON.stringify(await provider.personOf({ redirectUri: 'http://a.b/', code: CANARY.code, verifier: 'canary-verifier' }));
};

/** Every way to an error message, and what shows that it was really gone. Resolves with what is said elsewhere than in the log. */
const PATHS: readonly (readonly [name: string, seen: RegExp, go: (log: Logger) => Promise<string> | string])[] = [
  [
    'a configuration with mistakes everywhere',
    /DISCORD_TOKEN[\s\S]*REDIS_URL/,
    () => {
      const wrong = { DISCORD_TOKEN: `Bot ${CANARY.token}`, REDIS_URL: `http://me:${CANARY.password}@host`, LOG_LEVEL: 'loud' };
      const parsed = parseConfig(wrong, '/root');
      return parsed.ok ? '' : describeProblems(parsed.error);
    },
  ],
  ['a Redis that is not there', /no link to Redis/, (log) => chainTo(environment.REDIS_URL, log)],
  [
    'a Redis that does not take the password',
    /WRONGPASS|no link to Redis/,
    async (log) => {
      const redis = await startRedis({ port: 0 });
      closers.push(() => redis.stop());
      await redis.command('CONFIG', 'SET', 'requirepass', 'another');
      return chainTo(redis.url.replace('redis://', `redis://default:${encodeURIComponent(CANARY.password)}@`), log);
    },
  ],
  ...[401, 403, 404, 429, 500, 503].map(
    (status) =>
      [`Discord answers ${status} and repeats the request`, /a request failed/, (log: Logger) => restTo(status, log)] as const,
  ),
  ...[200, 400, 401, 429, 500].map(
    (status) =>
      [
        `a login at which Discord answers ${status} and repeats the request`,
        /a login failed/,
        (log: Logger) => loginAt(status, log),
      ] as const,
  ),
  ...[0, 400, 401, 403, 429, 500].map(
    (status) =>
      [
        `a Notion that answers ${status || 'nothing'} and repeats the request`,
        /Notion was asked in vain/,
        (log: Logger) => notionAt(status, log),
      ] as const,
  ),
  ['Discord does not answer', /a request failed/, (log) => restTo(0, log)],
  [
    'errors of others with everything hanging on to them',
    /outer[\s\S]*inner/,
    (log) => {
      const inner = Object.assign(new Error(`inner: auth ${CANARY.password} failed for Bot ${CANARY.token}`), {
        config: { headers: { authorization: CANARY.interaction } },
        command: { args: [CANARY.password] },
        body: CANARY.interaction,
      });
      log.error({ error: new Error('outer', { cause: new AggregateError([inner, inner], WEBHOOK) }) }, 'failed');
      log.warn({ err: { deep: { deeper: { deepest: { token: CANARY.interaction, Cookie: CANARY.cookie } } } } }, 'failed');
      log.info({ text: JSON.stringify({ 'set-cookie': CANARY.cookie, token: CANARY.interaction }) }, 'failed');
      log.error({ error: `thrown as a string: ${JSON.stringify({ password: CANARY.password })}` }, 'failed');
      log.child({ url: WEBHOOK, key: CANARY.backupKey }).error({ secret: new Secret('canary-in-a-secret') }, 'failed');
      return `${JSON.stringify({ secret: new Secret('canary-in-a-secret') })} ${String(new Secret('canary-in-a-secret'))}`;
    },
  ],
  [
    'errors that nobody caught',
    /an error that nobody caught/,
    async (log) => {
      const emitter = new EventEmitter();
      const process = {
        on: (event: string, listener: (value: unknown) => void) => emitter.on(event, listener),
        exit: () => undefined,
      };
      handleSignals(createLifecycle({ clock: realClock, log }), { clock: realClock, log, process });
      emitter.emit('unhandledRejection', new Error(`connect ${environment.REDIS_URL}`));
      emitter.emit('uncaughtException', { token: CANARY.interaction, message: CANARY.token });
      await turn();
      return '';
    },
  ],
  [
    'interactions that are none, and refusals',
    /not as Discord documents it[\s\S]*refused/,
    async (log) => {
      const harness = await createHarness();
      const { redis, disk, spaces } = harness;
      const deps = { ...harness.deps, log };
      const dispatch = createDispatcher(deps);
      await spaces.get(guildSpace(FIXTURE_GUILD));
      const [command] = interactionFixtures({ at: harness.clock.now() });
      const payload = { ...command?.payload, token: CANARY.interaction };
      const responder = new RecordingResponder();
      redis.away();
      disk.fail('datasync', 'EIO');
      for (const odd of [{ member: { token: CANARY.interaction } }, { data: CANARY.interaction }, {}])
        await dispatch({ ...payload, id: harness.snowflake(), ...odd } as unknown as APIInteraction, responder);
      deps.sessions = { ...deps.sessions, clockIn: () => Promise.reject(new Error(`thrown with ${CANARY.token}`)) };
      await dispatch({ ...payload, id: harness.snowflake() } as unknown as APIInteraction, responder);
      expect(log).toBeDefined();
      return responder.said;
    },
  ],
  [
    'health and metrics pages, and what HTTP refuses',
    /an HTTP request failed/,
    async (log) => {
      const metrics = createMetrics(realClock);
      closers.push(() => metrics.close());
      let broken = false;
      const lanes = () => {
        if (broken) throw new Error(`lanes of ${environment.REDIS_URL}`);
        return SNAPSHOT.lanes;
      };
      const { redis, caches, journal, desired, shards, version, transport } = SNAPSHOT;
      const parts = {
        redis: () => redis,
        caches: () => caches,
        journal: () => journal,
        desired: () => desired,
        shards: () => shards,
      };
      const health = createHealth({ ...parts, version, transport, lanes }, { clock: realClock, metrics, ready: () => true });
      const app = createHttp({ health, metrics, log });
      const signer = createSigner();
      const harness = await createHarness();
      const dispatch = createDispatcher({ ...harness.deps, metrics, log });
      const plugin = { publicKey: publicKeyOf(signer.publicKey), dispatch, clock: harness.clock, time: NO_TIME, log, metrics };
      await registerInteractions(app, { ...plugin, rest: { interaction: () => Promise.resolve(undefined) } });
      const pages: string[] = [];
      const visit = async (options: InjectOptions): Promise<void> => {
        const { headers, body } = await app.inject(options);
        pages.push(JSON.stringify(headers), body);
      };
      const data = {
        id: '1',
        name: CANARY.interaction,
        type: 1,
        options: [{ name: CANARY.token, type: 3, value: CANARY.password }],
      };
      const [fixture] = interactionFixtures({ at: harness.clock.now() });
      for (const body of [{ ...fixture?.payload, token: CANARY.interaction, data }, CANARY.interaction]) {
        const signed = signer.sign(body, harness.clock.now());
        await visit({ method: 'POST', url: '/interactions', headers: signed.headers, payload: signed.body });
      }
      const headers = { cookie: CANARY.cookie, authorization: CANARY.token, 'content-type': 'application/json' };
      await visit({ method: 'POST', url: '/interactions', headers, payload: CANARY.interaction });
      await visit({ method: 'POST', url: '/healthz', headers, payload: `{"${CANARY.token}` });
      for (broken of [false, true])
        for (const url of ['/healthz', '/readyz', '/metrics', '/nothing']) await visit({ url, headers });
      return pages.join('\n');
    },
  ],
];

describe('no secret is said', () => {
  it.each(PATHS)('%s', async (_name, seen, go) => {
    const { log, said } = listening();
    const elsewhere = await go(log);
    const all = `${said()}\n${elsewhere}`;
    expect(all).toMatch(seen);
    expect(all).not.toMatch(/canary/i);
  });
});
