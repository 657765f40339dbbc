import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { SandboxLog } from '../options.js';
import { parseBody } from '../rest/body.js';
import { DiscordError } from '../rest/errors.js';
import type { World } from '../world/world.js';
import type { Composer } from '../messages/composer.js';
import type { Interactions } from './interactions.js';
import { ACKNOWLEDGE_MS, type Interaction } from './model.js';
import { respond } from './respond.js';
import { signBody } from './signing.js';

const pong = z.object({ type: z.literal(1) });

/** POSTs interactions, signed, to the app's own web service. */
export class Endpoint {
  readonly #world: World;
  readonly #log: SandboxLog;

  constructor(world: World, log: SandboxLog) {
    this.#world = world;
    this.#log = log;
  }

  /** As Discord does before it takes a URL: a PING must be answered by PONG, and one with a forged signature by 401. */
  async verify(url: string): Promise<boolean> {
    if (!URL.canParse(url)) return false;
    const ping = JSON.stringify({
      id: this.#world.ids.next(),
      application_id: this.#world.application.id,
      type: 1,
      token: randomBytes(32).toString('base64url'),
      version: 1,
      entitlements: [],
      authorizing_integration_owners: {},
      app_permissions: '0',
    });
    try {
      const answer = await this.#post(url, ping);
      if (answer.status !== 200 || !pong.safeParse(await answer.json()).success) return false;
      const forged = await this.#post(url, ping, randomBytes(64).toString('hex'));
      return forged.status === 401;
    } catch (error) {
      this.#log.warn({ err: error, url }, 'sandbox: the interactions endpoint could not be reached');
      return false;
    }
  }

  /** Sends the interaction; what comes back in time is the answer to it. 202 leaves the answer to the callback route. */
  async deliver(
    url: string,
    payload: Record<string, unknown>,
    interaction: Interaction,
    parts: { interactions: Interactions; composer: Composer },
  ): Promise<void> {
    try {
      const answer = await this.#post(url, JSON.stringify(payload));
      if (answer.status === 202) return;
      if (answer.status !== 200) throw new Error(`answered with status ${answer.status}`);
      const { body, files } = await parseBody(Buffer.from(await answer.arrayBuffer()), answer.headers.get('content-type') ?? '');
      await respond(parts, parts.interactions.pending(interaction.id, interaction.token), body, files);
    } catch (error) {
      const details = error instanceof DiscordError ? { code: error.code, errors: error.errors } : {};
      this.#log.warn(
        { err: error, interaction: interaction.id, ...details },
        'sandbox: the interactions endpoint gave no valid answer',
      );
      parts.interactions.fail(interaction, 'The application did not respond');
    }
  }

  #post(url: string, body: string, forgedSignature?: string): Promise<Response> {
    const timestamp = Math.floor(this.#world.clock.now() / 1000).toString();
    return fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
        'x-signature-timestamp': timestamp,
        'x-signature-ed25519': forgedSignature ?? signBody(this.#world.application.privateKey, timestamp, body),
      },
      body,
      signal: AbortSignal.timeout(ACKNOWLEDGE_MS),
    });
  }
}
