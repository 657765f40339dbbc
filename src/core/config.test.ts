import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CONFIG_KEYS, describeProblems, parseConfig, type Config, type Environment, secretsOf } from './config.js';

const root = '/srv/punchcard';
const parse = (environment: Environment): Config => {
  const parsed = parseConfig(environment, root);
  if (!parsed.ok) throw new Error(describeProblems(parsed.error));
  return parsed.value;
};
const mistakes = (environment: Environment): Record<string, string> => {
  const parsed = parseConfig(environment, root);
  return parsed.ok ? {} : Object.fromEntries(parsed.error.map(({ variable, message }) => [variable, message]));
};

describe('parseConfig', () => {
  it('needs nothing: then it is the sandbox', () => {
    expect(parse({})).toEqual({
      discord: {
        token: null,
        applicationId: null,
        clientSecret: null,
        publicKey: null,
        apiUrl: 'https://discord.com/api',
        commandGuilds: [],
        transport: 'gateway',
        membersIntent: false,
        shardCount: null,
        shardIds: null,
      },
      operators: [],
      supervisor: null,
      redisUrl: null,
      redisTls: { ca: null, cert: null, key: null },
      dataDir: '/srv/punchcard/data/run',
      backupKey: null,
      secretKey: null,
      notionApiUrl: 'https://api.notion.com',
      journalSegmentBytes: 4_194_304,
      rateLimits: true,
      webhooksPrivate: false,
      http: { host: '127.0.0.1', port: 8080, fixed: false },
      publicUrl: null,
      scheduler: { intervalMinutes: 10, startHour: 9, endHour: 17, slotMinutes: 15, daysAhead: 7, logLevel: 'info' },
      log: { level: 'info', format: 'auto' },
      defaults: { locale: 'en', timeZone: 'UTC' },
      sandbox: { port: 8090, fixed: false },
    });
  });

  it('takes an empty value for an unset one', () => {
    expect(parse(Object.fromEntries(CONFIG_KEYS.map((key) => [key, ' '])))).toEqual(parse({}));
  });

  it('starts no sandbox beside a token, unless asked to', () => {
    expect(parse({ DISCORD_TOKEN: 'abc.def' }).sandbox).toBeNull();
    expect(parse({ DISCORD_TOKEN: 'abc.def', PUNCHCARD_SANDBOX: '1' }).sandbox).toEqual({ port: 8090, fixed: false });
  });

  it('reads everything', () => {
    const config = parse({
      DISCORD_TOKEN: 'abc.def',
      DISCORD_PUBLIC_KEY: 'AB'.repeat(32),
      DISCORD_API_URL: 'http://127.0.0.1:9000/api/',
      DISCORD_COMMAND_GUILDS: '100000000000000001, 100000000000000002',
      OPERATORS: '100000000000000003,100000000000000004',
      DISCORD_TRANSPORT: 'http',
      DISCORD_MEMBERS_INTENT: 'true',
      SHARD_COUNT: '4',
      SHARD_IDS: '0, 3',
      DATA_DIR: '/var/lib/punchcard',
      JOURNAL_SEGMENT_BYTES: '16384',
      RATE_LIMITS: 'false',
      WEBHOOKS_PRIVATE_ADDRESSES: '1',
      HTTP_PORT: '0',
      PUBLIC_URL: 'https://Clock.Example.org/',
      DEFAULT_LOCALE: 'de',
      DEFAULT_TIME_ZONE: 'Europe/Berlin',
    });
    expect(config.discord).toMatchObject({
      publicKey: 'ab'.repeat(32),
      apiUrl: 'http://127.0.0.1:9000/api',
      commandGuilds: ['100000000000000001', '100000000000000002'],
      transport: 'http',
      membersIntent: true,
      shardCount: 4,
      shardIds: [0, 3],
    });
    expect(config.publicUrl).toBe('https://clock.example.org');
    expect(config).toMatchObject({
      dataDir: '/var/lib/punchcard',
      backupKey: null,
      journalSegmentBytes: 16_384,
      rateLimits: false,
      http: { port: 0, fixed: true },
      defaults: { locale: 'de' },
    });
  });

  it.each([
    'redis://127.0.0.1:6379',
    'rediss://user:pass@example.org:6380/1',
    'unix:///run/redis.sock',
    '/run/redis.sock',
    'redis://a:1,redis://b:2',
  ])('accepts REDIS_URL=%s', (url) => {
    expect(parse({ REDIS_URL: url }).redisUrl?.reveal()).toBe(url);
  });

  it.each(['http://localhost', 'ftp://host', 'redis://a:1,unix:///b', ','])('refuses REDIS_URL=%s', (url) => {
    expect(mistakes({ REDIS_URL: url })).toHaveProperty('REDIS_URL');
  });

  it.each([
    ['redis://:p#w@h:6379', '%23'],
    ['redis://user:6379#w@h:6379', '%23'],
    ['redis://:p/w@h:6379', '%2F'],
    ['rediss://:p?w@h', '%3F'],
    ['redis://:p,w@h:6379', '%2C'],
    ['redis://:100%@h:6379', '%25'],
  ])('says how the password of REDIS_URL=%s is written', (url, code) => {
    expect(mistakes({ REDIS_URL: url })['REDIS_URL']).toContain(code);
  });

  it.each([
    ['\u201Cabc.def\u201D', 'quotation marks'],
    ['"abc.def"', 'quotation marks'],
    ['abc.d\u2019ef', 'letters, digits'],
    ['abc.\u200Bdef', 'letters, digits'],
    ['Bot abc.def', '"Bot "'],
    ['abc def', 'one piece'],
    ['abc.\ndef', 'one piece'],
  ])('says what is wrong with the token %j', (token, what) => {
    expect(mistakes({ DISCORD_TOKEN: token })['DISCORD_TOKEN']).toMatch(new RegExp(`^must .*${what}`));
  });

  it('takes quotation marks for a mistake, but in a passphrase', () => {
    expect(Object.keys(mistakes({ DATA_DIR: '\u201Cdata\u201D', REDIS_URL: "'redis://h'" })).sort()).toEqual([
      'DATA_DIR',
      'REDIS_URL',
    ]);
    expect(parse({ BACKUP_KEY: '"a passphrase"' }).backupKey?.reveal()).toBe('"a passphrase"');
  });

  it.each([
    [{ SHARD_COUNT: 'auto' }, { shards: 'auto', processes: null, shardsPerProcess: 16 }],
    [
      { SHARD_COUNT: '64', SHARDS_PER_PROCESS: '8' },
      { shards: 64, processes: null, shardsPerProcess: 8 },
    ],
    [
      { SHARD_COUNT: '4', PROCESSES: '2' },
      { shards: 4, processes: 2, shardsPerProcess: 16 },
    ],
    [{ SHARD_COUNT: '4', SHARD_IDS: '0,1' }, null],
    [{ SHARD_COUNT: 'auto', PUNCHCARD_SANDBOX: '1' }, null],
    [{ DISCORD_TRANSPORT: 'http', DISCORD_PUBLIC_KEY: 'ab'.repeat(32), SHARD_COUNT: '4' }, null],
    [
      { DISCORD_TRANSPORT: 'http', DISCORD_PUBLIC_KEY: 'ab'.repeat(32), PROCESSES: '3' },
      { shards: null, processes: 3, shardsPerProcess: 16 },
    ],
  ])('%j has %j supervised', (environment, supervisor) => {
    expect(parse({ DISCORD_TOKEN: 'abc.def', ...environment }).supervisor).toEqual(supervisor);
  });

  it('shares out nothing that was not counted', () => {
    expect(mistakes({ DISCORD_TOKEN: 'abc.def', PROCESSES: '2' })).toHaveProperty('PROCESSES');
    expect(mistakes({ DISCORD_TOKEN: 'abc.def', PROCESSES: '2', SHARD_COUNT: '2', SHARD_IDS: '0' })).toHaveProperty('PROCESSES');
  });

  it('takes files for rediss:// alone, and a certificate only with its key', () => {
    const REDIS_URL = 'rediss://h:1';
    expect(parse({ REDIS_URL, REDIS_TLS_CA: 'ca.pem' }).redisTls).toEqual({ ca: `${root}/ca.pem`, cert: null, key: null });
    expect(mistakes({ REDIS_URL: 'redis://h:1', REDIS_TLS_CA: 'ca.pem' })).toHaveProperty('REDIS_TLS_CA');
    expect(mistakes({ REDIS_TLS_CA: 'ca.pem' })).toHaveProperty('REDIS_TLS_CA');
    expect(mistakes({ REDIS_URL, REDIS_TLS_CERT: 'bot.pem' })).toHaveProperty('REDIS_TLS_KEY');
    expect(mistakes({ REDIS_URL, REDIS_TLS_KEY: 'bot.key' })).toHaveProperty('REDIS_TLS_CERT');
  });

  it('reports every mistake at once, each with what to do', () => {
    const found = mistakes({
      DISCORD_TOKEN: 'Bot abc',
      DISCORD_APPLICATION_ID: 'me',
      DISCORD_CLIENT_SECRET: 'a b',
      DISCORD_PUBLIC_KEY: 'short',
      DISCORD_API_URL: 'https://discord.com/api/v10',
      DISCORD_COMMAND_GUILDS: 'x',
      OPERATORS: 'ada',
      DISCORD_TRANSPORT: 'telegraph',
      DISCORD_MEMBERS_INTENT: 'perhaps',
      SHARD_COUNT: '0',
      SHARD_IDS: '0,0',
      SHARDS_PER_PROCESS: '0',
      PROCESSES: 'many',
      REDIS_URL: 'ftp://nowhere',
      REDIS_TLS_CA: 'ca.pem',
      REDIS_TLS_CERT: 'bot.pem',
      REDIS_TLS_KEY: 'bot.key',
      SECRET_KEY: 'x',
      JOURNAL_SEGMENT_BYTES: '16383',
      HTTP_HOST: 'a b',
      HTTP_PORT: '70000',
      PUBLIC_URL: 'https://example.org/app',
      SANDBOX_PORT: 'x',
      RATE_LIMITS: 'x',
      WEBHOOKS_PRIVATE_ADDRESSES: 'x',
      NOTION_API_URL: 'https://api.notion.com/v1',
      SCHEDULER_INTERVAL_MINUTES: '0',
      WORK_START_HOUR: '24',
      WORK_END_HOUR: 'five',
      SLOT_DURATION_MINUTES: '7.5',
      SCHEDULE_DAYS_AHEAD: '61',
      SCHEDULER_LOG_LEVEL: 'loud',
      LOG_LEVEL: 'loud',
      LOG_FORMAT: 'xml',
      DEFAULT_LOCALE: 'tlh',
      DEFAULT_TIME_ZONE: 'Middle/Earth',
      PUNCHCARD_SANDBOX: 'x',
      PUNCHCARD_SETUP: 'x',
    });
    // Everything can be wrong but a path and a passphrase.
    const never = ['DATA_DIR', 'BACKUP_KEY'];
    expect(Object.keys(found).sort()).toEqual(CONFIG_KEYS.filter((key) => !never.includes(key)).sort());
    for (const message of Object.values(found)) expect(message).toMatch(/^must /);
  });

  it('finds mistakes that several variables make together, beside the others', () => {
    expect(Object.keys(mistakes({ DISCORD_TRANSPORT: 'http', SHARD_IDS: '0', HTTP_PORT: 'x' })).sort()).toEqual([
      'DISCORD_PUBLIC_KEY',
      'DISCORD_TOKEN',
      'HTTP_PORT',
      'SHARD_COUNT',
    ]);
    expect(parse({ DISCORD_TRANSPORT: 'http', PUNCHCARD_SANDBOX: '1' })).toMatchObject({ discord: { transport: 'http' } });
    expect(mistakes({ SHARD_COUNT: '2', SHARD_IDS: '1,2' })).toHaveProperty('SHARD_IDS');
  });

  it('knows what no log line may show', () => {
    const config = parse({ DISCORD_TOKEN: 'bot-token', REDIS_URL: 'redis://me:p%40ss-word@h:1,redis://i:0ther-word@j:2' });
    expect(secretsOf(config)).toEqual(expect.arrayContaining(['bot-token', 'p%40ss-word', 'p@ss-word', '0ther-word']));
    expect(secretsOf(parse({ REDIS_URL: '/run/redis.sock' }))).toEqual(['/run/redis.sock']);
    expect(secretsOf(parse({}))).toEqual([]);
  });

  it('never shows a secret', () => {
    const config = parse({
      DISCORD_TOKEN: 'hush-hush-token',
      DISCORD_CLIENT_SECRET: 'hush-secret',
      REDIS_URL: 'redis://:hush@h:1',
    });
    expect(inspect(config, { depth: 9, showHidden: true }) + JSON.stringify(config) + String(config.redisUrl)).not.toContain(
      'hush',
    );
    const parsed = parseConfig({ DISCORD_TOKEN: 'hush hush', REDIS_URL: 'http://:hush@h' }, root);
    expect(parsed.ok ? '' : describeProblems(parsed.error)).not.toContain('hush');
  });
});

describe('.env.example', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');

  it('describes every variable once, in order, commented out', () => {
    const described = [...example.matchAll(/^# ?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
    expect(described).toEqual(CONFIG_KEYS);
  });

  it('shows the defaults that the program has', () => {
    const uncommented = [...example.matchAll(/^# ?([A-Z_]+)=(.*)$/gm)].map(([, name, value]): [string, string | undefined] => [
      name ?? '',
      value,
    ]);
    expect(parse(Object.fromEntries<string | undefined>(uncommented))).toEqual({
      ...parse({}),
      http: { host: '127.0.0.1', port: 8080, fixed: true },
      sandbox: { port: 8090, fixed: true },
    });
  });

  it('is what README.md tells', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    for (const key of CONFIG_KEYS) expect(readme).toContain(`\`${key}\``);
  });
});
