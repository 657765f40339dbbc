import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { launchBrowser, type TestBrowser, type TestPage } from '../support/browser.js';
import { buildPage, type BuiltPage } from '../support/page.js';

let built: BuiltPage;
let browser: TestBrowser;
let world: BotInSandbox;
let opened: TestPage;
let page: Page;

beforeAll(async () => {
  [built, browser] = await Promise.all([buildPage(), launchBrowser()]);
  world = await startBotInSandbox('gateway', { webRoot: built.root });
  opened = await browser.newPage();
  ({ page } = opened);
  await page.goto(world.sandbox.url);
  await box().waitFor();
});
afterAll(async () => {
  await browser.close();
  await world.close();
  await built.remove();
});

/** ms; the machine may be busy. */
const patient = { timeout: 15_000 };
const box = () => page.getByRole('combobox', { name: /Message box|Nachrichtenfeld/ });
const choice = (name: string | RegExp) => page.getByRole('listbox').getByRole('option', { name });
const press = (key: string) => page.keyboard.press(key);
const messages = () => page.getByRole('log').getByRole('article');
/** The message that holds this text; the last one when there are several. */
const message = (text: string | RegExp) => messages().filter({ hasText: text }).last();
const button = (within: Locator, name: string) => within.getByRole('button', { name, exact: true });
const actAs = (name: string) => page.getByLabel('Act as another person').selectOption({ label: name });
const person = (name: string) =>
  page.getByRole('complementary', { name: 'Members' }).getByRole('listitem').filter({ hasText: name });
/** Waits until the member list shows exactly these roles on a person. */
const roles = (name: string, expected: readonly string[]) =>
  expect.poll(() => person(name).locator('.chip').allInnerTexts(), patient).toEqual(expected);
/** Begins a command by its name; the caret is then in its first option. */
const begin = async (name: string) => {
  await box().fill(name);
  await choice(name).first().waitFor();
  await press('Enter');
};
/** Waits for the choices of an option, types into it and takes what is offered. */
const pick = async (text: string, offered: string, all: string) => {
  await choice(all).waitFor();
  await page.keyboard.type(text);
  await expect.poll(() => choice(/./).allInnerTexts(), patient).toEqual([offered]);
  await press('Enter');
};

