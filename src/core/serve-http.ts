import type { FastifyInstance } from 'fastify';
import { siteAt } from '../api/web/site.js';
import type { Bot } from '../discord/index.js';
import type { Sandbox } from '../sandbox/index.js';
import type { Config } from './config.js';
import type { Health } from './health.js';
import { createHttp, listen } from './http.js';
import type { Surroundings } from './surroundings.js';
import { WITHIN } from './within.js';

/** Serves health, metrics, the API, the web page and, over HTTP, interactions, until the shutdown. Resolves with the address. @throws ConfigurationError when the port is in use */
export async function serveHttp(
  { http: where, discord, publicUrl }: Pick<Config, 'http' | 'discord' | 'publicUrl'>,
  { log, metrics, lifecycle }: Pick<Surroundings, 'log' | 'metrics' | 'lifecycle'>,
  parts: {
    readonly health: Health;
    readonly bot: Pick<Bot, 'registerHttp'>;
    readonly sandbox: Pick<Sandbox, 'sendInteractionsTo' | 'servesPage'> | null;
    /** Adds the API and the web page; `base` says where people reach us, once we listen. */
    readonly web: (app: FastifyInstance, base: () => string) => Promise<void>;
  },
): Promise<string> {
  const { health, bot, sandbox, web } = parts;
  let own = '';
  const base = (): string => publicUrl ?? own;
  const http = createHttp({ health, metrics, log });
  await bot.registerHttp?.(http);
  await web(http, base);
  // Before anything is taken: a port in use should end the start early.
  const fixed = where.fixed || sandbox === null;
  const port = await lifecycle.open({ name: 'http', within: WITHIN.http, close: () => http.close() }, () =>
    listen(http, { ...where, fixed, variable: 'HTTP_PORT' }),
  );
  own = `http://${localAddress(where.host)}:${port}`;
  sandbox?.servesPage(base(), siteAt(base()).redirectUri);
  // Null is said too: the sandbox remembers an earlier run over HTTP.
  sandbox?.sendInteractionsTo(discord.transport === 'http' ? `${own}/interactions` : null);
  const host = where.host.includes(':') ? `[${where.host}]` : where.host;
  return `http://${host}:${port}`;
}

/** Where we reach ourselves when listening on `host`. */
const localAddress = (host: string): string => {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
};
