import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/**
 * Interactions as Discord sends them, field for field as its documentation shows them: one set for both transports, and for the bot as a
 * whole. Ids are snowflakes of the moment they were made for, tokens are not secrets of anybody.
 */
export const FIXTURE_APPLICATION = '900000000000000002';
export const FIXTURE_GUILD = '900000000000000001';
export const FIXTURE_CHANNEL = '900000000000000011';
export const FIXTURE_DM_CHANNEL = '900000000000000012';
export const FIXTURE_USER = '900000000000000021';

export type InteractionPayload = Readonly<Record<string, unknown>> & { readonly id: string; readonly token: string };

export interface InteractionFixture {
  readonly name: string;
  readonly payload: InteractionPayload;
}

export interface FixtureOptions {
  /** Moment of the interactions, ms. */
  readonly at: number;
  /** Makes ids differ between two sets of the same moment; 0–4000. */
  readonly set?: number;
  readonly guild?: string;
  readonly user?: string;
  readonly locale?: string;
  readonly applicationId?: string;
  /** Of the button and of the modal: what the bot wrote on its card. */
  readonly customIds?: { readonly button: string; readonly modal: string };
}

const DISCORD_EPOCH = 1_420_070_400_000n;
/** An id that Discord would have given at `at` (ms); `increment` 0–4095. */
export const snowflakeAt = (at: number, increment = 0): string =>
  (((BigInt(at) - DISCORD_EPOCH) << 22n) | BigInt(increment)).toString();

/** Manage Guild and the everyday ones. */
export const ADMIN_PERMISSIONS = String((1n << 5n) | (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 28n));

