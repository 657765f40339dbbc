import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { guildSpace } from '../../src/domain/ids.js';
import { notion as connection } from '../../src/engine/documents/kinds/notion.js';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { eventually } from '../support/bot-process.js';
import { testChain, type TestChain } from '../support/chain.js';
import { options, subcommand, type DiscordUser } from '../support/discord-user.js';
import { startNotion, type NotionEmulator } from '../support/notion/emulator.js';
import { rowsOf, type Row } from '../support/notion/rows.js';

const TOKEN = 'ntn_in_step';
const MINUTE = 60_000;

let world: BotInSandbox;
let store: TestChain;
let notion: NotionEmulator;
let ada: DiscordUser;
let ben: DiscordUser;
let [guild, channel] = ['', ''];

const idOf = (message: APIMessage, label: string): string => {
  const said = JSON.stringify(message.components);
  return /"custom_id":"([^"]+)"[^{}]*$/.exec(said.slice(0, said.indexOf(`"label":"${label}"`)))?.[1] ?? `no button ${label}`;
};
const rows = async (table: 'timers' | 'rollups'): Promise<readonly Row[]> => {
  const linked = (await store.documents.of(connection).get(guildSpace(guild))).tables[table];
  return linked === undefined ? [] : rowsOf(notion, linked);
};
/** The first row that has these values, by our names of properties. */
const row = (table: 'timers' | 'rollups', wanted: Readonly<Record<string, unknown>>): Promise<Row> =>
  eventually(
    async () => (await rows(table)).find(({ of }) => Object.entries(wanted).every(([name, value]) => of(name) === value)),
    JSON.stringify(wanted),
  );
/** Time goes by; the bot learns it from the next interaction. */
const later = async (ms: number): Promise<void> => {
  await world.sandbox.world.clock.move({ by: ms });
  await ada.command(guild, channel, 'status');
};

beforeAll(async () => {
  notion = await startNotion({ now: () => world.sandbox.world.clock.now() });
  world = await startBotInSandbox('gateway', { env: { NOTION_API_URL: notion.url } });
  store = await testChain(world.redis.url);
  notion.connect(TOKEN, { shared: [notion.addPage('Time tracking')] });
  [ada, ben] = [await world.person('ada'), await world.person('ben')];
  const home = (await ada.state()).guilds[0];
  [guild, channel] = [home?.id ?? '', home?.channels[0]?.id ?? ''];
  const { modal } = await ada.commandOutcome(guild, channel, 'notion', subcommand('connect'));
  if (modal === undefined) throw new Error('no form for the token');
  await ada.submitModal(channel, modal, { token: TOKEN });
  const card = await ada.command(guild, channel, 'notion', subcommand('setup'));
  await ada.clickForMessage(card, idOf(card, 'Make them'));
});
afterAll(async () => {
  await store.close();
  await world.close();
  await notion.close();
});

it('has a day of timers at Notion, ends one that was stopped there, and sums the day up', async () => {
  await ben.command(guild, channel, 'clockin', ...options({ category: 'Study', note: 'Chapter 4' }));
  const running = await row('timers', { state: 'Running', category: 'Study', note: 'Chapter 4', memberId: ben.id });
  expect(running.of('end')).toBeNull();
  await later(90 * MINUTE);
  await ben.command(guild, channel, 'clockout');
  await row('timers', { entryId: running.of('entryId'), state: 'Ended', stop: true });

  await ben.command(guild, channel, 'clockin', ...options({ category: 'Work' }));
  const second = await row('timers', { state: 'Running', category: 'Work' });
  await later(30 * MINUTE);
  const { timers } = (await store.documents.of(connection).get(guildSpace(guild))).tables;
  notion.byHand.edit(second.id, { [timers?.properties['stop'] ?? '']: { checkbox: true } });
  await later(2 * MINUTE);
  await row('timers', { entryId: second.of('entryId'), state: 'Ended' });

  await later(36 * 60 * MINUTE);
  const day = await row('rollups', { memberId: ben.id });
  const total = Number(day.of('total'));
  expect(total).toBeGreaterThan(1.9);
  expect(total).toBeLessThan(2.1);
  const status = await ada.command(guild, channel, 'notion', subcommand('status'));
  expect(JSON.stringify(status.components)).toContain('pages made so far');
});
