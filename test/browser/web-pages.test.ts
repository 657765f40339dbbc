import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditPage } from '../support/axe.js';
import { launchBrowser, type TestBrowser } from '../support/browser.js';
import { startRedis, type RedisProcess } from '../support/redis.js';
import { idOf, startWebStage } from '../support/web-stage.js';

let redis: RedisProcess;
let stage: Awaited<ReturnType<typeof startWebStage>>;
let browser: TestBrowser;
let own: string;

const AT = Date.UTC(2026, 2, 9, 8);

beforeAll(async () => {
  own = await mkdtemp(join(tmpdir(), 'punchcard-web-'));
  [redis, browser] = await Promise.all([startRedis({ appendfsync: 'no' }), launchBrowser()]);
  const templates = join(import.meta.dirname, '../../data/web');
  stage = await startWebStage(redis.url, {
    legal: { own, templates },
    status: () => ({
      state: 'degraded',
      troubles: ['redis'],
      at: AT,
      startedAt: AT - 7_200_000,
      knownFrom: AT - 7_200_000,
      incidents: [
        { what: 'redis', from: AT - 120_000, to: null },
        { what: 'discord', from: AT - 3_600_000, to: AT - 3_000_000 },
      ],
    }),
  });
});
afterAll(async () => {
  await browser.close();
  await stage.close();
  await redis.stop();
  await rm(own, { recursive: true, force: true });
});

const PUBLIC = ['/', '/privacy', '/terms', '/status', '/login/callback?state=x', '/app/'];

describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
  it('every public page can be used by everybody, asks nobody else for anything, and fits a phone', async () => {
    const { page, complaints } = await browser.newPage({ colorScheme, viewport: { width: 390, height: 800 }, locale: 'de-DE' });
    for (const path of PUBLIC) {
      await page.goto(stage.url + path);
      expect(await page.evaluate('document.documentElement.lang'), path).toBe('de');
      expect(await auditPage(page), path).toEqual([]);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(overflow, path).toBe(0);
    }
    const unforeseen = complaints.filter((line) => !/status of (400|503)/.test(line));
    expect(unforeseen).toEqual([]);
    await page.context().close();
  });
});

it('is walked by keyboard: to Discord, back, and out again', async () => {
  const { page, complaints } = await browser.newPage();
  await page.goto(stage.url);
  await page.getByRole('link', { name: 'Log in with Discord' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Punchcard would like to know who you are' }).waitFor();
  expect(await auditPage(page)).toEqual([]);
  await page.getByRole('button', { name: 'Continue as Ben' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(`${stage.url}/app/`);
  await page.goto(stage.url);
  await page.getByText('You are logged in as Ben.').waitFor();
  expect(await auditPage(page)).toEqual([]);
  await page.getByRole('button', { name: 'Log out', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Log in with Discord' }).waitFor();
  expect(complaints.filter((line) => !line.includes('status of 503'))).toEqual([]);
  await page.context().close();
});

it('is opened by the sandbox as the person who is chosen there', async () => {
  const { page } = await browser.newPage();
  await page.goto(`${stage.sandbox.url}/oauth2/open?as=${idOf(stage.sandbox, 'clara')}`);
  await page
    .getByRole('button', { name: /^Continue as/ })
    .first()
    .click();
  await page.waitForURL(`${stage.url}/app/`);
  await page.goto(stage.url);
  await page.getByText('You are logged in as Clara.').waitFor();
  await page.context().close();
});

it("shows the operator's texts in place of the templates, and nothing in them as markup", async () => {
  await writeFile(
    join(own, 'privacy.md'),
    '# Ours\n\nNo <script>alert(1)</script> **here**, [write us](mailto:a@example.org).\n',
  );
  await writeFile(join(own, 'privacy.de.md'), '# Unsere\n');
  const read = async (language: string) =>
    (await fetch(`${stage.url}/privacy?lang=${language}`)).text().then((text) => /<article>([\s\S]*)<\/article>/.exec(text)?.[1]);
  expect(await read('en')).toContain('<h1>Ours</h1>');
  expect(await read('en')).toContain(
    'No &lt;script&gt;alert(1)&lt;/script&gt; <strong>here</strong>, <a href="mailto:a@example.org"',
  );
  expect(await read('de')).toContain('<h1>Unsere</h1>');
});
