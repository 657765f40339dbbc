import { z } from 'zod';
import type { Interactions } from '../interactions/interactions.js';
import type { Composer } from '../messages/composer.js';
import type { Upload } from '../messages/files.js';
import type { Grants, Scope } from '../oauth/grants.js';
import type { Channel, Guild, Member, User } from '../world/model.js';
import { may } from '../world/permissions.js';
import type { World } from '../world/world.js';
import { discordError } from './errors.js';
import type { RateLimiter } from './rate-limits.js';

/** What the routes work with. */
export interface Services {
  readonly world: World;
  readonly interactions: Interactions;
  readonly composer: Composer;
  readonly grants: Grants;
  readonly gateway: {
    /** Answer of GET /gateway/bot. */
    botInfo(): unknown;
    readonly url: string;
  };
  /** Counts edits of messages older than an hour. */
  readonly oldEdits: Pick<RateLimiter, 'takeOldEdit'>;
  /** Checks an interactions endpoint as Discord does: a signed PING, and one with a wrong signature. */
  readonly verifyEndpoint: (url: string) => Promise<boolean>;
}

export interface Call {
  /** One of the path, e.g. `call.param('guild')`. */
  param(name: string): string;
  readonly query: Readonly<Record<string, unknown>>;
  /** Parsed JSON, or `payload_json` of a multipart request; undefined when there is none. */
  readonly body: unknown;
  readonly files: readonly Upload[];
  /** Whose access token it came with; null: with the bot's, or none. */
  readonly person: User | null;
  /** The header as it came. */
  readonly authorization: string | null;
  /** Did the body come as a form, which is the only way to /oauth2/token? */
  readonly isForm: boolean;
}

/** `undefined` is answered as 204 without content type; `created` as 201. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** `token`: the path carries a secret of its own, so neither the bot's token nor its global limit applies. */
  readonly auth: 'bot' | 'token';
  /** Open to the access token of a person too, when they agreed to this. */
  readonly scope?: Scope;
  /** Nothing of the body is kept in the log of requests. */
  readonly isSecret?: boolean;
  readonly handle: (call: Call) => unknown;
}

/** Answered with 201. */
export class Created {
  readonly body: unknown;

  constructor(body: unknown) {
    this.body = body;
  }
}

/** A guild of the bot. @throws DiscordError 10004 */
export const guildOf = (world: World, id: string): { guild: Guild; bot: Member } => {
  const guild = world.guilds.get(id);
  const bot = guild && world.botMember(guild);
  if (!bot) throw discordError('unknownGuild');
  return { guild, bot };
};

/** @throws DiscordError 10004, 50013 */
export const guildWhere = (world: World, id: string, permission: bigint): { guild: Guild; bot: Member } => {
  const found = guildOf(world, id);
  if (!may(found.guild, found.bot, permission)) throw discordError('missingPermissions');
  return found;
};

/** A channel that the bot sees. @throws DiscordError 10003, 50001 */
export const channelOf = (world: World, id: string): Channel => {
  const channel = world.channels.get(id);
  if (!channel) throw discordError('unknownChannel');
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  if (guild && !world.botMember(guild)) throw discordError('missingAccess');
  return channel;
};

/** Query flags come as text. */
export const isTrue = (value: unknown): boolean => value === 'true' || value === '1';

/** @param fallback also the answer for what is no number */
export const queryNumber = (value: unknown, fallback: number, max: number): number =>
  z.coerce.number().int().min(1).max(max).catch(fallback).parse(value);
