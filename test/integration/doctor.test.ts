import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createSecureServer } from 'node:https';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandPayloads } from '../../src/commands/index.js';
import { parseConfig } from '../../src/core/config.js';
import type { Check, Patient } from '../../src/core/doctor/check.js';
import { application } from '../../src/core/doctor/checks/application.js';
import { clock } from '../../src/core/doctor/checks/clock.js';
import { commands } from '../../src/core/doctor/checks/commands.js';
import { ports } from '../../src/core/doctor/checks/ports.js';
import { redisMemory, redisPersistence } from '../../src/core/doctor/checks/redis-data.js';
import { redisRights } from '../../src/core/doctor/checks/redis-rights.js';
import { redisServer } from '../../src/core/doctor/checks/redis-server.js';
import { requests } from '../../src/core/doctor/checks/requests.js';
import { servers } from '../../src/core/doctor/checks/servers.js';
import { doctor } from '../../src/core/doctor/doctor.js';
import { Report, type Finding } from '../../src/core/doctor/finding.js';
import { patientOf } from '../../src/core/doctor/patient.js';
import { guildSpace, requestId, roleId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import { keys } from '../../src/engine/redis/keys.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { makeCertificates, opensslMissing } from '../support/certificates.js';
import { realClock, testChain } from '../support/chain.js';
import { FakeRandom } from '../support/fakes.js';
import { rawRedis } from '../support/raw-redis.js';
import { dumpRedis } from '../support/redis-dump.js';
import { userRules } from '../support/redis-user.js';
import { freePort, startRedis, type RedisProcess } from '../support/redis.js';

const ROOT = join(import.meta.dirname, '../..');
const BUILT = process.env['PUNCHCARD_MAIN']?.replace(/main\.js$/, 'doctor/main.js');
const PROGRAM = BUILT === undefined ? ['--import', 'tsx', 'src/core/doctor/main.ts'] : [BUILT];
const PASSWORD = 'hunter2hunter2';

let sandbox: Sandbox;
let redis: RedisProcess;
let dir: string;
beforeAll(async () => {
  [sandbox, redis] = await Promise.all([startSandbox({ requestLog: 10_000 }), startRedis({ port: 0 })]);
  dir = await mkdtemp(join(tmpdir(), 'pc-doctor-'));
});
afterAll(async () => {
  await Promise.all([sandbox.close(), redis.stop()]);
  await rm(dir, { recursive: true, force: true });
});

const environmentWith = (given: Readonly<Record<string, string>>): Record<string, string> => ({
  DISCORD_TOKEN: sandbox.token,
  DISCORD_API_URL: sandbox.apiUrl,
  REDIS_URL: redis.url,
  DATA_DIR: join(dir, 'data'),
  HTTP_PORT: '0',
  ...given,
});

/** What a check finds with these variables. */
const look = async (check: Check, given: Readonly<Record<string, string>> = {}, change: Partial<Patient> = {}) => {
  const environment = environmentWith(given);
  const parsed = parseConfig(environment, dir);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const { patient, close } = await patientOf(parsed.value, environment, { clock: realClock, random: new FakeRandom() });
  try {
    return await check.look({ ...patient, ...change });
  } finally {
    await close();
  }
};
const told = (findings: readonly Finding[]): string => findings.map(({ light, text }) => `${light}: ${text}`).join('\n');

describe('Redis', () => {
  it('is green as the bot wants it', async () => {
    expect(told(await look(redisServer))).toMatch(/^green: (Redis|Valkey) [\d.]+ answers and takes changes$/);
    for (const check of [redisPersistence, redisMemory, redisRights]) expect(told(await look(check))).toMatch(/^green: /);
  });

  it('that throws keys away is red, and without an append-only file amber', async () => {
    const bad = await startRedis({
      settings: ['--maxmemory', '50mb', '--maxmemory-policy', 'allkeys-lru', '--appendonly', 'no'],
    });
    expect(told(await look(redisMemory, { REDIS_URL: bad.url }))).toMatch(
      /^red: maxmemory-policy is allkeys-lru: when 50 MiB are full/,
    );
    expect(told(await look(redisPersistence, { REDIS_URL: bad.url }))).toMatch(/^amber: no append-only file/);
    await bad.stop();
  });

  it('names every right that the user lacks, and finds none missing with those of the documentation', async () => {
    await redis.command('ACL', 'SETUSER', 'doctor', 'on', `>${PASSWORD}`, ...userRules());
    const url = redis.url.replace('redis://', `redis://doctor:${PASSWORD}@`);
    expect(told(await look(redisRights, { REDIS_URL: url }))).toMatch(/^green: /);
    await redis.command('ACL', 'SETUSER', 'doctor', '-zadd', '-xinfo');
    expect(told(await look(redisRights, { REDIS_URL: url }))).toMatch(/^red: .* may not run XINFO\|STREAM, ZADD on keys/);
    await redis.command('ACL', 'SETUSER', 'doctor', '+zadd', '+xinfo', 'resetkeys', '~other:*');
    expect(told(await look(redisRights, { REDIS_URL: url }))).toMatch(/^red: .*GET.*HSET.*ZADD/);
    await redis.command('ACL', 'DELUSER', 'doctor');
  });

  it('that is not there, refuses the password, or is of the future is red', async () => {
    const nowhere = `redis://127.0.0.1:${await freePort()}`;
    expect(told(await look(redisServer, { REDIS_URL: nowhere }))).toMatch(/^red: Redis cannot be reached: .*ECONNREFUSED/);
    expect(told(await look(redisRights, { REDIS_URL: nowhere }))).toMatch(/^grey: /);
    const wrong = redis.url.replace('redis://', `redis://nobody:${PASSWORD}@`);
    expect(told(await look(redisServer, { REDIS_URL: wrong }))).toMatch(/^red: .*WRONGPASS/);
    await redis.command('SET', keys.schema, '99');
    expect(told(await look(redisServer))).toMatch(/red: the database has schema 99/);
    await redis.command('SET', keys.schema, '3');
    expect(told(await look(redisServer))).toMatch(/amber: the database has schema 3; the next start/);
    await redis.command('DEL', keys.schema);
  });

  it('that is a replica is red', async () => {
    const replica = await startRedis({ settings: ['--replicaof', '127.0.0.1', new URL(redis.url).port] });
    expect(told(await look(redisServer, { REDIS_URL: replica.url }))).toMatch(/^red: .*(replica|loading)/);
    await replica.stop();
  });
});

describe('Discord', () => {
  const route = (method: string, body?: unknown) =>
    fetch(`${sandbox.apiUrl}/v10${method.split(' ')[1] ?? ''}`, {
      method: method.split(' ')[0] ?? 'GET',
      headers: {
        authorization: `Bot ${sandbox.token}`,
        'content-type': 'application/json',
        'user-agent': 'DiscordBot (https://a.b, 1)',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  it('that takes the token is green, and one that refuses it red, without a word of it', async () => {
    expect(told(await look(application))).toMatch(
      /^green: the token is accepted, of application \d+\ngreen: interactions come over/,
    );
    const refused = await look(application, { DISCORD_TOKEN: 'another.token.altogether' });
    expect(told(refused)).toBe('red: Discord does not accept the token');
    expect(JSON.stringify(refused)).not.toContain('another.token');
  });

  it('that cannot be reached is red, and what needs it is not looked at', async () => {
    const nowhere = { DISCORD_API_URL: `http://127.0.0.1:${await freePort()}/api` };
    expect(told(await look(application, nowhere))).toMatch(/^red: Discord cannot be asked/);
    for (const check of [commands, servers, clock]) expect(told(await look(check, nowhere))).toMatch(/^grey: /);
  });

  it('whose clock is another is amber', async () => {
    const ahead = { ...realClock, now: () => realClock.now() + 90_000 };
    expect(told(await look(clock))).toMatch(/^green: /);
    const environment = environmentWith({});
    const parsed = parseConfig(environment, dir);
    if (!parsed.ok) throw new Error('configuration');
    const { patient, close } = await patientOf(parsed.value, environment, { clock: ahead, random: new FakeRandom() });
    expect(told(await clock.look(patient))).toMatch(/^amber: is (89|90|91) s ahead of that of Discord/);
    await close();
  });

  it('tells which commands are not there, are those of another version, and are ours', async () => {
    const place = `PUT /applications/${sandbox.applicationId}/commands`;
    expect(told(await look(commands))).toBe('amber: no commands are registered globally');
    await route(place, [{ name: 'other', description: 'of another version' }]);
    expect(told(await look(commands))).toMatch(
      /^amber: the 1 commands that are registered globally are not those of this version/,
    );
    await route(place, commandPayloads());
    expect(told(await look(commands))).toMatch(/^green: \d+ commands are registered globally/);
    const [guild] = [...sandbox.world.guilds.keys()];
    const inGuild = told(await look(commands, { DISCORD_COMMAND_GUILDS: `${guild ?? ''},1` }));
    expect(inGuild).toMatch(/amber: no commands are registered in server/);
    expect(inGuild).toMatch(/red: the commands of server 1 cannot be read/);
    expect(inGuild).toMatch(/amber: commands are registered globally too/);
    await route(place, []);
  });

  it('tells of each server what the bot lacks, and which roles it cannot give', async () => {
    expect(told(await look(servers))).toMatch(/^green: \d+ servers, and nothing is lacking there/);
    const [guild] = [...sandbox.world.guilds.values()];
    if (guild === undefined) throw new Error('the sandbox has no server');
    const chain = await testChain(redis.url);
    const by = { actor: null, requestId: requestId('doctor'), at: Date.now(), event: 'settingChanged' };
    await chain.spaces.update(guildSpace(guild.id), by, (config) =>
      ok({ ...config, settings: { ...config.settings, onRole: roleId('12345') } }),
    );
    await chain.close();
    expect(told(await look(servers))).toMatch(new RegExp(`^red: .*\\(${guild.id}\\): role 12345: .+`));
    for (const role of guild.roles.values()) role.permissions = '0';
    expect(told(await look(servers))).toMatch(
      new RegExp(`amber: .*\\(${guild.id}\\): the bot lacks View Channels, Send Messages, Embed Links, Manage Roles`),
    );
  });
});

describe('ports and ways', () => {
  it('a port is green when it is free or ours, and red when somebody else has it', async () => {
    expect(told(await look(ports))).toMatch(/^green: HTTP_PORT takes any free port/);
    const other = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nhello'));
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const taken = await look(ports, { HTTP_PORT: String(port) });
    expect(told(taken)).toBe(`red: HTTP_PORT ${port} on 127.0.0.1 is used by another program`);
    other.close();
    expect(told(await look(ports, { HTTP_PORT: String(await freePort()) }))).toMatch(/^green: .* is free$/);
    expect(told(await look(ports, { HTTP_HOST: '192.0.2.1', HTTP_PORT: '8099' }))).toMatch(/^red: .*EADDRNOTAVAIL/);
  });

  it('requests are green as they are sent, and red without checks of certificates', async () => {
    expect(told(await look(requests))).toMatch(/^green: requests name themselves: DiscordBot .*\ngreen: .* on this machine/);
    const unchecked = await look(requests, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect(told(unchecked)).toContain('red: NODE_TLS_REJECT_UNAUTHORIZED=0');
  });

  it.skipIf(opensslMissing !== null)('a certificate that nobody knows is red', async () => {
    const certificates = await makeCertificates();
    const server = createSecureServer({ cert: certificates.server.cert, key: certificates.server.key }, (_request, response) =>
      response.end('{}'),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(told(await look(requests, { DISCORD_API_URL: `https://127.0.0.1:${port}/api` }))).toMatch(
      /red: the certificate of 127\.0\.0\.1:\d+ is not trusted/,
    );
    server.close();
    await certificates.remove();
  });
});

describe('npm run doctor', () => {
  const run = (args: readonly string[], env: Readonly<Record<string, string>>) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        [...PROGRAM, ...args],
        { cwd: ROOT, env: { PATH: process.env['PATH'] ?? '', ...env } },
        (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });

  it('reports as JSON, ends by the worst, shows no secret and changes nothing', { timeout: 60_000 }, async () => {
    await redis.command('ACL', 'SETUSER', 'doctor', 'on', `>${PASSWORD}`, ...userRules());
    const raw = await rawRedis(redis.url);
    const before = await dumpRedis(raw.connection);
    const since = (await (await fetch(`${sandbox.url}/sandbox/requests?since=0`)).json()) as { n: number; method: string }[];
    const last = since.at(-1)?.n ?? 0;

    const env = environmentWith({ REDIS_URL: redis.url.replace('redis://', `redis://doctor:${PASSWORD}@`) });
    const { code, stdout, stderr } = await run(['--json'], env);
    expect(stderr).toBe('');
    const report = Report.parse(JSON.parse(stdout));
    expect(code).toBe({ grey: 0, green: 0, amber: 1, red: 2 }[report.worst]);
    // The role that a test above has set is not there.
    expect(report.worst).toBe('red');
    const about = new Set(report.findings.map(({ check }) => check));
    expect([...about]).toEqual([
      ...[
        'Node.js',
        'Disk',
        'Secret key',
        'Ports',
        'Clock',
        'Requests',
        'Redis',
        'Redis persistence',
        'Redis memory',
        'Redis rights',
      ],
      ...['Application', 'Intents', 'Install settings', 'Web page', 'Commands', 'Servers'],
    ]);
    // Nobody has to let people log in, or to connect another program.
    expect(report.findings.filter(({ light }) => light === 'grey').map(({ check }) => check)).toEqual(['Secret key', 'Web page']);
    for (const secret of [PASSWORD, sandbox.token]) expect(stdout).not.toContain(secret);

    const sent = (await (await fetch(`${sandbox.url}/sandbox/requests?since=${last}`)).json()) as { n: number; method: string }[];
    expect(sent.length).toBeGreaterThan(3);
    expect([...new Set(sent.map(({ method }) => method))]).toEqual(['GET']);
    expect(await dumpRedis(raw.connection)).toBe(before);
    await raw.connection.close();
  });

  it('tells mistakes of the configuration with 2, and wrong arguments with 3', async () => {
    const inProcess = async (args: readonly string[], given: Readonly<Record<string, string>>) => {
      const [said, complained]: [string[], string[]] = [[], []];
      const streams = { out: (text: string) => void said.push(text), err: (text: string) => void complained.push(text) };
      const code = await doctor({ args, environment: environmentWith(given), root: ROOT, colour: false, ...streams });
      return { code, out: said.join(''), err: complained.join('') };
    };
    const wrong = await inProcess(['--json'], { HTTP_PORT: '70000', DISCORD_TOKEN: 'a secret of ours' });
    expect(wrong.code).toBe(2);
    expect(wrong.out).not.toContain('a secret of ours');
    expect(Report.parse(JSON.parse(wrong.out)).findings).toMatchObject([
      { check: 'Configuration', light: 'red', mend: expect.stringContaining('HTTP_PORT must be') as string },
    ]);
    const usage = await inProcess(['--yaml'], {});
    expect(usage).toMatchObject({ code: 3, out: '', err: expect.stringContaining('npm run doctor -- [--json]') as string });
    expect(await inProcess(['--help'], {})).toMatchObject({ code: 0, err: '' });
  });
});
