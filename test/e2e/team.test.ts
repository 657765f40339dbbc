import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { options, subcommand, type DiscordUser } from '../support/discord-user.js';

/* What those do who run a team: who is on the clock, by the real client against the sandbox. Ada owns the server; Ben and Mika are members. */

let world: BotInSandbox;
let ada: DiscordUser;
let ben: DiscordUser;
let mika: DiscordUser;
let [guild, channel] = ['', ''];

const said = (message: APIMessage): string => message.content + JSON.stringify([message.embeds, message.components]);

beforeAll(async () => {
  world = await startBotInSandbox('gateway');
  [ada, ben, mika] = [await world.person('ada'), await world.person('ben'), await world.person('mika')];
  const home = (await ada.state()).guilds[0];
  guild = home?.id ?? '';
  channel = home?.channels[0]?.id ?? '';
});
afterAll(() => world.close());

const clockIn = (user: DiscordUser, category: string) => user.command(guild, channel, 'clockin', ...options({ category }));

it('/who shows who is on the clock, as much of it as the server lets see', async () => {
  await clockIn(ben, 'Study');
  await clockIn(mika, 'Meeting');
  await mika.command(guild, channel, 'session', subcommand('pause'));
  const all = await ada.command(guild, channel, 'who');
  expect(said(all)).toMatch(/On the clock: 2/);
  expect(said(all)).toMatch(new RegExp(`Meeting.*<@${mika.id}> since .*break began`));
  const one = await ada.command(guild, channel, 'who', ...options({ category: 'Study' }));
  expect(said(one)).toContain(`<@${ben.id}>`);
  expect(said(one)).not.toContain(`<@${mika.id}>`);
  const presence = await ben.command(guild, channel, 'who');
  expect(said(presence)).toContain(`<@${mika.id}>`);
  expect(said(presence)).not.toMatch(/Meeting|break began/);
});

it('all of it as Discord documents it', async () => {
  expect(await world.contractProblems()).toEqual([]);
});
