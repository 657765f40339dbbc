import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/bot-process.js';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { options, subcommand, type DiscordUser } from '../support/discord-user.js';

let world: BotInSandbox;
let ada: DiscordUser;
let ben: DiscordUser;
let guild: string;
/** Where people work, and where the dashboard stands. */
let [channel, wall] = ['', ''];

beforeAll(async () => {
  world = await startBotInSandbox('gateway');
  [ada, ben] = [await world.person('ada'), await world.person('ben')];
  const home = (await ada.state()).guilds[0];
  guild = home?.id ?? '';
  [channel, wall] = [home?.channels[0]?.id ?? '', home?.channels[1]?.id ?? ''];
});
afterAll(() => world.close());

const said = (message: APIMessage): string => message.content + JSON.stringify([message.embeds, message.components]);
const isDashboard = (message: APIMessage): boolean => said(message).includes('pc1:dash-status');
const dashboardIn = async (where: string): Promise<APIMessage | undefined> =>
  (await ada.messages(where)).find((message) => isDashboard(message));
const shows = (where: string, text: string): Promise<APIMessage> =>
  eventually(async () => {
    const found = await dashboardIn(where);
    return found !== undefined && said(found).includes(text) ? found : undefined;
  }, `a dashboard with ${text}`);
const dashboard = (name: string, given: Readonly<Record<string, string>> = {}): Promise<APIMessage> =>
  ada.command(guild, channel, 'dashboard', subcommand(name, ...options(given)));

it('is posted without a sound, and members clock in on it', async () => {
  expect((await dashboard('post', { channel: wall })).content).toContain(`<#${wall}>`);
  const posted = await shows(wall, 'On the clock: 0');
  expect((posted.flags ?? 0) & (1 << 12)).not.toBe(0);
  const question = await ben.clickForMessage(posted, 'pc1:dash-in:-');
  const work = /"value":"([^"]+)","label":"[^"]*Work"/.exec(said(question))?.[1] ?? '';
  const card = await ben.clickForMessage(question, 'pc1:dash-pick', [work]);
  expect(said(card)).toContain('On the clock');
  expect(said(await shows(wall, 'On the clock: 1'))).toContain(`<@${ben.id}>`);
});

it('works after the bot was killed', async () => {
  const posted = await shows(wall, 'On the clock: 1');
  await world.bot.kill();
  await world.startAgain();
  const card = await ben.clickForMessage(posted, 'pc1:dash-pause');
  expect(said(card)).toContain('On a break');
  expect(said(await ben.clickForMessage(posted, 'pc1:dash-status'))).toContain('Work');
});

it('moves, and its old message goes', async () => {
  await dashboard('move', { dashboard: '1', channel });
  expect(said(await shows(channel, 'On the clock: 1'))).toContain('1 on a break');
  await eventually(async () => ((await dashboardIn(wall)) === undefined ? true : undefined), 'the old message to go');
});

it('is taken away with its message', async () => {
  expect((await dashboard('remove', { dashboard: '1' })).content).toContain('no longer kept');
  await eventually(async () => ((await dashboardIn(channel)) === undefined ? true : undefined), 'the message to go');
  expect(said(await dashboard('list'))).toContain('There is none yet');
});

it('all of it as Discord documents it', async () => {
  expect(await world.contractProblems()).toEqual([]);
});
