import { resolve } from 'node:path';
import type { ScheduleDefaults } from '../actions/schedule/settings.js';
import { err, ok, type Result } from '../domain/result.js';
import { parseEndpoint } from '../engine/redis/endpoint.js';
import { schema, type Variable, type Variables } from './config-schema.js';
import { readEnvironment, type ConfigProblem, type Environment } from './environment.js';
import type { Secret } from './secret.js';

export type { ConfigProblem, Environment } from './environment.js';

export interface Config {
  readonly discord: {
    /** Null without a token: then there is only the sandbox. */
    readonly token: Secret | null;
    readonly applicationId: string | null;
    /** For logging in to the web page; null: nobody can. */
    readonly clientSecret: Secret | null;
    readonly publicKey: string | null;
    /** REST base without version and trailing slash. */
    readonly apiUrl: string;
    readonly commandGuilds: readonly string[];
    readonly transport: 'gateway' | 'http';
    readonly membersIntent: boolean;
    /** Null: as many as Discord recommends. */
    readonly shardCount: number | null;
    /** Null: all of them. */
    readonly shardIds: readonly number[] | null;
  };
  /** Ids of users who run the bot: only they see figures about all servers. */
  readonly operators: readonly string[];
  /** Null: this process does the work itself. */
  readonly supervisor: SupervisorConfig | null;
  /** Null: the managed Redis. */
  readonly redisUrl: Secret | null;
  /** PEM files for `rediss://`, absolute: who signed the server's certificate, and ours for a server that asks for one. */
  readonly redisTls: { readonly ca: string | null; readonly cert: string | null; readonly key: string | null };
  /** Absolute. */
  readonly dataDir: string;
  /** For backup and restore; the bot itself has no use for it. */
  readonly backupKey: Secret | null;
  /** What tokens of others are kept encrypted with; null: a key in `DATA_DIR/secret.key`, made when there is something to encrypt. */
  readonly secretKey: Secret | null;
  /** Of Notion, or of what stands in for it; without version and trailing slash. */
  readonly notionApiUrl: string;
  /** Bytes of one file of the journal. */
  readonly journalSegmentBytes: number;
  /** Are people refused who ask too much in a few seconds? */
  readonly rateLimits: boolean;
  /** May webhooks go to addresses that are not on the internet, and without TLS? */
  readonly webhooksPrivate: boolean;
  /** `fixed`: the port was asked for, so that another one will not do. */
  readonly http: { readonly host: string; readonly port: number; readonly fixed: boolean };
  /** Where people reach the web page, without a slash at the end; null: at our own address. */
  readonly publicUrl: string | null;
  /** How tasks are planned, unless members choose otherwise; and the least level of what the planning says in the log. */
  readonly scheduler: ScheduleDefaults & { readonly logLevel: Variables['LOG_LEVEL'] };
  readonly log: { readonly level: Variables['LOG_LEVEL']; readonly format: Variables['LOG_FORMAT'] };
  readonly defaults: { readonly locale: Variables['DEFAULT_LOCALE']; readonly timeZone: string };
  /** Null: no sandbox. */
  readonly sandbox: { readonly port: number; readonly fixed: boolean } | null;
}

/** This process starts others, and they do the work. */
export interface SupervisorConfig {
  /** Of the bot, to be shared out; `auto`: as many as Discord recommends. Null over HTTP, where there are none. */
  readonly shards: number | 'auto' | null;
  /** Null: as many as it takes. */
  readonly processes: number | null;
  readonly shardsPerProcess: number;
}

/** Every variable that is read, in the order of the documentation. */
export const CONFIG_KEYS: readonly string[] = Object.keys(schema.shape);

export interface Loaded {
  /** Real, with `.env` below it. */
  readonly environment: Environment;
  readonly parsed: Result<Config, readonly ConfigProblem[]>;
  /** Lines for a person about what may be meant, one each; nothing that a start has to end for. */
  readonly hints: readonly string[];
}

/**
 * The environment and `.env`, and the configuration in them.
 * @param root folder of `.env`, and that a relative DATA_DIR starts from
 */
export function loadConfig(root: string, real: Environment): Loaded {
  const { values, problems, hints } = readEnvironment(root, real, CONFIG_KEYS);
  const parsed = parseConfig(values, root);
  if (problems.length === 0) return { environment: values, parsed, hints };
  // A value that was read wrongly is wrong in a second way, which is beside the point.
  const named = new Set(problems.map(({ variable }) => variable));
  const others = parsed.ok ? [] : parsed.error.filter(({ variable }) => !named.has(variable));
  return { environment: values, parsed: err([...problems, ...others]), hints };
}

