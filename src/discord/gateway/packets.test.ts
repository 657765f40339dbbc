import { GatewayDispatchEvents } from 'discord.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { silentLogger } from '../../../test/support/fakes.js';
import { NO_TIME } from '../time.js';
import { createClient } from './client.js';

let client: ReturnType<typeof createClient>;
beforeEach(() => {
  const identity = { apiUrl: 'http://127.0.0.1:1', membersIntent: false, shards: { count: 1, ids: [0] } };
  client = createClient({ ...identity, clock: new FakeClock(), time: NO_TIME, log: silentLogger });
});
afterEach(() => client.destroy());

const hand = (packet: object): unknown => {
  const handle: unknown = Reflect.get(client.ws, 'handlePacket');
  if (typeof handle !== 'function') throw new Error('discord.js has no handlePacket any more: look at packets.ts');
  const handled: unknown = Reflect.apply(handle, client.ws, [packet, { id: 0, checkReady: () => undefined }]);
  return handled;
};

it('keeps guilds out of memory, whatever they come with', () => {
  const user = { id: '1', username: 'bot', discriminator: '0', avatar: null };
  hand({
    t: GatewayDispatchEvents.Ready,
    d: { user, guilds: [{ id: '2', unavailable: true }], application: { id: '1', flags: 0 } },
  });
  expect(client.user?.id).toBe('1');
  hand({ t: GatewayDispatchEvents.GuildCreate, d: { id: '2', channels: [{ id: '3', type: 0 }], roles: [{ id: '4' }] } });
  expect([client.guilds.cache.size, client.channels.cache.size]).toEqual([0, 0]);
});

it('lets no packet end the process', () => {
  expect(hand({ t: GatewayDispatchEvents.InteractionCreate, d: null })).toBe(true);
  expect(hand({ t: GatewayDispatchEvents.Ready, d: null })).toBe(false);
});
