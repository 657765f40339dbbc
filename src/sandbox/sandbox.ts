import fastifyStatic from '@fastify/static';
import Fastify from 'fastify';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import { systemClock } from './clock.js';
import { avatarSvg } from './control/avatar.js';
import { registerControl } from './control/routes.js';
import { PageSockets } from './control/socket.js';
import { Gateway } from './gateway/gateway.js';
import { IdentifyLimit, type Identify } from './gateway/identify-limit.js';
import { guardHttp, isOwnOrigin, isOwnHost } from './guard.js';
import { Endpoint } from './interactions/endpoint.js';
import { Interactions } from './interactions/interactions.js';
import { verifyKeyOf } from './interactions/signing.js';
import { Uploads } from './interactions/uploads.js';
import { Composer } from './messages/composer.js';
import { FileStore } from './messages/files.js';
import { silentLog, type SandboxOptions } from './options.js';
import { registerConsent } from './oauth/consent.js';
import { Grants } from './oauth/grants.js';
import { registerApi } from './rest/api.js';
import { RestFaults } from './rest/faults.js';
import { defaultRateLimits, RateLimiter } from './rest/rate-limits.js';
import { RequestLog } from './rest/request-log.js';
import { SampleDesk, type SampleMaker } from './sample-desk.js';
import { WorldClock, type Agenda } from './world-clock.js';
import { newApplication, seedMany, seedWorld } from './world/seed.js';
import { WorldStore } from './world/store.js';
import { World } from './world/world.js';

export interface Sandbox {
  /** e.g. `http://127.0.0.1:4100`: the page, and the base of /sandbox and /gateway. */
  readonly url: string;
  /** REST base for DISCORD_API_URL. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  /** Hexadecimal, for DISCORD_PUBLIC_KEY. */
  readonly publicKey: string;
  /** For DISCORD_CLIENT_SECRET. */
  readonly clientSecret: string;
  readonly world: World;
  /** The time in this world, which may be moved. Lengths of time are the machine's. */
  readonly clock: Pick<WorldClock, 'now' | 'movedMs'>;
  /** From now on the time stops at the moments of this agenda when it is moved. */
  follow(agenda: Agenda): void;
  /** Offers to write a sample history, which the page and /sandbox/sample ask for. */
  offerSample(maker: SampleMaker): void;
  /** From now on people may log in to the web page there, and this page links to it. @param base e.g. `http://127.0.0.1:8080` */
  servesPage(base: string, redirectUri: string): void;
  /** From now on interactions go to this URL, signed (not verified, like the option); null: to the gateway. */
  sendInteractionsTo(url: string | null): void;
  /** Adds guilds full of people, with the bot in each; returns their ids. For tests under load. */
  seed(plan: { readonly guilds: number; readonly membersPerGuild: number }): {
    readonly guildIds: readonly string[];
    readonly userIds: readonly string[];
  };
  /** Every identify since the start, also those that came too early. */
  identifies(): readonly Identify[];
  close(): Promise<void>;
}

