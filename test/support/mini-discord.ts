import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';

/**
 * A second, very small Discord that shares no code with the sandbox and sends only what Discord's documentation promises. It shows
 * that the bot needs nothing of the sandbox: what it does not know it answers with 404 and remembers in `unknown`.
 */
export interface MiniDiscord {
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly requests: { readonly method: string; readonly path: string; readonly body: unknown; readonly userAgent: string }[];
  readonly unknown: string[];
  /** Has another process with the same token answered every interaction already? */
  answeredElsewhere: boolean;
  /** Ids of the guilds that the bot is in; more may be pushed. Others are unknown to it. */
  readonly guilds: string[];
  /** The first request that fits, now or later. */
  waitFor(method: string, path: RegExp): Promise<{ readonly path: string; readonly body: unknown }>;
  /** Resolves when a client has identified. */
  identified(): Promise<void>;
  dispatch(event: string, data: unknown): void;
  close(): Promise<void>;
}

export const MINI_GUILD = '900000000000000001';
const APPLICATION = '900000000000000002';
const BOT = '900000000000000002';
const OP = { dispatch: 0, heartbeat: 1, identify: 2, hello: 10, ack: 11 } as const;
/** Discord blocks who does not say this (docs: Reference, User Agent). */
const USER_AGENT = /^DiscordBot \(https?:\/\/[^\s,]+, \d[\w.-]*\)( .*)?$/;
const BLOCKED = [403, { message: 'You are being blocked from accessing our API.', code: 40_333 }] as const;
const Frame = z.object({ op: z.number(), d: z.unknown() });

const everyone = {
  id: MINI_GUILD,
  name: '@everyone',
  color: 0,
  hoist: false,
  position: 0,
  permissions: '0',
  managed: false,
  mentionable: false,
};
const botRole = { ...everyone, id: '900000000000000003', name: 'bot', position: 9, permissions: '8', managed: true };
const botMember = {
  user: { id: BOT, username: 'punchcard', discriminator: '0', avatar: null, global_name: null, bot: true },
  roles: [botRole.id],
  joined_at: '2024-01-01T00:00:00.000Z',
  deaf: false,
  mute: false,
  flags: 0,
};
const guild = (id: string) => ({
  id,
  name: 'Mini',
  icon: null,
  owner_id: '900000000000000009',
  preferred_locale: 'en-US',
  roles: [everyone, botRole],
  emojis: [],
  features: [],
  channels: [],
  members: [botMember],
  threads: [],
  voice_states: [],
  presences: [],
  stage_instances: [],
  member_count: 2,
});

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(z.instanceof(Buffer).parse(chunk));
  const text = Buffer.concat(chunks).toString();
  return text === '' ? undefined : JSON.parse(text);
};