export const interactionFixtures = (options: FixtureOptions): readonly InteractionFixture[] => {
  const { at, set = 0, guild = FIXTURE_GUILD, user: userId = FIXTURE_USER, locale = 'en-US' } = options;
  const applicationId = options.applicationId ?? FIXTURE_APPLICATION;
  const customIds = options.customIds ?? {
    button: `pc1:pause:${userId}:${snowflakeAt(at)}`,
    modal: `pc1:note:${userId}:${snowflakeAt(at)}`,
  };
  const user = {
    id: userId,
    username: 'ada',
    discriminator: '0',
    global_name: 'Ada',
    avatar: null,
    avatar_decoration_data: null,
    public_flags: 0,
    bot: false,
  };
  const member = {
    user,
    nick: null,
    avatar: null,
    roles: [],
    joined_at: '2024-01-01T00:00:00.000000+00:00',
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
    permissions: ADMIN_PERMISSIONS,
  };
  const message = {
    id: snowflakeAt(at - 60_000, set),
    type: 20,
    channel_id: FIXTURE_CHANNEL,
    author: { ...user, id: applicationId, username: 'punchcard', bot: true },
    content: '',
    timestamp: '2026-01-05T09:00:00.000000+00:00',
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [
      { type: 'rich', title: 'On the clock', description: 'Work', fields: [{ name: 'Since', value: '<t:1767603600:t>' }] },
    ],
    components: [{ type: 1, id: 1, components: [{ type: 2, id: 2, style: 2, label: 'Pause', custom_id: customIds.button }] }],
    pinned: false,
    flags: 64,
  };

  const thread = {
    id: '900000000000000013',
    type: 11,
    guild_id: guild,
    parent_id: FIXTURE_CHANNEL,
    name: 'a thread',
    permissions: ADMIN_PERMISSIONS,
    thread_metadata: {
      archived: false,
      locked: true,
      auto_archive_duration: 1440,
      archive_timestamp: '2026-01-05T09:00:00+00:00',
    },
  };
  const file = {
    id: '900000000000000051',
    filename: 'times.csv',
    size: 1024,
    content_type: 'text/csv; charset=utf-8',
    url: 'https://cdn.example/attachments/1/2/times.csv',
    proxy_url: 'https://media.example/attachments/1/2/times.csv',
    ephemeral: true,
  };

  let count = 0;
  const base = (type: number) => {
    count += 1;
    const id = snowflakeAt(at, set * 64 + count);
    return { id, application_id: applicationId, type, token: `fixture-token-${id}`, version: 1, locale, entitlements: [] };
  };
  const inGuild = (type: number) => ({
    ...base(type),
    guild_id: guild,
    guild: { id: guild, locale: 'en-US', features: [] },
    guild_locale: 'en-US',
    channel_id: FIXTURE_CHANNEL,
    channel: { id: FIXTURE_CHANNEL, type: 0, guild_id: guild, name: 'general', position: 0, permissions: ADMIN_PERMISSIONS },
    member,
    app_permissions: ADMIN_PERMISSIONS,
    authorizing_integration_owners: { '0': guild },
    context: 0,
    attachment_size_limit: 10_485_760,
  });
  const inDirectMessage = (type: number) => ({
    ...base(type),
    channel_id: FIXTURE_DM_CHANNEL,
    channel: { id: FIXTURE_DM_CHANNEL, type: 1, recipients: [user] },
    user,
    app_permissions: ADMIN_PERMISSIONS,
    authorizing_integration_owners: { '0': '0', '1': userId },
    context: 1,
    attachment_size_limit: 10_485_760,
  });
  const command = (name: string, options_: readonly unknown[] = []) => ({
    id: '900000000000000031',
    name,
    type: 1,
    ...(options_.length === 0 ? {} : { options: options_ }),
  });
  const text = (name: string, value: string, focused?: boolean) => ({
    name,
    type: 3,
    value,
    ...(focused === undefined ? {} : { focused }),
  });

  return [
    {
      name: 'command',
      payload: { ...inGuild(2), data: command('clockin', [text('category', 'Work'), text('note', 'Fixtures')]) },
    },
    { name: 'command without options', payload: { ...inGuild(2), data: command('status') } },
    {
      name: 'subcommand',
      payload: { ...inGuild(2), data: command('session', [{ name: 'pause', type: 1, options: [] }]) },
    },
    {
      name: 'subcommand of a group',
      payload: {
        ...inGuild(2),
        data: command('admin', [{ name: 'categories', type: 2, options: [{ name: 'list', type: 1, options: [] }] }]),
      },
    },
    { name: 'autocomplete', payload: { ...inGuild(4), data: command('clockin', [text('category', 'wo', true)]) } },
    { name: 'button', payload: { ...inGuild(3), message, data: { id: 2, custom_id: customIds.button, component_type: 2 } } },
    {
      name: 'modal',
      payload: {
        ...inGuild(5),
        message,
        data: {
          custom_id: customIds.modal,
          components: [{ type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'note', value: 'Written in a modal' } }],
          resolved: {},
        },
      },
    },
    {
      name: 'command in a direct message',
      payload: { ...inDirectMessage(2), data: command('clockin', [text('category', 'Reading')]) },
    },
    {
      name: 'command of a user install in a foreign guild',
      payload: { ...inGuild(2), authorizing_integration_owners: { '1': userId }, data: command('status') },
    },
    {
      name: 'command in a thread',
      payload: { ...inGuild(2), channel_id: thread.id, channel: thread, data: command('status') },
    },
    {
      name: 'unknown context-menu command of a user',
      payload: {
        ...inGuild(2),
        data: { ...command('No such command'), type: 2, target_id: userId, resolved: { users: { [userId]: user }, members: {} } },
      },
    },
    {
      name: 'unknown command with a file',
      payload: {
        ...inGuild(2),
        data: {
          ...command('no-such-command', [{ name: 'file', type: 11, value: file.id }]),
          resolved: { attachments: { [file.id]: file } },
        },
      },
    },
    { name: 'unknown command', payload: { ...inGuild(2), data: command('no-such-command') } },
  ];
};

export const pingFixture = (applicationId = FIXTURE_APPLICATION): Readonly<Record<string, unknown>> => ({
  id: '900000000000000041',
  application_id: applicationId,
  type: 1,
  token: 'ping-token',
  version: 1,
  entitlements: [],
  user: { id: FIXTURE_USER, username: 'ada', discriminator: '0', global_name: 'Ada', avatar: null },
});

/** Discord's end of the HTTP transport: a key pair, and requests signed with it. */
export interface Signer {
  /** 64 hex digits, for DISCORD_PUBLIC_KEY. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
  /** Headers and body of `POST /interactions`, signed at `at` (ms). */
  sign(payload: unknown, at: number): { readonly headers: Record<string, string>; readonly body: string };
}

export const createSigner = (): Signer => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  // The last 32 bytes of an Ed25519 SubjectPublicKeyInfo are the key itself (RFC 8410).
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    publicKey: raw.toString('hex'),
    privateKey,
    sign(payload, at) {
      const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
      const timestamp = String(Math.floor(at / 1_000));
      const signature = sign(null, Buffer.from(timestamp + body), privateKey).toString('hex');
      return {
        headers: {
          'content-type': 'application/json',
          'x-signature-ed25519': signature,
          'x-signature-timestamp': timestamp,
        },
        body,
      };
    },
  };
};
