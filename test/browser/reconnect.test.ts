import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { launchBrowser, type TestBrowser } from '../support/browser.js';
import { buildPage, type BuiltPage } from '../support/page.js';
import { startScriptedBot } from './scripted-bot.js';

let built: BuiltPage;
let browser: TestBrowser;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'punchcard-sandbox-'));
  [built, browser] = await Promise.all([buildPage(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await built.remove();
  await rm(dataDir, { recursive: true, force: true });
});

it('survives a restart of the sandbox: says so, comes back, and shows what it missed', async () => {
  let sandbox: Sandbox = await startSandbox({ webRoot: built.root, dataDir });
  const port = Number(new URL(sandbox.url).port);
  let bot = await startScriptedBot(sandbox);
  const { page } = await browser.newPage();
  await page.goto(sandbox.url);
  const box = page.getByRole('combobox', { name: 'Message box' });
  await box.fill('/rich');
  await page.getByRole('listbox').getByRole('option', { name: '/rich' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByText('report.csv').waitFor();

  await bot.stop();
  await sandbox.close();
  await page.getByText('Connection lost. Reconnecting…').waitFor();

  sandbox = await startSandbox({ webRoot: built.root, dataDir, port });
  const guild = [...sandbox.world.guilds.values()][0]!;
  const clara = [...sandbox.world.users.values()].find(({ username }) => username === 'clara')!;
  expect(sandbox.world.leave(guild, clara.id)).toBe(true);
  await page.getByText('Connection lost. Reconnecting…').waitFor({ state: 'detached' });
  await page.getByRole('log').getByText('report.csv').waitFor();
  await expect.poll(() => page.getByRole('complementary', { name: 'Members' }).getByText('Clara').count()).toBe(0);

  bot = await startScriptedBot(sandbox);
  await page.getByText('Punchcard is online').waitFor();
  await bot.stop();
  await sandbox.close();
});
