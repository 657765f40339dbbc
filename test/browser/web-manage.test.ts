import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditPage } from '../support/axe.js';
import { startPageAtBot, type PageAtBot } from '../support/page-at-bot.js';
import { ask, logInAt } from '../support/web-app.js';

const DAY = 86_400_000;
/** Ada of the sandbox, who runs this installation. */
const ADA = '1191168914273337344';
let atBot: PageAtBot;
let bot: PageAtBot['bot'];
let browser: PageAtBot['browser'];
let opened: PageAtBot['opened'];
let page: PageAtBot['page'];
let space: PageAtBot['space'];
beforeAll(async () => {
  atBot = await startPageAtBot('Ada', { OPERATORS: ADA });
  ({ bot, browser, opened, page, space } = atBot);
});
afterAll(() => atBot.close());

const open = async (where: string) => {
  await page.goto(`${bot.url}/app/${space}/${where}`);
  await page.getByRole('main').getByRole('heading').first().waitFor();
};
const toast = (text: RegExp) => page.getByRole('region', { name: 'Messages' }).getByText(text).first();
const setting = (key: string) => page.locator(`[data-setting=${key}]`);

interface Settings {
  readonly version: string;
  readonly settings: readonly { readonly key: string; readonly value: unknown }[];
}
const stored = async (key: string): Promise<unknown> =>
  (await ask<Settings>(page, 'GET', `/spaces/${space}/settings`)).settings.find((each) => each.key === key)?.value;
const put = (key: string, value: unknown) => ask(page, 'PATCH', `/spaces/${space}/settings`, { key, value });

it('puts categories in order by keyboard, and the focus goes along', async () => {
  const names = async () =>
    (await ask<{ categories: { name: string }[] }>(page, 'GET', `/spaces/${space}/categories`)).categories.map(
      ({ name }) => name,
    );
  const before = await names();
  await open('categories');
  await page.getByRole('button', { name: `Move ${before[0]!}, place 1` }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect.poll(names).toEqual([before[1], before[2], before[0], ...before.slice(3)]);
  expect(await page.evaluate<string>('document.activeElement.ariaLabel')).toBe(`Move ${before[0]!}, place 3`);
});

it('saves settings, and overwrites nothing that somebody else changed meanwhile', async () => {
  await open('settings');
  await setting('overlap').getByRole('combobox').selectOption('allow');
  await setting('resumeGrace').getByRole('textbox').fill('20');
  await page.keyboard.press('Tab');
  await page.getByText('2 changes are not saved').waitFor();
  await put('resumeGrace', 10);
  // Told as it happened: both values are shown, and saving waits for the answer.
  await page.getByText('Somebody set this to “10 min” in the meantime. Here it is “20 min”.').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  expect(await stored('resumeGrace')).toBe(10);
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await toast(/settings are saved/).waitFor();
  expect([await stored('resumeGrace'), await stored('overlap')]).toEqual([20, 'allow']);
});

it('approves what a member asks for, with the entry before and after', async () => {
  const { channels } = await ask<{ channels: { id: string; name: string }[] }>(page, 'GET', `/spaces/${space}/directory`);
  await put('requestChannel', channels[0]!.id);
  const ben = await browser.newPage();
  await logInAt(ben.page, bot.url, 'Ben', '');
  const [start, end] = [Date.now() - 40 * DAY, Date.now() - 40 * DAY + 3_600_000].map((ms) => new Date(ms).toISOString());
  // Requests are listed by members, and a member is who has recorded time.
  const now = Date.now();
  const recent = {
    category: 'Work',
    start: new Date(now - 2 * 3_600_000).toISOString(),
    end: new Date(now - 3_600_000).toISOString(),
  };
  await ask(ben.page, 'POST', `/spaces/${space}/entries`, recent);
  const change = { type: 'addEntry', entry: { category: 'Work', start, end, note: 'forgotten' } };
  await open('approvals');
  await page.getByText('Nothing waits for an answer.').waitFor();
  await ask(ben.page, 'POST', `/spaces/${space}/requests`, { change, reason: 'I was on a train.' });
  // Told as it happens.
  await page.getByText('I was on a train.').waitFor({ timeout: 5_000 });
  await page.getByRole('cell', { name: 'no entry' }).first().waitFor();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await toast(/Approved: the request of/).waitFor();
  await page.getByText('Nothing waits for an answer.').waitFor();
  const query = `from=${new Date(Date.now() - 60 * DAY).toISOString()}&to=${new Date().toISOString()}`;
  const { items } = await ask<{ items: { note: string }[] }>(ben.page, 'GET', `/spaces/${space}/entries?${query}`);
  expect(items.map(({ note }) => note)).toContain('forgotten');
  // Who may not approve has no such page.
  await ben.page.goto(`${bot.url}/app/${space}/approvals`);
  await ben.page.getByRole('heading', { name: 'There is no such page' }).waitFor();
});

it('shows the team, clocks a member out, and changes their entry with a reason that they hear', async () => {
  const clara = await browser.newPage();
  await logInAt(clara.page, bot.url, 'Clara', '');
  await open('team');
  await ask(clara.page, 'POST', `/spaces/${space}/clock/in`, { category: 'Study' });
  const row = page.getByRole('row', { name: /Clara/ });
  await row.getByText(/on the clock since/).waitFor();
  await row.getByRole('button', { name: /Clock out/ }).click();
  await page.getByRole('textbox', { name: /Reason/ }).fill('closing time');
  await page.getByRole('button', { name: 'Clock out', exact: true }).click();
  await toast(/Clara is clocked out/).waitFor();
  await row.getByText('1 not confirmed').waitFor();
  expect((await ask<{ active: unknown }>(clara.page, 'GET', `/spaces/${space}/status`)).active).toBeNull();
  await page.getByRole('combobox', { name: 'Show' }).selectOption('on');
  await row.waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'Show' }).selectOption('present');
  await row.getByRole('link').click();
  await page.getByRole('heading', { name: 'Timesheet of Clara' }).waitFor();
  const block = page.locator('.block').first();
  await block.click();
  await page.getByRole('textbox', { name: 'Note' }).fill('by Ada');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Say above why you change it').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Why you change something' }).fill('a note was missing');
  await block.click();
  await page.getByRole('textbox', { name: 'Note' }).fill('by Ada');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await toast(/Saved/).waitFor();
  const { items } = await ask<{ items: { note: string }[] }>(clara.page, 'GET', `/spaces/${space}/entries`);
  expect(items.map(({ note }) => note)).toEqual(['by Ada']);
  // Who may not see others has no such page.
  await clara.page.goto(`${bot.url}/app/${space}/team`);
  await clara.page.getByRole('heading', { name: 'There is no such page' }).waitFor();
});

it.each([
  ['light', 'en'],
  ['dark', 'de'],
] as const)('every page can be used by everybody, %s and %s', async (theme, locale) => {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator('.reader select').first().selectOption(locale);
  const pages = [
    'live',
    'team',
    'boards',
    'approvals',
    'members',
    'permissions',
    'categories',
    'settings',
    'webhooks',
    'audit',
    'health',
  ];
  for (const where of pages) {
    await page.locator(`.side a[href$='/${where}']`).click();
    await page.locator(`.side a[href$='/${where}'][aria-current]`).waitFor();
    await expect.poll(() => page.locator('main .waiting').count()).toBe(0);
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    expect([where, ...(await auditPage(page))]).toEqual([where]);
  }
});

it('has asked nobody else, and nothing went wrong on the page', () => {
  expect(opened.complaints).toEqual([]);
});
