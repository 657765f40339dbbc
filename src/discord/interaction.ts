import type { APIInteraction } from 'discord-api-types/v10';

const SNOWFLAKE = /^\d{1,20}$/;
const isSnowflake = (value: unknown): boolean => typeof value === 'string' && SNOWFLAKE.test(value);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/**
 * The least that every interaction has; the dispatcher parses the rest. By hand, as everything on the way of every click that a schema
 * would copy.
 */
export const isInteraction = (value: unknown): value is APIInteraction =>
  isObject(value) &&
  isSnowflake(value['id']) &&
  isSnowflake(value['application_id']) &&
  typeof value['token'] === 'string' &&
  value['token'] !== '' &&
  Number.isInteger(value['type']) &&
  Number(value['type']) >= 1 &&
  Number(value['type']) <= 5;

export interface Origin {
  readonly user: string | null;
  /** The guild that it came from, if the bot was installed there; null in direct messages and for user installs. */
  readonly guild: string | null;
  readonly locale: string | null;
  /** The roles of the member in that guild; null when nothing is said of them. */
  readonly roles: readonly string[] | null;
}

/** Every part may be missing, or something else: nobody has looked at it yet. */
export const originOf = (interaction: APIInteraction): Origin => {
  const raw: unknown = interaction;
  if (!isObject(raw)) return { user: null, guild: null, locale: null, roles: null };
  const owners = raw['authorizing_integration_owners'];
  const installed = !isObject(owners) || owners['0'] !== undefined;
  const member = raw['member'];
  const person = isObject(member) && isObject(member['user']) ? member['user'] : raw['user'];
  return {
    user: isObject(person) ? textOrNull(person['id']) : null,
    guild: installed ? textOrNull(raw['guild_id']) : null,
    locale: textOrNull(raw['locale']),
    roles: isObject(member) && Array.isArray(member['roles']) ? member['roles'].filter((role) => typeof role === 'string') : null,
  };
};

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
