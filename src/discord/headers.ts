import { DefaultUserAgent } from '@discordjs/rest';

/**
 * Who we say we are. Discord demands `DiscordBot ($url, $version)` of every request and may block what comes without it (docs: Reference, User
 * Agent). The address and the version are those of the client library: the project has no public page of its own.
 */
export const USER_AGENT = `${DefaultUserAgent} Punchcard`;

/**
 * The one place that makes the headers of what we send to Discord, whichever way it goes: our REST client, the one inside discord.js, and the
 * direct way of callbacks. `given`: what this request needs besides, such as its content type. Names are compared without case.
 */
export const headersFor = (given?: Iterable<readonly [string, string]>): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of given ?? []) if (name.toLowerCase() !== 'user-agent') headers[name] = value;
  headers['user-agent'] = USER_AGENT;
  return headers;
};
