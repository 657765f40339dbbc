import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import { Clicks } from './clicks.js';
import { APPLICATION_ID, botMember, botUser, guildIdOf, guildPayload, rolesOf, type GuildShape } from './guilds.js';
import { Messages } from './messages.js';

/**
 * As much of Discord as a click needs, and lean: it must not be what limits the bot. Several bots may be connected, told apart by their
 * tokens; a click goes to one of them and is over when its callback has been posted.
 */
export interface EmulatorOptions extends GuildShape {
  readonly guilds: number;
}

interface Bot {
  socket: WebSocket;
  sequence: number;
  readonly clicks: Clicks;
}

const OP = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, invalid: 9, hello: 10, ack: 11 } as const;
const Frame = z.object({ op: z.number(), d: z.unknown() });
const Identify = z.object({ token: z.string() });
const MESSAGE = /^\/channels\/(\d+)\/messages(?:\/(\d+))?$/;
const CALLBACK = /^\/api\/v10\/interactions\/(\d+)\//;

export class Emulator {
  readonly #options: EmulatorOptions;
  readonly #server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => this.#handle(request, response));
  readonly #gateway = new WebSocketServer({ server: this.#server });
  readonly #bots = new Map<string, Bot>();
  /** Those whose connection broke: they may resume. Events of the meantime are lost, as nobody clicks then. */
  readonly #away = new Map<string, Bot>();
  readonly #waiting = new Map<string, (body: string) => void>();
  readonly #watchers = new Set<() => void>();
  readonly messages = new Messages();
  #commands = '[]';
  /** Requests so far by kind; `other` were answered with 404, or 403 without a User-Agent. */
  readonly requests: Record<'callback' | 'role' | 'known' | 'other', number> = { callback: 0, role: 0, known: 0, other: 0 };
  readonly unknown = new Set<string>();
  /** Connections that broke and came back. */
  resumes = 0;
  #guilds: number;

  constructor(options: EmulatorOptions) {
    this.#options = options;
    this.#guilds = options.guilds;
    this.#gateway.on('connection', (socket) => this.#accept(socket));
  }

