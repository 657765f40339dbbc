import { join } from 'node:path';
import Fastify from 'fastify';
import type { ApiDeps } from '../../src/api/deps.js';
import { pageSessionRoutes } from '../../src/api/routes/page-sessions.js';
import { registerApi } from '../../src/api/server/register.js';
import { createVisitors, registerWeb, type WebParts } from '../../src/api/web/index.js';
import { siteAt } from '../../src/api/web/site.js';
import { byCookie } from '../../src/api/web/visitor.js';
import { createLoginProvider } from '../../src/discord/login.js';
import { createTranslators } from '../../src/i18n/translators.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { checkAnswer, FakePeople } from './api-harness.js';
import { realClock, testChain, type TestChain } from './chain.js';
import type { CookieBrowser } from './cookie-browser.js';
import { FakeIds } from './fakes.js';
import { locationOf } from './cookie-browser.js';

export interface WebProcess {
  readonly url: string;
  readonly chain: TestChain;
  close(): Promise<void>;
}

/** The web page as one process serves it, on a real Redis, with the sandbox as Discord. */
export const startWebProcess = async (
  sandbox: Sandbox,
  redisUrl: string,
  options: Partial<WebParts> & { readonly clientSecret?: string } = {},
): Promise<WebProcess> => {
  const { clientSecret = sandbox.clientSecret, ...parts } = options;
  const chain = await testChain(redisUrl, { commandTimeoutMs: 500 });
  const { apiUrl, applicationId } = sandbox;
  let url = '';
  const people = new FakePeople();
  for (const guild of sandbox.world.guilds.values())
    for (const member of guild.members.keys()) people.join(member, 0n, [], guild.id);
  const web: WebParts = {
    base: () => url,
    store: chain.webSessions,
    provider: createLoginProvider({ apiUrl, applicationId: () => Promise.resolve(applicationId), clientSecret, log: chain.log }),
    addUrl: () => `${sandbox.url}/oauth2/authorize?client_id=${applicationId}&scope=bot`,
    people,
    isSandbox: true,
    appRoot: '/nowhere',
    legal: { own: '/nowhere', templates: join(import.meta.dirname, '../../data/web') },
    status: () => {
      const startedAt = Date.now() - 60_000;
      return { state: 'up', troubles: [], at: Date.now(), startedAt, knownFrom: startedAt, incidents: [] };
    },
    translators: createTranslators({ strict: true }),
    version: '1.2.3',
    clock: realClock,
    log: chain.log,
    ...parts,
  };
  const app = Fastify({ forceCloseConnections: true });
  const visitors = createVisitors(web);
  await registerWeb(app, web, visitors);
  const page = { ...visitors, addUrl: web.addUrl, version: web.version };
  const ids = new FakeIds();
  // What its routes ask for, and nothing of the engine's.
  const deps = { ...chain, people, page, clock: realClock, ids, translators: web.translators, operators: new Set() };
  await registerApi(app, {
    deps: deps as unknown as ApiDeps,
    routes: pageSessionRoutes({ ...deps, operators: new Set<string>() }),
    authenticators: [byCookie(visitors)],
    onAnswer: checkAnswer,
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    chain,
    close: async () => {
      await app.close();
      await chain.close(500);
    },
  };
};

/** A sandbox and one process of the page, whose way back it knows. */
export const startWebStage = async (redisUrl: string, options: Parameters<typeof startWebProcess>[2] = {}) => {
  const sandbox = await startSandbox();
  const process = await startWebProcess(sandbox, redisUrl, options);
  sandbox.servesPage(process.url, siteAt(process.url).redirectUri);
  return {
    ...process,
    sandbox,
    close: async () => {
      await process.close();
      await sandbox.close();
    },
  };
};

/** The id of a person of the sandbox. */
export const idOf = (sandbox: Sandbox, username: string): string => {
  const found = [...sandbox.world.users.values()].find((user) => user.username === username);
  if (found === undefined) throw new Error(`nobody called ${username}`);
  return found.id;
};

/** Goes to the consent page: the browser stands before the choice. @returns its address */
export const toConsent = async (url: string, browser: CookieBrowser, next = '/app/'): Promise<string> =>
  locationOf(await browser.open(`${url}/login?next=${encodeURIComponent(next)}`));

/** Agrees there. @returns the way back, with the code, not gone yet */
export const agree = async (sandbox: Sandbox, consent: string, browser: CookieBrowser, username = 'ben'): Promise<string> => {
  await browser.open(consent);
  return locationOf(await browser.post(consent, { user: idOf(sandbox, username) }));
};

/** Logs somebody in, all the way. @returns where they end */
export const logIn = async (
  { url, sandbox }: { readonly url: string; readonly sandbox: Sandbox },
  browser: CookieBrowser,
  username = 'ben',
): Promise<string> => {
  const back = await agree(sandbox, await toConsent(url, browser), browser, username);
  return locationOf(await browser.open(back));
};
