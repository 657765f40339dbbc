import { z } from 'zod';
import type { People } from '../../actions/people.js';
import { domainError } from '../../domain/errors.js';
import { guildSpace } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import type { WebSession } from '../../engine/web-sessions.js';
import type { Translator } from '../../i18n/translator.js';
import type { ApiDeps } from '../deps.js';
import { momentText } from '../present.js';
import { defineRoute, type Asked, type Route } from '../route.js';
import { PageSession, PageSessions, PageVisitor } from '../schemas/session.js';
import { SESSION_COOKIE } from '../web/visitor.js';
import type { LoggedIn } from '../web/sessions.js';

type Needs = Pick<ApiDeps, 'page' | 'people' | 'operators' | 'translators'>;
const tag = 'Page';
const session = { id: z.string().regex(/^[\w-]{1,64}$/) };

/** Who has logged in. For routes that only the page reaches. @throws elsewhere */
const visitorIn = ({ caller }: Pick<Asked<unknown, unknown, unknown>, 'caller'>): LoggedIn => {
  if (caller?.visitor === undefined) throw new TypeError('only the page reaches this route');
  return caller.visitor;
};

/** Of the servers that were known at the login, those that the person is in now. */
const serversOf = async (people: People, { user, guilds }: WebSession): Promise<Pick<PageSession, 'servers' | 'complete'>> => {
  const ours = await people.guilds();
  if (!ours.ok) return { servers: [], complete: false };
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

const languageOf = (locale: string): string => locale.split('-')[0] ?? locale;

/** Who has logged in, and what the page needs to begin. */
const shown = async (
  { session: own, csrf }: LoggedIn,
  t: Translator,
  { page, people, operators, translators }: Needs,
): Promise<PageSession> => {
  const { user, name, locale } = own;
  return {
    ...{ user: { id: user, name }, csrf, operator: operators.has(user) },
    language: languageOf(locale === null ? t.locale : translators.for(locale).locale),
    ...(await serversOf(people, own)),
    ...{ addToDiscord: page.addUrl(), version: page.version },
  };
};

/** What the page asks about its own session. */
export const pageSessionRoutes = (needs: Needs): readonly Route[] => [
  defineRoute({
    ...{ id: 'getPageSession', method: 'GET', path: '/session', tag, scope: 'own:read', pageOnly: true },
    summary: 'Says who has logged in to the page, and what the page needs to begin.',
    answers: { 200: PageSession },
    run: async (asked) => ok({ status: 200, body: await shown(visitorIn(asked), asked.t, needs) }),
  }),
  defineRoute({
    ...{ id: 'getPageVisitor', method: 'GET', path: '/visitor', tag, scope: null },
    summary: 'Says who has logged in to the page in this browser, or that nobody has.',
    answers: { 200: PageVisitor },
    run: async ({ caller, t }) => {
      const visitor = caller?.visitor;
      return ok({ status: 200, body: { session: visitor === undefined ? null : await shown(visitor, t, needs) } });
    },
  }),
  defineRoute({
    ...{ id: 'listPageSessions', method: 'GET', path: '/sessions', tag, scope: 'own:read', pageOnly: true },
    summary: 'Lists the browsers in which you have logged in.',
    answers: { 200: PageSessions },
    run: async (asked) => {
      const current = visitorIn(asked).session;
      const all = await needs.page.sessions.list(current.user);
      const items = all.map(({ hash, createdAt, seenAt }) => ({
        ...{ id: hash, createdAt: momentText(createdAt), usedAt: momentText(seenAt), current: hash === current.hash },
      }));
      return ok({ status: 200, body: { items } satisfies PageSessions });
    },
  }),
  defineRoute({
    ...{ id: 'endPageSession', method: 'DELETE', path: '/sessions/:id', tag, scope: 'own:write', pageOnly: true },
    summary: 'Logs you out in one browser.',
    params: z.object(session),
    answers: { 204: null },
    refusals: ['ROUTE_NOT_FOUND'],
    run: async (asked) => {
      const current = visitorIn(asked).session;
      const { id } = asked.params;
      const wasThere = await needs.page.sessions.end(current.user, id);
      if (!wasThere && !asked.repeated) return err(domainError('ROUTE_NOT_FOUND'));
      const headers = id === current.hash ? { 'set-cookie': needs.page.jar().write(SESSION_COOKIE, '', 0) } : {};
      return ok({ status: 204, headers });
    },
  }),
];
