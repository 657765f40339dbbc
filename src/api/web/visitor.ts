import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { SCOPES, type Caller } from '../caller.js';
import type { Authenticator, Incoming } from '../server/authenticate.js';
import type { CookieJar } from './cookies.js';
import { isSame } from './secrets.js';
import type { LoggedIn, WebSessions } from './sessions.js';
import type { Site } from './site.js';

export interface VisitorParts {
  readonly sessions: WebSessions;
  readonly site: () => Site;
  readonly jar: () => CookieJar;
}

export const SESSION_COOKIE = 'session';

/** Every scope: what somebody may do on the page is what they may do. */
const ALL_SCOPES: Caller['scopes'] = new Set(SCOPES);
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
const form = z.looseObject({ csrf: z.string() });

/** Who a request of a browser comes from; null: nobody has logged in there. Rejects with `StoreUnavailable`. */
export const visitorOf = (
  { sessions, jar }: Pick<VisitorParts, 'sessions' | 'jar'>,
  cookies: string | undefined,
): Promise<LoggedIn | null> => sessions.find(jar().read(SESSION_COOKIE, cookies));

/** Browsers say from which page a write comes, and only ours knows the token of the session. */
const isOurs = (site: Site, origin: string | undefined, token: string | undefined, { csrf }: LoggedIn): boolean =>
  origin === site.origin && token !== undefined && isSame(token, csrf);

/** Does a form come from our page? It names the token of the session in the field `csrf`, a script of ours in the header `x-csrf-token`. */
export const fromOurPage = (
  { site }: Pick<VisitorParts, 'site'>,
  { headers, body }: Pick<FastifyRequest, 'headers' | 'body'>,
  visitor: LoggedIn,
): boolean => {
  const header = headers['x-csrf-token'];
  const token = typeof header === 'string' ? header : form.safeParse(body).data?.csrf;
  return isOurs(site(), headers.origin, token, visitor);
};

/**
 * Knows callers by the cookie of the page; nobody by one that is over. CSRF_INVALID for a write that does not show that it comes from our page. Rejects with
 * `StoreUnavailable` when Redis is away and nobody knows whose cookie it is.
 */
export const byCookie =
  (parts: VisitorParts): Authenticator =>
  async (incoming: Incoming): Promise<Result<Caller, DomainError> | null> => {
    const visitor = await visitorOf(parts, incoming.header('cookie'));
    if (visitor === null) return null;
    const isRead = READS.has(incoming.method);
    if (!isRead && !isOurs(parts.site(), incoming.header('origin'), incoming.header('x-csrf-token'), visitor))
      return err(domainError('CSRF_INVALID'));
    const { user, hash } = visitor.session;
    return ok({ user, scopes: ALL_SCOPES, through: 'page', space: null, key: `page:${hash.slice(0, 12)}`, visitor });
  };
