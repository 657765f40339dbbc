import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readAppFiles, type AppFile } from './app-files.js';
import { guardPage } from './headers.js';
import type { Site } from './site.js';

export interface AppParts {
  /** Folder of the built page. */
  readonly root: string;
  readonly site: () => Site;
  /** Answers that it has not been built. */
  readonly notBuilt: (request: FastifyRequest, reply: FastifyReply) => unknown;
}

const params = z.object({ '*': z.string() });

/** The page for members at `/app`: its files, and for every other path below (they are places within it) its index. */
export const registerApp = (app: FastifyInstance, { root, site, notBuilt }: AppParts): void => {
  let reading: Promise<ReadonlyMap<string, AppFile>> | null = null;
  const files = (): Promise<ReadonlyMap<string, AppFile>> => (reading ??= readAppFiles(root));

  const send = (request: FastifyRequest, reply: FastifyReply, { type, plain, zipped, isLasting }: AppFile) => {
    guardPage(reply, site()).headers({
      'content-type': type,
      'cache-control': isLasting ? 'public, max-age=31536000, immutable' : 'no-store',
      vary: 'accept-encoding',
    });
    const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (zipped === null || !takesGzip) return reply.send(plain);
    return reply.header('content-encoding', 'gzip').send(zipped);
  };

  app.get('/app', (_request, reply) => reply.redirect('/app/', 308));
  app.get('/app/*', async (request, reply) => {
    const built = await files();
    const path = params.parse(request.params)['*'];
    const file = built.get(path);
    if (file !== undefined && path !== 'index.html') return send(request, reply, file);
    // A file of an older build: its index names others.
    if (/\.\w{1,12}$/.test(path) && path !== 'index.html') {
      reply.callNotFound();
      return reply;
    }
    const index = built.get('index.html');
    return index === undefined ? notBuilt(request, reply) : send(request, reply, index);
  });
};
