import { withoutNotion } from '../../src/actions/reminders/places.js';
import Fastify from 'fastify';
import type { GuildMember, People } from '../../src/actions/people.js';
import { createToken, type Scope } from '../../src/actions/tokens.js';
import type { Caller } from '../../src/api/caller.js';
import type { ApiDeps } from '../../src/api/deps.js';
import type { Answer, Route } from '../../src/api/route.js';
import { createRoutes } from '../../src/api/routes/index.js';
import type { Authenticator } from '../../src/api/server/authenticate.js';
import { withDocument } from '../../src/api/openapi/routes.js';
import { bearer } from '../../src/api/server/bearer.js';
import { registerApi } from '../../src/api/server/register.js';
import { cookieJar } from '../../src/api/web/cookies.js';
import { createWebSessions } from '../../src/api/web/sessions.js';
import { siteAt } from '../../src/api/web/site.js';
import type { Asked } from '../../src/engine/asked-before.js';
import { domainError } from '../../src/domain/errors.js';
import {
  guildOf,
  personalSpace,
  requestId,
  roleId,
  userId,
  type RoleId,
  type SpaceId,
  type UserId,
} from '../../src/domain/ids.js';
import { err, ok } from '../../src/domain/result.js';
import { ADA, BOB, createHarness, GUILD, SPACE, type HarnessOptions } from './commands-harness.js';
import { memoryWebSessions } from './memory-web-sessions.js';
import { Problem } from '../../src/api/schemas/common.js';

export { ADA, BOB, GUILD, HOME, SPACE } from './commands-harness.js';
const NOBODY_KNOWN = { at: 0, digest: '' };

/** Discord as the API asks it: who is in which server. */
export class FakePeople implements People {
  /** `<guild>/<user>` -> member. */
  readonly members = new Map<string, GuildMember>();
  isAway = false;
  join(user: string, permissions = 0n, roles: readonly string[] = [], guild: string = GUILD): void {
    const held = new Set<RoleId>(roles.map(roleId));
    this.members.set(`${guild}/${user}`, { user: userId(user), name: `Member ${user}`, roles: held, permissions });
  }
  leave(user: string, guild: string = GUILD): void {
    this.members.delete(`${guild}/${user}`);
  }
  readonly member: People['member'] = (guild, user) =>
    Promise.resolve(this.isAway ? err(domainError('DISCORD_UNAVAILABLE')) : ok(this.members.get(`${guild}/${user}`) ?? null));
  readonly guilds: People['guilds'] = () => {
    if (this.isAway) return Promise.resolve(err(domainError('DISCORD_UNAVAILABLE')));
    const ids = new Set([...this.members.keys()].map((key) => key.split('/')[0] ?? ''));
    return Promise.resolve(ok([...ids].map((id) => ({ id: guildOf(`g${id}` as SpaceId)!, name: `Guild ${id}`, icon: null }))));
  };
}

