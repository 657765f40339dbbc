import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { eventually } from '../support/bot-process.js';
import { options, subcommand, type DiscordUser } from '../support/discord-user.js';
import { startNotion, type NotionEmulator } from '../support/notion/emulator.js';

const TOKEN = 'ntn_canary0e2e';
/** Notion is asked 2.5 times a second, and the machine may be busy. ms */
const PATIENCE_MS = 30_000;

const said = (message: APIMessage): string => JSON.stringify([message.content, message.components]);
const idOf = (message: APIMessage, label: string): string => {
  const before = said(message).slice(0, said(message).indexOf(`"label":"${label}"`));
  return /"custom_id":"([^"]+)"[^{}]*$/.exec(before)?.[1] ?? `no button ${label}`;
};
const Titled = z.looseObject({ properties: z.record(z.string(), z.looseObject({ type: z.string() })) });

describe('a server that is connected to Notion', () => {
  let notion: NotionEmulator;
  let world: BotInSandbox;
  let ada: DiscordUser;
  let ben: DiscordUser;
  let [guild, channel] = ['', ''];
  const notionCommand = (name: string, user = ada) => user.command(guild, channel, 'notion', subcommand(name));
  /** What pages of a table say, as text. */
  const pagesIn = (title: string): readonly string[] => {
    const source = [...notion.workspace.sources.values()].find((each) => JSON.stringify(each.title).includes(title));
    return notion.pagesOf(source?.id ?? '').map((page) => JSON.stringify(Titled.parse(page).properties));
  };

  beforeAll(async () => {
    notion = await startNotion();
    notion.connect(TOKEN, { shared: [notion.addPage('Time tracking')] });
    world = await startBotInSandbox('gateway', { env: { NOTION_API_URL: notion.url, LOG_LEVEL: 'debug' } });
    [ada, ben] = [await world.person('ada'), await world.person('ben')];
    const home = (await ada.state()).guilds[0];
    [guild, channel] = [home?.id ?? '', home?.channels[0]?.id ?? ''];
  }, 90_000);
  afterAll(async () => {
    await world.close();
    await notion.close();
  });

  it('is for those who may change settings', async () => {
    expect(said(await notionCommand('status', ben))).toContain('permission');
    expect(said(await notionCommand('status'))).toContain('Not connected');
  });

  it(
    'is connected by a form, and says what is wrong with a token',
    async () => {
      const connect = async (token: string): Promise<string> => {
        const { modal } = await ada.commandOutcome(guild, channel, 'notion', subcommand('connect'));
        if (modal === undefined) throw new Error('no form');
        const { message } = await ada.submitModal(channel, modal, { token });
        return message === undefined ? '' : said(message);
      };
      expect(await connect('my token')).toContain('not a token');
      expect(await connect('ntn_somebody')).toContain('does not take this token');
      expect(await connect(TOKEN)).toContain('Notion is connected');
    },
    PATIENCE_MS,
  );

  it(
    'says what it would make, and makes it',
    async () => {
      const plan = await notionCommand('setup');
      expect(said(plan)).toContain('Time tracking');
      expect(said(plan)).toContain('is made');
      expect(said(plan)).toContain('1,000 blocks for life');
      expect(notion.workspace.databases.size).toBe(0);
      const done = await ada.clickForMessage(plan, idOf(plan, 'Make them'));
      expect(said(done)).toContain('Notion is set up');
      expect(notion.workspace.databases.size).toBe(3);
    },
    PATIENCE_MS,
  );

  it(
    'brings categories and a timer, and its end',
    async () => {
      await ben.command(guild, channel, 'clockin', ...options({ category: 'Study' }));
      const timers = () => pagesIn('Timers');
      await eventually(() => Promise.resolve(timers().length === 1 || undefined), 'the page of a timer', PATIENCE_MS);
      expect(timers()[0]).toContain('Study');
      expect(pagesIn('Categories').some((page) => page.includes('Study'))).toBe(true);
      await ben.command(guild, channel, 'clockout');
      await eventually(() => Promise.resolve(timers()[0]?.includes('Ended') === true || undefined), 'its end', PATIENCE_MS);
      expect(timers()).toHaveLength(1);
      const inStep = async () => (said(await notionCommand('status')).includes('In step') ? true : undefined);
      await eventually(inStep, 'the status to say so', PATIENCE_MS);
    },
    3 * PATIENCE_MS,
  );

  it(
    'never holds up a click while Notion does not answer, and goes on afterwards',
    async () => {
      notion.hang();
      const card = await ben.command(guild, channel, 'clockin', ...options({ category: 'Meeting' }));
      expect(JSON.stringify(card)).toContain('On the clock');
      await eventually(() => Promise.resolve(notion.held > 0 || undefined), 'Notion to be asked', PATIENCE_MS);
      expect(said(await notionCommand('refresh'))).toContain('I look at Notion now');
      notion.release();
      await eventually(() => Promise.resolve(pagesIn('Timers').length === 2 || undefined), 'the second page', PATIENCE_MS);
    },
    3 * PATIENCE_MS,
  );

  it('forgets the token, which nobody was shown and no log has', async () => {
    expect(said(await notionCommand('disconnect'))).toContain('disconnected');
    expect(said(await notionCommand('status'))).toContain('Not connected');
    expect(pagesIn('Timers')).toHaveLength(2);
    const dump = JSON.stringify([...(await world.requests()), world.bot.output()]);
    expect(dump).toContain('notion');
    expect(dump).not.toContain('canary0e2e');
  });

  it('all of it as Discord documents it', async () => {
    expect(await world.contractProblems()).toEqual([]);
  });
});
