import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/api/schemas/time.js';
import { addDays, dayOf, startOfDay, totalsPeriodOf } from '../../src/domain/calendar.js';
import { auditPage } from '../support/axe.js';
import { startPageAtBot, type PageAtBot } from '../support/page-at-bot.js';
import { ask, firstScriptBytes, logInAt } from '../support/web-app.js';

const BERLIN = 'Europe/Berlin';
const HOUR = 3_600_000;
const MINUTE = 60_000;
let atBot: PageAtBot;
let bot: PageAtBot['bot'];
let redis: PageAtBot['redis'];
let browser: PageAtBot['browser'];
let opened: PageAtBot['opened'];
let page: PageAtBot['page'];
let before: PageAtBot['before'];
let space: PageAtBot['space'];
/** Monday of last week: all of it is over. */
const monday = addDays(totalsPeriodOf(dayOf(Date.now(), BERLIN)).weekFrom, -7);

beforeAll(async () => {
  atBot = await startPageAtBot('Ben');
  ({ bot, redis, browser, opened, page, before, space } = atBot);
});
afterAll(() => atBot.close());

/** ms of a time of that week, by the clocks in Berlin: day 0 is Monday. */
const at = (day: number, hours: number): number => startOfDay(addDays(monday, day), BERLIN) + hours * HOUR;
const iso = (ms: number): string => new Date(ms).toISOString();
const entries = async (): Promise<readonly Entry[]> =>
  (await ask<{ items: readonly Entry[] }>(page, 'GET', `/spaces/${space}/entries?from=${iso(at(-7, 0))}&to=${iso(at(14, 0))}`))
    .items;
const times = async () => (await entries()).map(({ start, end }) => [Date.parse(start), Date.parse(end ?? '')]);
const add = (day: number, from: number, to: number, note: string) =>
  ask<{ entry: Entry }>(page, 'POST', `/spaces/${space}/entries`, {
    ...{ category: 'Work', start: iso(at(day, from)), end: iso(at(day, to)), note },
  });
const open = async (where: string) => {
  await page.goto(`${bot.url}/app/${space}/${where}`);
  await page.getByRole('main').getByRole('heading').first().waitFor();
};
const block = (note: string) => page.getByRole('button', { name: new RegExp(note) });
const toast = (text: RegExp) => page.getByRole('region', { name: /Messages|Meldungen/ }).getByText(text);
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

