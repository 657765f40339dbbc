import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from '../domain/ports.js';
import { ConfigurationError } from './errors.js';
import { exportGauges } from './gauges.js';
import type { Health } from './health.js';
import type { ProcessMetrics } from './metrics.js';

export interface HttpDeps {
  readonly health: Health;
  readonly metrics: Pick<ProcessMetrics, 'exposition' | 'gauge'>;
  readonly log: Logger;
}

/** Bytes; an interaction of Discord is far below. */
const BODY_LIMIT = 1024 * 1024;
/** Bytes; Discord's and Prometheus' are far below. */
const HEADERS_LIMIT = 8 * 1024;
/** A whole request has to be here within this, ms: who sends byte by byte holds no connection for long. */
export const REQUEST_WITHIN_MS = 10_000;
const HEADERS_WITHIN_MS = 5_000;
/** How often Node looks for requests that are late, ms. */
const LATE_EVERY_MS = 1_000;

/**
 * Health and metrics: `/healthz` (the process answers: always 200), `/readyz` (200 or 503, with reasons), `/metrics` (Prometheus).
 * What else is to be served (interactions) is registered by the caller before `listen`.
 */
export function createHttp({ health, metrics, log }: HttpDeps): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    requestTimeout: REQUEST_WITHIN_MS,
    http: { maxHeaderSize: HEADERS_LIMIT, headersTimeout: HEADERS_WITHIN_MS, connectionsCheckingInterval: LATE_EVERY_MS },
    // What is no request or names no path: the framework's own answers would name it.
    clientErrorHandler: (_error, socket) => hangUp(socket),
    frameworkErrors: (_error, _request, reply) => {
      reply.hijack();
      reply.raw.writeHead(400, { connection: 'close', 'content-length': 0 }).end();
    },
  });

  app.get('/healthz', async () => ({ status: 'ok', ...(await health.snapshot()) }));
  app.get('/readyz', async (_request, reply) => {
    const readiness = await health.readiness();
    const status = readiness.ready ? (readiness.degraded.length === 0 ? 'ready' : 'degraded') : 'unavailable';
    return reply.code(readiness.ready ? 200 : 503).send({ status, ...readiness });
  });
  app.get('/metrics', async (_request, reply) => {
    exportGauges(await health.snapshot(), metrics);
    const { contentType, body } = await metrics.exposition();
    return reply.type(contentType).send(body);
  });
  app.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error);
    if (status >= 500) log.error({ error }, 'an HTTP request failed');
    return reply.code(status).send({ error: saying(status) });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: saying(404) }));
  return app;
}

/** All that the world is told of what went wrong. */
const saying = (status: number): string =>
  status >= 500 ? 'internal error' : (STATUS_CODES[status] ?? 'Bad Request').toLowerCase();

const hangUp = (socket: Socket): void => {
  if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  else socket.destroy();
};

const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;

/**
 * @param variable the variable that chooses the port, for the message
 * @param fixed false: any free port will do when this one is taken
 * @returns the port that it listens on
 * @throws ConfigurationError
 */
export async function listen(
  app: FastifyInstance,
  where: { readonly host: string; readonly port: number; readonly fixed: boolean; readonly variable: string },
): Promise<number> {
  const attempt = async (port: number): Promise<number> => {
    await app.listen({ host: where.host, port });
    const address = app.server.address();
    return typeof address === 'object' ? (address?.port ?? port) : port;
  };
  try {
    return await attempt(where.port);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE' && !where.fixed) return attempt(0);
    if (code === 'EADDRINUSE')
      throw new ConfigurationError(`${where.variable}: port ${where.port} is in use; end what uses it, or choose another one`);
    if (code === 'EACCES')
      throw new ConfigurationError(`${where.variable}: port ${where.port} needs more rights; choose one above 1023`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new ConfigurationError(`HTTP_HOST: ${where.host} is no address of this machine; choose one, such as 127.0.0.1`);
    }
    throw error;
  }
}
