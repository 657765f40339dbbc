import { z } from 'zod';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Guild } from '../world/model.js';
import { may } from '../world/permissions.js';
import type { World } from '../world/world.js';
import { isScope, type Ask } from './grants.js';

const query = z.record(z.string(), z.string());

/** What an address of /oauth2/authorize asks for. */
export type Wish =
  | { readonly of: 'login'; readonly ask: Ask }
  /** That somebody adds the bot to a server. */
  | { readonly of: 'bot' }
  /** Wrong, and nobody may be sent back: to show it is all that can be done. */
  | { readonly of: 'mistake'; readonly what: string }
  /** Wrong, and the application hears of it. */
  | { readonly of: 'refusal'; readonly redirectUri: string; readonly state: string | null; readonly error: string };

/** Reads the query of /oauth2/authorize as Discord does: what is wrong with the application or the way back is shown, anything else is sent back. */
export const wishOf = ({ application }: Pick<World, 'application'>, given: unknown): Wish => {
  const fields = query.safeParse(given).data ?? {};
  if (fields['client_id'] !== application.id) return { of: 'mistake', what: 'Unknown Application' };
  const wanted = (fields['scope'] ?? '').split(/[ +]/u).filter((scope) => scope !== '');
  if (wanted.includes('bot')) return { of: 'bot' };
  const redirectUri = fields['redirect_uri'] ?? '';
  if (!application.redirectUris.includes(redirectUri)) return { of: 'mistake', what: 'Invalid OAuth2 redirect_uri' };
  const state = fields['state'] ?? null;
  const refusal = (error: string): Wish => ({ of: 'refusal', redirectUri, state, error });
  if (fields['response_type'] !== 'code') return refusal('unsupported_response_type');
  const scopes = wanted.filter(isScope);
  if (scopes.length === 0 || scopes.length < wanted.length) return refusal('invalid_scope');
  const challenge = fields['code_challenge'] ?? null;
  const isHash = challenge === null || (fields['code_challenge_method'] === 'S256' && /^[\w-]{43}$/u.test(challenge));
  return isHash ? { of: 'login', ask: { redirectUri, scopes, state, challenge } } : refusal('invalid_request');
};

/** The way back, with what is said on it. */
export const wayBack = (redirectUri: string, state: string | null, said: Readonly<Record<string, string>>): string => {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(said)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set('state', state);
  return url.href;
};

/** Servers that somebody may add the bot to: they manage them, and it is not there yet. */
export const guildsToAdd = (world: World, userId: string): Guild[] =>
  [...world.guilds.values()].filter((guild) => {
    const member = guild.members.get(userId);
    return member !== undefined && !guild.members.has(world.botId) && may(guild, member, PermissionFlagsBits.ManageGuild);
  });
