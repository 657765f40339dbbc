import { fetch } from 'undici';
import type { Uploads } from '../commands/deps.js';
import { domainError, type DomainError } from '../domain/errors.js';
import { err, ok, type Result } from '../domain/result.js';
import type { Logger } from '../domain/ports.js';
import { reasonOf } from './errors.js';
import { USER_AGENT } from './headers.js';

/** Where Discord keeps what people hand over. An address of an interaction leads nowhere else. */
const MEDIA_HOSTS: ReadonlySet<string> = new Set(['https://cdn.discordapp.com', 'https://media.discordapp.net']);
const DISCORD_HOSTS = /^https:\/\/(?:\w+\.)?discord(?:app)?\.com$/;
/** ms. A file of 25 MiB takes a second or two. */
const TIMEOUT_MS = 30_000;
const MIB = 1024 * 1024;

/** A Discord that is none of Discord's own (the sandbox) keeps files at its own address. */
const keepsFiles = (apiUrl: string, origin: string): boolean => {
  const own = new URL(apiUrl).origin;
  return DISCORD_HOSTS.test(own) ? MEDIA_HOSTS.has(origin) : origin === own;
};

/** Reads files where Discord keeps them. Without the bot's token: their addresses are signed, and expire within a day. */
export const createUploads = ({ apiUrl, log }: { readonly apiUrl: string; readonly log: Logger }): Uploads => ({
  async read({ url, name }, maxBytes) {
    if (!keepsFiles(apiUrl, new URL(url).origin)) {
      log.warn({ host: new URL(url).host }, 'a file lies where Discord keeps none');
      return err(domainError('FILE_GONE'));
    }
    try {
      const response = await fetch(url, {
        headers: { 'user-agent': USER_AGENT },
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.status >= 500 || response.status === 429) return err(domainError('DISCORD_UNAVAILABLE'));
      if (response.status !== 200 || response.body === null) return err(domainError('FILE_GONE'));
      return await readUpTo(response.body, maxBytes, name);
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'a file could not be read from Discord');
      return err(domainError('DISCORD_UNAVAILABLE'));
    }
  },
});

/** What it was said to be long decides nothing: what comes is counted. */
const readUpTo = async (
  body: AsyncIterable<unknown>,
  maxBytes: number,
  name: string,
): Promise<Result<Uint8Array, DomainError>> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a file that is not made of bytes');
    size += chunk.length;
    // Leaving the loop closes the connection.
    if (size > maxBytes)
      return err(domainError('FILE_TOO_LARGE', { name: name.slice(0, 80), max: Math.floor((maxBytes / MIB) * 100) / 100 }));
    chunks.push(chunk);
  }
  return ok(Buffer.concat(chunks, size));
};
