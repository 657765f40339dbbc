import { once } from 'node:events';
import { Client, type RequestOptions } from 'oceanic.js';
import { expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.js';
import { labOf } from './sandbox-kit.js';

/** A second library keeps the sandbox a Discord for more than one client: this one compares headers that discord.js does not look at. */
it('serves oceanic.js: it logs in, reads, posts and edits', async () => {
  const sandbox = await startSandbox({ identify: { maxConcurrency: 16, windowMs: 0 } });
  const client = new Client({
    auth: `Bot ${sandbox.token}`,
    rest: { baseURL: `${sandbox.apiUrl}/v10` },
    gateway: { intents: ['GUILDS'], compress: false },
  });
  // It has an option for its User-Agent and does not send it.
  const { handler } = client.rest;
  const send = handler.request.bind(handler);
  handler.request = <T = unknown>(options: RequestOptions): Promise<T> =>
    send({ ...options, headers: { 'User-Agent': 'DiscordBot (https://github.com/OceanicJS/Oceanic, 1.15.0)' } });
  try {
    const ready = once(client, 'ready');
    await client.connect();
    await ready;
    expect(client.user.username).toBe('Punchcard');

    const { guild, channel } = labOf(sandbox);
    expect((await client.rest.guilds.get(guild.id)).name).toBe('Punchcard Lab');
    const posted = await client.rest.channels.createMessage(channel.id, { content: 'from another library' });
    expect(posted.content).toBe('from another library');
    await client.rest.channels.editMessage(channel.id, posted.id, { content: 'edited' });
    const [read] = await client.rest.channels.getMessages(channel.id, { limit: 1 });
    expect(read).toMatchObject({ id: posted.id, content: 'edited' });
    expect(sandbox.world.messages.get(channel.id, posted.id)?.message.content).toBe('edited');
  } finally {
    client.disconnect(false);
    await sandbox.close();
  }
});
