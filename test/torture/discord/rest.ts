import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { ANSWER_WITHIN_MS } from '../interactions.js';
import type { WorldTime } from '../time.js';
import { channelsOf, type Channels, type Posted } from './channels.js';
import { BOT, type Guilds } from './guilds.js';

/** What a REST call is answered. */
interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const shown = ({ id, channel }: Posted): Reply => ({ status: 200, body: { id, channel_id: channel, content: '' } });

/** What the bot says to people. */
export interface Ears {
  answered(token: string, answer: unknown): void;
  edited(token: string, message: unknown): void;
  followedUp(token: string, message: unknown): void;
}

/** Discord in trouble: so many of the calls (0 to 1) are answered like this instead of being done. */
export interface Trouble {
  readonly kind: '429' | '5xx';
  readonly part: number;
}

const GUILD = /^GET \/guilds\/(\d+)(\/roles)?$/;
const MEMBER = /^GET \/guilds\/(\d+)\/members\/(\d+)$/;
const MEMBER_ROLE = /^(PUT|DELETE) \/guilds\/(\d+)\/members\/(\d+)\/roles\/(\d+)$/;
const CALLBACK = /^POST \/interactions\/(\d+)\/([^/]+)\/callback$/;
const EDIT = /^PATCH \/webhooks\/\d+\/([^/]+)\/messages\/@original$/;
const FOLLOW_UP = /^POST \/webhooks\/\d+\/([^/]+)$/;
const MESSAGES = /^POST \/channels\/(\d+)\/messages$/;
const MESSAGE_AT = /^(GET|PATCH|DELETE) \/channels\/(\d+)\/messages\/(\d+)$/;
const PAGE = 200;
const DONE_ALL_THE_SAME = 0.3;

const notFound = (code: number, message: string): Reply => ({ status: 404, body: { message, code } });
const MESSAGE: Reply = { status: 200, body: { id: '1', channel_id: '2', content: '' } };

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(z.instanceof(Buffer).parse(chunk));
  const text = Buffer.concat(chunks).toString();
  return text === '' ? undefined : JSON.parse(text);
};

/** What the bot may say of a message beside its content. */
const Written = z.looseObject({ nonce: z.string().optional(), enforce_nonce: z.boolean().optional() });

/** The REST side: remembers roles and messages, passes on what people hear, and nothing of what was asked. */
export class Rest {
  readonly #guilds: Guilds;
  readonly #channels: Channels;
  readonly #time: WorldTime;
  readonly #ears: Ears;
  readonly #gatewayUrl: () => string;
  /** Interactions of the last three seconds, and whether they were answered. */
  readonly #open = new Map<string, 'waiting' | 'answered'>();
  #commands: unknown = [];
  trouble: Trouble | null = null;
  /** Calls answered with trouble. */
  readonly troubled = { '429': 0, '5xx': 0 };
  /** Calls that Discord does not know: a defect of the bot, or of this stand-in. */
  readonly unknown: string[] = [];

  constructor(
    { guilds, channels, time }: { readonly guilds: Guilds; readonly channels: Channels; readonly time: WorldTime },
    ears: Ears,
    gatewayUrl: () => string,
  ) {
    this.#guilds = guilds;
    this.#channels = channels;
    this.#time = time;
    this.#ears = ears;
    this.#gatewayUrl = gatewayUrl;
  }

