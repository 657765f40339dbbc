import type { Client } from 'discord.js';
import { Events, GatewayIntentBits } from 'discord.js';
import { createInflate } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { DiscordUser } from '../support/discord-user.js';
import { clientFor, labOf, onInteraction, people } from './sandbox-kit.js';

const fault = (sandbox: Sandbox, action: 'drop' | 'reconnect' | 'invalid_session') =>
  fetch(`${sandbox.url}/sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'gateway', action }),
  });

const packet = z.object({ op: z.number(), t: z.string().nullish(), s: z.number().nullish(), d: z.unknown() });

/** A bare client that speaks the protocol itself. */
class RawClient {
  readonly socket: WebSocket;
  readonly #heard: z.infer<typeof packet>[] = [];
  readonly #waiting: ((heard: z.infer<typeof packet>) => void)[] = [];
  readonly closed: Promise<number>;

  constructor(sandbox: Sandbox, query = '?v=10&encoding=json') {
    this.socket = new WebSocket(`${sandbox.url.replace('http', 'ws')}/gateway${query}`);
    const inflate = query.includes('compress') ? createInflate() : null;
    inflate?.on('data', (chunk: Buffer) => this.#hear(chunk));
    this.socket.on('message', (raw: Buffer) => (inflate ? inflate.write(raw) : this.#hear(raw)));
    this.closed = new Promise((resolve) => this.socket.on('close', resolve));
  }

  #hear(raw: Buffer): void {
    const parsed = packet.parse(JSON.parse(raw.toString('utf8')));
    const waiter = this.#waiting.shift();
    if (waiter) waiter(parsed);
    else this.#heard.push(parsed);
  }

  next(): Promise<z.infer<typeof packet>> {
    const heard = this.#heard.shift();
    return heard ? Promise.resolve(heard) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  send(op: number, d: unknown): void {
    this.socket.send(JSON.stringify({ op, d }));
  }

  /** HELLO, then IDENTIFY. */
  async identify(token: string, more: object = {}): Promise<void> {
    expect(await this.next()).toMatchObject({ op: 10, d: { heartbeat_interval: 41_250 } });
    this.send(2, { token, intents: 1, properties: { os: 'x', browser: 'x', device: 'x' }, ...more });
  }
}

describe('the gateway of the sandbox', () => {
  let sandbox: Sandbox;
  const clients: Client[] = [];
  const sockets: { close(): void }[] = [];

  beforeEach(async () => {
    sandbox = await startSandbox({ identify: { maxConcurrency: 16, windowMs: 0 } });
  });

  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.close();
    for (const client of clients.splice(0)) await client.destroy();
    await sandbox.close();
  });

  const raw = (query?: string): RawClient => {
    const client = new RawClient(sandbox, query);
    sockets.push(client.socket);
    return client;
  };
  const login = async (options = {}): Promise<Client<true>> => {
    const client = await clientFor(sandbox, options);
    clients.push(client);
    return client;
  };
  const person = async (): Promise<DiscordUser> => {
    const user = await DiscordUser.connect(sandbox.url, people(sandbox).ben);
    sockets.push(user);
    return user;
  };

  it('lets discord.js resume after the line was cut, with what it missed', async () => {
    const client = await login();
    const { guild } = labOf(sandbox);
    const resumed = new Promise<number>((resolve) => client.on(Events.ShardResume, (_shard, replayed) => resolve(replayed)));
    const heard = new Promise<string>((resolve) => client.on(Events.GuildRoleCreate, (role) => resolve(role.name)));
    await fault(sandbox, 'drop');
    sandbox.world.addRole(guild, { name: 'missed', color: 0, hoist: false, permissions: '0', mentionable: false });
    expect(await heard).toBe('missed');
    // RESUMED itself counts too.
    expect(await resumed).toBe(2);
  });

  it.each(['reconnect', 'invalid_session'] as const)('is served again after %s', async (action) => {
    const client = await login();
    await client.application.commands.set([{ name: 'hello', description: 'x' }]);
    onInteraction(client, (interaction) => interaction.isChatInputCommand() && interaction.reply('still here'));
    const again = new Promise<void>((resolve) => {
      client.once(action === 'reconnect' ? Events.ShardResume : Events.ShardReady, () => resolve());
    });
    await fault(sandbox, action);
    await again;
    const { guild, channel } = labOf(sandbox);
    expect((await (await person()).command(guild.id, channel.id, 'hello')).content).toBe('still here');
  });

  it('splits the guilds over two shards and sends each interaction to its own', async () => {
    const client = await login({ shards: [0, 1], shardCount: 2 });
    expect(client.guilds.cache.size).toBe(2);
    expect(new Set(client.guilds.cache.map((guild) => guild.shardId))).toEqual(new Set([0, 1]));
    await client.application.commands.set([{ name: 'hello', description: 'x' }]);
    onInteraction(client, (interaction) => {
      if (interaction.isChatInputCommand()) return interaction.reply(`shard ${String(interaction.guild?.shardId)}`);
      return undefined;
    });
    const ada = await DiscordUser.connect(sandbox.url, people(sandbox).ada);
    sockets.push(ada);
    for (const guild of sandbox.world.guilds.values()) {
      const [channel] = guild.channels.keys();
      const expected = Number((BigInt(guild.id) >> 22n) % 2n);
      expect((await ada.command(guild.id, channel!, 'hello')).content).toBe(`shard ${expected}`);
    }
  });

  it('tells of the bot being removed and invited again', async () => {
    const client = await login();
    const { guild } = labOf(sandbox);
    const gone = new Promise<string>((resolve) => client.on(Events.GuildDelete, (left) => resolve(left.id)));
    sandbox.world.removeBot(guild);
    expect(await gone).toBe(guild.id);
    const back = new Promise<string>((resolve) => client.on(Events.GuildCreate, (joined) => resolve(joined.id)));
    sandbox.world.inviteBot(guild);
    expect(await back).toBe(guild.id);
  });

  it('closes with the documented codes', async () => {
    const wrong = async (token: string, more: object): Promise<number> => {
      const client = raw();
      await client.identify(token, more);
      return client.closed;
    };
    expect(await wrong('nonsense', {})).toBe(4004);
    expect(await wrong(sandbox.token, { intents: 1 << 30 })).toBe(4013);
    expect(await wrong(sandbox.token, { intents: GatewayIntentBits.MessageContent })).toBe(4014);
    expect(await wrong(sandbox.token, { shard: [2, 2] })).toBe(4010);
    const early = raw();
    await early.next();
    early.send(3, {});
    expect(await early.closed).toBe(4003);
    expect(await raw('?v=9').closed).toBe(4012);
  });

  it('acknowledges heartbeats and refuses a session it does not know', async () => {
    const client = raw();
    await client.next();
    client.send(1, null);
    expect(await client.next()).toMatchObject({ op: 11 });
    client.send(6, { token: sandbox.token, session_id: 'unknown', seq: 1 });
    expect(await client.next()).toMatchObject({ op: 9, d: false });
  });

  it('begins with READY and unavailable guilds, also compressed', async () => {
    for (const query of ['?v=10&encoding=json', '?v=10&encoding=json&compress=zlib-stream']) {
      const client = raw(query);
      await client.identify(sandbox.token);
      const ready = await client.next();
      expect(ready).toMatchObject({
        op: 0,
        t: 'READY',
        s: 1,
        d: { v: 10, shard: [0, 1], application: { id: sandbox.applicationId } },
      });
      expect(z.object({ guilds: z.array(z.object({ unavailable: z.literal(true) })) }).parse(ready.d).guilds).toHaveLength(2);
      expect(await client.next()).toMatchObject({ t: 'GUILD_CREATE', s: 2, d: { member_count: 5 } });
    }
  });

  it('lets a key identify once per window', async () => {
    await sandbox.close();
    sandbox = await startSandbox({ identify: { maxConcurrency: 1, windowMs: 5000 } });
    const [first, second] = [raw(), raw()];
    await first.identify(sandbox.token);
    expect(await first.next()).toMatchObject({ t: 'READY' });
    await second.identify(sandbox.token);
    expect(await second.next()).toMatchObject({ op: 9, d: false });
  });
});
