import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { registerFeed } from '../../api/calendar/feed.js';
import { createVisitors, registerWeb, type WebParts } from '../../api/web/index.js';
import { handedOnFrom, serveApi, type ApiParts } from './index.js';

export interface WebOptions extends Pick<
  WebParts,
  'base' | 'store' | 'provider' | 'addUrl' | 'isSandbox' | 'status' | 'version'
> {
  readonly api: Omit<ApiParts, 'page'>;
  readonly machineClock: WebParts['clock'];
  /** The folder of package.json. */
  readonly root: string;
  readonly dataDir: string;
}

/** Where the templates of the operator's texts are, from the sources as from dist. */
const TEMPLATES = join(import.meta.dirname, '../../../data/web');

/** Serves the web page and the API, which knows people by their tokens and by the cookie of the page. */
export const serveWeb = async (app: FastifyInstance, options: WebOptions): Promise<void> => {
  const { api, machineClock, root, dataDir, ...rest } = options;
  const parts: WebParts = {
    ...rest,
    people: api.people,
    appRoot: join(root, 'dist', 'web', 'app'),
    legal: { own: join(dataDir, 'web'), templates: TEMPLATES },
    translators: api.translators,
    clock: machineClock,
    log: api.log,
  };
  const visitors = createVisitors(parts);
  await registerWeb(app, parts, visitors);
  registerFeed(app, { ...api, ...(api.behindSupervisor ? { addressOf: handedOnFrom } : {}) });
  await serveApi(app, { ...api, page: { ...visitors, addUrl: options.addUrl, version: options.version } });
};
