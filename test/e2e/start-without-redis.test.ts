import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from '../support/bot-process.js';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { options, type DiscordUser } from '../support/discord-user.js';

let world: BotInSandbox;
let ben: DiscordUser;
let guild: string;
let channel: string;
beforeEach(async () => {
  world = await startBotInSandbox('gateway');
  ben = await world.person('ben');
  const home = (await ben.state()).guilds[0];
  guild = home?.id ?? '';
  channel = home?.channels[0]?.id ?? '';
});
afterEach(() => world.close());

const run = async (command: string, values: Readonly<Record<string, string>> = {}): Promise<string> =>
  JSON.stringify(await ben.command(guild, channel, command, ...options(values)));

it('a bot that starts while Redis is away takes clock-ins into the journal, and brings them in when it is back', async () => {
  expect(await run('clockin', { category: 'Meeting' })).toMatch(/On the clock: .*Meeting/);
  expect(await run('clockout')).toContain('Clocked out');
  await world.bot.stop();
  await world.redis.kill();

  await world.startAgain();
  const readyz = await fetch(`${world.bot.url}/readyz`);
  expect([readyz.status, await readyz.json()]).toMatchObject([
    200,
    { status: 'degraded', degraded: ['Redis cannot be reached; changes wait in the journal'] },
  ]);
  const taken = await run('clockin', { category: 'Study' });
  expect(taken).toMatch(/On the clock: .*Study/);
  expect(taken).toContain('Recorded, will sync');
  // Of a member whose state nobody here knows: what was not known is not shown.
  expect(await run('clockin', { category: 'Meeting' })).toContain('already on the clock');

  await world.redis.restart();
  await eventually(async () => ((await run('status')).includes('Possibly out of date') ? undefined : true), 'Redis to be back');
  expect(await run('status')).toMatch(/You are on the clock: .*Study/);
  expect(await run('clockout')).toContain('Clocked out');
});
