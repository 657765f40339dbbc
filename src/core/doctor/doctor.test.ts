import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { findRoot } from '../root.js';
import type { Check, Patient } from './check.js';
import { judgeEndpoint, judgeIdentity } from './checks/application.js';
import { judgeClock } from './checks/clock.js';
import { judgeSpace, judgeSync } from './checks/disk.js';
import { judgeKey } from './checks/secret-key.js';
import { judgeNode } from './checks/node.js';
import { judgeInstallation, judgeIntents } from './checks/portal.js';
import { judgePage } from './checks/web-page.js';
import { judgeMemory, judgePersistence } from './checks/redis-data.js';
import { judgeAgents, judgeRedisUrl, judgeTls } from './checks/requests.js';
import type { Application, DiscordSeen } from './discord-seen.js';
import { amber, green, grey, red, worstOf, type Finding } from './finding.js';
import { LEAST_NODE } from './least-node.js';
import { asText } from './print.js';
import { CHECK_MS, examine } from './run.js';

const NOW = Date.parse('2026-12-01T00:00:00Z');
const MEBI = 1_048_576;
const DAY = 86_400_000;
const info = (fields: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map(Object.entries(fields));
const known: Application = {
  id: '1',
  flags: 0,
  verify_key: 'ab',
  interactions_endpoint_url: null,
  bot_require_code_grant: false,
  integration_types_config: {
    '0': { oauth2_install_params: { scopes: ['bot', 'applications.commands'], permissions: '268454912' } },
  },
};
const options: DiscordSeen['options'] = {
  ...{ apiUrl: 'https://discord.com/api', token: 't', transport: 'http', membersIntent: false, commandGuilds: [] },
  ...{ applicationId: '1', publicKey: 'ab' },
};
const [LOCAL, PUBLIC] = ['http://127.0.0.1:8080', 'https://a.b'];
const back = (base: string) => ({ redirect_uris: [`${base}/login/callback`] });
const installedWith = (scopes: string[], permissions: string): Application => ({
  ...known,
  integration_types_config: { '0': { oauth2_install_params: { scopes, permissions } } },
});

const TABLE: readonly (readonly [what: string, finding: Finding | readonly Finding[], light: Finding['light'], text: RegExp])[] =
  [
    ['an old Node.js', judgeNode('20.18.3', NOW), 'red', /too old.*20\.19/],
    ['an older major', judgeNode('18.20.0', NOW), 'red', /too old/],
    ['a Node.js without support', judgeNode('20.19.0', NOW), 'amber', /no security updates since 2026-04-30/],
    ['a Node.js with support', judgeNode('24.1.0', NOW), 'green', /24\.1\.0/],
    ['a Node.js of the future', judgeNode('26.0.0', NOW), 'green', /26\.0\.0/],
    ['a full disk', judgeSpace('/d', 10 * MEBI), 'red', /^10 MiB are free for \/d$/],
    ['a disk that fills up', judgeSpace('/d', 500 * MEBI), 'amber', /500 MiB/],
    ['a roomy disk', judgeSpace('/d', 5_000 * MEBI), 'green', /5,000 MiB/],
    ['a slow disk', judgeSync(40), 'amber', /40\.0 ms/],
    ['a disk that is too slow', judgeSync(400), 'red', /400\.0 ms/],
    ['a quick disk', judgeSync(2), 'green', /2\.0 ms/],
    ['a key that is given', judgeKey({ isGiven: true, path: '/k', file: 'none' }), 'green', /SECRET_KEY/],
    ['no key yet', judgeKey({ isGiven: false, path: '/k', file: 'none' }), 'grey', /no key yet/],
    ['a key of ours', judgeKey({ isGiven: false, path: '/k', file: { mode: 0o100600 } }), 'green', /in \/k$/],
    ['a key that others read', judgeKey({ isGiven: false, path: '/k', file: { mode: 0o100644 } }), 'amber', /others on this/],
    ['a key that is none', judgeKey({ isGiven: false, path: '/k', file: 'damaged' }), 'red', /no key/],
    ['the right time', judgeClock(-1_500, 'gateway'), 'green', /agrees/],
    ['a clock that is ahead', judgeClock(7_200_000, 'gateway'), 'amber', /7,200 s ahead of/],
    ['a clock that is behind', judgeClock(-10_000, 'http'), 'amber', /10 s behind/],
    ['a clock by which signatures are too old', judgeClock(400_000, 'http'), 'red', /refused/],
    [
      'an endpoint that takes clicks away',
      judgeEndpoint('https://a.b/interactions', 'gateway'),
      'red',
      /no click reaches the gateway/,
    ],
    ['the gateway', judgeEndpoint(null, 'gateway'), 'green', /gateway/],
    ['a missing endpoint', judgeEndpoint(null, 'http'), 'red', /No Interactions|no Interactions/],
    ['an endpoint elsewhere', judgeEndpoint('https://a.b/', 'http'), 'amber', /listens on \/interactions/],
    ['an endpoint that is none', judgeEndpoint('hello', 'http'), 'amber', /listens on \/interactions/],
    ['an endpoint', judgeEndpoint('https://a.b/pc/interactions', 'http'), 'green', /a\.b/],
    ['another application', judgeIdentity(known, { ...options, applicationId: '2' }), 'red', /is 2, and the token is of 1/],
    ['another public key', judgeIdentity(known, { ...options, publicKey: 'cd' }), 'red', /PUBLIC_KEY/],
    ['an intent that is not given', judgeIntents(0, true), 'red', /refuses the connection/],
    ['an intent of a small bot', judgeIntents(1 << 15, true), 'green', /switched on/],
    ['an intent of a large bot', judgeIntents(1 << 14, true), 'green', /switched on/],
    ['an intent that is not needed', judgeIntents(0, false), 'green', /no privileged/],
    ['a good link', judgeInstallation(known), 'green', /Add App/],
    ['a link without commands', judgeInstallation(installedWith(['bot'], '8')), 'red', /applications\.commands/],
    [
      'a link without permissions',
      judgeInstallation(installedWith(['bot', 'applications.commands'], '0')),
      'amber',
      /Manage Roles/,
    ],
    ['no link', judgeInstallation({ ...known, integration_types_config: { '0': {} } }), 'amber', /no settings for servers/],
    [
      'a link of their own',
      judgeInstallation({ ...known, integration_types_config: { '0': {} }, custom_install_url: 'https://x.y' }),
      'green',
      /x\.y/,
    ],
    ['no servers', judgeInstallation({ ...known, integration_types_config: { '1': {} } }), 'red', /cannot be installed/],
    ['a code grant', judgeInstallation({ ...known, bot_require_code_grant: true }), 'red', /code grant/],
    ['no page', judgePage({ hasSecret: false, publicUrl: null, base: LOCAL }, known), 'grey', /nobody logs in/],
    [
      'a page without a secret',
      judgePage({ hasSecret: false, publicUrl: PUBLIC, base: PUBLIC }, known),
      'red',
      /SECRET is missing/,
    ],
    [
      'a page for one machine',
      judgePage({ hasSecret: true, publicUrl: null, base: LOCAL }, back(LOCAL)),
      'amber',
      /this machine alone/,
    ],
    [
      'a page that others can read along',
      judgePage({ hasSecret: true, publicUrl: 'http://a.b', base: 'http://a.b' }, back('http://a.b')),
      'red',
      /not encrypted/,
    ],
    [
      'a page without a way back',
      judgePage({ hasSecret: true, publicUrl: PUBLIC, base: PUBLIC }, back('https://c.d')),
      'red',
      /a\.b\/login/,
    ],
    [
      'a page of which nothing is known',
      judgePage({ hasSecret: true, publicUrl: PUBLIC, base: PUBLIC }, null),
      'grey',
      /does not say/,
    ],
    ['a page', judgePage({ hasSecret: true, publicUrl: PUBLIC, base: PUBLIC }, back(PUBLIC)), 'green', /people log in at/],
    ['no append-only file', judgePersistence(info({ aof_enabled: '0' })), 'amber', /ten minutes/],
    [
      'one that is not written',
      judgePersistence(info({ aof_enabled: '1', aof_last_write_status: 'err' })),
      'red',
      /cannot be written/,
    ],
    ['a failed snapshot', judgePersistence(info({ aof_enabled: '1', rdb_last_bgsave_status: 'err' })), 'red', /snapshot/],
    ['one that is written', judgePersistence(info({ aof_enabled: '1', aof_last_write_status: 'ok' })), 'green', /is on/],
    ['eviction', judgeMemory(info({ maxmemory_policy: 'volatile-ttl', maxmemory: String(MEBI) })), 'red', /throws away/],
    ['eviction without a limit', judgeMemory(info({ maxmemory_policy: 'allkeys-lru', maxmemory: '0' })), 'amber', /yet/],
    [
      'little memory',
      judgeMemory(info({ maxmemory: String(100 * MEBI), used_memory: String(90 * MEBI) })),
      'amber',
      /90 MiB of 100 MiB/,
    ],
    ['enough memory', judgeMemory(info({ maxmemory: String(100 * MEBI), used_memory: String(9 * MEBI) })), 'green', /noeviction/],
    ['requests without a name', judgeAgents([undefined]), 'red', /nothing/],
    ['requests of a stranger', judgeAgents(['DiscordBot (https://a.b, 1)', 'undici']), 'red', /undici/],
    ['no requests', judgeAgents([]), 'red', /nothing/],
    ['requests with a name', judgeAgents(['DiscordBot (https://a.b, 1) Punchcard']), 'green', /Punchcard/],
    [
      'a certificate of somebody else',
      judgeTls('h', { protocol: 'TLSv1.3', distrust: 'CERT', until: NOW + 90 * DAY }, NOW),
      'red',
      /not trusted \(CERT\)/,
    ],
    [
      'a certificate that ends',
      judgeTls('h', { protocol: 'TLSv1.3', distrust: null, until: NOW + 3 * DAY }, NOW),
      'amber',
      /3 days/,
    ],
    ['a certificate', judgeTls('h', { protocol: 'TLSv1.3', distrust: null, until: NOW + 90 * DAY }, NOW), 'green', /TLSv1\.3/],
    ['a Redis over the network', judgeRedisUrl('redis://a.b:1'), 'amber', /without TLS/],
    ['a cluster, one node of it elsewhere', judgeRedisUrl('redis://127.0.0.1:1,redis://a.b:2'), 'amber', /without TLS/],
    ['a Redis by TLS', judgeRedisUrl('rediss://a.b:1'), 'green', /TLS/],
    ['a Redis here', judgeRedisUrl('redis://127.0.0.1:1'), 'green', /this machine/],
    ['a Redis by its socket', judgeRedisUrl('unix:///tmp/x'), 'green', /socket/],
  ];

describe('a finding', () => {
  it.each(TABLE)('of %s', (_what, found, light, text) => {
    const findings = [found].flat();
    expect(worstOf(findings)).toBe(light);
    const worst = findings.filter((finding) => finding.light === light);
    expect(worst.map((finding) => finding.text).join('\n')).toMatch(text);
    // Who is worried is told what to do, and only they.
    for (const finding of findings) expect(finding.mend !== null).toBe(finding.light === 'amber' || finding.light === 'red');
  });

  it('has the least version of Node.js from package.json', () => {
    expect(readFileSync(join(findRoot(), 'package.json'), 'utf8')).toContain(`"node": ">=${LEAST_NODE}"`);
  });

  it('that is the worst is red, then amber, then green; grey counts for nothing', () => {
    expect(worstOf([green('a'), red('b', 'c'), amber('d', 'e')])).toBe('red');
    expect(worstOf([grey('a'), green('b')])).toBe('green');
    expect(worstOf([])).toBe('grey');
  });
});

describe('a report', () => {
  const clock = new FakeClock(NOW);
  const patient = { clock } as unknown as Patient;
  const about = { version: '1.2.3', clock };
  const check = (name: string, look: Check['look']): Check => ({ name, look });

  it('is bounded in time, and one that fails keeps no other from being told', async () => {
    const looking = examine(
      [
        check('Quick', () => Promise.resolve([green('fine')])),
        check('Broken', () => Promise.reject(new Error('no such thing'))),
        check('Hanging', () => new Promise(() => undefined)),
      ],
      patient,
      about,
    );
    await clock.advanceAsync(CHECK_MS);
    const report = await looking;
    expect(report).toMatchObject({ version: '1.2.3', worst: 'red' });
    expect(report.findings.map(({ check: name, light, text }) => `${name} ${light} ${text}`)).toEqual([
      'Quick green fine',
      'Broken red it could not be looked at: no such thing',
      'Hanging red it came to no end within 20 s',
    ]);
  });

  it('is one line for each finding, and below it what to do', async () => {
    const report = await examine([check('One', () => Promise.resolve([green('fine'), amber('hm', 'do this')]))], patient, about);
    expect(report.at).toBe(new Date(clock.now()).toISOString());
    const lines = asText(report, false).split('\n');
    expect(lines).toContain('  ok    One  fine');
    expect(lines).toContain('  WARN  One  hm');
    expect(lines).toContain('             -> do this');
    expect(asText(report, true)).toContain('\u001b[33mWARN\u001b[0m');
  });
});