/**
 * The whole configuration, or every mistake in it. An empty value is an unset one.
 * @param root folder that a relative DATA_DIR starts from
 */
export function parseConfig(environment: Environment, root: string): Result<Config, readonly ConfigProblem[]> {
  const given = Object.fromEntries(CONFIG_KEYS.map((key) => [key, blankToUnset(environment[key])]));
  const parsed = schema.safeParse(given);
  const quoted = CONFIG_KEYS.filter((key) => key !== 'BACKUP_KEY' && QUOTED.test(given[key] ?? ''));
  const own = [
    ...quoted.map((variable) => ({ variable, message: 'must be without quotation marks, which are taken for a part of it' })),
    ...(parsed.success ? [] : parsed.error.issues)
      .map((issue) => ({ variable: String(issue.path[0]), message: issue.message }))
      .filter(({ variable }) => !quoted.includes(variable)),
  ];
  const wrong = new Set(own.map(({ variable }) => variable));
  const problems = [...own, ...combinations(given).filter(({ variable }) => !wrong.has(variable))];
  if (!parsed.success || problems.length > 0) return err(problems);
  return ok(assemble(parsed.data, given, root));
}

const TRUE = ['true', '1'];

/** As a word processor or a chat makes them, or `docker run --env-file` leaves them. A passphrase may begin and end so. */
const QUOTED =
  /^\s*["'`\u2018-\u201F\u00AB\u00BB\u2039\u203A\u300C\u300D]|["'`\u2018-\u201F\u00AB\u00BB\u2039\u203A\u300C\u300D]\s*$/;

const blankToUnset = (value: string | undefined): string | undefined => (value?.trim() === '' ? undefined : value);

/** Mistakes that only several variables together make; looks at the raw values so that one mistake does not hide another. */
function combinations(given: Partial<Record<Variable, string>>): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const complain = (variable: Variable, message: string) => problems.push({ variable, message });
  // The sandbox brings its own token and key. Only when it was asked for: who serves Discord by HTTP and forgot the token should hear of it.
  if (given.DISCORD_TRANSPORT === 'http' && !TRUE.includes(given.PUNCHCARD_SANDBOX ?? '')) {
    if (given.DISCORD_TOKEN === undefined)
      complain('DISCORD_TOKEN', 'must be set for DISCORD_TRANSPORT=http (or PUNCHCARD_SANDBOX=1 to try it in the sandbox)');
    if (given.DISCORD_PUBLIC_KEY === undefined) complain('DISCORD_PUBLIC_KEY', 'must be set for DISCORD_TRANSPORT=http');
  }
  if (given.PROCESSES !== undefined && given.DISCORD_TRANSPORT !== 'http') {
    if (given.SHARD_IDS !== undefined)
      complain('PROCESSES', 'does not go with SHARD_IDS, which is for processes that you start yourself');
    else if (given.SHARD_COUNT === undefined) complain('PROCESSES', 'needs SHARD_COUNT=auto, or a number of shards to share out');
  }
  if (given.SHARD_IDS !== undefined) {
    const count = Number(given.SHARD_COUNT);
    if (given.SHARD_COUNT === undefined || given.SHARD_COUNT === 'auto') {
      complain('SHARD_COUNT', 'must be a number when SHARD_IDS is set: all processes have to agree on it');
    } else if (given.SHARD_IDS.split(',').some((id) => Number(id) >= count)) {
      complain('SHARD_IDS', `must be below SHARD_COUNT, which is ${given.SHARD_COUNT}: the first shard is 0`);
    }
  }
  for (const name of ['REDIS_TLS_CA', 'REDIS_TLS_CERT', 'REDIS_TLS_KEY'] as const)
    if (given[name] !== undefined && given.REDIS_URL?.trim().startsWith('rediss://') !== true)
      complain(name, 'must be left out unless REDIS_URL begins with rediss://');
  if (given.REDIS_TLS_CERT !== undefined && given.REDIS_TLS_KEY === undefined)
    complain('REDIS_TLS_KEY', 'must be set together with REDIS_TLS_CERT');
  if (given.REDIS_TLS_KEY !== undefined && given.REDIS_TLS_CERT === undefined)
    complain('REDIS_TLS_CERT', 'must be set together with REDIS_TLS_KEY');
  return problems;
}

const fileOrNull = (path: string | undefined, root: string): string | null => (path === undefined ? null : resolve(root, path));

