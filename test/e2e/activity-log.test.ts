import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/bot-process.js';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { options, subcommand, type DiscordUser } from '../support/discord-user.js';

let world: BotInSandbox;
let ada: DiscordUser;
let ben: DiscordUser;
let guild: string;
/** Where people work, and where it is told. */
let [channel, wall] = ['', ''];

beforeAll(async () => {
  world = await startBotInSandbox('gateway');
  [ada, ben] = [await world.person('ada'), await world.person('ben')];
  const home = (await ada.state()).guilds[0];
  guild = home?.id ?? '';
  [channel, wall] = [home?.channels[0]?.id ?? '', home?.channels[1]?.id ?? ''];
});
afterAll(() => world.close());

const told = async (): Promise<string> => JSON.stringify((await ada.messages(wall)).map(({ components }) => components));
const times = async (text: string): Promise<number> => (await told()).split(text).length - 1;
const tells = (text: string): Promise<true> =>
  eventually(async () => ((await told()).includes(text) ? true : undefined), `the log to tell ${text}`);
const clock = (who: DiscordUser, name: string, given: Readonly<Record<string, string>> = {}): Promise<APIMessage> =>
  who.command(guild, channel, 'session', subcommand(name, ...options(given)));

it('tells nothing of before it was switched on, and everything since, without a sound', async () => {
  await clock(ben, 'in', { category: 'Work' });
  const shown = await ada.command(guild, channel, 'activitylog', subcommand('set', ...options({ channel: wall })));
  expect(JSON.stringify(shown.components)).toContain('Everybody who can read a channel');
  await clock(ben, 'pause');
  await tells('Began a break');
  expect(await told()).not.toContain('Clocked in');
  expect(await told()).toContain(`<@${ben.id}>`);
  for (const { flags, author, mentions } of await ada.messages(wall)) {
    if (author.bot !== true) continue;
    expect((flags ?? 0) & (1 << 12)).not.toBe(0);
    expect(mentions.length).toBeLessThanOrEqual(1);
  }
});

it('loses and doubles nothing when the bot is killed before it told, and after', async () => {
  await clock(ben, 'resume');
  await world.bot.kill();
  await world.startAgain();
  await tells('Ended a break');
  await clock(ben, 'out');
  await tells('Clocked out');
  await world.bot.kill();
  await world.startAgain();
  await clock(ada, 'in', { category: 'Work' });
  await tells('Clocked in');
  expect(await Promise.all(['Began a break', 'Ended a break', 'Clocked out', 'Clocked in'].map(times))).toEqual([1, 1, 1, 1]);
});

it('all of it as Discord documents it', async () => {
  expect(await world.contractProblems()).toEqual([]);
});
