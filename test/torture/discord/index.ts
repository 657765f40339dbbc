import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { z } from 'zod';
import type { Interaction } from '../interactions.js';
import { WorldTime } from '../time.js';
import { Channels } from './channels.js';
import { Gateway } from './gateway.js';
import { BOT, Guilds } from './guilds.js';
import { Rest, type Ears } from './rest.js';

/**
 * The Discord of the torture run: keeps who has which role and nothing of the calls made, so that it does not grow; fails on demand in
 * every way that Discord's documentation has.
 */
export class TortureDiscord {
  readonly token = 'torture.token.value';
  readonly applicationId = BOT.id;
  readonly guilds = new Guilds();
  readonly time = new WorldTime();
  readonly channels = new Channels(this.time);
  readonly rest: Rest;
  readonly gateway: Gateway;
  readonly #server: Server;

  private constructor(ears: Ears) {
    const url = (): string => `ws://127.0.0.1:${this.#port}`;
    this.rest = new Rest(this, ears, url);
    this.#server = createServer((request, response) => void this.rest.handle(request, response));
    this.gateway = new Gateway(this.#server, this.guilds, url);
  }

  /** On a free loopback port. */
  static async start(ears: Ears): Promise<TortureDiscord> {
    const discord = new TortureDiscord(ears);
    discord.#server.listen(0, '127.0.0.1');
    await once(discord.#server, 'listening');
    return discord;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.#port}/api`;
  }

  /** Sends an interaction over the gateway. */
  deliver(interaction: Interaction): void {
    this.rest.expectAnswer(interaction.token);
    this.gateway.dispatch('INTERACTION_CREATE', interaction);
  }

  async close(): Promise<void> {
    this.gateway.close();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  get #port(): number {
    return z.object({ port: z.number() }).parse(this.#server.address()).port;
  }
}
