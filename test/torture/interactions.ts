import { sign, type KeyObject } from 'node:crypto';
import { z } from 'zod';

const DISCORD_EPOCH = 1_420_070_400_000;
let counter = 0;
/** A snowflake of this moment, ms. */
export const snowflake = (at = Date.now()): string =>
  String((BigInt(Math.floor(at) - DISCORD_EPOCH) << 22n) | BigInt((counter = (counter + 1) % 4_000_000)));

export type Click = 'in' | 'out' | 'pause' | 'resume';
export const CLICKS: readonly Click[] = ['in', 'out', 'pause', 'resume'];

/** Who clicks what. */
export interface Clicked {
  readonly guild: string;
  readonly user: string;
  readonly click: Click;
  /** The interaction's id; its moment is in it. */
  readonly id: string;
  readonly category: string;
}

/** An interaction of `/session <click>` by a member, as Discord sends it. Its token is `token-<id>`. */
export const interactionOf = (applicationId: string, { guild, user, click, id, category }: Clicked) => ({
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
    options: [{ name: click, type: 1, ...(click === 'in' ? { options: [{ name: 'category', type: 3, value: category }] } : {}) }],
  },
});
export type Interaction = ReturnType<typeof interactionOf>;

/** Discord waits this long for the first answer, ms. */
export const ANSWER_WITHIN_MS = 3_000;

/**
 * Posts a signed interaction; the answer's JSON, or null when the bot could not be reached or did not answer in time.
 * `at`: the moment of the signature, ms.
 */
export const post = async (url: string, key: KeyObject, body: Interaction, at: number): Promise<unknown> => {
  const raw = JSON.stringify(body);
  const timestamp = String(Math.floor(at / 1000));
  const signature = sign(null, Buffer.from(timestamp + raw), key).toString('hex');
  try {
    const response = await fetch(`${url}/interactions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp },
      body: raw,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return response.ok ? z.unknown().parse(await response.json()) : null;
  } catch {
    return null;
  }
};
