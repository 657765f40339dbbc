import { sign, type KeyObject } from 'node:crypto';
import { z } from 'zod';

const DISCORD_EPOCH = 1_420_070_400_000;
let counter = 0;
/** A snowflake of this moment. */
export const snowflake = (at = Date.now()): string =>
  String((BigInt(at - DISCORD_EPOCH) << 22n) | BigInt((counter = (counter + 1) % 4_000_000)));

export type Click = 'in' | 'out' | 'pause' | 'resume';

export interface ClickTarget {
  /** Base URL of the bot's HTTP server. */
  readonly url: string;
  readonly applicationId: string;
  readonly privateKey: KeyObject;
}

/** An interaction of `/session <click>` by a member, as Discord sends it. */
export const clickBody = (applicationId: string, guild: string, user: string, click: Click, id: string, category: string) => ({
  id,
  application_id: applicationId,
  type: 2,
  token: `token-${id}`,
  version: 1,
  guild_id: guild,
  channel_id: guild,
  channel: { id: guild, type: 0 },
  member: {
    user: { id: user, username: `m${user.slice(-4)}`, discriminator: '0', avatar: null, global_name: null },
    roles: [],
    joined_at: '2024-01-01T00:00:00.000Z',
    deaf: false,
    mute: false,
    flags: 0,
    permissions: '2147483648',
  },
  locale: 'en-US',
  guild_locale: 'en-US',
  entitlements: [],
  authorizing_integration_owners: { '0': guild },
  app_permissions: '8',
  attachment_size_limit: 1,
  data: {
    id: '1',
    name: 'session',
    type: 1,
    options: [
      {
        name: click,
        type: 1,
        ...(click === 'in' ? { options: [{ name: 'category', type: 3, value: category }] } : {}),
      },
    ],
  },
});

/** Posts a signed interaction; the answer's JSON, or null when the bot could not be reached or did not answer in time. */
export const post = async (target: ClickTarget, body: unknown, timeoutMs = 5_000): Promise<unknown> => {
  const raw = JSON.stringify(body);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = sign(null, Buffer.from(timestamp + raw), target.privateKey).toString('hex');
  try {
    const response = await fetch(`${target.url}/interactions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp },
      body: raw,
      signal: AbortSignal.timeout(timeoutMs),
    });
    return response.ok ? z.unknown().parse(await response.json()) : null;
  } catch {
    return null;
  }
};
