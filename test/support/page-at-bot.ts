import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startBotProcess } from './bot-process.js';
import { launchBrowser } from './browser.js';
import { freePort, startRedis } from './redis.js';
import { ensureWebApp, logInAt } from './web-app.js';

/**
 * The page for members in Chromium, with somebody of the sandbox logged in, at a bot of its own that runs as without any account: the sandbox is in the
 * same process, and knows where the page comes back to. `before`: complaints of pages that are not ours, of the sandbox's own, where one logs in.
 */
export const startPageAtBot = async (name: string, environment: Readonly<Record<string, string>> = {}) => {
  await ensureWebApp();
  const [redis, browser, dataDir] = await Promise.all([
    startRedis(),
    launchBrowser(),
    mkdtemp(path.join(tmpdir(), 'punchcard-page-')),
  ]);
  const bot = await startBotProcess({
    ...{ REDIS_URL: redis.url, DATA_DIR: dataDir, SANDBOX_PORT: `${await freePort()}`, LOG_LEVEL: 'warn' },
    ...environment,
  });
  const opened = await browser.newPage();
  const { page } = opened;
  await logInAt(page, bot.url, name, '');
  const before = opened.complaints.length;
  const servers = page.getByRole('combobox', { name: 'Server' });
  await servers.waitFor();
  return {
    ...{ bot, redis, browser, opened, page, before },
    /** The space that is shown. */
    space: await servers.inputValue(),
    close: async (): Promise<void> => {
      await browser.close();
      await bot.stop();
      await redis.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

export type PageAtBot = Awaited<ReturnType<typeof startPageAtBot>>;
