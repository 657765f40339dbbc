import { UsageError } from '../backup/arguments.js';
import type { Environment } from '../environment.js';
import { Secret } from '../secret.js';

/** Where rows go: a bot, and the token that says whose time it is and in which space. */
export interface Target {
  /** The root of the bot's server, ending with a slash. */
  readonly url: URL;
  readonly token: Secret;
}

export const TARGET_USAGE = `  --url URL          where the bot is, such as https://clock.example.org or http://127.0.0.1:8080; else PUNCHCARD_URL
  --token TOKEN      made with /token create in Discord, with the scope own:write; else PUNCHCARD_TOKEN, which nobody sees in a list of processes
`;

/** @param given what the arguments say; null: the environment is asked. @throws UsageError */
export const targetOf = (
  given: { readonly url: string | null; readonly token: string | null },
  environment: Environment,
): Target => {
  const url = given.url ?? setting(environment, 'PUNCHCARD_URL');
  if (url === null) throw new UsageError('where is the bot? Give --url, or set PUNCHCARD_URL');
  const token = given.token ?? setting(environment, 'PUNCHCARD_TOKEN');
  if (token === null) throw new UsageError('set PUNCHCARD_TOKEN, or give --token; /token create in Discord makes one');
  if (!/^[\x21-\x7e]{1,512}$/.test(token)) throw new UsageError('the token has characters that no token has');
  return { url: rootOf(url), token: new Secret(token) };
};

/** Empty means unset. */
export const setting = (environment: Environment, name: string): string | null => {
  const value = environment[name]?.trim();
  return value === undefined || value === '' ? null : value;
};

/** A bot may live below a path of a reverse proxy. */
const rootOf = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UsageError('--url is an address such as https://clock.example.org');
  if (url.username !== '' || url.password !== '') throw new UsageError('--url has a password in it; use --token');
  if (url.protocol === 'http:' && !isNear(url.hostname))
    throw new UsageError('the token would go unencrypted over the network: --url has to begin with https:// for another machine');
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
};

/** This machine, a container's neighbour, or a private network: there a token may go without encryption. */
const isNear = (host: string): boolean =>
  /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|[\w-]+)$/.test(
    host,
  ) ||
  host.endsWith('.local') ||
  host.endsWith('.internal');
