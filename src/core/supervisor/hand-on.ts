import { createHash } from 'node:crypto';
import { request as open, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { reasonOf } from '../../discord/errors.js';
import type { Logger } from '../../domain/ports.js';
import { exportsOfCall, inOrderFor } from './exports-place.js';

/** About one connection, not about what is sent over it (RFC 9110, 7.6.1). */
const OF_CONNECTION = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']);

const passedOn = (headers: IncomingMessage['headers']): OutgoingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_CONNECTION.has(name)));

/**
 * The processes in the order in which they are asked. The same caller comes to the same one as long as there are the same: what that remembers in memory is of use; and
 * what is about exports to the one that makes those of its space.
 */
const inOrder = ({ headers, url = '' }: IncomingMessage, address: string, urls: readonly string[]): readonly string[] => {
  const space = exportsOfCall(url);
  if (space !== null) return inOrderFor(space, urls);
  const whom = headers.authorization ?? headers.cookie ?? headers['x-api-key']?.toString() ?? address;
  const first = createHash('sha256').update(whom).digest().readUInt32BE() % Math.max(1, urls.length);
  return [...urls.slice(first), ...urls.slice(0, first)];
};

interface Handing {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly address: string;
}

/** Hands a request on and streams both ways. False: the process could not be reached, and nothing of the request was read. */
const handOn = (url: string, { incoming, outgoing, address }: Handing): Promise<boolean> =>
  new Promise((resolve, reject) => {
    let isConnected = false;
    const headers = { ...passedOn(incoming.headers), 'x-forwarded-for': address };
    const upstream = open(`${url}${incoming.url ?? '/'}`, { method: incoming.method, headers, agent: false });
    upstream.on('socket', (socket) => {
      socket.once('connect', () => {
        isConnected = true;
        incoming.pipe(upstream);
      });
    });
    upstream.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, passedOn(answer.headers));
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
      answer.on('end', () => resolve(true));
    });
    upstream.on('error', (error) => {
      if (isConnected) reject(error);
      else resolve(false);
    });
    // Nobody is left to answer.
    outgoing.on('close', () => upstream.destroy());
  });

const unavailable = (outgoing: ServerResponse): void => {
  if (outgoing.headersSent) return void outgoing.destroy();
  const body = JSON.stringify({
    ...{ type: 'about:blank', title: 'Service Unavailable', status: 503, code: 'SHUTTING_DOWN' },
    detail: 'No process is ready. Please try again in a moment.',
  });
  outgoing.writeHead(503, { 'content-type': 'application/problem+json', 'cache-control': 'no-store', 'retry-after': '1' });
  outgoing.end(body);
};

/**
 * Hands everything on to one of the processes that is not the supervisor's own (health, metrics, interactions): the API and the page, whatever the transport. To another one when
 * it cannot be reached.
 */
export const registerHandingOn = async (
  app: FastifyInstance,
  { urls, log }: { readonly urls: () => readonly string[]; readonly log: Logger },
): Promise<void> => {
  await app.register((scope, _options, done) => {
    // Before a body is read: it is for the process.
    scope.addHook('onRequest', async (request, reply) => {
      reply.hijack();
      const handing = { incoming: request.raw, outgoing: reply.raw, address: request.ip };
      try {
        for (const url of inOrder(request.raw, request.ip, urls())) if (await handOn(url, handing)) return;
      } catch (error) {
        log.warn({ reason: reasonOf(error) }, 'a process could not finish a call of the API');
      }
      unavailable(reply.raw);
    });
    scope.all('*', (_request, reply) => reply);
    done();
  });
};
