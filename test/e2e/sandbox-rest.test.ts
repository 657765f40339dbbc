import { createServer } from 'node:http';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPublicKey, verify } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { DiscordUser } from '../support/discord-user.js';
import { callRest, createFakeClock, labOf, people, type Answer } from './sandbox-kit.js';

describe("the sandbox's REST API", () => {
  let sandbox: Sandbox;
  const open: { close(): unknown }[] = [];
  let dataDir: string;

  const start = async (options: SandboxOptions = {}): Promise<void> => {
    sandbox = await startSandbox(options);
  };
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'));
    await start();
  });
  afterEach(async () => {
    for (const one of open.splice(0)) one.close();
    await sandbox.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const call = (method: string, path: string, body?: unknown, token = sandbox.token): Promise<Answer> =>
    callRest(sandbox, method, path, { body, headers: { authorization: `Bot ${token}` } });
  const commandsPath = () => `/applications/${sandbox.applicationId}/commands`;
  const send = (body: unknown) => call('POST', `/channels/${labOf(sandbox).channel.id}/messages`, body);
  const person = async (name: 'ada' | 'ben' = 'ben'): Promise<DiscordUser> => {
    const user = await DiscordUser.connect(sandbox.url, people(sandbox)[name]);
    open.push(user);
    return user;
  };

  /** An app that never answers by itself: the test answers by hand. */
  const silentApp = async (): Promise<{ user: DiscordUser; begin: () => Promise<{ id: string; token: string }> }> => {
    await call('PUT', commandsPath(), [{ name: 'hello', description: 'x' }]);
    const seen: { id: string; token: string }[] = [];
    const server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        seen.push(z.object({ id: z.string(), token: z.string() }).parse(JSON.parse(Buffer.concat(chunks).toString())));
        response.writeHead(202).end();
        arrived?.();
      });
    });
    let arrived: (() => void) | undefined;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(server);
    const { port } = z.custom<AddressInfo>().parse(server.address());
    sandbox.world.application.interactionsUrl = `http://127.0.0.1:${port}/`;
    const user = await person();
    const { guild, channel } = labOf(sandbox);
    return {
      user,
      begin: async () => {
        const here = new Promise<void>((resolve) => (arrived = resolve));
        user.commandOutcome(guild.id, channel.id, 'hello').catch(() => undefined);
        await here;
        return seen.at(-1)!;
      },
    };
  };

  it('asks for the token', async () => {
    expect(await call('GET', '/users/@me', undefined, 'wrong')).toMatchObject({
      status: 401,
      body: { code: 0, message: '401: Unauthorized' },
    });
    expect(await call('GET', '/users/@me')).toMatchObject({ status: 200, body: { id: sandbox.applicationId, bot: true } });
    expect(await call('GET', '/nowhere')).toMatchObject({ status: 404, body: { message: '404: Not Found', code: 0 } });
  });

  it('asks who calls: every request needs the User-Agent of a bot, also one with a token in its path', async () => {
    for (const path of ['/users/@me', '/webhooks/1/token/messages/@original']) {
      for (const userAgent of ['node', 'DiscordBot', 'DiscordBot (https://example.com)', 'Mozilla/5.0 (DiscordBot)']) {
        const answer = await callRest(sandbox, 'GET', path, { headers: { 'user-agent': userAgent } });
        expect(answer).toMatchObject({ status: 403, body: { code: 40333 } });
      }
    }
    const appended = { 'user-agent': 'DiscordBot (https://discord.js.org, 2.6.3) Node.js/20.20.2' };
    expect((await callRest(sandbox, 'GET', '/users/@me', { headers: appended })).status).toBe(200);
  });

  it('refuses messages beyond the limits, naming every mistake where it is', async () => {
    expect(await send({})).toMatchObject({ status: 400, body: { code: 50006 } });
    const tooMuch = await send({
      content: 'x'.repeat(2001),
      embeds: [{ title: 'y'.repeat(257), fields: [{ name: '', value: 'v' }] }],
    });
    expect(tooMuch).toMatchObject({
      status: 400,
      body: {
        code: 50035,
        message: 'Invalid Form Body',
        errors: {
          content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }] },
          embeds: {
            0: { title: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] }, fields: { 0: { name: { _errors: [{}] } } } },
          },
        },
      },
    });
    expect(await send({ content: 'x'.repeat(2000) })).toMatchObject({ status: 200 });
  });

  it('answers with the documented codes for what does not exist', async () => {
    const { guild, channel } = labOf(sandbox);
    expect((await call('GET', '/channels/1')).body).toMatchObject({ code: 10003 });
    expect((await call('GET', '/guilds/1')).body).toMatchObject({ code: 10004 });
    expect((await call('GET', `/guilds/${guild.id}/members/1`)).body).toMatchObject({ code: 10013 });
    sandbox.world.leave(guild, people(sandbox).mika);
    expect((await call('GET', `/guilds/${guild.id}/members/${people(sandbox).mika}`)).body).toMatchObject({ code: 10007 });
    expect((await call('GET', `/channels/${channel.id}/messages/1`)).body).toMatchObject({ code: 10008 });
    expect((await call('GET', `${commandsPath()}/1`)).body).toMatchObject({ code: 10063 });
    expect((await call('PUT', `/guilds/${guild.id}/members/${people(sandbox).ben}/roles/1`)).body).toMatchObject({ code: 10011 });
  });

  it('answers role calls with 204 and no content type', async () => {
    const { guild } = labOf(sandbox);
    const role = z.object({ id: z.string() }).parse((await call('POST', `/guilds/${guild.id}/roles`, { name: 'r' })).body);
    const answer = await call('PUT', `/guilds/${guild.id}/members/${people(sandbox).ben}/roles/${role.id}`);
    expect(answer.status).toBe(204);
    expect(answer.headers.get('content-type')).toBeNull();
    expect((await call('GET', '/users/@me')).headers.get('content-type')).toBe('application/json');
    expect((await call('GET', '/nowhere')).headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('9');
  });

  it('checks commands', async () => {
    const errors = async (body: unknown) => (await call('POST', commandsPath(), body)).body;
    expect(await errors({ name: 'Upper', description: 'x' })).toMatchObject({
      code: 50035,
      errors: { name: { _errors: [{ code: 'APPLICATION_COMMAND_INVALID_NAME' }] } },
    });
    expect(await errors({ name: 'a', description: '' })).toMatchObject({ errors: { description: {} } });
    const first = await call('POST', commandsPath(), { name: 'a', description: 'x' });
    expect(first.status).toBe(201);
    const again = await call('POST', commandsPath(), { name: 'a', description: 'y' });
    expect(again).toMatchObject({
      status: 200,
      body: { id: z.object({ id: z.string() }).parse(first.body).id, description: 'y' },
    });
    expect(
      await call('PUT', commandsPath(), [
        { name: 'b', description: 'x' },
        { name: 'b', description: 'x' },
      ]),
    ).toMatchObject({ status: 400 });
    expect(await call('PUT', commandsPath(), [{ name: 'b', description: 'x', name_localizations: { de: 'be' } }])).toMatchObject({
      status: 200,
    });
    const menus = (count: number) => Array.from({ length: count }, (_, n) => ({ type: 2, name: `Menu ${n}` }));
    expect(await call('PUT', commandsPath(), menus(16))).toMatchObject({ status: 400, body: { code: 30032 } });
    expect(
      (await call('PUT', commandsPath(), [...menus(15), { name: 'b', description: 'x', name_localizations: { de: 'be' } }]))
        .status,
    ).toBe(200);
    expect(await call('POST', commandsPath(), { type: 2, name: 'One more' })).toMatchObject({ body: { code: 30032 } });
    expect((await call('POST', commandsPath(), { type: 3, name: 'One more' })).status).toBe(201);
    expect((await call('PUT', commandsPath(), [{ name: 'b', description: 'x', name_localizations: { de: 'be' } }])).status).toBe(
      200,
    );
    expect((await call('GET', `${commandsPath()}?with_localizations=true`)).body).toMatchObject([
      { name: 'b', name_localizations: { de: 'be' } },
    ]);
  });

  it('allows 50 requests a second under the token, and counts none that has a token of its own', async () => {
    const clock = createFakeClock();
    await sandbox.close();
    await start({ clock });
    const statuses: number[] = [];
    for (let i = 0; i < 51; i++) statuses.push((await call('GET', i % 2 === 0 ? '/users/@me' : '/applications/@me')).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(50);
    const limited = await call('GET', '/users/@me');
    expect(limited).toMatchObject({ status: 429, body: { global: true, retry_after: 1 } });
    expect(limited.headers.get('x-ratelimit-global')).toBe('true');
    expect((await call('POST', '/interactions/1/x/callback', { type: 4 })).status).toBe(404);
    clock.advance(1000);
    expect((await call('GET', '/users/@me')).status).toBe(200);
  });

  it('limits messages per channel', async () => {
    for (let i = 0; i < 5; i++) expect((await send({ content: 'x' })).status).toBe(200);
    const limited = await send({ content: 'x' });
    expect(limited).toMatchObject({ status: 429, body: { global: false } });
    expect(limited.headers.get('x-ratelimit-scope')).toBe('user');
    expect(limited.headers.get('x-ratelimit-bucket')).toMatch(/^[0-9a-f]{16}$/);
  });

  it('takes one acknowledgement, within 3 seconds, and edits for 15 minutes', async () => {
    const clock = createFakeClock();
    await sandbox.close();
    await start({ clock });
    const { user, begin } = await silentApp();
    const first = await begin();
    const callback = (at: { id: string; token: string }) =>
      call('POST', `/interactions/${at.id}/${at.token}/callback`, { type: 4, data: { content: 'x' } });
    expect(
      (await call('POST', `/interactions/${first.id}/${first.token}/callback`, { type: 8, data: { choices: [] } })).body,
    ).toMatchObject({ code: 50035 });
    clock.advance(2999);
    expect((await callback(first)).status).toBe(204);
    expect(await callback(first)).toMatchObject({ status: 400, body: { code: 40060 } });
    const webhook = `/webhooks/${sandbox.applicationId}/${first.token}`;
    clock.advance(14 * 60_000);
    expect((await call('PATCH', `${webhook}/messages/@original`, { content: 'y' })).body).toMatchObject({ content: 'y' });
    const second = await begin();
    expect((await call('POST', `/webhooks/${sandbox.applicationId}/${second.token}`, { content: 'x' })).body).toMatchObject({
      code: 10015,
    });
    clock.advance(3000);
    expect(await callback(second)).toMatchObject({ status: 404, body: { code: 10062 } });
    await user.waitFor('the failure', (event) => event.type === 'interaction' && event.status === 'failed', 0);
    clock.advance(60_000);
    expect(await call('PATCH', `${webhook}/messages/@original`, { content: 'z' })).toMatchObject({
      status: 401,
      body: { code: 50027 },
    });
  });

  it('POSTs interactions to the endpoint, signed; takes a URL only from those who check the signature', async () => {
    let careful = false;
    const key = createPublicKey({
      key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(sandbox.publicKey, 'hex')]),
      format: 'der',
      type: 'spki',
    });
    const server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const timestamp = String(incoming.headers['x-signature-timestamp']);
        const signature = Buffer.from(String(incoming.headers['x-signature-ed25519']), 'hex');
        if (careful && !verify(null, Buffer.from(timestamp + body), key, signature)) return response.writeHead(401).end();
        const { type } = z.object({ type: z.number() }).parse(JSON.parse(body));
        response.writeHead(200, { 'content-type': 'application/json' });
        return response.end(JSON.stringify(type === 1 ? { type: 1 } : { type: 4, data: { content: 'by HTTP' } }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(server);
    const { port } = z.custom<AddressInfo>().parse(server.address());
    const set = () => call('PATCH', '/applications/@me', { interactions_endpoint_url: `http://127.0.0.1:${port}/` });
    expect(await set()).toMatchObject({ status: 400, body: { errors: { interactions_endpoint_url: {} } } });
    careful = true;
    expect(await set()).toMatchObject({ status: 200, body: { verify_key: sandbox.publicKey } });
    await call('PUT', commandsPath(), [{ name: 'hello', description: 'x' }]);
    const { guild, channel } = labOf(sandbox);
    expect((await (await person()).command(guild.id, channel.id, 'hello')).content).toBe('by HTTP');
  });

  it('offers a command only to those who may use it', async () => {
    await call('PUT', commandsPath(), [{ name: 'admin', description: 'x', default_member_permissions: '32', contexts: [0] }]);
    const [ada, ben] = [await person('ada'), await person('ben')];
    expect((await ada.state()).guilds[0]?.commands.map(({ name }) => name)).toEqual(['admin']);
    expect((await ben.state()).guilds[0]?.commands).toEqual([]);
    const { guild, channel } = labOf(sandbox);
    await expect(ben.command(guild.id, channel.id, 'admin')).rejects.toThrow('no such command');
  });

  it('logs requests and does what faults order', async () => {
    await fetch(`${sandbox.url}/sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'rest', path: '/users/@me', status: 500, count: 1 }),
    });
    expect((await call('GET', '/users/@me')).status).toBe(500);
    expect((await call('GET', '/users/@me')).status).toBe(200);
    const logged: unknown = await (await fetch(`${sandbox.url}/sandbox/requests?since=1`)).json();
    expect(logged).toMatchObject([{ n: 2, method: 'GET', path: '/users/@me', status: 200 }]);
  });

  it('remembers everything, and sets a broken snapshot aside', async () => {
    await sandbox.close();
    await start({ dataDir });
    const { token, url } = sandbox;
    const form = new FormData();
    form.set('payload_json', JSON.stringify({ content: 'kept' }));
    form.set('files[0]', new File(['hello'], 'a b.txt', { type: 'text/plain' }));
    const { channel } = labOf(sandbox);
    await callRest(sandbox, 'POST', `/channels/${channel.id}/messages`, { body: form });
    await sandbox.close();
    await start({ dataDir });
    expect(sandbox.token).toBe(token);
    expect(sandbox.url).not.toBe(url);
    const [message] = await (await person()).messages(channel.id);
    expect(message).toMatchObject({ content: 'kept', attachments: [{ filename: 'a_b.txt' }] });
    expect(await (await fetch(message!.attachments[0]!.url)).text()).toBe('hello');
    await sandbox.close();
    await writeFile(join(dataDir, 'world.json'), '{"version":1,');
    await start({ dataDir });
    expect((await readdir(dataDir)).filter((name) => name.includes('unreadable'))).toHaveLength(1);
    expect(sandbox.world.guilds.size).toBe(2);
  });

  it('is closed to other web pages', async () => {
    const ask = (path: string, headers: Record<string, string>): Promise<number> =>
      new Promise((resolve, reject) => {
        const outgoing = request(`${sandbox.url}${path}`, { headers }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        outgoing.on('error', reject).end();
      });
    const path = `/sandbox/state?as=${people(sandbox).ben}`;
    expect(await ask(path, {})).toBe(200);
    expect(await ask(path, { origin: sandbox.url })).toBe(200);
    expect(await ask(path, { host: 'evil.example' })).toBe(403);
    expect(await ask(path, { origin: 'https://evil.example' })).toBe(403);
    expect(await ask(path, { 'sec-fetch-site': 'cross-site' })).toBe(403);
  });

  it('moves its time forward: ids and headers go along', async () => {
    const move = (body: unknown) =>
      fetch(`${sandbox.url}/sandbox/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const hour = 3_600_000;
    expect((await move({ by: 2 * hour })).status).toBe(200);
    const ahead = (ms: number) => Math.round((ms - Date.now()) / hour);
    const after = await call('GET', '/users/@me');
    expect(ahead(Date.parse(after.headers.get('date') ?? ''))).toBe(2);
    expect(ahead(Number(after.headers.get('x-ratelimit-reset')) * 1_000)).toBe(2);
    expect(ahead(Number(BigInt(sandbox.world.ids.next()) >> 22n) + 1_420_070_400_000)).toBe(2);
    for (const [body, status] of [
      [{ to: Date.now() }, 409],
      [{ by: -1 }, 400],
      [{ by: 1, to: 2 }, 400],
      [{}, 400],
    ] as const)
      expect((await move(body)).status, JSON.stringify(body)).toBe(status);
    expect((await fetch(`${sandbox.url}/sandbox/sample`, { method: 'POST' })).status).toBe(409);
  });

  it('seeds many and forgets on demand', async () => {
    const { guildIds, userIds } = sandbox.seed({ guilds: 20, membersPerGuild: 500 });
    expect(guildIds).toHaveLength(20);
    expect(new Set(userIds).size).toBe(10_000);
    expect(new Set(guildIds.map((id) => (BigInt(id) >> 22n) % 2n)).size).toBe(2);
    const before = people(sandbox).ben;
    await fetch(`${sandbox.url}/sandbox/state`, { method: 'DELETE' });
    expect(sandbox.world.guilds.size).toBe(2);
    // Who is remembered somewhere is not taken for somebody of the clean world.
    expect(people(sandbox).ben).not.toBe(before);
    expect((await call('GET', '/users/@me')).status).toBe(200);
  });
});
