import { ChannelType } from 'discord-api-types/v10';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeRest, refusal } from '../../../test/support/discord-fakes.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { silentLogger } from '../../../test/support/fakes.js';
import type { GuildChannels } from '../../commands/deps.js';
import { channelId, guildId } from '../../domain/ids.js';
import { createGuildReader } from './facts.js';
import { createChannelDesk } from './guild-channels.js';

const GUILD = guildId('100');
const SELF = '400';
const VIEW = 1n << 10n;
const SEND = 1n << 11n;
const EMBED = 1n << 14n;
const ALL = VIEW | SEND | EMBED;

let desk: GuildChannels;
let channel: Record<string, unknown>;
let everybody: bigint;
let botRole: bigint;
let rest: FakeRest;

beforeEach(() => {
  const clock = new FakeClock();
  rest = new FakeRest(clock);
  channel = { type: ChannelType.GuildText, guild_id: GUILD, permission_overwrites: [] };
  everybody = ALL;
  botRole = 0n;
  rest.on(/^GET \/users\/@me$/, () => ({ id: SELF }));
  rest.on(/^GET \/guilds\/100$/, () => ({
    id: GUILD,
    roles: [
      { id: GUILD, name: 'all', permissions: String(everybody) },
      { id: '309', name: 'bot', permissions: String(botRole) },
      { id: '310', name: 'others', permissions: '8' },
    ],
  }));
  rest.on(/^GET \/guilds\/100\/members\/400$/, () => ({ roles: ['309'] }));
  rest.on(/^GET \/channels\/600$/, () => channel);
  desk = createChannelDesk({ rest, guilds: createGuildReader({ rest, clock }), log: silentLogger });
});

const verdict = async (): Promise<string> => {
  const checked = await desk.check(GUILD, channelId('600'));
  return checked.ok ? 'yes' : checked.error.code;
};
const overwrites = (...rows: readonly (readonly [id: string, allow: bigint, deny: bigint])[]): void => {
  channel['permission_overwrites'] = rows.map(([id, allow, deny]) => ({ id, allow: String(allow), deny: String(deny) }));
};

describe('may the bot write into a channel?', () => {
  it('yes, where everybody may', async () => expect(await verdict()).toBe('yes'));
  it('yes, as an administrator, whatever the channel says', async () => {
    [everybody, botRole] = [0n, 8n];
    overwrites([GUILD, 0n, ALL]);
    expect(await verdict()).toBe('yes');
  });
  it.each([
    [0n, 'CHANNEL_HIDDEN'],
    [VIEW, 'CHANNEL_READ_ONLY'],
    [VIEW | SEND, 'CHANNEL_EMBEDS_MISSING'],
  ])('with the permissions %s: what is missing is named, in the order in which it is given', async (held, code) => {
    everybody = held;
    expect(await verdict()).toBe(code);
  });
  it.each([
    [ALL, 'CHANNEL_FILES_MISSING'],
    [ALL | (1n << 15n), undefined],
  ])('and attach files there, where that is wanted (%s)', async (held, code) => {
    everybody = held;
    const checked = await desk.check(GUILD, channelId('600'), 'files');
    expect(checked.ok ? undefined : checked.error.code).toBe(code);
  });
  it('by what the channel says: of everybody, then of its roles, then of itself', async () => {
    overwrites([GUILD, 0n, SEND]);
    expect(await verdict()).toBe('CHANNEL_READ_ONLY');
    overwrites([GUILD, 0n, SEND], ['310', SEND, 0n]);
    expect(await verdict()).toBe('CHANNEL_READ_ONLY');
    overwrites(['309', SEND, 0n], [GUILD, 0n, SEND]);
    expect(await verdict()).toBe('yes');
    overwrites([SELF, 0n, VIEW], ['309', ALL, 0n], [GUILD, 0n, SEND]);
    expect(await verdict()).toBe('CHANNEL_HIDDEN');
  });
  it('not into one that is no text channel, or of another guild', async () => {
    channel['type'] = ChannelType.GuildVoice;
    expect(await verdict()).toBe('CHANNEL_NOT_TEXT');
    channel['type'] = ChannelType.GuildAnnouncement;
    expect(await verdict()).toBe('yes');
    channel['guild_id'] = '101';
    expect(await verdict()).toBe('CHANNEL_NOT_FOUND');
  });
  it.each([
    [404, 10_003, 'CHANNEL_NOT_FOUND'],
    [403, 50_001, 'CHANNEL_HIDDEN'],
    [503, null, 'DISCORD_UNAVAILABLE'],
  ])('when Discord answers %s (%s): %s', async (status, code, expected) => {
    rest.on(/^GET \/channels\/600$/, () => {
      throw refusal(status, code);
    });
    expect(await verdict()).toBe(expected);
  });
});
