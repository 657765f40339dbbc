import { sign, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { CORRECTIONS, type Correction } from './corrections.js';

const DISCORD_EPOCH = 1_420_070_400_000;
let counter = 0;
/** A snowflake of this moment, ms. */
export const snowflake = (at: number): string =>
  String((BigInt(Math.floor(at) - DISCORD_EPOCH) << 22n) | BigInt((counter = (counter + 1) % 4_000_000)));

/** Of the clock, or a correction of what it measured. */
export type Click = ClockClick | Correction;
type ClockClick = 'in' | 'out' | 'pause' | 'resume';
export const CLOCK_CLICKS: readonly ClockClick[] = ['in', 'out', 'pause', 'resume'];

/** Who clicks what. */
export interface Clicked {
  readonly guild: string;
  readonly user: string;
  readonly click: Click;
  /** The interaction's id; its moment is in it. */
  readonly id: string;
  readonly category: string;
  /** Of a correction: the session or change that it is about, counted from the newest. */
  readonly which: number;
}

const isCorrection = (click: Click): boolean => CORRECTIONS.some((one) => one === click);

const optionsOf = (click: Click, { category, which }: Pick<Clicked, 'category' | 'which'>) => {
  if (click === 'in') return { options: [{ name: 'category', type: 3, value: category }] };
  return isCorrection(click) ? { options: [{ name: 'which', type: 4, value: which }] } : {};
};

const memberOf = (user: string) => ({
  user: { id: user, username: `m${user.slice(-4)}`, discriminator: '0', avatar: null, global_name: null },
  roles: [],
  joined_at: '2024-01-01T00:00:00.000Z',
  deaf: false,
  mute: false,
  flags: 0,
  permissions: '2147483648',
});

/** What every interaction says of where it comes from. */
const placed = (applicationId: string, { guild, user, id, channel }: Placed) => ({
  id,
  application_id: applicationId,
  token: `token-${id}`,
  version: 1,
  guild_id: guild,
  channel_id: channel,
  channel: { id: channel, type: 0 },
  member: memberOf(user),
  locale: 'en-US',
  guild_locale: 'en-US',
  entitlements: [],
  authorizing_integration_owners: { '0': guild },
  app_permissions: '8',
  attachment_size_limit: 1,
});

interface Placed {
  readonly guild: string;
  readonly user: string;
  readonly id: string;
  readonly channel: string;
}

/** An interaction of `/session <click>` or `/correct <click>` by a member, as Discord sends it. Its token is `token-<id>`. */
export const interactionOf = (applicationId: string, { guild, user, click, id, ...rest }: Clicked) => ({
  ...placed(applicationId, { guild, user, id, channel: guild }),
  type: 2,
  data: {
    id: '1',
    name: isCorrection(click) ? 'correct' : 'session',
    type: 1,
    options: [{ name: click, type: 1, ...optionsOf(click, rest) }],
  },
});

/** A press of a button of the bot's on a message in a channel. */
export const pressOf = (
  applicationId: string,
  where: Placed,
  { message, button }: { readonly message: string; readonly button: string },
) => ({
  ...placed(applicationId, where),
  type: 3,
  message: { id: message, channel_id: where.channel, content: '', embeds: [], components: [], attachments: [], flags: 0 },
  data: { component_type: 2, custom_id: button },
});
export type Interaction = ReturnType<typeof interactionOf> | ReturnType<typeof pressOf>;

/** Discord waits this long for the first answer, ms. */
export const ANSWER_WITHIN_MS = 3_000;

/** `away`: no bot got it, or it was turned away. `gone`: the bot died over it. `late`: it did not answer in time, and may do so yet. */
export type Posted = { readonly answer: unknown } | 'away' | 'gone' | 'late';

const isRefused = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === 'ECONNREFUSED') || (error.cause !== undefined && isRefused(error.cause)));

/** Posts a signed interaction; the answer's JSON. `at`: the moment of the signature, ms. */
export const post = async (url: string, key: KeyObject, body: Interaction, at: number): Promise<Posted> => {
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
    if (!response.ok) return response.status < 500 ? 'away' : 'late';
    return { answer: z.unknown().parse(await response.json()) };
  } catch (error) {
    if (isRefused(error)) return 'away';
    return error instanceof Error && error.name === 'TimeoutError' ? 'late' : 'gone';
  }
};
