import { DefaultRestOptions, DiscordAPIError, HTTPError, REST, RequestMethod, type RequestData } from '@discordjs/rest';
import { Agent, Headers } from 'undici';
import { z } from 'zod';
import type { Clock, Logger, Metrics } from '../domain/ports.js';
import type { Attachment } from '../commands/kit/responder.js';
import { watchForStepsBack } from './clock-steps.js';
import { DISCORD_CODE, DiscordError, reasonOf } from './errors.js';
import { headersFor } from './headers.js';
import { postStraight } from './straight.js';
import type { DiscordTime } from './time.js';
import { within } from './within.js';

export type Method = keyof typeof METHODS;
const METHODS = {
  GET: RequestMethod.Get,
  POST: RequestMethod.Post,
  PUT: RequestMethod.Put,
  PATCH: RequestMethod.Patch,
  DELETE: RequestMethod.Delete,
} as const;

export interface RestRequest {
  readonly body?: unknown;
  readonly files?: readonly Attachment[] | undefined;
  readonly query?: Readonly<Record<string, string>>;
  /** For the guild's audit log. */
  readonly reason?: string;
  /** Gives up after this many ms (default 15,000, with files 60,000). */
  readonly timeoutMs?: number;
}

/** The one door to Discord's REST. Nothing is tried twice here except after a rate limit; who can tell what is safe retries. */
export interface DiscordRest {
  /** With the bot's token, within its global limit. Resolves with the decoded JSON, or undefined when there is none. @throws DiscordError */
  request(method: Method, path: `/${string}`, request?: RestRequest): Promise<unknown>;
  /** With an interaction's token in the path: no authorisation, and not counted against the global limit. @throws DiscordError */
  interaction(method: Method, path: `/${string}`, request?: RestRequest): Promise<unknown>;
  close(): void;
}

