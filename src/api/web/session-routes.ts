import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { People } from '../../actions/people.js';
import { guildSpace } from '../../domain/ids.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { WebSession } from '../../engine/web-sessions.js';
import type { Translators } from '../../i18n/translators.js';
import type { PageSession, PageSessions } from '../schemas/session.js';
import { languageOf } from './language.js';
import type { LoggedIn, WebSessions } from './sessions.js';
import { fromOurPage, SESSION_COOKIE, visitorOf, type VisitorParts } from './visitor.js';

export interface SessionRouteParts extends VisitorParts {
  readonly sessions: WebSessions;
  readonly people: People | null;
  readonly operators: readonly string[];
  readonly addUrl: () => string | null;
  readonly translators: Pick<Translators, 'locales'>;
  readonly version: string;
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** Of the servers that were known at the login, those that the person is in now. */
const serversOf = async (
  people: People | null,
  { user, guilds }: WebSession,
): Promise<Pick<PageSession, 'servers' | 'complete'>> => {
  const ours = await people?.guilds();
  if (people === null || ours?.ok !== true) return { servers: [], complete: false };
  const looked = await Promise.all(
    ours.value
      .filter(({ id }) => guilds.includes(id))
      .map(async ({ id, name }) => ({ space: guildSpace(id), name, member: await people.member(id, user) })),
  );
  return {
    servers: looked.flatMap(({ space, name, member }) => (member.ok && member.value !== null ? [{ space, name }] : [])),
    complete: looked.every(({ member }) => member.ok),
  };
};

/** What the page asks about its own session; all else that it asks is the API's. */
export const registerSessionRoutes = (app: FastifyInstance, parts: SessionRouteParts): void => {
  const { sessions, people, operators, addUrl, translators, version } = parts;
  const unavailable = (reply: FastifyReply) => problem(reply, 503, 'STORE_UNAVAILABLE');

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof StoreUnavailable) return unavailable(reply);
    throw error;
  });

  /** For people who have logged in; writes have to come from our page. */
  const asPerson = async (
    request: FastifyRequest,
    reply: FastifyReply,
    answer: (visitor: LoggedIn) => Promise<unknown>,
  ): Promise<unknown> => {
    const visitor = await visitorOf(parts, request);
    if (visitor === null) return problem(reply, 401, 'TOKEN_INVALID');
    if (request.method !== 'GET' && !fromOurPage(parts, request, visitor).ok) return problem(reply, 403, 'CSRF_INVALID');
    return answer(visitor);
  };

  app.get('/api/v1/session', (request, reply) =>
    asPerson(request, reply, async ({ session, csrf }): Promise<PageSession> => ({
      user: { id: session.user, name: session.name },
      csrf,
      operator: operators.includes(session.user),
      language: languageOf(request, translators.locales, session.locale),
      ...(await serversOf(people, session)),
      addToDiscord: addUrl(),
      version,
    })),
  );

  app.get('/api/v1/sessions', (request, reply) =>
    asPerson(request, reply, async ({ session: { user, hash: current } }): Promise<PageSessions> => {
      const all = await sessions.list(user);
      const present = ({ hash, createdAt, seenAt }: WebSession) => ({
        ...{ id: hash, createdAt: iso(createdAt), usedAt: iso(seenAt), current: hash === current },
      });
      return { items: all.map(present) };
    }),
  );

  app.delete('/api/v1/sessions/:id', (request, reply) =>
    asPerson(request, reply, async ({ session: { user, hash: current } }) => {
      const { id } = z.object({ id: z.string().max(64) }).parse(request.params);
      if (!(await sessions.end(user, id))) return problem(reply, 404, 'ROUTE_NOT_FOUND');
      if (id === current) reply.header('set-cookie', parts.jar().write(SESSION_COOKIE, '', 0));
      return reply.code(204).send();
    }),
  );
};

/** RFC 9457, as the rest of the API answers. */
const problem = (reply: FastifyReply, status: number, code: string) =>
  reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title: code, status, detail: code, code }));
