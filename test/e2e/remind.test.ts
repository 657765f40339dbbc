import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { options, subcommand, type DiscordUser } from '../support/discord-user.js';

/* A reminder from being set to being done, by the real client against the sandbox. Ada owns the server; Ben and Mika are members. */

let world: BotInSandbox;
let ben: DiscordUser;
let mika: DiscordUser;
let [guild, channel, inbox] = ['', '', ''];

const said = (message: APIMessage): string => message.content + JSON.stringify([message.embeds, message.components]);
const buttonOf = (message: APIMessage, label: string): string => {
  const found = new RegExp(`"custom_id":"([^"]+)","label":"${label}"`).exec(JSON.stringify(message.components));
  if (found?.[1] === undefined) throw new Error(`no button ${label} in ${JSON.stringify(message.components)}`);
  return found[1];
};
const remind = (user: DiscordUser, what: string, values: Readonly<Record<string, string>> = {}): Promise<APIMessage> =>
  user.command(guild, channel, 'remind', subcommand(what, ...options(values)));
const keep = async (user: DiscordUser, shown: APIMessage, label = 'Keep it'): Promise<APIMessage> =>
  user.clickForMessage(shown, buttonOf(shown, label));

beforeAll(async () => {
  world = await startBotInSandbox('gateway');
  [ben, mika] = [await world.person('ben'), await world.person('mika')];
  const home = (await ben.state()).guilds[0];
  guild = home?.id ?? '';
  channel = home?.channels[0]?.id ?? '';
  inbox = await ben.directMessages();
});
afterAll(() => world.close());

it('is set, shown before it is kept, comes by direct message, is snoozed, comes again, and is done', async () => {
  const shown = await remind(ben, 'me', { when: 'in 3 seconds', text: 'Call Zoe' });
  expect(said(shown)).toMatch(/Is that right\?.*Call Zoe/);
  const since = ben.events.length;
  expect(said(await keep(ben, shown, 'Allow direct messages and keep it'))).toContain('I remind you');
  const isOurs = (message: APIMessage) => message.channel_id === inbox && message.content.includes('⏰ Call Zoe');
  const first = await ben.waitForMessage(isOurs, since);
  expect(Date.parse(first.timestamp)).toBeGreaterThanOrEqual(Number(/<t:(\d+):f>/.exec(said(shown))?.[1]) * 1_000);
  const { modal } = await ben.click(first, buttonOf(first, 'At …'));
  if (modal === undefined) throw new Error('no form');
  const later = ben.events.length;
  await ben.submitModal(inbox, modal, { when: 'in 2 seconds' });
  const again = await ben.waitForMessage((message) => isOurs(message) && message.id !== first.id, later);
  expect(said((await ben.messages(inbox)).find(({ id }) => id === first.id) ?? first)).toContain('💤 Call Zoe');
  expect(said(await ben.clickForMessage(again, buttonOf(again, 'Done')))).toContain('✅ Call Zoe');
  expect(said(await remind(ben, 'list'))).toContain('Nothing is set');
});

it('that is due while the bot is down comes once when it is back, and says when it was due', async () => {
  await keep(ben, await remind(ben, 'me', { when: 'in 2 seconds', text: 'Water the plants' }));
  await world.bot.kill();
  const since = ben.events.length;
  await world.startAgain();
  const isOurs = (message: APIMessage) => message.channel_id === inbox && message.content.includes('Water the plants');
  const come = await ben.waitForMessage(isOurs, since);
  await ben.clickForMessage(come, buttonOf(come, 'Done'));
  expect((await ben.messages(inbox)).filter(isOurs)).toHaveLength(1);
});

it('in a channel is seen by all, pings nobody, and is answered by whoever set it', async () => {
  const since = mika.events.length;
  await keep(ben, await remind(ben, 'channel', { when: 'in 2 seconds', text: `Lunch @everyone <@${mika.id}>` }));
  const come = await mika.waitForMessage((message) => message.content.includes('Lunch'), since);
  const sent = (await world.requests()).filter(({ body }) => JSON.stringify(body ?? '').includes('Lunch'));
  expect(sent.map(({ method, body }) => [method, body])).toMatchObject([
    // The question, what came of it, and the reminder itself.
    ['POST', { data: { allowed_mentions: { parse: [] } } }],
    ['POST', { allowed_mentions: { parse: [] }, enforce_nonce: true }],
  ]);
  expect(said(come)).toContain(`set by <@${ben.id}>`);
  expect((await mika.clickForMessage(come, buttonOf(come, 'Done'))).content).toContain('belong to somebody else');
  expect((await ben.clickForMessage(come, buttonOf(come, 'Done'))).content).toContain('✅ Lunch');
});

it('all of it as Discord documents it', async () => {
  expect(await world.contractProblems()).toEqual([]);
});
