import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { oauthRoutes } from '../oauth/routes.js';
import type { SandboxLog } from '../options.js';
import type { User } from '../world/model.js';
import { applicationRoutes } from './applications.js';
import { isUrlEncoded, parseBody, type ParsedBody } from './body.js';
import { channelRoutes } from './channels.js';
import { commandRoutes } from './commands.js';
import { DiscordError, discordError } from './errors.js';
import type { RestFaults } from './faults.js';
import { gatewayRoutes } from './gateway.js';
import { guildRoutes } from './guilds.js';
import type { RateLimiter } from './rate-limits.js';
import type { RequestLog } from './request-log.js';
import { roleRoutes } from './roles.js';
import { Created, type Call, type Route, type Services } from './route.js';
import { threadRoutes } from './threads.js';
import { refuseUnnamed } from './user-agent.js';
import { userRoutes } from './users.js';
import { interactionRoutes } from './webhooks.js';

/** As Discord without boosts, with room for the rest of the form. */
const BODY_LIMIT = 26 * 1024 * 1024;
const params = z.record(z.string(), z.string());
const query = z.record(z.string(), z.unknown());
/** Path parameters with rate-limit buckets of their own. */
const MAJOR = ['guild', 'channel', 'token'];

interface ApiParts {
  readonly services: Services;
  readonly limiter: RateLimiter;
  readonly requests: RequestLog;
  readonly faults: RestFaults;
  readonly log: SandboxLog;
}

const allRoutes = (services: Services): Route[] => [
  ...gatewayRoutes(services),
  ...applicationRoutes(services),
  ...oauthRoutes(services),
  ...userRoutes(services),
  ...commandRoutes(services),
  ...interactionRoutes(services),
  ...channelRoutes(services),
  ...threadRoutes(services),
  ...guildRoutes(services),
  ...roleRoutes(services),
];

/** Discord's REST API, version 10, under /api/v10 and /api. */
export const registerApi = async (app: FastifyInstance, parts: ApiParts): Promise<void> => {
  const { services, requests, log } = parts;

  const fail = (error: unknown): DiscordError => {
    if (error instanceof DiscordError) return error;
    log.error({ err: error }, 'sandbox: a request failed unexpectedly');
    return new DiscordError(500, 0, '500: Internal Server Error');
  };

  const record = (request: FastifyRequest, path: string, status: number, parsed: ParsedBody): void => {
    requests.add({
      at: services.world.clock.now(),
      method: request.method,
      path,
      status,
      body: parsed.body ?? null,
      ...(parsed.files.length > 0 ? { files: parsed.files.map(({ filename }) => filename) } : {}),
    });
  };

  /** Null: the bot, or nobody where nobody has to be known. @throws DiscordError 401, 50026 */
  const personAsking = ({ auth, scope }: Route, authorization = ''): User | null => {
    if (auth === 'token' || authorization === `Bot ${services.world.application.token}`) return null;
    if (scope === undefined) throw discordError('unauthorized');
    return services.grants.personOf(authorization, scope);
  };

  const handler = (route: Route, prefix: string) => async (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.slice(prefix.length).split('?')[0] ?? '';
    let parsed: ParsedBody = { body: undefined, files: [] };
    try {
      refuseUnnamed(request.headers['user-agent']);
      parsed = await parseBody(request.body, request.headers['content-type'] ?? '');
      const given = params.parse(request.params);
      const faulty = parts.faults.take(path);
      if (faulty) return await answerFault(reply, faulty.status, faulty.retryAfter ?? 1);
      const person = personAsking(route, request.headers.authorization);
      if (!route.path.startsWith('/interactions/')) {
        const major = MAJOR.map((name) => given[name] ?? '').join(' ');
        const verdict = parts.limiter.take(`${route.method} ${route.path}`, major, route.auth === 'bot' && person === null);
        void reply.headers(verdict.headers);
        if (verdict.waitMs > 0) return await answerLimited(reply, verdict.waitMs / 1000, verdict.global);
      }
      const call: Call = {
        param: (name) => given[name] ?? '',
        query: query.parse(request.query),
        body: parsed.body,
        files: parsed.files,
        person,
        authorization: request.headers.authorization ?? null,
        isForm: isUrlEncoded(request.headers['content-type'] ?? ''),
      };
      const answer = await route.handle(call);
      if (answer === undefined) return await reply.code(204).send();
      return answer instanceof Created ? await reply.code(201).send(answer.body) : await reply.send(answer);
    } catch (error) {
      const refusal = fail(error);
      if (refusal.retryAfter !== undefined) void reply.header('retry-after', String(Math.ceil(refusal.retryAfter)));
      return await reply.code(refusal.status).send(refusal.toBody());
    } finally {
      record(request, path, reply.statusCode, route.isSecret === true ? { body: undefined, files: [] } : parsed);
    }
  };

  for (const prefix of ['/api/v10', '/api']) {
    await app.register(
      (scope, _options, done) => {
        scope.addHook('onSend', nameJsonAsDiscord);
        scope.removeAllContentTypeParsers();
        scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, parsedNow) =>
          parsedNow(null, body),
        );
        for (const route of allRoutes(services)) {
          scope.route({ method: route.method, url: route.path, bodyLimit: BODY_LIMIT, handler: handler(route, prefix) });
        }
        scope.setNotFoundHandler(async (request, reply) => {
          const isOtherVersion = /^\/api\/v(?!10\/)\d+\//u.test(request.url);
          const refusal = discordError(isOtherVersion ? 'invalidApiVersion' : 'notFound');
          record(request, request.url.slice(prefix.length), refusal.status, { body: undefined, files: [] });
          return reply.code(refusal.status).send(refusal.toBody());
        });
        scope.setErrorHandler((error, _request, reply) => {
          const tooLarge = error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE';
          const refusal = tooLarge ? discordError('tooLarge') : fail(error);
          return reply.code(refusal.status).send(refusal.toBody());
        });
        done();
      },
      { prefix },
    );
  }
};

/** Discord names no charset, and there are clients that compare the whole header. */
const nameJsonAsDiscord = (_request: FastifyRequest, reply: FastifyReply, _payload: unknown, done: () => void): void => {
  if (reply.getHeader('content-type')?.toString().startsWith('application/json'))
    void reply.header('content-type', 'application/json');
  done();
};

const answerLimited = (reply: FastifyReply, seconds: number, global: boolean) =>
  reply
    .code(429)
    .header('retry-after', String(Math.ceil(seconds)))
    .send({ message: 'You are being rate limited.', retry_after: Math.round(seconds * 1000) / 1000, global });

const answerFault = (reply: FastifyReply, status: number, retryAfter: number) =>
  status === 429
    ? answerLimited(reply, retryAfter, false)
    : reply.code(status).send({ message: `${status}: ordered by a test`, code: 0 });