/** SHARD_IDS names what this very process does, and in the sandbox one is enough. */
function superviseWhat(v: Variables, sandbox: boolean): SupervisorConfig | null {
  const how = { processes: v.PROCESSES, shardsPerProcess: v.SHARDS_PER_PROCESS };
  if (sandbox || v.SHARD_IDS !== null) return null;
  if (v.DISCORD_TRANSPORT === 'http') return v.PROCESSES === null ? null : { ...how, shards: null };
  return v.SHARD_COUNT === null ? null : { ...how, shards: v.SHARD_COUNT };
}

function assemble(v: Variables, given: Partial<Record<Variable, string>>, root: string): Config {
  const sandbox = v.DISCORD_TOKEN === undefined || v.PUNCHCARD_SANDBOX;
  return {
    discord: {
      token: v.DISCORD_TOKEN ?? null,
      applicationId: v.DISCORD_APPLICATION_ID ?? null,
      clientSecret: v.DISCORD_CLIENT_SECRET ?? null,
      publicKey: v.DISCORD_PUBLIC_KEY ?? null,
      apiUrl: v.DISCORD_API_URL,
      commandGuilds: v.DISCORD_COMMAND_GUILDS,
      transport: v.DISCORD_TRANSPORT,
      membersIntent: v.DISCORD_MEMBERS_INTENT,
      shardCount: v.SHARD_COUNT === 'auto' ? null : v.SHARD_COUNT,
      shardIds: v.SHARD_IDS,
    },
    operators: v.OPERATORS,
    supervisor: superviseWhat(v, sandbox),
    redisUrl: v.REDIS_URL ?? null,
    redisTls: {
      ca: fileOrNull(v.REDIS_TLS_CA, root),
      cert: fileOrNull(v.REDIS_TLS_CERT, root),
      key: fileOrNull(v.REDIS_TLS_KEY, root),
    },
    dataDir: resolve(root, v.DATA_DIR),
    backupKey: v.BACKUP_KEY ?? null,
    secretKey: v.SECRET_KEY ?? null,
    notionApiUrl: v.NOTION_API_URL,
    journalSegmentBytes: v.JOURNAL_SEGMENT_BYTES,
    rateLimits: v.RATE_LIMITS,
    webhooksPrivate: v.WEBHOOKS_PRIVATE_ADDRESSES,
    http: { host: v.HTTP_HOST, port: v.HTTP_PORT, fixed: given.HTTP_PORT !== undefined },
    publicUrl: v.PUBLIC_URL ?? null,
    scheduler: {
      intervalMinutes: v.SCHEDULER_INTERVAL_MINUTES,
      startHour: v.WORK_START_HOUR,
      endHour: v.WORK_END_HOUR,
      slotMinutes: v.SLOT_DURATION_MINUTES,
      daysAhead: v.SCHEDULE_DAYS_AHEAD,
      logLevel: v.SCHEDULER_LOG_LEVEL ?? v.LOG_LEVEL,
    },
    log: { level: v.LOG_LEVEL, format: v.LOG_FORMAT },
    defaults: { locale: v.DEFAULT_LOCALE, timeZone: v.DEFAULT_TIME_ZONE },
    sandbox: sandbox ? { port: v.SANDBOX_PORT, fixed: given.SANDBOX_PORT !== undefined } : null,
  };
}

/** Everything that no log line may show: the token, the keys, the whole Redis URL, and its password, as it is written there and as it is sent. */
export function secretsOf({ discord, redisUrl, backupKey, secretKey }: Config): readonly string[] {
  const secrets = [discord.token, discord.clientSecret, backupKey, secretKey].flatMap((secret) =>
    secret === null ? [] : [secret.reveal()],
  );
  if (redisUrl === null) return secrets;
  const url = redisUrl.reveal();
  const written = [...url.matchAll(/:\/\/[^/?#]*?:(.+?)@/g)].map(([, password]) => password ?? '');
  const endpoint = parseEndpoint(url);
  const sent = endpoint.kind === 'socket' ? null : endpoint.password;
  return [...secrets, url, ...written, ...(sent === null ? [] : [sent])];
}

/** The one message that a person sees before exit code 2. */
export const describeProblems = (problems: readonly ConfigProblem[]): string =>
  [
    problems.length === 1 ? 'The configuration has a mistake:' : `The configuration has ${problems.length} mistakes:`,
    ...problems.map(({ variable, message }) => `  ${variable} ${message}`),
    'Set them in the environment or in .env; .env.example describes each.',
  ].join('\n');