export interface RestOptions {
  /** REST base without version, e.g. `https://discord.com/api`. */
  readonly apiUrl: string;
  readonly token: string;
  /** Requests a second with the bot's token; Discord allows 50. */
  readonly globalRequestsPerSecond?: number;
  /** The machine's own: limits end by it, whatever time it is at Discord. */
  readonly clock: Clock;
  /** Told what time answers say it is. */
  readonly time: DiscordTime;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** What @discordjs/rest needs to talk to the configured API; also for discord.js' own client. */
export const restOptions = (apiUrl: string, told: Pick<RestOptions, 'clock' | 'time'>) => ({
  api: apiUrl.replace(/\/+$/, ''),
  version: '10',
  makeRequest: requestWith(told),
});

type MakeRequest = typeof DefaultRestOptions.makeRequest;

const requestWith =
  ({ clock, time }: Pick<RestOptions, 'clock' | 'time'>): MakeRequest =>
  async (url, init) => {
    const sentAt = clock.monotonic();
    const headers = headersFor(new Headers(init.headers));
    const response = await inTime(clock, { ...init, headers }, (inited) => DefaultRestOptions.makeRequest(url, inited));
    const date = response.headers.get('date');
    if (date !== null) time.dated(date, sentAt);
    // A 204 that says `application/json` would be parsed and crash @discordjs/rest.
    if (response.status === 204) response.headers.delete('content-type');
    return response.status === 429 && init.method === 'PATCH' ? withoutWaiting(response) : response;
  };

type Init = Parameters<MakeRequest>[1];

/** Everything but files is given up after the usual time; those have as long as REST lets a request take. */
const inTime = async <T>(clock: Clock, init: Init, send: (init: Init) => Promise<T>): Promise<T> => {
  if (init.body instanceof FormData) return send(init);
  const limit = within(clock, DEFAULT_TIMEOUT_MS, init.signal instanceof AbortSignal ? init.signal : undefined);
  try {
    return await send({ ...init, signal: limit.signal });
  } finally {
    limit.done();
  }
};

type Answer = Awaited<ReturnType<MakeRequest>>;

const Limited = z.looseObject({ code: z.literal(DISCORD_CODE.tooManyOldEdits) });

/**
 * Discord says with 429 that too many old messages were edited, which @discordjs/rest would wait out, perhaps for an hour. Whoever edits decides what
 * to do instead, so that one limit is handed on as a refusal.
 */
const withoutWaiting = async (response: Answer): Promise<Answer> => {
  const body = await response.text();
  const { headers } = response;
  const status = isOldEdit(body) ? 400 : response.status;
  return new Response(body, { status, headers: [...headers.entries()] });
};

const isOldEdit = (body: string): boolean => {
  try {
    return Limited.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
};

/** At once, to one host. */
const CONNECTIONS = 64;
/** REST keeps a queue for each interaction's token; unused ones go after at most this long, ms. */
const TOKENS_FORGOTTEN_MS = 300_000;

/** `/interactions/{id}/{token}/callback` */
const isCallback = (path: string): boolean => path.startsWith('/interactions/') && path.endsWith('/callback');
/** What a token may be made of: visible ASCII. */
const IN_A_HEADER = /^[\x21-\x7e]+$/;
const POSTED = { method: 'POST', outcome: 'ok' };
/** ms */
const DEFAULT_TIMEOUT_MS = 15_000;
/** Of a request with files, which may have 25 MiB, ms. */
const FILES_TIMEOUT_MS = 60_000;

export const createDiscordRest = (options: RestOptions): DiscordRest => {
  const { log, metrics, clock, time } = options;
  // Without a limit a rush of a thousand answers would open a thousand connections, and most of the time would go into that.
  // A body that stops in the middle is given up like an answer that does not come.
  const agent = new Agent({ connections: CONNECTIONS, bodyTimeout: DEFAULT_TIMEOUT_MS });
  const shared = { ...restOptions(options.apiUrl, { clock, time }), retries: 0, timeout: FILES_TIMEOUT_MS, agent };
  const listen = (rest: REST): REST =>
    rest.on('rateLimited', ({ route, method, global, timeToReset }) => {
      metrics.count('discord_rate_limited', { scope: global ? 'global' : 'route' });
      log.debug({ route, method, global, waitMs: timeToReset }, 'waiting for a rate limit of Discord');
    });
  const newBot = (): REST => listen(new REST({ ...shared, globalRequestsPerSecond: options.globalRequestsPerSecond ?? 50 }));
  let bot = newBot();
  const free = listen(
    new REST({ ...shared, globalRequestsPerSecond: Number.MAX_SAFE_INTEGER, handlerSweepInterval: TOKENS_FORGOTTEN_MS }),
  );
  const forget = (rest: REST): void => {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  };

  // REST keeps the ends of its limits by the wall clock. Set back by an hour, it would hold requests up for an hour: it is made anew, and
  // what waits there is given up (it may be tried again; what is given up is not sent any more).
  const waiting = new Set<AbortController>();
  const steps = watchForStepsBack(clock, () => {
    log.warn({ waiting: waiting.size }, 'the clock was set back: the limits of Discord are counted anew');
    forget(bot);
    bot = newBot();
    for (const each of waiting) each.abort(new Error('the clock was set back'));
  });

  const byBot = async (method: Method, path: `/${string}`, request: RestRequest): Promise<unknown> => {
    steps.look();
    const controller = new AbortController();
    const { signal } = controller;
    const givenUp = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(new DiscordError(`${method} ${path}`, null, null, reasonOf(signal.reason)))),
    );
    waiting.add(controller);
    try {
      return await Promise.race([run(bot, method, path, true, request, signal), givenUp]);
    } finally {
      waiting.delete(controller);
    }
  };

  const run = async (
    rest: REST,
    method: Method,
    path: `/${string}`,
    auth: boolean,
    request: RestRequest,
    signal?: AbortSignal,
  ): Promise<unknown> => {
    // A 401 makes REST forget its token for good; one bad answer of a proxy must not end the bot.
    if (auth) rest.setToken(options.token);
    // With quotes of a text editor around it, say. It cannot even be sent, and so will not be accepted, however often it is tried.
    if (auth && !IN_A_HEADER.test(options.token))
      throw new DiscordError(`${method} ${path}`, 401, null, 'the token has characters that no token has');
    const limit = request.timeoutMs === undefined ? null : within(clock, request.timeoutMs, signal);
    try {
      const data = requestData(auth, request, limit?.signal ?? signal);
      const answer = await rest.request({ fullRoute: path, method: METHODS[method], ...data });
      metrics.count('discord_requests', { method, outcome: 'ok' });
      return answer instanceof ArrayBuffer ? undefined : answer;
    } catch (error) {
      const failure = toDiscordError(`${method} ${withoutSecrets(path)}`, error, secretsIn(options.token, path));
      metrics.count('discord_requests', { method, outcome: failure.status === null ? 'no_answer' : String(failure.status) });
      throw failure;
    } finally {
      limit?.done();
    }
  };