describe('the timesheet', () => {
  beforeEach(async () => {
    for (const { id } of await entries()) await ask(page, 'DELETE', `/spaces/${space}/entries/${id}`);
    await add(0, 9, 12, 'morning');
    await open(`timesheet?day=${monday}`);
    await block('morning').waitFor();
  });

  it('is worked by keyboard: moving, resizing, leaving it, typing, deleting, taking back', async () => {
    await block('morning').focus();
    await press('ArrowDown', 'ArrowDown', 'ArrowRight', 'Shift+ArrowUp');
    await page
      .getByText(/9:10 AM – 12:05 PM/)
      .first()
      .waitFor();
    await press('Escape');
    expect(await times()).toEqual([[at(0, 9), at(0, 12)]]);
    await press('ArrowDown', 'ArrowDown', 'ArrowRight', 'Shift+ArrowUp', 'Enter');
    await toast(/Saved/).waitFor();
    await expect.poll(times).toEqual([[at(1, 9) + 10 * MINUTE, at(1, 12) + 5 * MINUTE]]);
    // The focus has gone along with the entry.
    await press('Enter');
    const end = page.getByRole('textbox', { name: 'End' });
    await end.fill('20:15');
    expect(await end.inputValue()).toBe('20:15');
    await press('Enter');
    await expect.poll(times).toEqual([[at(1, 9) + 10 * MINUTE, at(1, 20.25)]]);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await block('morning').focus();
    await press('Delete');
    await toast(/Deleted/).waitFor();
    expect(await entries()).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await block('morning').waitFor();
    expect(await times()).toEqual([[at(1, 9) + 10 * MINUTE, at(1, 20.25)]]);
  });

  it('is worked by pointer: moved to another day, drawn longer, and asked about where time would count twice', async () => {
    const dragTo = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
      await page.mouse.move(to.x, to.y);
      await page.mouse.up();
    };
    const box = async () => (await block('morning').boundingBox())!;
    const first = await box();
    // 0.8 px for each minute.
    const middle = { x: first.x + first.width / 2, y: first.y + first.height / 2 };
    const column = (await page.locator('.grid-day').first().boundingBox())!.width;
    await dragTo(middle, { x: middle.x + 2 * column, y: middle.y + 48 });
    await expect.poll(times).toEqual([[at(2, 10), at(2, 13)]]);
    const moved = await box();
    const edge = { x: moved.x + moved.width / 2, y: moved.y + moved.height - 3 };
    await dragTo(edge, { x: edge.x, y: edge.y + 24 });
    await expect.poll(times).toEqual([[at(2, 10), at(2, 13.5)]]);
    await add(3, 11, 12, 'meeting');
    await page.reload();
    await block('meeting').waitFor();
    const again = await box();
    const grabbed = { x: again.x + again.width / 2, y: again.y + 20 };
    await dragTo(grabbed, { x: grabbed.x + column, y: grabbed.y });
    await page.getByText(/counts 11:00 AM – 12:00 PM already/).waitFor();
    expect((await times())[0]).toEqual([at(2, 10), at(2, 13.5)]);
    await page.getByRole('button', { name: 'Begin at 12:00 PM' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(async () => (await times()).at(-1)).toEqual([at(3, 12), at(3, 13.5)]);
  });

  it('overwrites nothing that somebody else changed meanwhile', async () => {
    await block('morning').click();
    await page.getByRole('textbox', { name: 'Note' }).fill('mine');
    const [entry] = await entries();
    await ask(page, 'PATCH', `/spaces/${space}/entries/${entry!.id}`, { note: 'theirs' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(/Somebody changed this/).waitFor();
    await page.getByText(/note: theirs/).waitFor();
    expect((await entries())[0]?.note).toBe('theirs');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(async () => (await entries())[0]?.note).toBe('mine');
  });

  it('takes 20:15 for 20:15 in German, and shows it as it was typed', async () => {
    const german = await browser.newPage({
      locale: 'de-DE',
      storageState: await page.context().storageState({ indexedDB: false }),
    });
    await german.page.goto(`${bot.url}/app/${space}/timesheet?day=${monday}`);
    await german.page
      .getByRole('combobox', { name: 'Sprache' })
      .or(german.page.getByRole('combobox', { name: 'Language' }))
      .selectOption('de');
    await german.page.getByRole('button', { name: /morning/ }).click();
    await german.page.getByRole('textbox', { name: 'Ende' }).fill('20:15');
    await german.page
      .getByText(/bis|–.*20:15/)
      .first()
      .waitFor();
    await german.page.getByRole('button', { name: 'Speichern' }).click();
    await expect.poll(times).toEqual([[at(0, 9), at(0, 20.25)]]);
    await german.page.getByRole('button', { name: /9:00 – 20:15/ }).waitFor();
    await german.page.context().close();
  });
});

describe('the timer', () => {
  it('clocks in, takes a break, and clocks out, as the API says too', async () => {
    await open('timer');
    await page.getByRole('button', { name: 'Study' }).click();
    await page.getByRole('textbox', { name: 'Note' }).fill('chapter two');
    await page.getByRole('button', { name: 'Clock in' }).click();
    await page.getByRole('button', { name: 'Take a break' }).click();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Take a break' }).waitFor();
    const status = await ask<{ active: Entry | null }>(page, 'GET', `/spaces/${space}/status`);
    expect(status.active).toMatchObject({ note: 'chapter two', status: 'RUNNING' });
    await page.getByRole('button', { name: 'Clock out' }).click();
    await toast(/Clocked out/).waitFor();
    await page.getByRole('button', { name: 'Clock in' }).waitFor();
  });
});

describe('while Redis is away', () => {
  const status = () => ask<{ active: Entry | null; possiblyStale: boolean }>(page, 'GET', `/spaces/${space}/status`);

  it('whoever is logged in clocks in and out, is told that it will sync, and all of it is there afterwards', async () => {
    for (const { id } of await entries()) await ask(page, 'DELETE', `/spaces/${space}/entries/${id}`);
    await open('timer');
    await page.getByRole('button', { name: 'Study' }).click();
    await redis.kill();
    await page.getByRole('button', { name: 'Clock in' }).click();
    await page.getByRole('button', { name: 'Take a break' }).waitFor();
    await page.getByText(/^Recorded, will sync/).waitFor();
    // The login holds, also for a page that is opened now, and the page says that it may be behind.
    await page.reload();
    await page.getByRole('button', { name: 'Take a break' }).waitFor();
    await page.getByText(/^Possibly out of date/).waitFor();
    await page.getByRole('textbox', { name: 'Note' }).fill('in the dark');
    await page.getByRole('button', { name: 'Clock out' }).click();
    await page.getByRole('button', { name: 'Clock in' }).waitFor();
    await page.getByText(/^Recorded, will sync/).waitFor();
    await redis.restart();
    await expect.poll(async () => (await status()).possiblyStale, { timeout: 20_000 }).toBe(false);
    await expect
      .poll(async () => (await entries()).map(({ category, note }) => [category, note]))
      .toEqual([['study', 'in the dark']]);
    // What was said is taken back by itself.
    await page.getByText(/^Recorded, will sync/).waitFor({ state: 'detached', timeout: 20_000 });
  });

  it('whoever is not known here is asked to wait, and not to log in again', async () => {
    const cookie = `punchcard-session=7.${'x'.repeat(43)}`;
    const asked = async () => (await fetch(`${bot.url}/api/v1/session`, { headers: { cookie } })).status;
    await redis.kill();
    await expect.poll(asked).toBe(503);
    await redis.restart();
    await expect.poll(asked, { timeout: 20_000 }).toBe(401);
  });
});

describe('every page of members', () => {
  const PAGES = [
    'timer',
    'timesheet',
    'timesheet?view=day',
    'plan',
    'reports',
    'insights',
    'targets',
    'requests',
    'import',
    'access',
    'privacy',
  ];

  // A login of its own: so many pages in a minute are more than one has calls for besides what was done before.
  beforeAll(async () => {
    opened = await browser.newPage();
    ({ page } = opened);
    await logInAt(page, bot.url, 'Ben', '');
    before = opened.complaints.length;
    await page.getByRole('combobox', { name: 'Server' }).waitFor();
  });

  it.each(['light', 'dark'] as const)('is accessible, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found: string[] = [];
    for (const where of PAGES) {
      await open(where);
      found.push(...(await auditPage(page)).map((problem) => `${where}: ${problem}`));
    }
    expect(found).toEqual([]);
  });

  it('fits a phone', async () => {
    const before = page.viewportSize();
    await page.setViewportSize({ width: 390, height: 844 });
    const wide: string[] = [];
    for (const where of PAGES) {
      await open(where);
      if ((await page.evaluate('document.documentElement.scrollWidth')) !== 390) wide.push(where);
    }
    if (before !== null) await page.setViewportSize(before);
    expect(wide).toEqual([]);
  });

  it('complains of nothing, and asks nobody but us', () => {
    // That somebody else was quicker is an answer like others, which browsers note all the same.
    expect(opened.complaints.slice(before).filter((text) => !text.includes('status of 412'))).toEqual([]);
  });

  it('says to whoever has not logged in how to, and complains of nothing', async () => {
    const stranger = await browser.newPage();
    await stranger.page.goto(`${bot.url}/app/${space}/import`);
    await stranger.page.getByRole('link', { name: 'Log in with Discord' }).waitFor();
    expect(stranger.complaints).toEqual([]);
    await stranger.page.context().close();
  });

  it('begins with less than 150 kB of script', async () => {
    expect(await firstScriptBytes()).toBeLessThan(150_000);
  });
});
