import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Agent, request as send } from 'undici';
import { reasonOf } from '../../discord/errors.js';
import type { Logger } from '../../domain/ports.js';

/** Until a process begins to answer, ms; what it answers may then take as long as it likes (live events, exports). */
const PATIENCE_MS = 30_000;
/** What concerns one connection only (RFC 9110, 7.6.1), and what is said anew. */
const NOT_HANDED_ON = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
  ...['expect', 'x-forwarded-for'],
]);
const WITHOUT_BODY = new Set(['GET', 'HEAD', 'OPTIONS']);
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const handedOn = (headers: IncomingHttpHeaders): Record<string, string | string[]> => {
  const named = Object.entries(headers).filter(([name]) => !NOT_HANDED_ON.has(name));
  return Object.fromEntries(named.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
};

/** The same person comes to the same process as long as all of them run, since an export that is being made is in one of them. */
const placeOf = ({ headers, ip }: FastifyRequest, among: number): number =>
  createHash('sha256')
    .update(headers.cookie ?? headers.authorization ?? String(headers['x-api-key'] ?? ip))
    .digest()
    .readUInt32BE() % among;

/**
 * Hands everything that is not the supervisor's own (the web page, the API) on to one of the processes, as it comes: bodies and answers are streams. What has
 * no body is offered to the next process when one cannot be reached. Addresses are not logged: a code of a login may be in one.
 */
export const handOn = async (
  app: FastifyInstance,
  { urls, log }: { readonly urls: () => readonly string[]; readonly log: Logger },
): Promise<void> => {
  const agent = new Agent({ headersTimeout: PATIENCE_MS, bodyTimeout: 0 });
  app.addHook('onClose', () => agent.destroy());

  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const there = urls();
    const first = there.length === 0 ? 0 : placeOf(request, there.length);
    const inOrder = [...there.slice(first), ...there.slice(0, first)];
    const mayRepeat = WITHOUT_BODY.has(request.method);
    const gone = new AbortController();
    request.raw.once('close', () => request.raw.complete || gone.abort());
    reply.raw.once('close', () => gone.abort());
    const isGone = (): boolean => gone.signal.aborted;
    for (const url of mayRepeat ? inOrder : inOrder.slice(0, 1)) {
      try {
        const given = await send(`${url}${request.url}`, {
          method: request.method as (typeof METHODS)[number],
          headers: { ...handedOn(request.headers), 'x-forwarded-for': request.ip },
          body: mayRepeat ? null : (request.body as Readable),
          dispatcher: agent,
          signal: gone.signal,
        });
        return await reply.code(given.statusCode).headers(handedOn(given.headers)).send(given.body);
      } catch (error) {
        if (isGone()) break;
        log.warn({ reason: reasonOf(error) }, 'a process could not be handed a request');
      }
    }
    return reply.code(503).header('retry-after', '1').send({ error: 'no process is ready' });
  };

  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, body, parsed) => parsed(null, body));
    scope.route({ method: [...METHODS], url: '/*', exposeHeadRoute: false, handler: answer });
    done();
  });
};
