import { z } from 'zod';
import { isTimeZone } from '../domain/time-zone.js';
import { parseEndpoint, unescapedIn } from '../engine/redis/endpoint.js';
import { FALLBACK_LOCALE, MESSAGES } from '../i18n/messages.js';
import { Secret } from './secret.js';
import { parseSecretKey } from './secret-key.js';

/** Every variable says itself what is wrong with it: the message follows the variable's name. Secrets are never repeated. */

const snowflake = /^\d{1,20}$/;
const list = (value: string): string[] =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

const text = z.string().trim();
const flag = (defaultValue: boolean) =>
  z
    .enum(['true', 'false', '1', '0'], { error: 'must be true or false' })
    .transform((value) => value === 'true' || value === '1')
    .default(defaultValue);
const port = text
  .regex(/^\d{1,5}$/, 'must be a port number from 0 (any free one) to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a port number from 0 (any free one) to 65535');

const whole = (least: number, most: number) => {
  const wrong = `must be a whole number from ${least} to ${most}`;
  return text
    .regex(/^\d{1,6}$/, { error: wrong, abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= most, wrong);
};
const level = z.enum(['debug', 'info', 'warn', 'error', 'silent'], { error: 'must be debug, info, warn, error or silent' });

const JOURNAL_SEGMENT = 'must be a number of bytes from 16384 to 67108864';

const isUrl = (value: string, protocols: readonly string[]): boolean =>
  URL.canParse(value) && protocols.includes(new URL(value).protocol);

const isRedisUrl = (value: string): boolean => {
  try {
    parseEndpoint(value);
    return true;
  } catch {
    return false;
  }
};

/** What a password of a URL may not have as it is. */
const unescaped = (value: unknown): string | null => {
  const found = typeof value === 'string' ? unescapedIn(value) : null;
  const code = found?.charCodeAt(0).toString(16).toUpperCase();
  return found === null ? null : `must have each ${found} in its password written as %${code}`;
};

const locales = Object.keys(MESSAGES);

export const schema = z.object({
  DISCORD_TOKEN: text
    .refine((value) => !/^bot\s/i.test(value), {
      error: 'must be the token of the Bot page alone, without "Bot " in front',
      abort: true,
    })
    .refine((value) => !/\s/.test(value), { error: 'must be in one piece, without a space or a new line in it', abort: true })
    // Anything else would not fit into a header of HTTP, or is refused by Discord for ever.
    .regex(/^[\w.+/=-]+$/, 'must be the token of the Bot page as it stands there: letters, digits, dots, hyphens and underscores')
    .transform((value) => new Secret(value))
    .optional(),
  DISCORD_APPLICATION_ID: text.regex(snowflake, 'must be the numeric Application ID of the General Information page').optional(),
  DISCORD_CLIENT_SECRET: text
    .regex(
      /^[\w-]+$/,
      'must be the Client Secret of the OAuth2 page as it stands there: letters, digits, hyphens and underscores',
    )
    .transform((value) => new Secret(value))
    .optional(),
  DISCORD_PUBLIC_KEY: text
    .regex(/^[\da-f]{64}$/i, 'must be the 64 hex digits of the Public Key on the General Information page')
    .transform((value) => value.toLowerCase())
    .optional(),
  DISCORD_API_URL: text
    .refine((value) => isUrl(value, ['http:', 'https:']), 'must be an http(s) URL such as https://discord.com/api')
    .transform((value) => value.replace(/\/+$/, ''))
    .refine((value) => !/\/v\d+$/.test(value), 'must end before the version: https://discord.com/api, not .../api/v10')
    .default('https://discord.com/api'),
  DISCORD_COMMAND_GUILDS: text
    .transform(list)
    .refine((ids) => ids.every((id) => snowflake.test(id)), 'must be server IDs, separated by commas')
    .default([]),
  OPERATORS: text
    .transform(list)
    .refine((ids) => ids.every((id) => snowflake.test(id)), 'must be the IDs of Discord users, separated by commas')
    .default([]),
  DISCORD_TRANSPORT: z.enum(['gateway', 'http'], { error: 'must be gateway or http' }).default('gateway'),
  DISCORD_MEMBERS_INTENT: flag(false),
  SHARD_COUNT: text
    .regex(/^([1-9]\d{0,4}|auto)$/, 'must be a number of at least 1, or auto')
    .transform((value) => (value === 'auto' ? value : Number(value)))
    .nullable()
    .default(null),
  SHARDS_PER_PROCESS: text
    .regex(/^[1-9]\d{0,2}$/, 'must be a number from 1 to 999')
    .transform(Number)
    .default(16),
  PROCESSES: text
    .regex(/^[1-9]\d{0,2}$/, 'must be a number from 1 to 999')
    .transform(Number)
    .nullable()
    .default(null),
  SHARD_IDS: text
    .transform(list)
    .refine(
      (ids) => ids.length > 0 && ids.every((id) => /^\d{1,5}$/.test(id)) && new Set(ids).size === ids.length,
      'must be different shard numbers from 0, separated by commas, such as 0,1',
    )
    .transform((ids) => ids.map(Number))
    .nullable()
    .default(null),
  REDIS_URL: text
    .refine(isRedisUrl, {
      error: ({ input }) =>
        unescaped(input) ??
        'must be redis://, rediss://, unix:///path, or several redis:// nodes of a cluster separated by commas',
    })
    .transform((value) => new Secret(list(value).join(',')))
    .optional(),
  REDIS_TLS_CA: text.optional(),
  REDIS_TLS_CERT: text.optional(),
  REDIS_TLS_KEY: text.optional(),
  DATA_DIR: text.default('./data/run'),
  BACKUP_KEY: text.transform((value) => new Secret(value)).optional(),
  SECRET_KEY: text
    .refine((value) => parseSecretKey(value) !== null, 'must be 32 bytes: 64 hex digits (openssl rand -hex 32), or base64')
    .transform((value) => new Secret(value))
    .optional(),
  JOURNAL_SEGMENT_BYTES: text
    .regex(/^\d{1,9}$/, JOURNAL_SEGMENT)
    .transform(Number)
    .refine((value) => value >= 16_384 && value <= 67_108_864, JOURNAL_SEGMENT)
    .default(4_194_304),
  HTTP_HOST: text
    .regex(/^[\w.:-]+$/, 'must be an address or host name to listen on, such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  HTTP_PORT: port.default(8080),
  PUBLIC_URL: text
    .transform((value) => value.replace(/\/+$/, ''))
    .refine(
      (value) => isUrl(value, ['http:', 'https:']) && new URL(value).origin === value.toLowerCase(),
      'must be where people reach the page, without a path: https://punchcard.example.org',
    )
    .transform((value) => value.toLowerCase())
    .optional(),
  SANDBOX_PORT: port.default(8090),
  RATE_LIMITS: flag(true),
  WEBHOOKS_PRIVATE_ADDRESSES: flag(false),
  NOTION_API_URL: text
    .refine((value) => isUrl(value, ['http:', 'https:']), 'must be an http(s) URL such as https://api.notion.com')
    .transform((value) => value.replace(/\/+$/, ''))
    .refine((value) => !/\/v\d+$/.test(value), 'must end before the version: https://api.notion.com, not .../v1')
    .default('https://api.notion.com'),
  SCHEDULER_INTERVAL_MINUTES: whole(1, 1440).default(10),
  WORK_START_HOUR: whole(0, 23).default(9),
  WORK_END_HOUR: whole(1, 24).default(17),
  SLOT_DURATION_MINUTES: whole(5, 120).default(15),
  SCHEDULE_DAYS_AHEAD: whole(1, 60).default(7),
  SCHEDULER_LOG_LEVEL: level.optional(),
  LOG_LEVEL: level.default('info'),
  LOG_FORMAT: z.enum(['auto', 'json', 'pretty'], { error: 'must be auto, json or pretty' }).default('auto'),
  DEFAULT_LOCALE: text
    .refine((value) => locales.includes(value), `must be one of ${locales.join(', ')}`)
    .default(FALLBACK_LOCALE),
  DEFAULT_TIME_ZONE: text.refine(isTimeZone, 'must be an IANA time zone such as UTC or Europe/Berlin').default('UTC'),
  PUNCHCARD_SANDBOX: flag(false),
  PUNCHCARD_SETUP: z.enum(['auto', 'manual'], { error: 'must be auto or manual' }).default('auto'),
});

export type Variables = z.infer<typeof schema>;
export type Variable = keyof Variables;
