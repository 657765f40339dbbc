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

const buttonOf = (message: APIMessage, label: string): string => {
  const found = new RegExp(`"custom_id":"([^"]+)","label":"${label}"`).exec(JSON.stringify(message.components));
  if (found?.[1] === undefined) throw new Error(`no button ${label} in ${JSON.stringify(message.components)}`);
  return found[1];
};

it('/forceclockout ends the session of a member at a time that is shown first, takes the role, and the member is told and can look it up', async () => {
  await ada.command(guild, channel, 'admin', subcommand('roles', subcommand('setup')));
  const hasRole = (wanted: boolean) =>
    ben.waitForState(({ guilds }) => {
      const home = guilds.find(({ id }) => id === guild);
      const role = home?.roles.find(({ name }) => name === 'On break')?.id ?? '';
      const roles = home?.members.find(({ user }) => user.id === ben.id)?.roles ?? [];
      return roles.includes(role) === wanted;
    });
  await ben.command(guild, channel, 'session', subcommand('pause'));
  await hasRole(true);
  const values = options({ user: ben.id, at: 'now', reason: 'closing time' });
  const asked = await ada.command(guild, channel, 'forceclockout', ...values);
  expect(said(asked)).toContain('Clock out at this time?');
  const done = await ada.clickForMessage(asked, buttonOf(asked, 'Clock out'));
  expect(said(done)).toMatch(/Clocked out: .*Study.*closing time/);
  await hasRole(false);
  const since = ben.events.length;
  await ben.command(guild, channel, 'status');
  const told = await ben.waitForMessage((message) => said(message).includes('Somebody changed your time'), since);
  expect(said(told)).toMatch(new RegExp(`by <@${ada.id}>.*Reason: closing time`));
  expect(said(await ben.command(guild, channel, 'session', subcommand('list')))).toContain(
    `clocked out by <@${ada.id}>: closing time`,
  );
  expect(said(await ben.command(guild, channel, 'explain'))).toMatch(new RegExp(`<@${ada.id}>[^]*Reason: closing time`));
  expect(said(await ada.command(guild, channel, 'forceclockout', ...values))).toContain(`<@${ben.id}> is not on the clock`);
});

it('/forceclockout of a category asks with names, and of a role whom Discord says it is', async () => {
  const everyone = await ada.command(guild, channel, 'forceclockout', ...options({ role: guild }));
  expect(said(everyone)).toMatch(new RegExp(`Clock all of them out. .1.*<@${mika.id}>`));
  const asked = await ada.command(guild, channel, 'forceclockout', ...options({ category: 'Meeting' }));
  const done = await ada.clickForMessage(asked, buttonOf(asked, 'Clock out 1'));
  expect(said(done)).toContain('Clocked out: 1');
  expect(said(await ada.command(guild, channel, 'who'))).toContain('Nobody is on the clock');
  expect(said(await ben.command(guild, channel, 'forceclockout', ...options({ user: mika.id })))).toContain(
    'You may not do that here',
  );
});

it('/admin member show and /admin team tell what members worked, and lead to what can be done about it', async () => {
  await ben.command(guild, channel, 'alloc', subcommand('set', ...options({ category: 'Study', hours: '10' })));
  const card = await ada.command(
    guild,
    channel,
    'admin',
    subcommand('member', subcommand('show', ...options({ member: ben.id }))),
  );
  expect(said(card)).toMatch(/at a glance.*Not on the clock.*of 10 h.*Study.*not confirmed/);
  const list = await ada.clickForMessage(card, buttonOf(card, 'Entries'));
  expect(said(list)).toContain(`clocked out by <@${ada.id}>: closing time`);
  const team = await ada.command(guild, channel, 'admin', subcommand('team'));
  expect(said(team)).toMatch(new RegExp(`<@${ben.id}>.*of 10 h.*not confirmed: 1`));
  expect(said(team)).toMatch(/All 2: /);
  expect(said(await ben.command(guild, channel, 'admin', subcommand('team')))).toContain('You may not do that here');
});

it('all of it as Discord documents it', async () => {
  expect(await world.contractProblems()).toEqual([]);
});