  /** @returns the port */
  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this.#port;
  }

  get #port(): number {
    return z.object({ port: z.number() }).parse(this.#server.address()).port;
  }

  /** Bots that come from now on are in this many guilds. */
  setGuilds(guilds: number): void {
    this.#guilds = guilds;
  }

  /** Resolves when the bot has identified and its guilds are sent. */
  connected(token: string): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!this.#bots.has(token)) return;
        this.#watchers.delete(check);
        resolve();
      };
      this.#watchers.add(check);
      check();
    });
  }

  /** Sends a click of this member to the bot; resolves with the body of the callback. */
  click(token: string, member: number): Promise<string> {
    const bot = this.#bots.get(token);
    if (bot === undefined) return Promise.reject(new Error(`${token} is not connected`));
    const { id, payload } = bot.clicks.next(member);
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      bot.sequence += 1;
      bot.socket.send(`{"op":0,"t":"INTERACTION_CREATE","s":${bot.sequence},"d":${payload}}`);
    });
  }

  async close(): Promise<void> {
    for (const client of this.#gateway.clients) client.terminate();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(socket: WebSocket): void {
    const send = (frame: object): void => socket.send(JSON.stringify(frame));
    send({ op: OP.hello, d: { heartbeat_interval: 41_250 } });
    let identified: string | null = null;
    socket.on('message', (raw: Buffer) => {
      const { op, d } = Frame.parse(JSON.parse(raw.toString()));
      if (op === OP.heartbeat) send({ op: OP.ack });
      if (op === OP.resume) identified = this.#resume(Identify.parse(d).token, socket);
      if (op !== OP.identify) return;
      const { token } = Identify.parse(d);
      const bot: Bot = { socket, sequence: 0, clicks: new Clicks(this.#guilds) };
      const dispatch = (t: string, data: unknown): void => send({ op: OP.dispatch, t, s: (bot.sequence += 1), d: data });
      dispatch('READY', {
        v: 10,
        user: botUser,
        guilds: Array.from({ length: this.#guilds }, (_, guild) => ({ id: guildIdOf(guild), unavailable: true })),
        session_id: `session-${token}`,
        session_type: 'normal',
        resume_gateway_url: `ws://127.0.0.1:${this.#port}`,
        application: { id: APPLICATION_ID, flags: 0 },
        shard: [0, 1],
        user_settings: {},
        relationships: [],
        private_channels: [],
        presences: [],
        guild_join_requests: [],
      });
      for (let guild = 0; guild < this.#guilds; guild += 1) dispatch('GUILD_CREATE', guildPayload(guild, this.#options));
      identified = token;
      this.#bots.set(token, bot);
      for (const check of [...this.#watchers]) check();
    });
    socket.on('close', () => {
      const bot = identified === null ? undefined : this.#bots.get(identified);
      if (identified === null || bot?.socket !== socket) return;
      this.#bots.delete(identified);
      this.#away.set(identified, bot);
    });
  }

  #resume(token: string, socket: WebSocket): string | null {
    const bot = this.#bots.get(token) ?? this.#away.get(token);
    if (bot === undefined) {
      socket.send(JSON.stringify({ op: OP.invalid, d: false }));
      return null;
    }
    this.resumes += 1;
    bot.socket = socket;
    bot.sequence += 1;
    socket.send(JSON.stringify({ op: OP.dispatch, t: 'RESUMED', s: bot.sequence, d: {} }));
    this.#away.delete(token);
    this.#bots.set(token, bot);
    return token;
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.headers['user-agent']?.startsWith('DiscordBot (') !== true) {
        this.requests.other += 1;
        this.unknown.add('a request without the User-Agent of a bot');
        response
          .writeHead(403, { 'content-type': 'application/json' })
          .end('{"message":"blocked: no User-Agent of a bot","code":40333}');
        return;
      }
      const body = chunks.length === 1 ? (chunks[0]?.toString() ?? '') : Buffer.concat(chunks).toString();
      const callback = CALLBACK.exec(request.url ?? '')?.[1];
      if (callback !== undefined) {
        this.requests.callback += 1;
        response.writeHead(204).end();
        this.#waiting.get(callback)?.(body);
        this.#waiting.delete(callback);
        return;
      }
      const [method, path] = [request.method ?? '', (request.url ?? '').replace(/^\/api\/v10|\?.*$/g, '')];
      const [, channel, message] = MESSAGE.exec(path) ?? [];
      if (channel !== undefined) {
        const reply = this.messages.handle(method, channel, message, body);
        response
          .writeHead(
            reply.status,
            reply.body === undefined ? reply.headers : { ...reply.headers, 'content-type': 'application/json' },
          )
          .end(reply.body);
        return;
      }
      const [status, answer] = this.#answer(method, path, body);
      if (answer === undefined) response.writeHead(status).end();
      else response.writeHead(status, { 'content-type': 'application/json' }).end(answer);
    });
  }

  #answer(method: string, path: string, body: string): readonly [number, string | undefined] {
    const known = (value: unknown): readonly [number, string] => {
      this.requests.known += 1;
      return [200, typeof value === 'string' ? value : JSON.stringify(value)];
    };
    const guild = Number(/^\/guilds\/91(\d{16})/.exec(path)?.[1]) - 10 ** 15;
    const key = `${method} ${path.replace(/\d{15,}/g, ':id')}`;
    // A deferred answer that is filled in, or a message behind an answer.
    if (/^(PATCH|POST) \/webhooks\//.test(key)) return known({ id: '1', channel_id: '2', content: '' });
    switch (key) {
      case 'GET /gateway/bot': {
        const limit = { total: 1_000, remaining: 999, reset_after: 0, max_concurrency: 16 };
        return known({ url: `ws://127.0.0.1:${this.#port}`, shards: 1, session_start_limit: limit });
      }
      case 'GET /applications/@me':
      case 'GET /oauth2/applications/@me':
        return known({ id: APPLICATION_ID, name: 'Punchcard', verify_key: '00' });
      case 'GET /users/@me':
        return known(botUser);
      case 'GET /applications/:id/commands':
        return known(this.#commands);
      case 'PUT /applications/:id/commands':
        this.#commands = body;
        return known(body);
      case 'GET /guilds/:id':
        return known({ ...guildPayload(guild, this.#options), channels: undefined });
      case 'GET /guilds/:id/roles':
        return known(rolesOf(guild, this.#options));
      case 'GET /guilds/:id/members/:id':
        return known(memberAnswer(path, guild, this.#options));
      case 'PUT /guilds/:id/members/:id/roles/:id':
      case 'DELETE /guilds/:id/members/:id/roles/:id':
        this.requests.role += 1;
        return [204, undefined];
      default:
        this.requests.other += 1;
        this.unknown.add(key);
        return [404, '{"message":"404: Not Found","code":0}'];
    }
  }
}

const memberAnswer = (path: string, guild: number, shape: GuildShape): object => {
  const id = path.split('/').at(-1);
  return id === APPLICATION_ID
    ? botMember(guild, shape)
    : { ...botMember(guild, shape), user: { ...botUser, id, bot: false }, roles: [] };
};
