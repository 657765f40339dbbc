import { APPLICATION_ID, channelIdOf, guildIdOf, memberIdOf, snowflake } from './guilds.js';

/** One click: what goes to the bot as INTERACTION_CREATE. */
export interface Click {
  readonly id: string;
  readonly member: number;
  readonly payload: string;
}

const EVERYDAY = '2248473465835073';
/** As long as Discord's. */
const TOKEN = 'aW50ZXJhY3Rpb24tdG9rZW4tYXMtbG9uZy1hcy1kaXNjb3Jkcy1'.padEnd(190, 'x');

/**
 * Members in turn clock in by command and clock out by the button on their card. Every payload has all that Discord's documentation
 * shows; ids of sessions are those of the interaction that began them.
 */
export class Clicks {
  readonly #guilds: number;
  /** Interaction id of the running session. */
  readonly #sessions = new Map<number, string>();
  /** Those who clocked in to the second of the two categories the last time. */
  readonly #onSecond = new Set<number>();
  #count = 0;

  constructor(guilds: number) {
    this.#guilds = guilds;
  }

  next(member: number): Click {
    this.#count += 1;
    const id = snowflake(Date.now(), this.#count);
    const session = this.#sessions.get(member);
    if (session === undefined) {
      this.#sessions.set(member, id);
      // Never twice the same category: whoever comes back to one at once is asked whether to go on.
      const isSecond = this.#onSecond.delete(member) ? false : (this.#onSecond.add(member), true);
      return { id, member, payload: this.#interaction(id, member, 2, isSecond ? inSecond : inFirst) };
    }
    this.#sessions.delete(member);
    const user = memberIdOf(member);
    const customId = `pc1:out:${user}:${session}`;
    const extra = { data: { id: 2, custom_id: customId, component_type: 2 }, message: this.#card(member, session, customId) };
    return { id, member, payload: this.#interaction(id, member, 3, extra) };
  }

  #interaction(id: string, member: number, type: number, extra: object): string {
    const guild = member % this.#guilds;
    const [guildId, channelId] = [guildIdOf(guild), channelIdOf(guild, 2)];
    return JSON.stringify({
      id,
      application_id: APPLICATION_ID,
      type,
      token: `${TOKEN}${id}`,
      version: 1,
      locale: 'en-US',
      guild_locale: 'en-US',
      guild_id: guildId,
      guild: { id: guildId, locale: 'en-US', features: ['COMMUNITY'] },
      channel_id: channelId,
      channel: { id: channelId, type: 0, guild_id: guildId, name: 'channel-2', position: 2, permissions: EVERYDAY },
      member: { ...everydayMember, user: userOf(member), permissions: EVERYDAY },
      app_permissions: EVERYDAY,
      authorizing_integration_owners: { '0': guildId },
      entitlements: [],
      entitlement_sku_ids: [],
      attachment_size_limit: 10_485_760,
      context: 0,
      ...extra,
    });
  }

  #card(member: number, session: string, customId: string): object {
    const author = { ...userOf(member), id: APPLICATION_ID, username: 'punchcard', bot: true };
    return {
      id: session,
      type: 20,
      channel_id: channelIdOf(member % this.#guilds, 2),
      author,
      content: '',
      timestamp: '2026-01-05T09:00:00.000000+00:00',
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: [],
      embeds: [{ type: 'rich', title: 'On the clock: 💼 Work', fields: [{ name: 'Since', value: '<t:1767603600:t>' }] }],
      components: [{ type: 1, id: 1, components: [{ type: 2, id: 2, style: 4, label: 'Clock out', custom_id: customId }] }],
      pinned: false,
      flags: 64,
      webhook_id: APPLICATION_ID,
      application_id: APPLICATION_ID,
    };
  }
}

const clockInTo = (category: string) => ({
  data: {
    id: '900000000000000031',
    name: 'clockin',
    type: 1,
    options: [
      { name: 'category', type: 3, value: category },
      { name: 'note', type: 3, value: 'Fix login flow, ticket #4711' },
    ],
  },
});
const [inFirst, inSecond] = [clockInTo('Work'), clockInTo('Study')];

const everydayMember = {
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
};

const userOf = (member: number) => ({
  id: memberIdOf(member),
  username: `member-${member}`,
  discriminator: '0',
  global_name: `Member ${member}`,
  avatar: null,
  avatar_decoration_data: null,
  public_flags: 0,
  bot: false,
});
