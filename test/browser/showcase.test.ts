import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { auditPage } from '../support/axe.js';
import { launchBrowser, type TestBrowser, type TestPage } from '../support/browser.js';
import { buildPage, type BuiltPage } from '../support/page.js';
import { startScriptedBot, type ScriptedBot } from './scripted-bot.js';

let built: BuiltPage;
let browser: TestBrowser;
let sandbox: Sandbox;
let bot: ScriptedBot;
let opened: TestPage;
let page: Page;

beforeAll(async () => {
  [built, browser] = await Promise.all([buildPage(), launchBrowser()]);
  sandbox = await startSandbox({ webRoot: built.root });
  bot = await startScriptedBot(sandbox);
  // Nothing slides: what is looked at stands where it will stay.
  opened = await browser.newPage({ reducedMotion: 'reduce' });
  ({ page } = opened);
  await page.goto(sandbox.url);
  await box().waitFor();
});
afterAll(async () => {
  await browser.close();
  await bot.stop();
  await sandbox.close();
  await built.remove();
});

const box = () => page.getByRole('combobox', { name: 'Message box' });
const press = (key: string) => page.keyboard.press(key);
const messages = () => page.getByRole('log').getByRole('article');
const said = (text: string | RegExp) => messages().getByText(text).last().waitFor();
const begin = async (name: string) => {
  await box().fill(name);
  await page.getByRole('listbox').getByRole('option', { name }).first().waitFor();
  await press('Enter');
};
const focused = () => page.locator(':focus').getAttribute('aria-label');
const menuItem = (name: string) => page.getByRole('menu').getByRole('menuitem', { name });
const csv = (name: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from('day,hours\n') });

/** As at a desk and as on a telephone. */
const auditBoth = async () => {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 860 });
    expect(await auditPage(page), `at ${width} px`).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 860 });
};

