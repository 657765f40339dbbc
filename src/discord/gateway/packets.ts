import { GatewayDispatchEvents, type Client } from 'discord.js';
import { z } from 'zod';
import type { Logger } from '../../domain/ports.js';
import { reasonOf } from '../errors.js';

/** What discord.js makes of these it needs for its connections; all else is read raw, by our own listeners on `client.ws`. */
const NEEDED: ReadonlySet<unknown> = new Set([GatewayDispatchEvents.Ready, GatewayDispatchEvents.Resumed]);
const ReadyPacket = z.looseObject({ d: z.looseObject({ guilds: z.array(z.unknown()) }) });

/**
 * Keeps events from discord.js' object model: it would hold every channel, role and emoji of every guild (some 100 MB for a thousand of
 * them) and build objects of every interaction, for nobody; and where a field is missing that Discord documents as optional it throws in
 * the middle of its socket handler, which would end the process.
 */
export const keepPacketsOut = (client: Client, log: Logger): void => {
  const original: unknown = Reflect.get(client.ws, 'handlePacket');
  if (typeof original !== 'function') return;
  Reflect.set(client.ws, 'handlePacket', (packet: unknown, shard: unknown): unknown => {
    const type = typeOf(packet);
    if (type !== null && !NEEDED.has(type)) return true;
    try {
      const passed = type === GatewayDispatchEvents.Ready ? withoutGuilds(packet) : packet;
      const handled: unknown = Reflect.apply(original, client.ws, [passed, shard]);
      return handled;
    } catch (error) {
      log.warn({ event: type, reason: reasonOf(error) }, 'discord.js could not read an event');
      return false;
    }
  });
};

/** Null for the call without a packet, by which discord.js works its queue off. */
const typeOf = (packet: unknown): unknown => (typeof packet === 'object' && packet !== null && 't' in packet ? packet.t : null);

/** Each would become an object with two dozen managers. Which guilds there are the shard knows from the packet itself. */
const withoutGuilds = (packet: unknown): unknown => {
  const ready = ReadyPacket.safeParse(packet);
  return ready.success ? { ...ready.data, d: { ...ready.data.d, guilds: [] } } : packet;
};