/** Starts it on a free loopback port. `refuse`: every request with the bot's token, every answer to an interaction, or whoever identifies, with this close code. */
export const startMiniDiscord = async ({
  refuse,
}: { readonly refuse?: 'token' | 'answers' | number } = {}): Promise<MiniDiscord> => {
  const token = 'mini.token.value';
  const requests: { method: string; path: string; body: unknown; userAgent: string }[] = [];
  const unknown: string[] = [];
  const watchers = new Set<() => void>();
  const guilds = [MINI_GUILD];
  const roles = [...guild(MINI_GUILD).roles];
  let commands: unknown[] = [];
  let socket: WebSocket | undefined;
  let sequence = 0;
  let hasIdentified = false;

  const answer = (method: string, path: string, body: unknown): readonly [number, unknown] => {
    const key = `${method} ${path.replace(/\?.*$/, '')}`;
    if (refuse === 'token') return [401, { message: '401: Unauthorized', code: 0 }];
    if (key === 'GET /gateway/bot')
      return [
        200,
        {
          url: `ws://127.0.0.1:${port()}`,
          shards: 1,
          session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 },
        },
      ];
    if (key === 'GET /applications/@me' || key === 'GET /oauth2/applications/@me')
      return [200, { id: APPLICATION, name: 'Punchcard', verify_key: '00' }];
    if (key === 'GET /users/@me') return [200, botMember.user];
    if (key === 'GET /users/@me/guilds')
      return [200, guilds.map((id) => ({ id, name: 'Mini', icon: null, owner: false, permissions: '8', features: [] }))];
    if (/^GET \/guilds\/\d+$/.test(key) && !guilds.some((id) => key.endsWith(`/${id}`)))
      return [404, { message: 'Unknown Guild', code: 10_004 }];
    if (/^GET \/guilds\/\d+$/.test(key)) return [200, { ...guild(key.slice('GET /guilds/'.length)), roles }];
    if (/^GET \/guilds\/\d+\/roles$/.test(key)) return [200, roles];
    if (key === `GET /applications/${APPLICATION}/commands`) return [200, commands];
    if (key === `PUT /applications/${APPLICATION}/commands`) return [200, (commands = z.array(z.unknown()).parse(body))];
    if (key === `POST /guilds/${MINI_GUILD}/roles`) {
      const role = { ...everyone, ...z.looseObject({}).parse(body), id: `90000000000000010${roles.length}`, position: 1 };
      roles.push(role);
      return [200, role];
    }
    if (/^GET \/guilds\/\d+\/members\/\d+$/.test(key))
      return [200, { ...botMember, user: { ...botMember.user, id: key.split('/').at(-1) } }];
    if (/^(PUT|DELETE) \/guilds\/\d+\/members\/\d+\/roles\/\d+$/.test(key)) return [204, undefined];
    if (refuse === 'answers' && /^(POST|PATCH) \/(interactions|webhooks)\//.test(key))
      return [500, { message: 'broken', code: 0 }];
    if (/^POST \/interactions\/\d+\/[^/]+\/callback$/.test(key))
      return mini.answeredElsewhere
        ? [400, { message: 'Interaction has already been acknowledged.', code: 40_060 }]
        : [204, undefined];
    if (/^(PATCH|POST) \/webhooks\/\d+\/[^/]+/.test(key)) return [200, { id: '1', channel_id: '2', content: '' }];
    unknown.push(key);
    return [404, { message: '404: Not Found', code: 0 }];
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').replace(/^\/api(\/v10)?/, '');
    const body = await readBody(request);
    const userAgent = request.headers['user-agent'] ?? '';
    const [status, reply] = USER_AGENT.test(userAgent) ? answer(request.method ?? '', path, body) : BLOCKED;
    requests.push({ method: request.method ?? '', path, body, userAgent });
    response
      .writeHead(status, reply === undefined ? {} : { 'content-type': 'application/json' })
      .end(reply === undefined ? undefined : JSON.stringify(reply));
    for (const check of watchers) check();
  };
  const server = createServer((request, response) => void handle(request, response));
  const gateway = new WebSocketServer({ server });
  const port = (): number => z.object({ port: z.number() }).parse(server.address()).port;
  const send = (frame: unknown): void => socket?.send(JSON.stringify(frame));
  const dispatch = (t: string, d: unknown): void => send({ op: OP.dispatch, t, d, s: (sequence += 1) });

  gateway.on('connection', (connection) => {
    socket = connection;
    send({ op: OP.hello, d: { heartbeat_interval: 41_250 } });
    connection.on('message', (raw: Buffer) => {
      const frame = Frame.parse(JSON.parse(raw.toString()));
      if (frame.op === OP.heartbeat) send({ op: OP.ack });
      if (frame.op !== OP.identify) return;
      if (typeof refuse === 'number') {
        connection.close(refuse);
        return;
      }
      dispatch('READY', {
        v: 10,
        user: botMember.user,
        guilds: guilds.map((id) => ({ id, unavailable: true })),
        session_id: 's',
        resume_gateway_url: `ws://127.0.0.1:${port()}`,
        application: { id: APPLICATION, flags: 0 },
        shard: [0, 1],
      });
      for (const id of guilds) dispatch('GUILD_CREATE', guild(id));
      hasIdentified = true;
      for (const check of watchers) check();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const until = <T>(look: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const check = (): void => {
        const found = look();
        if (found === undefined) return;
        watchers.delete(check);
        resolve(found);
      };
      watchers.add(check);
      check();
    });

  const mini: MiniDiscord = {
    answeredElsewhere: false,
    apiUrl: `http://127.0.0.1:${port()}/api`,
    token,
    applicationId: APPLICATION,
    requests,
    unknown,
    guilds,
    waitFor: (method, path) => until(() => requests.find((one) => one.method === method && path.test(one.path))),
    identified: async () => {
      await until(() => (hasIdentified ? true : undefined));
    },
    dispatch,
    close: async () => {
      for (const client of gateway.clients) client.terminate();
      gateway.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return mini;
};
