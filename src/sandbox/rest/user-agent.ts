import { DiscordError } from './errors.js';

/** `DiscordBot (url, version)`, and after it whatever a client wants to add. */
const wellFormed = /^DiscordBot \(https?:\/\/[^\s,()]+, ?[^\s,()]+\)( .*)?$/u;

/**
 * Discord requires the User-Agent of a bot on every request, and its edge may block a client without it, before the API looks at the
 * request: 403 with the code 40333.
 * @throws DiscordError 40333
 */
export const refuseUnnamed = (userAgent: string | undefined): void => {
  if (userAgent !== undefined && wellFormed.test(userAgent)) return;
  const message = `internal network error: the User-Agent must be "DiscordBot (url, version)", not ${JSON.stringify(userAgent ?? '')}`;
  throw new DiscordError(403, 40333, message);
};