/**
 * A Discord of one's own on the loopback: REST v10 under /api, gateway under /gateway, the page and its API (protocol.ts).
 * @throws when the port is taken or `dataDir` cannot be read
 */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const clock = new WorldClock(options.clock ?? systemClock);
  const log = options.log ?? silentLog;
  const dataDir = options.dataDir ?? null;
  const store = dataDir === null ? null : new WorldStore(dataDir, log);
  const files = new FileStore(dataDir === null ? null : join(dataDir, 'attachments'));

  const world = new World(clock, newApplication(options.token, options.interactionsUrl));
  const composer = new Composer(world, files);
  const endpoint = new Endpoint(world, log);
  const limit = new IdentifyLimit(clock, options.identify?.maxConcurrency ?? 16, options.identify?.windowMs ?? 5000);
  const gateway = new Gateway(world, limit);
  const grants = new Grants(world);
  let page: string | null = null;
  const uploads = new Uploads(world, files);
  const interactions: Interactions = new Interactions(world, uploads, (payload, interaction) => {
    const url = world.application.interactionsUrl;
    if (url === null)
      return gateway.dispatch({ type: 'INTERACTION_CREATE', data: payload, guildId: interaction.guild?.id ?? null, intent: 0 });
    void endpoint.deliver(url, payload, interaction, { interactions, composer });
    return true;
  });
  const sockets = new PageSockets(world, interactions);
  const samples = new SampleDesk(world);
  const requests = new RequestLog(options.requestLog ?? 5000);
  const faults = new RestFaults();
  const limiter = new RateLimiter(clock, { ...defaultRateLimits, ...options.rateLimits });

  const app = Fastify({ logger: false, forceCloseConnections: true, routerOptions: { maxParamLength: 500 } });
  guardHttp(app, () => world.url);
  // Node would tell the machine's time.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    void reply.header('date', new Date(clock.now()).toUTCString());
    done();
  });
  await registerApi(app, {
    services: {
      world,
      interactions,
      composer,
      grants,
      gateway: {
        get url() {
          return gateway.url;
        },
        botInfo: () => ({ url: gateway.url, shards: options.shards ?? 1, session_start_limit: gateway.startLimit() }),
      },
      oldEdits: limiter,
      verifyEndpoint: (url) => endpoint.verify(url),
    },
    limiter,
    requests,
    faults,
    log,
  });
  const reset = async (): Promise<void> => {
    interactions.clear();
    faults.clear();
    await files.clear();
    const commands = [...world.commands.values()].filter(({ guild_id }) => guild_id === undefined);
    world.restore({ ...seedWorld(world.application, world.era + 1), commands });
  };
  await app.register(
    (scope, _options, done) => {
      registerControl(scope, {
        world,
        interactions,
        uploads,
        requests,
        faults,
        samples,
        reset,
        page: () => page,
        gateway: {
          get online() {
            return world.application.interactionsUrl !== null || gateway.online;
          },
          disturb: (action) => gateway.disturb(action),
        },
      });
      done();
    },
    { prefix: '/sandbox' },
  );
  await app.register(
    (scope, _options, done) => {
      registerConsent(scope, { world, grants, page: () => page });
      done();
    },
    { prefix: '/oauth2' },
  );
  app.get<{ Params: { user: string } }>('/avatars/:user/:file', (request, reply) => {
    const user = world.users.get(request.params.user);
    if (!user) return reply.code(404).send({ error: 'no such person' });
    return reply
      .type('image/svg+xml')
      .header('cache-control', 'max-age=3600')
      .send(avatarSvg(user.globalName ?? user.username));
  });
  app.get<{ Params: { channel: string; attachment: string; file: string } }>(
    '/attachments/:channel/:attachment/:file',
    async (request, reply) => {
      const { channel, attachment, file } = request.params;
      const bytes = await files.get(channel, attachment, file);
      if (!bytes) return reply.code(404).send({ error: 'no such file' });
      return reply.type(contentTypeOf(file)).header('x-content-type-options', 'nosniff').send(bytes);
    },
  );
  if (options.webRoot !== undefined) await app.register(fastifyStatic, { root: options.webRoot });

  await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('the sandbox has no port');
  world.url = `http://127.0.0.1:${address.port}`;
  const stored = await store?.load(world.url, clock.now());
  world.restore(stored ?? seedWorld(world.application));
  if (options.token !== undefined) world.application.token = options.token;
  if (options.interactionsUrl !== undefined) world.application.interactionsUrl = options.interactionsUrl;
  if (options.redirectUris !== undefined) world.application.redirectUris = [...options.redirectUris];
  store?.follow(world);
  await store?.save(world);

  const upgrades = new WebSocketServer({ noServer: true });
  app.server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', world.url);
    const person = world.users.get(url.searchParams.get('as') ?? '');
    const isPage = url.pathname === '/sandbox/socket';
    const isKnown = isPage ? person !== undefined && !person.bot : /^\/gateway\/?$/u.test(url.pathname);
    if (!isKnown || !isOwnHost(request.headers, world.url) || !isOwnOrigin(request.headers, world.url)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
      return;
    }
    upgrades.handleUpgrade(request, socket, head, (webSocket) => {
      if (isPage && person) sockets.add(webSocket, person.id);
      else gateway.accept(webSocket, url.searchParams);
    });
  });

  let seeded = 0;
  return {
    url: world.url,
    apiUrl: `${world.url}/api`,
    token: world.application.token,
    applicationId: world.application.id,
    publicKey: verifyKeyOf(world.application.privateKey),
    world,
    clientSecret: world.application.clientSecret,
    clock,
    servesPage(base, redirectUri) {
      page = base;
      world.application.redirectUris = [redirectUri];
      world.emit({ type: 'application' });
    },
    follow: (agenda) => void clock.follow(agenda),
    offerSample: (maker) => samples.offer(maker),
    sendInteractionsTo(url) {
      world.application.interactionsUrl = url;
    },
    seed({ guilds: count, membersPerGuild }) {
      const { users, guilds } = seedMany(count, membersPerGuild, seeded);
      seeded += count;
      for (const user of users) world.users.set(user.id, user);
      for (const guild of guilds) world.addGuild(guild);
      return { guildIds: guilds.map(({ id }) => id), userIds: users.map(({ id }) => id) };
    },
    identifies: () => [...limit.log],
    async close() {
      interactions.clear();
      gateway.close();
      sockets.close();
      upgrades.close();
      await app.close();
      for (const client of upgrades.clients) client.terminate();
      await store?.close(world);
    },
  };
};

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  json: 'application/json',
  pdf: 'application/pdf',
};

/** Nothing that a browser would run is served as what it claims to be. */
const contentTypeOf = (file: string): string => types[file.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
