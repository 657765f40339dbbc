import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { createAlarms } from '../../src/domain/alarms.js';
import { auditPage } from '../support/axe.js';
import { launchBrowser, type TestBrowser, type TestPage } from '../support/browser.js';
import { realClock } from '../support/chain.js';
import { RecordingLogger } from '../support/fakes.js';
import { buildPage, type BuiltPage } from '../support/page.js';
import { startScriptedBot, type ScriptedBot } from './scripted-bot.js';

const HOUR = 3_600_000;
let built: BuiltPage;
let browser: TestBrowser;
let sandbox: Sandbox;
let bot: ScriptedBot;
let opened: TestPage;
/** Complaints before this test. */
let complained = 0;
let page: Page;

/** What the page complained about in this test. */
const complaints = (): readonly string[] => opened.complaints.slice(complained);

beforeAll(async () => {
  [built, browser] = await Promise.all([buildPage(), launchBrowser()]);
  opened = await browser.newPage();
  ({ page } = opened);
});
afterAll(async () => {
  await browser.close();
  await built.remove();
});
beforeEach(async () => {
  sandbox = await startSandbox({ webRoot: built.root });
  bot = await startScriptedBot(sandbox);
  // One window for all: each sandbox has a port, and so an origin, of its own, and what a browser remembers it remembers by that. A new window would cost a second.
  complained = opened.complaints.length;
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(sandbox.url);
  await box().waitFor();
});
afterEach(async () => {
  await page.goto('about:blank');
  await bot.stop();
  await sandbox.close();
});

const box = () => page.getByRole('combobox', { name: /Message box|Nachrichtenfeld/ });
const option = (name: string) => page.getByRole('combobox', { name, exact: true });
const choices = () => page.getByRole('listbox').getByRole('option');
const choice = (name: string) => page.getByRole('listbox').getByRole('option', { name });
const press = (key: string) => page.keyboard.press(key);
const messages = () => page.getByRole('log').getByRole('article');
const command = async (text: string) => {
  await box().fill(text);
  await choice(text).first().waitFor();
  await press('Enter');
};
const clockIn = async () => {
  await command('/clockin');
  await choice('Design').waitFor();
  await option('category').pressSequentially('desi');
  await expect.poll(() => choices().count()).toBe(1);
  await press('Enter');
  await press('Enter');
  await messages().getByText('On the clock').waitFor();
};
const focused = () => page.locator(':focus').innerText();
const me = () => page.getByLabel('Act as another person');

