import { ChannelType } from 'discord-api-types/v10';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeRest, refusal } from '../../../test/support/discord-fakes.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { silentLogger } from '../../../test/support/fakes.js';
import type { ReminderPlaces } from '../../actions/reminders/places.js';
import { channelId, guildId, roleId, userId } from '../../domain/ids.js';
import { PERMISSION } from '../../domain/permissions.js';
import { createGuildReader } from './facts.js';
import { createChannelDesk } from './guild-channels.js';
import { createPeople } from './people.js';
import { createReminderPlaces } from './reminder-places.js';

const GUILD = guildId('100');
const { viewChannel: VIEW, sendMessages: SEND, embedLinks: EMBED, mentionEveryone: MENTION, administrator: ADMIN } = PERMISSION;

let places: ReminderPlaces;
let rest: FakeRest;
let everybody: bigint;
/** What the channel says of the role that the member has. */
let overwrites: readonly (readonly [id: string, allow: bigint, deny: bigint])[];
let isMentionable: boolean;

beforeEach(() => {
  const clock = new FakeClock();
  rest = new FakeRest(clock);
  [everybody, overwrites, isMentionable] = [VIEW | SEND | EMBED, [], false];
  rest.on(/^GET \/users\/@me$/, () => ({ id: '400' }));
  rest.on(/^GET \/guilds\/100$/, () => ({
    ...{ id: GUILD, owner_id: '1' },
    roles: [
      { id: GUILD, name: 'all', permissions: String(everybody) },
      { id: '309', name: 'bot', permissions: '0' },
      { id: '310', name: 'team', permissions: '0', mentionable: isMentionable },
    ],
  }));
  rest.on(/^GET \/guilds\/100\/members\/400$/, () => ({ roles: ['309'], user: { id: '400', username: 'bot' } }));
  rest.on(/^GET \/guilds\/100\/members\/7$/, () => ({ roles: ['310'], user: { id: '7', username: 'ben' } }));
  rest.on(/^GET \/guilds\/100\/members\/8$/, () => {
    throw refusal(404, 10_007);
  });
  rest.on(/^GET \/channels\/600$/, () => ({
    ...{ type: ChannelType.GuildText, guild_id: GUILD },
    permission_overwrites: overwrites.map(([id, allow, deny]) => ({ id, allow: String(allow), deny: String(deny) })),
  }));
  const guilds = createGuildReader({ rest, clock });
  const people = createPeople({ rest, clock, log: silentLogger });
  const channels = createChannelDesk({ rest, guilds, log: silentLogger });
  places = createReminderPlaces({ rest, guilds, people, channels, log: silentLogger });
});

const verdict = async (role: string | null = null, user = '7'): Promise<string> => {
  const checked = await places.check(GUILD, userId(user), channelId('600'), role === null ? null : roleId(role));
  return checked.ok ? 'yes' : checked.error.code;
};

describe('may a member be reminded in a channel?', () => {
  it('yes, where they and the bot may write', async () => expect(await verdict()).toBe('yes'));
  it('not where they may not write, though the bot may', async () => {
    overwrites = [['310', 0n, SEND]];
    expect(await verdict()).toBe('CHANNEL_NOT_YOURS');
    overwrites = [
      [GUILD, 0n, VIEW],
      ['309', VIEW, 0n],
    ];
    expect(await verdict()).toBe('CHANNEL_NOT_YOURS');
  });
  it('not where the bot may not', async () => {
    overwrites = [['309', 0n, SEND]];
    expect(await verdict()).toBe('CHANNEL_READ_ONLY');
  });
  it('not when they have left, nor when the channel is gone, nor when Discord does not say', async () => {
    expect(await verdict(null, '8')).toBe('MEMBER_LEFT');
    rest.on(/^GET \/channels\/600$/, () => {
      throw refusal(404, 10_003);
    });
    expect(await verdict()).toBe('CHANNEL_NOT_FOUND');
    rest.on(/^GET \/channels\/600$/, () => {
      throw refusal(503, null);
    });
    expect(await verdict()).toBe('DISCORD_UNAVAILABLE');
  });
});

describe('and mention a role there?', () => {
  it('one that everybody may mention', async () => {
    isMentionable = true;
    expect(await verdict('310')).toBe('yes');
  });
  it('any other only where both they and the bot may mention all', async () => {
    expect(await verdict('310')).toBe('ROLE_NOT_YOURS_TO_MENTION');
    overwrites = [['310', MENTION, 0n]];
    expect(await verdict('310')).toBe('ROLE_NOT_MENTIONABLE');
    overwrites = [
      ['310', MENTION, 0n],
      ['309', MENTION, 0n],
    ];
    expect(await verdict('310')).toBe('yes');
  });
  it('never that of everybody, nor one that is not there', async () => {
    everybody = ADMIN;
    expect(await verdict(GUILD)).toBe('ROLE_NOT_MENTIONABLE');
    expect(await verdict('999')).toBe('ROLE_NOT_FOUND');
  });
});
