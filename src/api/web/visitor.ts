import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { SCOPES, type Caller } from '../caller.js';
import type { CookieJar } from './cookies.js';
import { isSame } from './secrets.js';
import type { LoggedIn, WebSessions } from './sessions.js';
import type { Site } from './site.js';

export interface VisitorParts {
  readonly sessions: Pick<WebSessions, 'find'>;
  readonly site: () => Site;
  readonly jar: () => CookieJar;
}

export const SESSION_COOKIE = 'session';

/** Every scope: what somebody may do on the page is what they may do. */
const ALL_SCOPES: Caller['scopes'] = new Set(SCOPES);
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
const form = z.looseObject({ csrf: z.string() });

/** Who a request of a browser comes from; null: nobody has logged in there. Rejects with `StoreUnavailable`. */
export const visitorOf = ({ sessions, jar }: VisitorParts, request: FastifyRequest): Promise<LoggedIn | null> =>
  sessions.find(jar().read(SESSION_COOKIE, request.headers.cookie));

/**
 * Does a write come from our page? Browsers say from which page it comes, and only ours knows the token of the session: in the header
 * `x-csrf-token`, or of a form in the field `csrf`. CSRF_INVALID.
 */
export const fromOurPage = (
  { site }: Pick<VisitorParts, 'site'>,
  request: Pick<FastifyRequest, 'headers' | 'body'>,
  { csrf }: Pick<LoggedIn, 'csrf'>,
): Result<void, DomainError> => {
  const { origin } = request.headers;
  const header = request.headers['x-csrf-token'];
  const given = typeof header === 'string' ? header : form.safeParse(request.body).data?.csrf;
  return origin === site().origin && given !== undefined && isSame(given, csrf)
    ? ok(undefined)
    : err(domainError('CSRF_INVALID'));
};

/**
 * The caller of a request with the cookie of the page; null: without one, or with one that is over. CSRF_INVALID for a write that does not show that
 * it comes from our page. Rejects with `StoreUnavailable` when Redis is away and nobody knows whose cookie it is.
 */
export const callerByCookie = async (
  parts: VisitorParts,
  request: FastifyRequest,
): Promise<Result<Caller | null, DomainError>> => {
  const visitor = await visitorOf(parts, request);
  if (visitor === null) return ok(null);
  const proof = READS.has(request.method) ? ok(undefined) : fromOurPage(parts, request, visitor);
  if (!proof.ok) return proof;
  const { user, hash } = visitor.session;
  return ok({ user, scopes: ALL_SCOPES, through: 'page', space: null, key: `page:${hash.slice(0, 12)}` });
};
