import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/api/schemas/time.js';
import { auditPage } from '../support/axe.js';
import { startPageAtBot, type PageAtBot } from '../support/page-at-bot.js';
import { ask } from '../support/web-app.js';

const HEADER = 'User,Email,Project,Description,Start date,Start time,End date,End time,Duration';
const DAY = 86_400_000;
const yesterday = new Date(Date.now() - DAY).toISOString().slice(0, 10);
const row = (from: string, to: string, project: string): string =>
  `Ben,ben@example.org,${project},,${yesterday},${from},${yesterday},${to},`;
const FILE = [
  HEADER,
  row('09:00:00', '10:30:00', 'Acme'),
  row('11:00:00', '12:00:00', 'Acme'),
  row('13:00:00', '14:00:00', 'Private'),
  row('15:00:00', 'soon', 'Acme'),
].join('\n');

let atBot: PageAtBot;
let bot: PageAtBot['bot'];
let opened: PageAtBot['opened'];
let page: PageAtBot['page'];
let before: PageAtBot['before'];
let space: PageAtBot['space'];
beforeAll(async () => {
  atBot = await startPageAtBot('Ben');
  ({ bot, opened, page, before } = atBot);
  space = (await page.getByRole('option', { name: 'My own time' }).getAttribute('value')) ?? '';
  await page.goto(`${bot.url}/app/${space}/import`);
});
afterAll(() => atBot.close());

const entries = async (): Promise<readonly Entry[]> =>
  (
    await ask<{ items: readonly Entry[] }>(
      page,
      'GET',
      `/spaces/${space}/entries?from=${new Date(Date.now() - 5 * DAY).toISOString()}&to=${new Date(Date.now() + DAY).toISOString()}`,
    )
  ).items;
const look = async (name: string): Promise<void> => {
  if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true });
};
const next = () => page.getByRole('button', { name: 'Continue' }).click();

describe('a file of another program', () => {
  it('is chosen, asked about, mapped, shown, stored, and taken back, and each step is for everybody', async () => {
    const audit: string[] = [];
    const step = async (name: string) => {
      await look(name);
      audit.push(...(await auditPage(page)).map((problem) => `${name}: ${problem}`));
    };
    await page.getByText('You have imported nothing here yet.').waitFor();
    await step('bring');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'toggl.csv', mimeType: 'application/x-nonsense', buffer: Buffer.from(FILE) });
    await page.getByText(/Toggl · .*separated by commas/).waitFor();
    await step('file');
    // What is asked has to be said: the form does not go on without.
    await next();
    await page.getByRole('combobox', { name: /By the clocks of which zone/ }).selectOption('Europe/Berlin');
    await next();
    await page.getByRole('combobox', { name: 'What becomes of Acme' }).waitFor();
    await next();
    await page.getByText('Some answers are missing').waitFor();
    await step('mapping');
    await page.getByRole('combobox', { name: 'What becomes of Acme' }).selectOption({ label: 'New, with another name …' });
    await page.getByRole('textbox', { name: 'Name of the new category for Acme' }).fill('Client work');
    await page.getByRole('button', { name: 'Leave out all others' }).click();
    await page.getByRole('combobox', { name: 'Whose the time of ben@example.org is' }).selectOption({ label: 'That’s me' });
    await next();
    await page.getByText('2 entries · 2 h 30 min').waitFor();
    await page.getByText('Cannot be read: 1 row').click();
    await page.getByText(/row 5: .*soon/).waitFor();
    await step('preview');
    expect(await entries()).toEqual([]);
    // It is there again after a reload.
    await page.reload();
    await page.getByRole('heading', { name: 'What was recognised' }).waitFor();
    await next();
    await next();
    await page.getByRole('button', { name: 'Import 2 entries' }).click();
    await page.getByRole('status').getByText('Imported', { exact: true }).waitFor();
    await step('done');
    expect((await entries()).map(({ start, category }) => [start.slice(0, 10), category])).toHaveLength(2);
    await page.getByRole('table', { name: 'Earlier imports' }).getByRole('rowheader', { name: 'toggl.csv' }).waitFor();
    await page.getByRole('button', { name: 'Take back', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
    await page.getByRole('status').getByText('Taken back', { exact: true }).waitFor();
    await step('undone');
    expect(await entries()).toEqual([]);
    await page.getByRole('button', { name: 'Import another file' }).click();
    await page.getByText('Drop a file here').waitFor();
    expect(audit).toEqual([]);
    expect(opened.complaints.slice(before)).toEqual([]);
  });
});

/** Ten weeks of mornings and afternoons, but for the last day, that was shorter. */
const history = (): string => {
  const rows = ['Begin,Finish,Project'];
  for (let ago = 1; ago <= 70; ago += 1) {
    const day = new Date(Date.now() - ago * DAY);
    if (day.getUTCDay() % 6 === 0) continue;
    const iso = day.toISOString().slice(0, 10);
    rows.push(`${iso}T08:0${ago % 7}:00Z,${iso}T11:3${ago % 9}:00Z,Work`, `${iso}T13:00:00Z,${iso}T16:1${ago % 5}:00Z,Study`);
  }
  return rows.join('\n');
};

describe('insights', () => {
  it('are asked about before anything is computed, and then shown, with the numbers of their pictures', async () => {
    const id = await page.evaluate(
      async ({ where, text }) => {
        const { csrf } = (await (await fetch('/api/v1/session')).json()) as { csrf: string };
        const sent = await fetch(`/api/v1/spaces/${where}/import-drafts`, {
          method: 'POST',
          headers: { 'x-csrf-token': csrf },
          body: text,
        });
        return ((await sent.json()) as { id: string }).id;
      },
      { where: space, text: history() },
    );
    await ask(page, 'PATCH', `/spaces/${space}/import-drafts/${id}`, { newCategories: true });
    await ask(page, 'POST', `/spaces/${space}/imports`, { draft: id });
    const state = async () => (await ask<{ state: string }>(page, 'GET', `/spaces/${space}/imports/${id}`)).state;
    await expect.poll(state, { timeout: 20_000 }).toBe('done');
    await page.goto(`${bot.url}/app/${space}/insights`);
    await page.getByRole('button', { name: 'I agree, show me' }).click();
    await page.getByRole('meter', { name: 'Regular days' }).waitFor();
    expect(await page.getByRole('meter').count()).toBe(6);
    await page.getByRole('table', { name: 'Minutes of an average weekday and hour' }).waitFor();
    await page.getByText('The numbers of the picture').click();
    await page.getByRole('table', { name: 'Hours by day' }).waitFor();
    await page.getByText('How these figures are made').click();
    await look('insights');
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      found.push(...(await auditPage(page)));
    }
    await page.getByRole('button', { name: 'The last year' }).click();
    await page.getByText('The last year · ').waitFor();
    await page.getByRole('combobox', { name: 'Category' }).selectOption({ label: 'Study' });
    await page.getByText('The score is always of all categories.').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(found).toEqual([]);
    expect(opened.complaints.slice(before)).toEqual([]);
  });
});
