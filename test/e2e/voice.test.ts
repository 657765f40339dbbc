import { ChannelType } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guildSpace, userId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import type { MemberState, Session } from '../../src/domain/session.js';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { eventually } from '../support/bot-process.js';
import { testChain, type TestChain } from '../support/chain.js';
import { options, subcommand, type DiscordUser } from '../support/discord-user.js';

const MINUTE = 60_000;

let world: BotInSandbox;
let store: TestChain;
let ada: DiscordUser;
let ben: DiscordUser;
let clara: DiscordUser;
let space: SpaceId;
let guild: string;
let channel: string;
/** Voice channels by name. */
let rooms: Readonly<Record<string, string>>;

const move = (user: DiscordUser, room: string | null): void => {
  const home = world.sandbox.world.guilds.get(guild);
  if (home === undefined) throw new Error('no guild');
  world.sandbox.world.moveVoice(home, user.id, room === null ? null : (rooms[room] ?? ''));
};
const stateOf = (user: UserId): Promise<MemberState> => store.store.load(space, user);
const active = (user: DiscordUser, what: string, is: (session: Session) => boolean): Promise<Session> =>
  eventually(async () => {
    const { active: session } = await stateOf(userId(user.id));
    return session !== null && is(session) ? session : undefined;
  }, what);
const ended = (user: DiscordUser, id: string): Promise<Session> =>
  eventually(async () => {
    const { active: session, last } = await stateOf(userId(user.id));
    return session === null && last?.id === id ? last : undefined;
  }, 'the session to end');
/** The bot has heard of everything before: what Discord tells comes in order. */
const heard = async (): Promise<void> => {
  await ada.command(guild, channel, 'status');
};
const later = async (ms: number): Promise<void> => {
  await world.sandbox.world.clock.move({ by: ms });
  // A bot in a process of its own learns the time from the next interaction.
  await heard();
};
const voice = (name: string, given: Readonly<Record<string, string>>) =>
  ada.command(guild, channel, 'voice', subcommand(name, ...options(given)));
const set = (user: DiscordUser, choice: 'on' | 'off') =>
  user.command(guild, channel, 'privacy', subcommand('voice', ...options({ choice })));

beforeAll(async () => {
  world = await startBotInSandbox('gateway');
  store = await testChain(world.redis.url);
  [ada, ben, clara] = [await world.person('ada'), await world.person('ben'), await world.person('clara')];
  const home = (await ada.state()).guilds[0];
  guild = home?.id ?? '';
  space = guildSpace(guild);
  channel = home?.channels.find(({ type }) => type === ChannelType.GuildText)?.id ?? '';
  rooms = Object.fromEntries(
    (home?.channels ?? []).flatMap(({ type, name, id }) => (type === ChannelType.GuildVoice ? [[name, id]] : [])),
  );
  await voice('set', { channel: rooms['Focus room'] ?? '', category: 'Work' });
  const list = await voice('set', { channel: rooms['Meeting room'] ?? '', category: 'Meeting' });
  expect(JSON.stringify(list)).toMatch(/Work.*Meeting/s);
  expect(JSON.stringify(list)).not.toContain('does not hear');
  await set(ben, 'on');
});
afterAll(async () => {
  await store.close();
  await world.close();
});

describe('voice channels', () => {
  it('clock in who agreed and joins, pause who goes quiet, switch, and go on after a lost connection', async () => {
    move(clara, 'Focus room');
    move(ben, 'Focus room');
    const first = await active(ben, 'Ben to be clocked in', ({ status }) => status === 'RUNNING');
    expect(JSON.stringify(await ben.command(guild, channel, 'status'))).toContain('By voice');
    // Told before Ben, and has not agreed.
    expect((await stateOf(userId(clara.id))).version).toBe(0);
    move(ben, 'Away');
    await active(ben, 'the break', ({ status }) => status === 'PAUSED');
    move(ben, 'Focus room');
    await active(ben, 'the end of the break', ({ status }) => status === 'RUNNING');
    move(ben, 'Meeting room');
    const second = await active(ben, 'the other category', ({ category }) => category !== first.category);
    expect((await stateOf(userId(ben.id))).last).toMatchObject({ id: first.id, endedAt: second.startedAt });

    // A lost connection: back within the grace time.
    move(ben, null);
    await heard();
    move(ben, 'Meeting room');
    await heard();
    await later(10 * MINUTE);
    expect((await stateOf(userId(ben.id))).active?.id).toBe(second.id);
    await ben.command(guild, channel, 'clockout');
    move(ben, null);
    move(clara, null);
  });

  it('a restart in the grace time: who left is clocked out at that moment, once', async () => {
    move(ben, 'Focus room');
    const session = await active(ben, 'Ben to be clocked in', () => true);
    const leftAt = world.sandbox.world.clock.now();
    move(ben, null);
    await heard();
    await world.bot.kill();
    await world.sandbox.world.clock.move({ by: 30 * MINUTE });
    await world.startAgain();
    await heard();
    const done = await ended(ben, session.id);
    expect(done.endReason).toBe('voice');
    expect(done.endedAt).toBeGreaterThanOrEqual(session.startedAt);
    expect(done.endedAt).toBeLessThanOrEqual(leftAt + 30_000);
    const { records } = await store.store.history(space, userId(ben.id));
    const out = records.filter((row) => row.kind === 'entry' && row.event === 'clockedOut' && row.after?.id === session.id);
    expect(out).toHaveLength(1);
  });

  it('a refusal is silent, and told with the next private reply; who takes back the agreement is left alone', async () => {
    const role = world.sandbox.world.addRole(world.sandbox.world.guilds.get(guild)!, {
      ...{ name: 'Crew', color: 0, hoist: false, permissions: '0', mentionable: false },
    });
    const edit = subcommand('edit', ...options({ category: 'Work', 'required-role': role.id }));
    await ada.command(guild, channel, 'admin', subcommand('categories', edit));
    const { version } = await stateOf(userId(ben.id));
    move(ben, 'Focus room');
    await heard();
    const since = ben.events.length;
    await eventually(async () => {
      await ben.command(guild, channel, 'who');
      return JSON.stringify(ben.events.slice(since)).includes('did not clock you in') ? true : undefined;
    }, 'the notice');
    expect((await stateOf(userId(ben.id))).version).toBe(version);
    await set(ben, 'off');
    move(ben, null);
    move(ben, 'Meeting room');
    await heard();
    expect((await stateOf(userId(ben.id))).version).toBe(version);
    expect(await world.contractProblems()).toEqual([]);
  });
});
