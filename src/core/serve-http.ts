import type { FastifyInstance } from 'fastify';
import type { Bot } from '../discord/index.js';
import type { Sandbox } from '../sandbox/index.js';
import type { Config } from './config.js';
import type { Health } from './health.js';
import { createHttp, listen } from './http.js';
import type { Surroundings } from './surroundings.js';
import { WITHIN } from './within.js';

/** Serves health, metrics, the API and, over HTTP, interactions, until the shutdown. Resolves with the address. @throws ConfigurationError when the port is in use */
export async function serveHttp(
  { http: where, discord }: Pick<Config, 'http' | 'discord'>,
  { log, metrics, lifecycle }: Pick<Surroundings, 'log' | 'metrics' | 'lifecycle'>,
  parts: {
    readonly health: Health;
    readonly bot: Pick<Bot, 'registerHttp'>;
    readonly sandbox: Pick<Sandbox, 'sendInteractionsTo'> | null;
    /** Adds the API. */
    readonly api: (app: FastifyInstance) => Promise<void>;
  },
): Promise<string> {
  const { health, bot, sandbox, api } = parts;
  const http = createHttp({ health, metrics, log });
  await bot.registerHttp?.(http);
  await api(http);
  // Before anything is taken: a port in use should end the start early.
  const fixed = where.fixed || sandbox === null;
  const port = await lifecycle.open({ name: 'http', within: WITHIN.http, close: () => http.close() }, () =>
    listen(http, { ...where, fixed, variable: 'HTTP_PORT' }),
  );
  // Null is said too: the sandbox remembers an earlier run over HTTP.
  sandbox?.sendInteractionsTo(discord.transport === 'http' ? `http://${localAddress(where.host)}:${port}/interactions` : null);
  const host = where.host.includes(':') ? `[${where.host}]` : where.host;
  return `http://${host}:${port}`;
}

/** Where we reach ourselves when listening on `host`. */
const localAddress = (host: string): string => {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
};