/** What came back of a call. */
export interface Called {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  /** Of JSON; anything else is in `text`. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface Call {
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly address?: string;
}

/** Holds an answer against the route's schema, as the document promises it. */
export const checkAnswer = (route: Route, { status, body, stream }: Answer): void => {
  const schema = route.answers[status];
  if (schema === undefined) throw new Error(`${route.id} answers ${status}, which it does not declare`);
  if (schema === null) {
    if (body !== undefined) throw new Error(`${route.id} answers ${status} with a body that it does not declare`);
  } else if ('stream' in schema) {
    if (stream === undefined && typeof body !== 'string') throw new Error(`${route.id} declares a stream and answers none`);
  } else {
    const read = schema.safeParse(JSON.parse(JSON.stringify(body)));
    if (!read.success) throw new Error(`${route.id} answers what its schema does not allow: ${read.error.message}`);
    const [said, kept] = [JSON.stringify(body), JSON.stringify(read.data)];
    if (Object.keys(JSON.parse(said) as object).some((key) => !(key in (JSON.parse(kept) as object))))
      throw new Error(`${route.id} answers more than it declares: ${said}`);
  }
};

/** The API on the real engine, which stands on a store and a disk in memory. */
export const createApiHarness = async ({
  routesOf = createRoutes,
  ...options
}: HarnessOptions & { readonly routesOf?: (deps: ApiDeps) => readonly Route[] } = {}) => {
  const h = await createHarness(options);
  const people = new FakePeople();
  people.join(ADA);
  people.join(BOB);
  const asked = new Map<string, Asked>();
  const told: { readonly member: string; readonly reason: string }[] = [];
  const { clock, ids, log } = h.deps;
  const deps: ApiDeps = {
    ...h.deps,
    people,
    places: { check: () => Promise.resolve(ok(undefined)) },
    notionComments: withoutNotion,
    directory: { of: () => Promise.resolve(ok({ roles: [], channels: [] })) },
    names: h.names,
    applied: h.store,
    askedBefore: {
      remember: (key, one) => {
        if (!asked.has(key)) asked.set(key, one);
        return Promise.resolve(asked.get(key) ?? NOBODY_KNOWN);
      },
      answered: (key, one) => Promise.resolve(void asked.set(key, one)),
    },
    sharedCalls: { add: () => Promise.resolve(null) },
    link: h.store.link,
    operators: new Set(['9']),
    page: {
      sessions: createWebSessions({ store: memoryWebSessions(), clock, log }),
      site: () => siteAt('http://127.0.0.1:8080'),
      jar: () => cookieJar(false),
      addUrl: () => null,
      version: '1.2.3',
    },
    tellMember: (_by, member, { reason }) => told.push({ member, reason }),
  };
  /** The page: a header names who has logged in, and after a semicolon in which session. */
  const page: Authenticator = (incoming) => {
    const [user, session = ''] = (incoming.header('x-test-page') ?? '').split(';');
    if (user === undefined || user === '') return Promise.resolve(null);
    const scopes = new Set<Scope>(['own:read', 'own:write', 'space:read', 'space:manage']);
    const visiting = {
      user: userId(user),
      hash: 'hash',
      name: `Member ${user}`,
      locale: null,
      guilds: [],
      createdAt: 0,
      seenAt: 0,
    };
    const visitor = { session: visiting, csrf: 'csrf' };
    const caller: Caller = { user: userId(user), scopes, through: 'page', space: null, key: `page/${user}/${session}`, visitor };
    return Promise.resolve(ok(caller));
  };
  const routes = withDocument(routesOf(deps), '0.0.0');
  const app = Fastify();
  await registerApi(app, { deps, routes, authenticators: [bearer(deps), page], onAnswer: checkAnswer });
  await app.ready();

  /** A token of somebody, as `/token create` makes it. */
  const tokenOf = async (user: string, scopes: readonly Scope[], space: SpaceId = personalSpace(user)): Promise<string> => {
    const actor = {
      ...{ id: requestId(ids.next()), occurredAt: clock.now(), space, user: userId(user), source: 'command' },
      ...{ guild: null, memberRoles: new Set<RoleId>() },
    };
    const made = await createToken(actor, { name: 'test', scopes, expiresAt: null }, deps);
    if (!made.ok || made.value.text === null) throw new Error('no token');
    return made.value.text;
  };
  const ada = await tokenOf(ADA, ['own:read', 'own:write']);

  const call = async (what: string, { token = ada, headers = {}, body, address }: Call = {}): Promise<Called> => {
    const [method = 'GET', path = '/'] = what.split(' ');
    const url = path.startsWith('/api/') || path.startsWith('/fetch') || path.startsWith('/update') ? path : `/api/v1${path}`;
    const response = await app.inject({
      method: method as 'GET',
      url,
      ...(address === undefined ? {} : { remoteAddress: address }),
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const isJson = String(response.headers['content-type']).includes('json');
    const read: unknown = isJson && response.body !== '' ? JSON.parse(response.body) : {};
    if (response.statusCode >= 400 && method !== 'HEAD') Problem.parse(read);
    const { headers: answered, body: text } = response;
    return { status: response.statusCode, headers: answered, body: read as Called['body'], text };
  };

  return { ...h, deps, app, people, routes, told, asked, call, tokenOf, tokens: { ada } };
};

export type ApiHarness = Awaited<ReturnType<typeof createApiHarness>>;
export const space = SPACE;
export const user = (id: string): UserId => userId(id);
