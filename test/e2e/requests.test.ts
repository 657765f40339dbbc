import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { options, subcommand, type DiscordUser } from '../support/discord-user.js';

let world: BotInSandbox;
let ada: DiscordUser;
let ben: DiscordUser;
let mika: DiscordUser;
let guild: string;
/** Where Ben works, and where requests are shown. */
let [channel, desk] = ['', ''];

const buttonOf = (message: APIMessage, label: string): string => {
  const ids = (message.components ?? []).flatMap((row) =>
    'components' in row
      ? row.components.flatMap((one) => ('custom_id' in one && 'label' in one && one.label === label ? [one.custom_id] : []))
      : [],
  );
  if (ids[0] === undefined) throw new Error(`no button ${label} in ${JSON.stringify(message)}`);
  return ids[0];
};
const said = (message: APIMessage): string => message.content + JSON.stringify([message.embeds, message.components]);

beforeAll(async () => {
  world = await startBotInSandbox('gateway');
  [ada, ben, mika] = [await world.person('ada'), await world.person('ben'), await world.person('mika')];
  const home = (await ada.state()).guilds[0];
  guild = home?.id ?? '';
  [channel, desk] = [home?.channels[0]?.id ?? '', home?.channels[1]?.id ?? ''];
  const set = (key: string, value: string) =>
    ada.command(guild, channel, 'config', subcommand('set', ...options({ key, value })));
  await set('membersAddEntries', 'off');
  await set('requestChannel', `<#${desk}>`);
  const given = options({ capability: 'approve', member: mika.id });
  await ada.command(guild, channel, 'config', subcommand('permissions', subcommand('allow', ...given)));
});
afterAll(() => world.close());

/** Opens a form by a button of a message, fills it in, and waits for what becomes of it. */
const submit = async (user: DiscordUser, message: APIMessage, label: string, fields: Record<string, string>) => {
  const { modal } = await user.click(message, buttonOf(message, label));
  if (modal === undefined) throw new Error(`${label} opens no form`);
  const since = user.events.length;
  await user.submitModal(message.channel_id, modal, fields);
  return user.waitForMessage((changed) => changed.id === message.id, since);
};

/** Ben asks for time that he did not clock; answers with the message that Mika sees. */
const ask = async (start: string, reason: string): Promise<APIMessage> => {
  const given = options({ category: 'Study', start, duration: '1h 20m', note: 'from memory' });
  const card = await ben.command(guild, channel, 'session', subcommand('add', ...given));
  expect(said(card)).toContain('Members do not add entries alone');
  const since = mika.events.length;
  const asked = await submit(ben, card, 'Ask for approval', { reason });
  expect(said(asked)).toContain(`<#${desk}>`);
  return mika.waitForMessage((message) => message.channel_id === desk && said(message).includes(reason), since);
};
const entries = async (): Promise<string> => said(await ben.command(guild, channel, 'session', subcommand('list')));
const answers = async (wanted: string): Promise<APIMessage> => {
  const since = ben.events.length;
  await ben.command(guild, channel, 'status');
  return ben.waitForMessage((message) => said(message).includes(wanted), since);
};

it('a request is approved by a member who may, after a restart of the bot, and its member is told', async () => {
  const posted = await ask('yesterday 9:00', 'the phone was empty');
  expect(said(posted)).toMatch(new RegExp(`Request: Add an entry.*<@${ben.id}>.*1 h 20 min`));
  expect(await entries()).not.toContain('from memory');
  await world.bot.kill();
  await world.startAgain();
  expect(said(await ben.clickForMessage(posted, buttonOf(posted, 'Approve')))).toContain('the permission “Approve”');
  const decided = await mika.clickForMessage(posted, buttonOf(posted, 'Approve'));
  expect(said(decided)).toMatch(new RegExp(`Approved: Add an entry.*Approved by <@${mika.id}>`));
  expect(decided.components).toEqual([]);
  expect(said(await answers('Your request was answered'))).toContain(`by <@${mika.id}>`);
  expect(await entries()).toContain('from memory');
});

it('another one is declined with a reason, and nothing is stored', async () => {
  const posted = await ask('yesterday 12:00', 'I forgot');
  const declined = await submit(mika, posted, 'Decline…', { reason: 'the shop was closed' });
  expect(said(declined)).toMatch(/Declined: Add an entry.*Reason: the shop was closed/);
  expect(said(await answers('the shop was closed'))).toContain('Declined');
  expect((await entries()).match(/from memory/g)).toHaveLength(1);
});

it('a third one is withdrawn, and the channel shows it', async () => {
  const posted = await ask('yesterday 15:00', 'never mind');
  const list = await ben.command(guild, channel, 'session', subcommand('requests'));
  const show = /"custom_id":"(pc1:request:[^"]+)"/.exec(said(list))?.[1] ?? '';
  const detail = await ben.clickForMessage(list, show);
  const since = mika.events.length;
  await ben.clickForMessage(detail, buttonOf(detail, 'Withdraw'));
  const withdrawn = await mika.waitForMessage((message) => message.id === posted.id, since);
  expect(said(withdrawn)).toContain('Withdrawn: Add an entry');
});

it('all of it as Discord documents it', async () => {
  expect(await world.contractProblems()).toEqual([]);
});
