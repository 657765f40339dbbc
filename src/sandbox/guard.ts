import type { FastifyInstance } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';

/** The sandbox listens on the loopback and has no password, so no web page from elsewhere may talk to it. */

/** Against DNS rebinding: the request must name the loopback and our port. */
export const isOwnHost = (headers: IncomingHttpHeaders, url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { port } = new URL(url);
  return headers.host === `127.0.0.1:${port}` || headers.host === `localhost:${port}`;
};

/** Browsers name the origin of what they send across origins; other clients name none. */
export const isOwnOrigin = (headers: IncomingHttpHeaders, url: string): boolean => {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = headers;
  if (origin === undefined) return true;
  return origin === url || origin === url.replace('127.0.0.1', 'localhost');
};

export const guardHttp = (app: FastifyInstance, url: () => string): void => {
  app.addHook('onRequest', async (request, reply) => {
    const isForeign = !isOwnHost(request.headers, url()) || (request.method !== 'GET' && !isOwnOrigin(request.headers, url()));
    const isForeignRead = /^\/(sandbox|api)\//u.test(request.url) && !isOwnOrigin(request.headers, url());
    if (isForeign || isForeignRead) await reply.code(403).send({ error: 'This sandbox is for this machine only.' });
  });
};
