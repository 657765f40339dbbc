import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { domainError, ERRORS, type DomainError, type ErrorCode } from '../../domain/errors.js';
import { err, type Result } from '../../domain/result.js';
import type { Left } from '../../engine/calls.js';
import { CallCounter } from '../../engine/limits/call-counter.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { Translator } from '../../i18n/translator.js';
import { API_PREFIX } from '../address.js';
import type { Caller } from '../caller.js';
import type { ApiDeps } from '../deps.js';
import type { Answer, Method, Route } from '../route.js';
import { authenticate, type Authenticator } from './authenticate.js';
import { etagOf, versionsIn } from './etag.js';
import { createIdempotency } from './idempotency.js';
import { problemOf } from './problem.js';
import { CALLS, counted, OPEN } from './quotas.js';
import { admitted, headerOf, serveRoute, type Refused } from './serve-route.js';
import { quotaHeaders, tooMany } from './too-many.js';

/** Bytes of a body, unless the route says otherwise. */
const BODY_LIMIT = 256 * 1024;
const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** What goes with every answer. Nothing of it may be kept by anybody, or be shown within another page. */
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

export interface ApiOptions {
  readonly deps: ApiDeps;
  readonly routes: readonly Route[];
  /** Asked in order. */
  readonly authenticators: readonly Authenticator[];
  /** From where a request comes; the address of its connection unless told. */
  readonly addressOf?: (request: FastifyRequest) => string;
  /** Sees each answer before it goes out; for tests, which hold it against the route's schema. */
  readonly onAnswer?: (route: Route, answer: Answer) => void;
}

const connectionOf = ({ ip }: FastifyRequest): string => ip;

interface Admission {
  readonly caller: Caller | null;
  readonly stillKnown: () => Promise<boolean>;
  readonly t: Translator;
}

const unknownAdmission = (t: Translator): Admission => ({ caller: null, t, stillKnown: () => Promise.resolve(false) });

/** The full address of a route. */
export const urlOf = ({ path, atRoot }: Pick<Route, 'path' | 'atRoot'>): string =>
  atRoot === true ? path : `${API_PREFIX}${path}`;