/** One person goes through it; each part goes on where the one before ended. */
describe('what Discord has besides embeds and text inputs', () => {
  it('shows a message that is made of components, to everybody', async () => {
    await begin('/board');
    await press('Enter');
    const board = messages().last();
    await board.getByRole('heading', { name: 'The time clock' }).waitFor();
    await expect.poll(() => board.getByRole('img', { name: 'The card of a session' }).count()).toBe(1);
    await board.getByRole('link', { name: 'week.csv', exact: true }).waitFor();
    await auditBoth();

    // What is covered is not there for a screen reader or the keyboard, until it is asked for.
    expect(await board.getByRole('link', { name: 'A hidden card' }).count()).toBe(0);
    const covers = board.getByRole('button', { name: 'Spoiler, activate to reveal' });
    expect(await covers.count()).toBe(2);
    await covers.last().focus();
    await press('Enter');
    await board.getByRole('link', { name: 'A hidden card' }).waitFor();
    expect(await covers.count()).toBe(1);
  });

  it('takes every kind of answer to a button: private, public, at once, later', async () => {
    const board = messages().first();
    await board.getByRole('button', { name: 'Details' }).click();
    await said('private details');
    await board.getByRole('button', { name: 'Announce' }).click();
    await said('announced to everybody');
    expect(await messages().filter({ hasText: 'announced' }).getByText('Only you can see this').count()).toBe(0);
    expect(await messages().filter({ hasText: 'private details' }).getByText('Only you can see this').count()).toBe(1);
    await board.getByRole('button', { name: 'Refresh', exact: true }).click();
    await board.getByRole('heading', { name: 'Refreshed', exact: true }).waitFor();
    await board.getByRole('button', { name: 'Refresh later' }).click();
    await board.getByRole('heading', { name: 'Refreshed later' }).waitFor();
    await board.getByRole('button', { name: 'Count again' }).click();
    await said('counted again');
    await board.getByRole('combobox', { name: 'Another period' }).click();
    await board.getByRole('option', { name: 'This month' }).click();
    await said('chosen month');
  });

  it('fills in a form of selects and ticks by keyboard', async () => {
    await begin('/form');
    await press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Correct a session' });
    await dialog.getByText('A correction is kept in the').waitFor();
    await expect.poll(focused).toBe('Category: Work');
    await auditBoth();

    await dialog.getByRole('button', { name: 'Submit' }).click();
    await expect.poll(() => dialog.getByText('This field is required').count()).toBe(2);
    await expect.poll(() => page.locator(':focus').getAttribute('name')).toBe('reason');
    await page.keyboard.type('forgot it');
    await press('Tab');
    await press(' ');
    await press('Tab');
    await press('ArrowDown');
    await page.keyboard.type('ben');
    await press('Enter');
    await page.keyboard.type('cl');
    await press('Enter');
    expect(await auditPage(page)).toEqual([]);
    // The first Escape closes the list, not the form.
    await press('Escape');
    await dialog.getByRole('combobox', { name: 'Witnesses: Ben, Clara' }).waitFor();
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await said('got work, forgot it, true, ben+clara');
    await dialog.waitFor({ state: 'detached' });
  });

  it('fills in a form of choices and files', async () => {
    await page.getByRole('button', { name: 'Add evidence' }).click();
    const dialog = page.getByRole('dialog', { name: 'Evidence' });
    const submit = dialog.getByRole('button', { name: 'Submit' });
    await dialog.waitFor();
    await submit.click();
    await dialog.getByText('Choose one of these').waitFor();
    await dialog.getByText('Choose at least 2').waitFor();
    expect(await auditPage(page)).toEqual([]);
    await dialog.getByRole('radio', { name: 'Quarter hours' }).check();
    await dialog.getByRole('checkbox', { name: 'Sunday' }).check();
    // Two are the most, so a third cannot be ticked.
    expect(await dialog.getByRole('checkbox', { name: 'Tuesday' }).isDisabled()).toBe(true);
    const proof = dialog.locator('input[type=file]');
    await proof.setInputFiles([csv('hours.exe')]);
    await dialog.getByText('hours.exe is not one of these: .csv, image').waitFor();
    await proof.setInputFiles([csv('one.csv'), csv('two.csv')]);
    await dialog.getByRole('button', { name: 'Remove one.csv' }).click();
    await submit.click();
    await said('got quarter, mo+su, two.csv 10');
  });

  it('offers what the app can do with a person and with a message', async () => {
    const ben = page.getByRole('complementary', { name: 'Members' }).getByRole('listitem').filter({ hasText: 'Ben' });
    await ben.click({ button: 'right' });
    await expect.poll(() => page.getByRole('menuitem').allInnerTexts()).toEqual(['Correct a session', 'Show hours']);
    expect(await auditPage(page)).toEqual([]);
    await press('ArrowDown');
    await press('Enter');
    await said('Show hours: ben with member');
    expect(await messages().last().innerText()).toMatch(/Ada Admin\s+used\s+Show hours/);

    const announced = messages().filter({ hasText: 'announced' });
    const more = announced.getByRole('button', { name: 'More actions: message of Punchcard' });
    await more.focus();
    await press('Enter');
    await menuItem('Save as note').waitFor();
    await press('Escape');
    await expect.poll(focused).toBe('More actions: message of Punchcard');
    await press('Enter');
    await menuItem('Save as note').click();
    await said('Save as note: message announced to everybody');
    expect(await page.getByRole('menu').count()).toBe(0);
  });

  it('sends a file with a command, and refuses one that is too large', async () => {
    await begin('/receipt');
    const file = page.getByRole('group', { name: 'Message box' }).locator('input[type=file]');
    await press('Tab');
    await press('Shift+Tab');
    await page.getByRole('button', { name: 'Send command' }).click();
    await page.getByText('file is required').waitFor();
    // The page would refuse it by its size alone; a fake size spares ten megabytes on their way.
    await page.evaluate(`{
      const input = document.querySelector('.composer input[type=file]');
      const big = new File(['x'], 'big.csv');
      Object.defineProperty(big, 'size', { value: 10 * 1024 * 1024 + 1 });
      Object.defineProperty(input, 'files', { value: [big], configurable: true });
      input.dispatchEvent(new Event('change'));
      delete input.files;
    }`);
    await page.getByText('big.csv is too large: it has 10.01 MB, and 10 MB are allowed').waitFor();
    await file.setInputFiles(csv('lunch.csv'));
    await page.getByRole('button', { name: 'file: lunch.csv' }).waitFor();
    expect(await auditPage(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send command' }).click();
    await said('kept lunch.csv, 10 bytes of text/csv, 10 read, limit 10485760');
  });

  it('lists threads below their channel, and says which are closed', async () => {
    const guild = [...sandbox.world.guilds.values()][0]!;
    const parent = [...guild.channels.values()][0]!;
    sandbox.world.addThread(parent, { name: 'night shift', ownerId: guild.ownerId });
    sandbox.world.addThread(parent, { name: 'old times', ownerId: guild.ownerId, archived: true, locked: true });
    const threads = page.getByRole('list', { name: 'Threads' }).getByRole('button');
    await expect
      .poll(() => threads.allInnerTexts())
      .toEqual(['night shift', expect.stringMatching(/old times\s*\(locked\)\s*\(archived\)/)]);
    await threads.first().click();
    await page.getByRole('heading', { name: 'Thread “night shift”' }).waitFor();
    // With embeds, files of the older kind and a private answer, so that the audit sees these too.
    await begin('/rich');
    await press('Enter');
    await said('report.csv');
    await begin('/think');
    await press('Enter');
    await page.getByText('Punchcard is thinking…').waitFor();
    await auditBoth();
  });

  it('went without a complaint of the browser', () => {
    expect(opened.complaints).toEqual([]);
  });
});
