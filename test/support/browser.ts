import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** `CHROMIUM_PATH` names another browser. */
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface TestPage {
  readonly page: Page;
  /** What the page complained about: console errors, uncaught exceptions, and requests to anywhere but loopback. */
  readonly complaints: readonly string[];
}

export interface TestBrowser {
  /** A fresh profile each: no cookies, nothing remembered. */
  newPage(options?: BrowserContextOptions): Promise<TestPage>;
  close(): Promise<void>;
}

const isLocal = (url: string) =>
  /^(?:data:|blob:|about:|(?:https?|wss?):\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::|\/|$))/.test(url);

/** Starts Chromium; rejects when it is not installed. Give it back with `close`. */
export async function launchBrowser(): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({ executablePath, args });
  return {
    async newPage(options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: 'en-US',
        timezoneId: 'Europe/Berlin',
        ...options,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        if (!isLocal(request.url())) complaints.push(`fetched ${request.url()}`);
      });
      return { page, complaints };
    },
    close: () => browser.close(),
  };
}