  /** An interaction went out over the gateway: its callback is taken for three seconds from now. */
  expectAnswer(token: string): void {
    this.#open.set(token, 'waiting');
    setTimeout(() => this.#open.delete(token), ANSWER_WITHIN_MS).unref();
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://localhost');
    const key = `${request.method ?? ''} ${url.pathname.replace(/^\/api(\/v10)?/, '')}`;
    const body = await readBody(request);
    response.setHeader('date', new Date(this.#time.now()).toUTCString());
    if (request.headers['user-agent']?.startsWith('DiscordBot (') !== true) {
      response
        .writeHead(403, { 'content-type': 'application/json' })
        .end('{"message":"blocked: no User-Agent of a bot","code":40333}');
      return;
    }
    const trouble = this.#inTrouble();
    // What a failing server said nothing good about may have been done all the same.
    const done = trouble === undefined || (trouble.status >= 500 && Math.random() < DONE_ALL_THE_SAME);
    const reply = done ? this.#answer(key, url.searchParams, body) : undefined;
    const { status, body: answer, headers = {} } = trouble ?? reply ?? notFound(0, 'never');
    response
      .writeHead(status, { ...headers, ...(answer === undefined ? {} : { 'content-type': 'application/json' }) })
      .end(answer === undefined ? undefined : JSON.stringify(answer));
  }

  #inTrouble(): Reply | undefined {
    if (this.trouble === null || Math.random() >= this.trouble.part) return undefined;
    this.troubled[this.trouble.kind] += 1;
    if (this.trouble.kind === '5xx')
      return { status: [500, 502, 503][this.troubled['5xx'] % 3] ?? 500, body: { message: 'trouble', code: 0 } };
    const seconds = 0.1 + Math.random() * 0.3;
    return {
      status: 429,
      headers: { 'retry-after': String(Math.ceil(seconds)), 'x-ratelimit-scope': 'shared' },
      body: { message: 'You are being rate limited.', retry_after: seconds, global: false },
    };
  }

  #answer(key: string, query: URLSearchParams, body: unknown): Reply {
    return (
      this.#aboutTheBot(key, query, body) ??
      this.#aboutGuilds(key) ??
      this.#aboutMessages(key, body) ??
      this.#aboutInteractions(key, body) ??
      this.#unknown(key)
    );
  }

  #aboutTheBot(key: string, query: URLSearchParams, body: unknown): Reply | undefined {
    if (key === 'GET /gateway/bot') {
      const limits = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 };
      return { status: 200, body: { url: this.#gatewayUrl(), shards: 1, session_start_limit: limits } };
    }
    if (key === 'GET /applications/@me' || key === 'GET /oauth2/applications/@me')
      return { status: 200, body: { id: BOT.id, name: 'Punchcard', verify_key: '00' } };
    if (key === 'GET /users/@me') return { status: 200, body: BOT };
    if (key === 'GET /users/@me/guilds') {
      const after = BigInt(query.get('after') ?? 0);
      const page = this.#guilds.ids.filter((id) => BigInt(id) > after).slice(0, PAGE);
      return {
        status: 200,
        body: page.map((id) => ({ id, name: 'Torture', icon: null, owner: false, permissions: '8', features: [] })),
      };
    }
    if (key === `GET /applications/${BOT.id}/commands`) return { status: 200, body: this.#commands };
    if (key === `PUT /applications/${BOT.id}/commands`) return { status: 200, body: (this.#commands = body) };
    return undefined;
  }

  #aboutGuilds(key: string): Reply | undefined {
    const [, id = '', onlyRoles] = GUILD.exec(key) ?? [];
    if (id !== '') {
      if (!this.#guilds.has(id)) return notFound(10_004, 'Unknown Guild');
      const guild = this.#guilds.guild(id);
      return { status: 200, body: onlyRoles === undefined ? guild : guild.roles };
    }
    const [, guild = '', user = ''] = MEMBER.exec(key) ?? [];
    if (user !== '') return { status: 200, body: this.#guilds.member(guild, user) };
    const [, method, where = '', who = '', role = ''] = MEMBER_ROLE.exec(key) ?? [];
    if (method === undefined) return undefined;
    const roles = this.#guilds.rolesOf(where, who);
    if (method === 'PUT') roles.add(role);
    else roles.delete(role);
    return { status: 204 };
  }

  #aboutInteractions(key: string, body: unknown): Reply | undefined {
    const [, , token] = CALLBACK.exec(key) ?? [];
    if (token !== undefined) {
      const state = this.#open.get(token);
      if (state === undefined) return notFound(10_062, 'Unknown interaction');
      if (state === 'answered') return { status: 400, body: { message: 'Already acknowledged', code: 40_060 } };
      this.#open.set(token, 'answered');
      this.#ears.answered(token, body);
      return { status: 204 };
    }
    const [, edited] = EDIT.exec(key) ?? [];
    if (edited !== undefined) {
      this.#ears.edited(edited, body);
      return MESSAGE;
    }
    const [, followed] = FOLLOW_UP.exec(key) ?? [];
    if (followed === undefined) return undefined;
    this.#ears.followedUp(followed, body);
    return MESSAGE;
  }

  #aboutMessages(key: string, body: unknown): Reply | undefined {
    const [, to] = MESSAGES.exec(key) ?? [];
    if (to !== undefined) {
      if (!this.#isChannel(to)) return notFound(10_003, 'Unknown Channel');
      const { nonce, enforce_nonce: enforced } = Written.parse(body);
      return shown(this.#channels.post(to, enforced === true ? (nonce ?? null) : null, body));
    }
    const [, method, channel = '', id = ''] = MESSAGE_AT.exec(key) ?? [];
    if (method === undefined) return undefined;
    const message = this.#channels.find(channel, id);
    if (message === undefined) return notFound(10_008, 'Unknown Message');
    if (method === 'DELETE') {
      this.#channels.remove(message);
      return { status: 204 };
    }
    if (method === 'PATCH' && !this.#channels.edit(message, body))
      return {
        status: 429,
        headers: { 'retry-after': '300', 'x-ratelimit-scope': 'shared' },
        body: {
          message: 'Maximum number of edits to messages older than 1 hour reached',
          code: 30_046,
          retry_after: 300,
          global: false,
        },
      };
    return shown(message);
  }

  #isChannel(id: string): boolean {
    return this.#guilds.ids.some((guild) => Object.values(channelsOf(guild)).includes(id));
  }

  #unknown(key: string): Reply {
    this.unknown.push(key);
    return notFound(0, '404: Not Found');
  }
}