describe('the sandbox page', () => {
  it('tells the main story by keyboard: clock in, role, clock out, summary', async () => {
    await press('/');
    await expect.poll(() => box().inputValue()).toBe('/');
    await clockIn();
    const card = messages().last();
    await expect.poll(() => card.innerText()).toMatch(/Ada Admin\s+used\s+\/clockin/);
    expect(await card.innerText()).toContain('works on design');
    expect(await card.locator('pc-time').first().innerText()).toMatch(/second/);
    const ada = page.locator('[data-user]', { hasText: 'Ada Admin' });
    await ada.getByText('On the clock').waitFor();
    expect(await card.getByRole('button', { name: 'Resume' }).isDisabled()).toBe(true);
    expect(await card.getByRole('link', { name: 'Help' }).getAttribute('href')).toBe('https://example.org/help');

    await card.getByRole('button', { name: 'Clock out' }).focus();
    await press('Enter');
    await card.getByText('Session ended').waitFor();
    await expect.poll(() => ada.getByText('On the clock').count()).toBe(0);
    // The button is gone; the keyboard goes on from the messages.
    await expect.poll(() => page.locator(':focus').getAttribute('role')).toBe('log');
    expect(complaints()).toEqual([]);
  });

  it('offers optional options, sends them, and checks what is typed', async () => {
    await command('/clockin');
    await choice('Meetings').waitFor();
    await press('Tab');
    await choice('note').waitFor();
    await press('ArrowDown');
    await press('Enter');
    await option('note').fill('much too long a note for this');
    await press('Enter');
    await page.getByText('note must have at most 20 characters').waitFor();
    await option('note').fill('short');
    await press('Enter');
    await messages().getByText('works on development').waitFor();
  });

  it('leads through subcommands, numbers, people and booleans', async () => {
    await command('/admin categories add');
    await option('weight').fill('7');
    await press('Enter');
    await page.getByText('weight must be at most 5').waitFor();
    await option('weight').fill('many');
    await press('Enter');
    await page.getByText('weight must be a whole number').waitFor();
    await option('weight').fill('3');
    await press('Tab');
    await option('owner').pressSequentially('cla');
    await choice('Clara').waitFor();
    await press('Enter');
    await choice('archived').click();
    await choice('True').click();
    await page.getByRole('button', { name: 'Send command' }).click();
    const clara = [...sandbox.world.users.values()].find(({ username }) => username === 'clara')?.id;
    await messages().getByText(`given [["weight",3],["owner","${clara}"],["archived",true]]`).waitFor();
  });

  it('shows private replies with their deferral, and lets them be dismissed', async () => {
    await command('/think');
    await press('Enter');
    await page.getByText('Punchcard is thinking…').waitFor();
    await bot.finishThinking('thought **it** over');
    await messages().getByText('thought it over').waitFor();
    await page.getByText('Only you can see this').waitFor();

    await page.getByRole('button', { name: 'Dismiss message' }).click();
    await expect.poll(() => messages().getByText('thought').count()).toBe(0);
  });

  it('says when the app does not answer', async () => {
    await command('/silent');
    await press('Enter');
    await page.getByText('Sending /silent…').waitFor();
    await page.getByText('The application did not respond').waitFor();
    await clockIn();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('This interaction failed').waitFor();
  });

  it('opens a form, keeps the focus in it, checks it and sends it', async () => {
    await clockIn();
    await page.getByRole('button', { name: 'Edit note' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit note' });
    const text = dialog.getByLabel('Note');
    await text.waitFor();
    for (let i = 0; i < 6; i += 1) {
      expect(await page.locator('main :focus').count()).toBe(0);
      await press('Tab');
    }
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await dialog.getByText('This field is required').waitFor();
    await text.fill('ab');
    await dialog.getByText('At least 3 characters').waitFor();
    await text.fill('a fine note');
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await messages().getByText('noted a fine note').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('Edit note');

    await page.getByRole('button', { name: 'Edit note' }).click();
    await dialog.waitFor();
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('Edit note');
  });

  it('shows files, pictures and menus', async () => {
    await command('/rich');
    await press('Enter');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'report.csv', exact: true }).click();
    expect((await download).suggestedFilename()).toBe('report.csv');
    await expect.poll(() => page.evaluate('document.querySelector("img.embed-image").naturalWidth')).toBe(1);

    await page.getByRole('combobox', { name: 'Pick a category' }).focus();
    await press('ArrowDown');
    await press('ArrowDown');
    await press('Enter');
    await messages().getByText('chosen design').waitFor();
    await page.getByRole('combobox', { name: 'Pick people' }).click();
    await choice('Ben').click();
    await choice('Mika').click();
    await press('Tab');
    await messages()
      .getByText(/chosen \d+\+\d+/)
      .waitFor();
  });

  it('runs nothing of what a message says, and fetches nothing from outside', async () => {
    await command('/rich');
    await press('Enter');
    const message = messages().last();
    await message.getByText('<script>').first().waitFor();
    expect(await message.locator('script, [onerror], a[href^="javascript"]').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
    const spoiler = message.getByRole('button', { name: 'Spoiler, activate to reveal' }).first();
    await spoiler.focus();
    await press('Enter');
    await expect.poll(() => message.locator('discord-spoiler[activated]').count()).toBe(1);
    expect(complaints()).toEqual([]);
  });

  it('switches between people, and remembers it', async () => {
    await command('/think');
    await press('Enter');
    await page.getByText('Punchcard is thinking…').waitFor();
    await me().selectOption({ label: 'Ben' });
    await expect.poll(() => page.getByText('Punchcard is thinking…').count()).toBe(0);
    await box().fill('/');
    await choice('/clockin').waitFor();
    expect(await choice('/admin').count()).toBe(0);
    const ben = [...sandbox.world.users.values()].find(({ username }) => username === 'ben')?.id;
    expect(new URL(page.url()).hash).toContain(`as=${ben}`);

    await page.goto('about:blank');
    await page.goto(sandbox.url);
    await box().waitFor();
    expect(await me().locator('option:checked').innerText()).toBe('Ben');
  });

  it('speaks German, with the localised names of the commands', async () => {
    await page.getByRole('button', { name: 'DE', exact: true }).click();
    await box().fill('/ein');
    await choice('/einstempeln').waitFor();
    await press('Enter');
    await option('kategorie').waitFor();
    await page.getByText('Auswahl für kategorie').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
  });

  it('follows what comes, unless the reader scrolled up', async () => {
    await page.setViewportSize({ width: 1280, height: 420 });
    const atEnd = () =>
      page.evaluate(
        `{ const log = document.querySelector('[role=log]'); log.scrollHeight - log.scrollTop - log.clientHeight < 2 }`,
      );
    const jump = page.getByRole('button', { name: 'Jump to the newest message' });
    const rich = async (count: number) => {
      await command('/rich');
      await press('Enter');
      await expect.poll(() => messages().count()).toBe(count);
    };
    await rich(1);
    await rich(2);
    await expect.poll(atEnd).toBe(true);
    expect(await jump.count()).toBe(0);

    await page.getByRole('log').hover();
    await page.mouse.wheel(0, -600);
    await jump.waitFor();
    await rich(3);
    expect(await atEnd()).toBe(false);
    await jump.click();
    await expect.poll(atEnd).toBe(true);
    await expect.poll(() => jump.count()).toBe(0);
  });

  it('cancels with Escape and says that plain text goes nowhere', async () => {
    await command('/clockin');
    await choice('Design').waitFor();
    await press('Escape');
    await expect.poll(() => choices().count()).toBe(0);
    await press('Escape');
    await box().fill('hello');
    await page.getByText('The app does not read plain messages here.').waitFor();
    await press('Enter');
    expect(await messages().count()).toBe(0);
  });

  it('tells whether the app is there', async () => {
    await page.getByText('Punchcard is online', { exact: false }).waitFor();
    await bot.stop();
    await page.getByText('Punchcard is offline').waitFor();
  });

  it('shows direct messages', async () => {
    await page.getByRole('button', { name: 'Direct messages' }).click();
    await page.getByText('Your direct messages with Punchcard').waitFor();
    await command('/rich');
    await press('Enter');
    await messages().last().waitFor();
    expect(await page.getByRole('complementary', { name: 'Members' }).count()).toBe(0);
  });

  it('moves the clock, and what it shows goes along', async () => {
    const rung: number[] = [];
    const begin = sandbox.clock.now();
    const alarms = createAlarms({ clock: { ...realClock, now: () => sandbox.clock.now() }, log: new RecordingLogger() });
    sandbox.follow(alarms);
    for (const hours of [3, 1, 9]) alarms.at(begin + hours * HOUR, () => void rung.push(sandbox.clock.now() - begin));
    await clockIn();
    const since = () => messages().first().locator('pc-time[look=R], pc-time').first().innerText();
    const face = page.getByRole('button', { name: 'Time in this world' });
    await face.click();
    const panel = page.getByRole('region', { name: 'This world: clock and history' });
    expect(await auditPage(page)).toEqual([]);
    await panel.getByRole('button', { name: '+8 hours' }).click();
    await expect.poll(since).toBe('8 hours ago');
    expect(rung.map((ms) => Math.round(ms / 1_000))).toEqual([3_600, 10_800]);
    await face.getByText('moved').waitFor();

    await panel.getByLabel('To a date and time').fill('2099-03-02T12:00');
    await press('Enter');
    await expect.poll(() => face.innerText()).toContain('Mon, Mar 2, 12:00 PM');
    await panel.getByRole('button', { name: 'Next Monday' }).click();
    await expect.poll(() => face.innerText()).toContain('Mon, Mar 9, 8:00 AM');
    await command('/rich');
    await press('Enter');
    await expect.poll(() => messages().last().innerText()).toContain('Today at 8:00');
    expect(rung).toHaveLength(3);

    await panel.getByRole('button', { name: 'Back to now' }).click();
    await expect.poll(focused).toBe('Keep this world');
    await panel.getByRole('button', { name: 'Begin a clean world' }).click();
    await expect.poll(() => face.getByText('moved').count()).toBe(0);
    await expect.poll(() => messages().count()).toBe(0);
    expect(sandbox.clock.movedMs).toBe(0);
    await me().locator('option', { hasText: 'Ada Admin' }).waitFor({ state: 'attached' });
    expect(complaints()).toEqual([]);
  });

  it('asks the bot once for a sample history', async () => {
    const panel = page.getByRole('region', { name: 'This world: clock and history' });
    await page.getByRole('button', { name: 'Time in this world' }).click();
    await panel.waitFor();
    const button = panel.getByRole('button', { name: 'Add sample history' });
    expect(await button.count()).toBe(0);
    let finish: () => void = () => undefined;
    sandbox.offerSample(async ({ people, members, days, welcome }) => {
      const [newcomer] = welcome([{ username: 'amara', name: 'Amara Okafor', locale: 'en-US' }]);
      await new Promise<void>((resolve) => (finish = resolve));
      return { members: newcomer === undefined ? 0 : people.length + 1, entries: members * days };
    });
    await button.click();
    await page.getByText('The sample history is being written…').waitFor();
    await page.locator('[data-user]', { hasText: 'Amara Okafor' }).waitFor();
    expect(await panel.getByRole('button', { name: '+1 hour' }).getAttribute('aria-disabled')).toBe('true');
    finish();
    await page.getByText('1440 entries of 5 people were added.').waitFor();
    await expect.poll(() => button.count()).toBe(0);
  });

  it('fits a narrow page', async () => {
    await page.setViewportSize({ width: 360, height: 640 });
    await command('/rich');
    await press('Enter');
    await messages().last().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.getByRole('button', { name: 'Show channels' }).click();
    await page.getByRole('button', { name: 'time-clock' }).click();
    await expect.poll(() => page.getByRole('heading', { name: 'Welcome to #time-clock!' }).count()).toBe(1);
  });
});
