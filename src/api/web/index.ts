import type { FastifyInstance } from 'fastify';
import type { People } from '../../actions/people.js';
import type { Clock, Logger } from '../../domain/ports.js';
import type { WebSessionStore } from '../../engine/web-sessions.js';
import type { Translators } from '../../i18n/translators.js';
import { registerApp } from './app.js';
import { cookieJar } from './cookies.js';
import { registerLogin } from './login.js';
import { createPages, registerPages } from './pages.js';
import type { LoginProvider, Person } from '../../actions/login-provider.js';
import type { PublicStatus } from '../../actions/service.js';
import type { LegalPlaces } from './legal.js';
import { createWebSessions } from './sessions.js';
import { siteAt, type Site } from './site.js';
import type { VisitorParts } from './visitor.js';

export interface WebParts {
  /** Where people reach the page; known at the latest when the server listens. */
  readonly base: () => string;
  readonly store: WebSessionStore;
  /** Null: people cannot log in, since the client secret is missing. */
  readonly provider: LoginProvider | null;
  /** Where the bot is added to a server; null before Discord has said who we are. */
  readonly addUrl: () => string | null;
  readonly people: Pick<People, 'guilds'>;
  readonly isSandbox: boolean;
  /** Folder of the built page for members. */
  readonly appRoot: string;
  readonly legal: LegalPlaces;
  readonly status: () => PublicStatus;
  readonly translators: Translators;
  readonly version: string;
  /** The machine's own: cookies are kept by machines. */
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly log: Logger;
}

export const createVisitors = ({ base, store, clock, log }: WebParts): VisitorParts => {
  let known: Site | null = null;
  const site = (): Site => (known?.base === base() ? known : (known = siteAt(base())));
  return { site, jar: () => cookieJar(site().isSecure), sessions: createWebSessions({ store, clock, log }) };
};

/** The web page: what everybody sees, logging in and out, what the page asks about its session, and the files of the page for members. */
export const registerWeb = async (fastify: FastifyInstance, parts: WebParts, visitors: VisitorParts): Promise<void> => {
  const all = { ...parts, ...visitors };
  const pages = createPages(all);
  /** Of the servers that somebody is in, those of the bot; none while Discord does not say which those are. */
  const shared = async (guilds: Person['guilds']): Promise<Person['guilds']> => {
    const ours = await parts.people.guilds();
    if (!ours.ok) return [];
    const ids = new Set<string>(guilds);
    return ours.value.map(({ id }) => id).filter((id) => ids.has(id));
  };
  await fastify.register((scope, _options, done) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 4_096 },
      (_request, body, parsed) => parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    registerPages(scope, all, pages);
    registerLogin(scope, {
      ...all,
      logins: parts.store,
      shared,
      problem: (request, reply, what, next) => Promise.resolve(pages.problem(request, reply, what, next)),
    });
    registerApp(scope, {
      root: parts.appRoot,
      site: visitors.site,
      notBuilt: (request, reply) => pages.notBuilt(request, reply),
    });
    done();
  });
};