  const { origin, pathname } = new URL(options.apiUrl);
  const base = `${pathname.replace(/\/+$/, '')}/v10`;
  const straight = { agent, clock, time };
  /** The answer to an interaction, which is most of all requests. */
  const acknowledge = (path: `/${string}`, request: RestRequest): Promise<unknown> => {
    const failed = (status: number | null, code: number | null, reason: string): DiscordError => {
      metrics.count('discord_requests', { method: 'POST', outcome: status === null ? 'no_answer' : String(status) });
      const safe = withoutAny(reason, secretsIn(options.token, path));
      return new DiscordError(`POST ${withoutSecrets(path)}`, status, code, safe);
    };
    const { timeoutMs = DEFAULT_TIMEOUT_MS } = request;
    const message = { origin, path: base + path, body: JSON.stringify(request.body), timeoutMs };
    return postStraight(straight, message).then(
      ({ status, body }) => {
        // REST knows how long to wait.
        if (status === 429) return run(free, 'POST', path, false, request);
        if (status >= 300) {
          const { code, reason } = refusalIn(body);
          throw failed(status, code, `${status} ${reason}`);
        }
        metrics.count('discord_requests', POSTED);
        return undefined;
      },
      (error: unknown) => {
        throw failed(null, null, reasonOf(error));
      },
    );
  };

  return {
    request: (method, path, request = {}) => byBot(method, path, request),
    interaction: (method, path, request = {}) =>
      method === 'POST' && isCallback(path) && (request.files?.length ?? 0) === 0
        ? acknowledge(path, request)
        : run(free, method, path, false, request),
    close: () => {
      steps.stop();
      for (const rest of [bot, free]) forget(rest);
      // Closing twice is refused; that is as good as closed.
      agent.close().catch(() => undefined);
    },
  };
};

const requestData = (auth: boolean, request: RestRequest, signal: AbortSignal | undefined): RequestData => ({
  auth,
  ...(request.body === undefined ? {} : { body: request.body }),
  ...(request.query === undefined ? {} : { query: new URLSearchParams(request.query) }),
  ...(request.reason === undefined ? {} : { reason: request.reason }),
  ...(signal === undefined ? {} : { signal }),
  ...(request.files === undefined || request.files.length === 0 ? {} : { files: request.files.map(toRawFile) }),
});

const toRawFile = ({ name, data, contentType }: Attachment) => ({
  name,
  data,
  ...(contentType === undefined ? {} : { contentType }),
});

/** `/interactions/1/TOKEN/callback` and `/webhooks/1/TOKEN/...` without their tokens. */
const withoutSecrets = (path: string): string => path.replace(/^(\/(?:interactions|webhooks)\/\d+\/)[^/?]+/, '$1:token');

/** What an answer (of a proxy, say) must not repeat into our log: the bot's token, and the interaction's in the path. */
const secretsIn = (token: string, path: string): readonly string[] => {
  const inPath = /^\/(?:interactions|webhooks)\/\d+\/([^/?]+)/.exec(path)?.[1];
  return [token, ...(inPath === undefined ? [] : [inPath])].filter((secret) => secret.length >= 6);
};

const withoutAny = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((rest, secret) => rest.replaceAll(secret, ':token'), text);

const Refusal = z.looseObject({ code: z.number(), message: z.string() });

/** Discord's code and words, or what a proxy says instead. */
const refusalIn = (body: string): { readonly code: number | null; readonly reason: string } => {
  try {
    const refusal = Refusal.safeParse(JSON.parse(body));
    if (refusal.success) return { code: refusal.data.code, reason: `${refusal.data.code} ${refusal.data.message}` };
  } catch {
    // A page of a proxy.
  }
  return { code: null, reason: body.slice(0, 200) };
};

const toDiscordError = (request: string, error: unknown, secrets: readonly string[]): DiscordError => {
  const safe = (reason: string): string => withoutAny(reason, secrets);
  if (error instanceof DiscordAPIError) {
    const code = typeof error.code === 'number' ? error.code : null;
    return new DiscordError(request, error.status, code, safe(`${error.status} ${error.code} ${error.message}`));
  }
  if (error instanceof HTTPError) return new DiscordError(request, error.status, null, safe(`${error.status} ${error.message}`));
  return new DiscordError(request, null, null, safe(reasonOf(error)));
};
