import { Client, GatewayDispatchEvents, GatewayIntentBits } from 'discord.js';
import { Agent, request } from 'undici';
import { z } from 'zod';

/** A constant answer past discord.js' objects and its REST: the raw event, and undici. */
const api = process.env['DISCORD_API_URL'] ?? '';
const dispatcher = new Agent({ connections: 64 });
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } });
const Interaction = z.object({ id: z.string(), token: z.string() });
const BODY = JSON.stringify({ type: 4, data: { content: 'constant', flags: 64 } });

const answer = async (data: unknown): Promise<void> => {
  const { id, token } = Interaction.parse(data);
  const headers = { 'content-type': 'application/json', 'user-agent': 'DiscordBot (bench, 1)' };
  const url = `${api}/v10/interactions/${id}/${token}/callback`;
  const { body } = await request(url, { method: 'POST', headers, body: BODY, dispatcher });
  await body.dump();
};
client.ws.on(GatewayDispatchEvents.InteractionCreate, (data: unknown) => void answer(data));
// discord.js would build its objects for nobody.
const original: unknown = Reflect.get(client.ws, 'handlePacket');
Reflect.set(client.ws, 'handlePacket', (packet: unknown, shard: unknown): unknown => {
  if (z.object({ t: z.string().nullable() }).safeParse(packet).data?.t === 'INTERACTION_CREATE') return true;
  if (typeof original !== 'function') return false;
  const handled: unknown = Reflect.apply(original, client.ws, [packet, shard]);
  return handled;
});
await client.login(process.env['DISCORD_TOKEN']);
process.on('SIGTERM', () => process.exit(0));