/** Serves the routes. Everything else below `/api` is answered as a problem too. */
export const registerApi = async (app: FastifyInstance, options: ApiOptions): Promise<void> => {
  const { deps, routes, authenticators, onAnswer, addressOf = connectionOf } = options;
  const { clock, ids, log, metrics, translators } = deps;
  const serving = { ...deps, idempotency: createIdempotency(deps) };
  const quotas = { caller: new CallCounter(CALLS, deps.sharedCalls), address: new CallCounter(OPEN, deps.sharedCalls) };
  const admissions = new WeakMap<FastifyRequest, Admission>();

  const translatorOf = (request: FastifyRequest): Translator =>
    translators.for(/^[A-Za-z-]{2,12}/.exec(headerOf(request, 'accept-language') ?? '')?.[0] ?? 'en');

  const refuse = (reply: FastifyReply, error: Refused, t: Translator, reference?: string): FastifyReply => {
    const { status } = ERRORS[error.code];
    const { seconds } = error.params ?? {};
    if (status === 429 || status === 503) reply.header('retry-after', String(seconds ?? 1));
    if (status === 401) reply.header('www-authenticate', 'Bearer realm="punchcard"');
    const { errors } = error;
    const body = problemOf(error, t, {
      ...(errors === undefined ? {} : { errors }),
      ...(reference === undefined ? {} : { reference }),
    });
    return reply.code(status).type('application/problem+json').send(JSON.stringify(body));
  };

  /** What nobody expected, with a reference by which it is found in the log. */
  const failed = (reply: FastifyReply, error: unknown, t: Translator): FastifyReply => {
    if (error instanceof StoreUnavailable) return refuse(reply, domainError('STORE_UNAVAILABLE'), t);
    const reference = ids.reference();
    log.error({ err: error, reference, route: reply.request.routeOptions.url }, 'a call of the API failed');
    return refuse(reply, domainError('UNEXPECTED', { reference }), t, reference);
  };

  const quotaFor = async (caller: Caller | null, address: string): Promise<Left> =>
    caller === null ? quotas.address.take(counted(OPEN, address)) : quotas.caller.take(counted(CALLS, caller.key));

  /** Before the body is read: whoever is not let in costs nothing more. */
  const admit = async (route: Route, request: FastifyRequest, reply: FastifyReply): Promise<Result<Admission, DomainError>> => {
    const t = translatorOf(request);
    const now = clock.now();
    const address = addressOf(request);
    const header = (name: string) => headerOf(request, name);
    const incoming = { header, method: request.method, url: request.url, address };
    const known = await authenticate({ ...incoming, now }, authenticators);
    if (!known.ok) return known;
    const stillKnown = async (): Promise<boolean> => {
      const again = await authenticate({ ...incoming, now: clock.now() }, authenticators);
      return again.ok && again.value?.key === known.value?.key;
    };
    const left = await quotaFor(known.value, address);
    reply.headers(quotaHeaders(left));
    if (left.refused) return err(tooMany(left, now));
    const may = admitted(route, known.value, deps);
    return may.ok ? { ok: true, value: { caller: known.value, t, stillKnown } } : may;
  };

  const answer = (route: Route, request: FastifyRequest, reply: FastifyReply, given: Answer): FastifyReply => {
    onAnswer?.(route, given);
    const { status, body, stream, version, headers = {} } = given;
    reply.headers(headers);
    if (version !== undefined) {
      reply.header('etag', etagOf(version));
      const known = route.method === 'GET' && versionsIn(headerOf(request, 'if-none-match'))?.includes(String(version));
      if (known === true) return reply.code(304).send();
    }
    if (stream !== undefined) {
      if (stream.fileName !== undefined) reply.header('content-disposition', attachment(stream.fileName));
      return reply.code(status).type(stream.contentType).send(stream.of);
    }
    if (body === undefined) return reply.code(status).send();
    if (typeof body === 'string' || Buffer.isBuffer(body)) return reply.code(status).send(body);
    return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
  };

  const serve = (scope: FastifyInstance, route: Route): void => {
    const url = urlOf(route);
    scope.route({
      method: route.method,
      url,
      bodyLimit: route.bodyLimit ?? BODY_LIMIT,
      exposeHeadRoute: route.endless !== true,
      onRequest: async (request, reply) => {
        const admission = await admit(route, request, reply);
        if (!admission.ok) return refuse(reply, admission.error, translatorOf(request));
        admissions.set(request, admission.value);
        return undefined;
      },
      handler: async (request, reply) => {
        const admission = admissions.get(request) ?? unknownAdmission(translatorOf(request));
        const began = clock.monotonic();
        const outcome = await serveRoute(route, request, reply, admission, serving);
        metrics.observe('api_ms', clock.monotonic() - began, { route: route.id });
        metrics.count('api_total', { route: route.id, outcome: outcome.ok ? 'ok' : outcome.error.code });
        return outcome.ok ? answer(route, request, reply, outcome.value) : refuse(reply, outcome.error, admission.t);
      },
    });
  };

  /** Refuses these methods there, before a body is read. */
  const closed = (
    scope: FastifyInstance,
    methods: readonly Method[],
    url: string,
    code: ErrorCode,
    headers: Readonly<Record<string, string>> = {},
  ): void => {
    scope.route({
      method: [...methods],
      url,
      onRequest: async (request, reply) => refuse(reply.headers(headers), domainError(code), translatorOf(request)),
      handler: (_request, reply) => reply,
    });
  };

  await app.register((scope, _options, done) => {
    scope.removeContentTypeParser('text/plain');
    scope.addHook('onRequest', async (_request, reply) => void reply.headers(HEADERS));
    scope.setErrorHandler((error, request, reply) => {
      const code = codeOf(error);
      const t = translatorOf(request);
      return code === null ? failed(reply, error, t) : refuse(reply, domainError(code), t);
    });
    for (const route of routes) if (route.streams !== true) serve(scope, route);
    // What a file says that it is, is not believed anyway: any content type will do there, and nothing is read before the route asks for it.
    void scope.register((files, _files, registered) => {
      files.removeAllContentTypeParsers();
      files.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload));
      for (const route of routes) if (route.streams === true) serve(files, route);
      registered();
    });
    for (const [url, methods] of byUrl(routes)) {
      const allow = [...methods, ...(methods.has('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
      scope.route({ method: 'OPTIONS', url, handler: (_request, reply) => reply.code(204).header('allow', allow).send() });
      const others = METHODS.filter((method) => !methods.has(method));
      if (others.length > 0) closed(scope, others, url, 'METHOD_NOT_ALLOWED', { allow });
    }
    closed(scope, METHODS, '/api/*', 'ROUTE_NOT_FOUND');
    done();
  });
};

const attachment = (fileName: string): string =>
  `attachment; filename="${fileName.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;

const byUrl = (routes: readonly Route[]): ReadonlyMap<string, ReadonlySet<Method>> => {
  const urls = new Map<string, Set<Method>>();
  for (const route of routes) urls.set(urlOf(route), (urls.get(urlOf(route)) ?? new Set()).add(route.method));
  return urls;
};

const OF_FRAMEWORK: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'BODY_NOT_JSON',
  FST_ERR_CTP_INVALID_JSON_BODY: 'BODY_NOT_JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'BODY_NOT_JSON',
};

/** What the server framework refuses by itself; null: that is no refusal. */
const codeOf = (error: unknown): ErrorCode | null => {
  if (typeof error !== 'object' || error === null) return null;
  if (error instanceof SyntaxError) return 'BODY_NOT_JSON';
  if ('code' in error && typeof error.code === 'string' && OF_FRAMEWORK[error.code] !== undefined)
    return OF_FRAMEWORK[error.code] ?? null;
  return 'statusCode' in error && error.statusCode === 400 ? 'BODY_NOT_JSON' : null;
};