/** What a newcomer does after `npm start`, in the browser, with the real bot; each part goes on where the one before ended. */
describe('the story of a newcomer', () => {
  it('an admin lets the bot create its roles, starting from the welcome', async () => {
    await page.getByText('Punchcard is online').waitFor();
    await page.getByRole('button', { name: '/admin roles setup' }).click();
    await press('Enter');
    const done = message('is given while on the clock');
    await done.waitFor();
    // The names of the new roles come with the state that the page fetches after the message.
    const named = /Ada Admin\s+used\s+\/admin roles setup[\s\S]*On the clock[\s\S]*On break/;
    await expect.poll(() => done.innerText(), patient).toMatch(named);
    expect(await done.getByText('Only you can see this').count()).toBe(1);
  });

  it('and changes a setting in the panel, by a menu and by a form', async () => {
    await begin('/config panel');
    await press('Enter');
    const panel = message('Settings of this server');
    await panel.waitFor();
    await panel.getByRole('combobox').filter({ hasText: 'Monday' }).click();
    await page.getByRole('option', { name: 'Sunday' }).click();
    await panel.getByText('Week starts on: Monday → Sunday').waitFor();
    await button(panel, 'Reset').click();
    await panel.getByText('Week starts on: Sunday → Monday').waitFor();
    await button(panel, 'Change').last().click();
    const dialog = page.getByRole('dialog', { name: 'Day starts at' });
    await dialog.getByLabel('New value').fill('4:00');
    await button(dialog, 'Submit').click();
    await panel.getByText('Day starts at: 0:00 → 4:00').waitFor();
  });

  it('a member clocks in by autocomplete, and gets the card and the role', async () => {
    await actAs('Ben');
    await box().fill('/nothing');
    await page.getByText('No command matches /nothing').waitFor();
    await begin('/clockin');
    await pick('proj', '🛠️ Project', 'Work');
    await press('Enter');
    const card = message('On the clock: 🛠️ Project');
    await card.waitFor();
    expect(await card.innerText()).toMatch(/Since\s+\d{1,2}:\d\d [AP]M \(\d+ seconds? ago\)/);
    await roles('Ben', ['On the clock']);
  });

  it('pauses, resumes and edits the note on the card', async () => {
    const card = messages().first();
    await button(card, 'Pause').click();
    await card.getByText('On a break: 🛠️ Project').waitFor();
    expect(await card.innerText()).toMatch(/Break since[\s\S]*Counted so far/);
    await roles('Ben', ['On break']);

    await button(card, 'Resume').click();
    await card.getByText('On the clock: 🛠️ Project').waitFor();
    await roles('Ben', ['On the clock']);

    await button(card, 'Edit note').click();
    const dialog = page.getByRole('dialog', { name: 'Edit the note' });
    await dialog.getByLabel('Note').fill('a *fine* snake_case fence');
    await button(dialog, 'Submit').click();
    await card.getByText('a *fine* snake_case fence').waitFor();
    await dialog.waitFor({ state: 'detached' });
  });

  it('the bot is stopped and started again: the page says so, and everything is still there', async () => {
    expect(await world.bot.stop()).toBe(0);
    await page.getByText('Punchcard is offline').waitFor();
    await world.startAgain();
    await page.getByText('Punchcard is online').waitFor();
    await page.reload();
    await box().waitFor();
    await roles('Ben', ['On the clock']);
    const card = messages().first();
    await card.getByText('a *fine* snake_case fence').waitFor();
    await button(card, 'Pause').click();
    await card.getByText('On a break: 🛠️ Project').waitFor();
    await roles('Ben', ['On break']);
  });

  it('the status knows it, its button clocks out, and the old card explains itself', async () => {
    await begin('/status');
    await press('Enter');
    const status = message('You are on a break: 🛠️ Project');
    await status.waitFor();
    const shown = messages().last();
    await button(shown, 'Clock out').click();
    await shown.getByText('Clocked out: 🛠️ Project').waitFor();
    expect(await shown.innerText()).toMatch(
      /When[\s\S]*Counted[\s\S]*Breaks[\s\S]*Start to end[\s\S]*Today[\s\S]*This week[\s\S]*This month/,
    );
    expect(await shown.getByRole('button', { name: 'Clock out' }).count()).toBe(0);
    await roles('Ben', []);

    const old = messages().first();
    await button(old, 'Resume').click();
    await old.getByText('You are not on the clock').waitFor();
    await message('That is out of date').waitFor();
    expect(await old.getByRole('button', { name: 'Resume' }).count()).toBe(0);
  });

  it('a mistyped category gets the nearest one as a button', async () => {
    await begin('/clockin');
    await choice('Work').waitFor();
    await page.keyboard.type('projct');
    await expect.poll(() => choice(/./).allInnerTexts(), patient).toEqual(['🛠️ Project']);
    await press('Escape');
    await press('Enter');
    const offer = message('There is no category “projct” here');
    await offer.waitFor();
    const shown = messages().last();
    await button(shown, '🛠️ Project').click();
    // That is the category of a moment ago.
    await shown.getByText('Go on with 🛠️ Project?').waitFor();
    await button(shown, 'Start a new one').click();
    await shown.getByText('On the clock: 🛠️ Project').waitFor();
    await roles('Ben', ['On the clock']);
  });

  it('others see that somebody is on the clock, and not what on', async () => {
    await actAs('Mika');
    await roles('Ben', ['On the clock']);
    await expect.poll(() => messages().count(), patient).toBe(0);
    await begin('/status');
    await press('Tab');
    await choice('user').click();
    await choice('@Ben').waitFor();
    await page.keyboard.type('ben');
    await expect.poll(() => choice(/./).count(), patient).toBe(1);
    await press('Enter');
    await press('Enter');
    const shown = message('is on the clock since');
    await shown.waitFor();
    expect(await shown.innerText()).not.toContain('Project');
  });

  it('keeps time in direct messages, where a category appears by being used', async () => {
    await page.getByRole('button', { name: 'Direct messages' }).click();
    await begin('/clockin');
    await page.getByText('No suggestions yet; type your own').waitFor();
    await page.keyboard.type('Gardening');
    await page.getByText('No suggestions; what you typed is sent as it is').waitFor();
    await press('Enter');
    const card = message('On the clock: Gardening');
    await card.waitFor();
    await button(card, 'Clock out').click();
    await message('Clocked out: Gardening').waitFor();
    await begin('/clockin');
    await choice('Gardening').waitFor();
    await press('Escape');
    await press('Escape');
  });

  it('speaks German with a German', async () => {
    await page.getByRole('button', { name: 'Punchcard Lab' }).click();
    await page.getByRole('button', { name: 'DE', exact: true }).click();
    await page.getByLabel('Als andere Person handeln').selectOption({ label: 'Clara' });
    await begin('/einstempeln');
    await choice('Work').waitFor();
    await press('Enter');
    await press('Enter');
    const card = message('Eingestempelt: 💼 Work');
    await card.waitFor();
    expect(await card.innerText()).toMatch(/hat benutzt:\s+\/einstempeln[\s\S]*vor \d+ Sekunden?/);
    await button(card, 'Ausstempeln').click();
    await message('Ausgestempelt: 💼 Work').waitFor();
  });

  it('went without a complaint of the browser, of Discord’s contract, or of the bot', async () => {
    expect(opened.complaints).toEqual([]);
    expect(await world.contractProblems()).toEqual([]);
    expect(world.bot.output()).not.toMatch(/"level":"(?:warn|error|fatal)"/);
  });
});
