import { afterEach, describe, expect, it } from 'vitest';
import { guildSpace, userId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import { eventually } from '../support/bot-process.js';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { testChain, type TestChain } from '../support/chain.js';
import { options } from '../support/discord-user.js';

let world: BotInSandbox;
let store: TestChain;
afterEach(async () => {
  await store.close();
  await world.close();
});

/** The bot with a member on the clock in a guild. */
const onTheClock = async (env: Readonly<Record<string, string>>) => {
  world = await startBotInSandbox('gateway', { env });
  store = await testChain(world.redis.url);
  const ben = await world.person('ben');
  const home = (await ben.state()).guilds[0];
  const guild = world.sandbox.world.guilds.get(home?.id ?? '');
  if (guild === undefined) throw new Error('no guild');
  const card = await ben.command(guild.id, home?.channels[0]?.id ?? '', 'clockin', ...options({ category: 'Meeting' }));
  expect(JSON.stringify(card)).toContain('On the clock');
  return { guild, space: guildSpace(guild.id), user: userId(ben.id) };
};

const ended = (space: SpaceId, user: UserId): Promise<Session> =>
  eventually(async () => {
    const { active, last } = await store.store.load(space, user);
    return active === null && last !== null ? last : undefined;
  }, 'the session to end');

describe('a member who leaves the guild', () => {
  it('is clocked out at that moment with the members intent, and it is marked so', async () => {
    const { guild, space, user } = await onTheClock({ DISCORD_MEMBERS_INTENT: 'true' });
    const from = Date.now();
    world.sandbox.world.leave(guild, user);
    const session = await ended(space, user);
    expect(session.endReason).toBe('member_left');
    expect(session.endedAt).toBeGreaterThanOrEqual(from);
    expect(session.endedAt).toBeLessThanOrEqual(Date.now());
  });

  it('is found out by the sweep without it, and clocked out when they were last known to be there', async () => {
    const { guild, space, user } = await onTheClock({});
    await world.bot.stop();
    const left = Date.now();
    world.sandbox.world.leave(guild, user);
    await world.startAgain();
    const session = await ended(space, user);
    expect(session.endReason).toBe('member_left');
    expect(session.endedAt).toBeGreaterThanOrEqual(session.startedAt);
    expect(session.endedAt).toBeLessThanOrEqual(left);
  });
});

describe('a guild without the bot', () => {
  it('has its timers stopped and its retention time begun, which ends when the bot is back', async () => {
    const { guild, space, user } = await onTheClock({});
    world.sandbox.world.removeBot(guild);
    expect((await ended(space, user)).endReason).toBe('bot_removed');
    const removedAt = async () => (await store.spaces.get(space)).settings.removedAt;
    await eventually(async () => ((await removedAt()) === null ? undefined : true), 'the retention time to begin');
    world.sandbox.world.inviteBot(guild);
    await eventually(async () => ((await removedAt()) === null ? true : undefined), 'the retention time to be over');
    expect((await store.store.load(space, user)).last?.endReason).toBe('bot_removed');
  });
});
