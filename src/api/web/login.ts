import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Logger } from '../../domain/ports.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { PendingLogin, WebSessionStore } from '../../engine/web-sessions.js';
import type { LoginFailure, LoginProvider, Person } from '../../actions/login-provider.js';
import { digestOf, isSame, isSecret, newSecret } from './secrets.js';
import { LONGEST_MS, type WebSessions } from './sessions.js';
import { nextPath } from './site.js';
import { fromOurPage, SESSION_COOKIE, visitorOf, type VisitorParts } from './visitor.js';

/** Why nobody was logged in. `lost`: the way back does not belong to a login that began in this browser. */
export type LoginProblem = LoginFailure | 'denied' | 'lost' | 'wait' | 'notSetUp';

export interface LoginParts extends VisitorParts {
  readonly sessions: WebSessions;
  readonly logins: Pick<WebSessionStore, 'putLogin' | 'takeLogin'>;
  /** Null: the client secret is missing. */
  readonly provider: LoginProvider | null;
  /** Of the servers that somebody is in, those that the bot is in. Never rejects. */
  readonly shared: (guilds: Person['guilds']) => Promise<Person['guilds']>;
  readonly log: Logger;
  /** Answers with a page that says what went wrong, and what to do. */
  readonly problem: (request: FastifyRequest, reply: FastifyReply, what: LoginProblem, next: string) => Promise<unknown>;
}

const LOGIN_COOKIE = 'login';
/** So long somebody may take at Discord, ms. */
const LOGIN_MS = 600_000;

const query = z.object({
  next: z.string().optional().catch(undefined),
  code: z.string().max(512).optional().catch(undefined),
  state: z.string().max(512).optional().catch(undefined),
  error: z.string().max(100).optional().catch(undefined),
});

/** `/login`, `/login/callback`, `/logout` and `/logout-everywhere`. Codes, states and cookies are in no log. */
export const registerLogin = (app: FastifyInstance, parts: LoginParts): void => {
  const { sessions, logins, provider, site, jar, log, problem } = parts;
  /** Nothing may be remembered on the way of what is said here. */
  const privately = (reply: FastifyReply) => reply.header('cache-control', 'no-store');

  app.get('/login', async (request, reply) => {
    const next = nextPath(query.parse(request.query).next);
    const { base, redirectUri, origin } = site();
    privately(reply);
    if (provider === null) return problem(request, reply, 'notSetUp', next);
    // The way back leads to the one address that Discord knows, and the cookie has to be there.
    if (request.headers.host === origin.replace('http://127.0.0.1', 'localhost'))
      return reply.redirect(`${base}/login?next=${encodeURIComponent(next)}`, 303);
    const [browser, state, verifier] = [newSecret(), newSecret(), newSecret()];
    let address: string;
    try {
      address = await provider.authorizeUrl({ redirectUri, state, challenge: digestOf(verifier) });
    } catch {
      return problem(request, reply, 'unavailable', next);
    }
    try {
      await logins.putLogin(digestOf(browser), { state, verifier, next }, LOGIN_MS);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      return problem(request, reply, 'wait', next);
    }
    return reply.header('set-cookie', jar().write(LOGIN_COOKIE, browser, LOGIN_MS / 1000)).redirect(address, 303);
  });

  /** The login that this browser began; null when there is none, or another one. */
  const pendingOf = async (request: FastifyRequest, state: string | undefined): Promise<PendingLogin | null> => {
    const browser = jar().read(LOGIN_COOKIE, request.headers.cookie);
    if (browser === null || !isSecret(browser) || state === undefined) return null;
    const pending = await logins.takeLogin(digestOf(browser));
    return pending !== null && isSame(pending.state, state) ? pending : null;
  };

  const finish = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { code, state, error } = query.parse(request.query);
    const pending = await pendingOf(request, state);
    if (pending === null) return problem(request, reply, 'lost', nextPath(null));
    const { verifier, next } = pending;
    if (provider === null) return problem(request, reply, 'notSetUp', next);
    if (error !== undefined) return problem(request, reply, error === 'access_denied' ? 'denied' : 'misconfigured', next);
    if (code === undefined) return problem(request, reply, 'lost', next);
    const person = await provider.personOf({ redirectUri: site().redirectUri, code, verifier });
    if (!person.ok) return problem(request, reply, person.error, next);
    const before = await visitorOf(parts, request.headers.cookie);
    const cookie = await sessions.begin({ ...person.value, guilds: await parts.shared(person.value.guilds) });
    if (before !== null) await sessions.end(before.session.user, before.session.hash);
    log.debug({ user: person.value.user }, 'somebody has logged in to the page');
    return reply
      .header('set-cookie', [jar().write(LOGIN_COOKIE, '', 0), jar().write(SESSION_COOKIE, cookie, LONGEST_MS / 1000)])
      .redirect(next, 303);
  };

  app.get('/login/callback', async (request, reply) => {
    privately(reply);
    try {
      return await finish(request, reply);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      return problem(request, reply, 'wait', nextPath(null));
    }
  });

  const logOut = (path: string, end: (user: Person['user'], hash: string) => Promise<unknown>) =>
    app.post(path, async (request, reply) => {
      const isForm = request.headers.accept?.includes('text/html') === true;
      const done = (status: number, body?: object) => {
        void privately(reply).header('set-cookie', jar().write(SESSION_COOKIE, '', 0));
        return isForm ? reply.redirect('/', 303) : reply.code(status).send(body);
      };
      try {
        const visitor = await visitorOf(parts, request.headers.cookie);
        if (visitor === null) return await done(204);
        if (!fromOurPage(parts, request, visitor)) return await privately(reply).code(403).send({ error: 'CSRF_INVALID' });
        await end(visitor.session.user, visitor.session.hash);
        return await done(204);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        // This browser forgets it; elsewhere it goes on until Redis is back and somebody ends it.
        if (isForm) return problem(request, reply.header('set-cookie', jar().write(SESSION_COOKIE, '', 0)), 'wait', '/');
        return done(503, { error: 'STORE_UNAVAILABLE' });
      }
    });
  logOut('/logout', (user, hash) => sessions.end(user, hash));
  logOut('/logout-everywhere', (user) => sessions.endAll(user));
};
