import { beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../../src/api/caller.js';
import type { ApiDeps } from '../../src/api/deps.js';
import type { ManageDeps } from '../../src/api/manage-deps.js';
import type { Route } from '../../src/api/route.js';
import { createRoutes } from '../../src/api/routes/index.js';
import { createManagingRoutes } from '../../src/api/routes/managing.js';
import { urlOf } from '../../src/api/server/register.js';
import { writesOf } from '../../src/api/server/serve-route.js';
import { ADA, BOB, createApiHarness, HOME, SPACE, type ApiHarness, type Called } from '../support/api-harness.js';
import { unasked } from '../support/unasked.js';

/*
 * Every route against everybody who must not come in. It is made of the list of routes, so that a route which is added is in it. What a route refuses besides is its own
 * tests' matter.
 */

/** They begin or end work of the bot for whoever asks, and change no time. */
const READS_BY_WRITING = new Set(['beginExport', 'cancelExport']);
/** They ask by themselves, since members may see it of themselves. */
const ASKS_ITSELF = new Set(['getMember']);

const BOSS = '9';
const MANAGE = 1n << 5n;
let h: ApiHarness;
let tokens: Readonly<Record<'reader' | 'writer' | 'member' | 'boss' | 'server', string>>;

/** All that is served; what the managing routes stand on besides fails when it is used, which nobody gets to who must not come in. */
const everything = (deps: ApiDeps): readonly Route[] => {
  const managing = Object.setPrototypeOf({ ...deps }, unasked) as ManageDeps;
  return [...createRoutes(deps), ...createManagingRoutes(managing)];
};

beforeAll(async () => {
  h = await createApiHarness({ routesOf: everything });
  h.people.join(BOSS, MANAGE);
  tokens = {
    reader: await h.tokenOf(ADA, ['own:read']),
    writer: await h.tokenOf(ADA, ['own:read', 'own:write']),
    member: await h.tokenOf(ADA, SCOPES, SPACE),
    boss: await h.tokenOf(BOSS, SCOPES, SPACE),
    server: await h.tokenOf(BOB, SCOPES, SPACE),
  };
});

/** The address of a route with something in each of its places. */
const addressOf = (route: Route, space: string): string =>
  urlOf(route)
    .replace(':space', space)
    .replaceAll(/:(\w+)/g, (_, name: string) => (name === 'user' || name === 'member' ? BOB : 'none'));

const call = (route: Route, space: string, token: string | null, headers: Record<string, string> = {}): Promise<Called> =>
  h.call(`${route.method} ${addressOf(route, space)}`, {
    token,
    headers,
    ...(route.body === undefined ? {} : { body: {} }),
    address: `10.1.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`,
  });

describe('every route', () => {
  it('is served, and none of them twice', () => {
    expect(h.routes.length).toBeGreaterThan(30);
    expect(new Set(h.routes.map((route) => `${route.method} ${urlOf(route)}`)).size).toBe(h.routes.length);
  });

  it('with a scope refuses who shows no token, and an unknown one', async () => {
    for (const route of h.routes.filter(({ scope }) => scope !== null)) {
      expect((await call(route, HOME, null)).body['code'], route.id).toBe('TOKEN_INVALID');
      const unknown = `pct_${HOME}_${ADA}_0123456789ab_${'x'.repeat(43)}`;
      expect((await call(route, HOME, unknown)).body['code'], route.id).toBe('TOKEN_INVALID');
      expect((await call(route, HOME, null, { authorization: 'Basic eDp5' })).body['code'], route.id).toBe('TOKEN_INVALID');
    }
  });

  it('without a scope tells nothing of anybody', async () => {
    const open = h.routes.filter(({ scope }) => scope === null);
    expect(open.every(({ path, method }) => method === 'GET' && !path.includes(':'))).toBe(true);
    for (const route of open) expect((await call(route, HOME, null)).text, route.id).not.toContain(ADA);
  });

  it('that writes refuses a token that may only read', async () => {
    const writing = h.routes.filter((route) => writesOf(route) && route.scope !== null && !READS_BY_WRITING.has(route.id));
    expect(writing.length).toBeGreaterThan(15);
    for (const route of writing) {
      expect(route.scope, route.id).toMatch(/:(write|manage)$/);
      expect((await call(route, HOME, tokens.reader)).body['code'], route.id).toBe('SCOPE_MISSING');
    }
  });

  it('of a server refuses a token that is for one’s own time alone', async () => {
    for (const route of h.routes.filter(({ scope }) => scope?.startsWith('space:') === true))
      expect((await call(route, SPACE, tokens.writer)).body['code'], route.id).toBe('SCOPE_MISSING');
  });

  it('with a space answers a foreign one and one that is not there alike', async () => {
    for (const route of h.routes.filter(({ path, pageOnly }) => path.includes(':space') && pageOnly !== true)) {
      const token = route.scope?.startsWith('space:') === true ? tokens.boss : tokens.writer;
      const answers = await Promise.all([
        call(route, `u${BOB}`, token),
        call(route, 'g404', token),
        call(route, 'nowhere', token),
      ]);
      expect(new Set(answers.map(({ text }) => text)).size, route.id).toBe(1);
      expect(answers[0].body['code'], route.id).toBe('SPACE_NOT_FOUND');
    }
  });

  it('that needs a capability refuses members without it', async () => {
    const guarded = h.routes.filter(({ needs }) => needs !== undefined);
    expect(guarded.length).toBeGreaterThan(5);
    for (const route of guarded) {
      expect((await call(route, SPACE, tokens.member)).body['code'], route.id).toBe('CAPABILITY_MISSING');
      expect((await call(route, SPACE, tokens.boss)).body['code'], route.id).not.toBe('CAPABILITY_MISSING');
    }
  });

  it('that is about the time of others is told which capability it needs', async () => {
    for (const route of h.routes.filter(({ path }) => path.includes('/members/')))
      if (!ASKS_ITSELF.has(route.id)) expect(route.needs, route.id).toBeDefined();
    for (const route of h.routes.filter(({ id }) => ASKS_ITSELF.has(id)))
      expect((await call(route, SPACE, tokens.member)).body['code'], route.id).toBe('CAPABILITY_MISSING');
    for (const route of h.routes.filter(({ scope }) => scope === 'space:manage')) expect(route.needs, route.id).toBeDefined();
  });

  it('for operators or for the page refuses everybody else', async () => {
    for (const route of h.routes.filter(({ operatorsOnly }) => operatorsOnly === true))
      expect((await call(route, SPACE, tokens.member)).body['code'], route.id).toMatch(/^(OPERATORS_ONLY|SCOPE_MISSING)$/);
    for (const route of h.routes.filter(({ pageOnly }) => pageOnly === true))
      expect((await call(route, SPACE, tokens.boss)).body['code'], route.id).toBe('SCOPE_MISSING');
  });

  it('lets suspended members put no time on the clock', async () => {
    const suspended = await h.run('admin member suspend', { member: BOB, reason: 'x' }, { permissions: MANAGE.toString() });
    expect(suspended.said).not.toContain('⚠️');
    const now = h.clock.now();
    const moment = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
    const entry = { category: 'Work', start: moment(-3), end: moment(-2) };
    const tries: readonly (readonly [string, unknown])[] = [
      [`POST /spaces/${SPACE}/clock/in`, { category: 'Work' }],
      [`POST /spaces/${SPACE}/clock/switch`, { category: 'Work' }],
      [`POST /spaces/${SPACE}/entries`, entry],
    ];
    for (const [what, body] of tries)
      expect((await h.call(what, { token: tokens.server, body })).body['code'], what).toMatch(/^MEMBER_SUSPENDED/);
    const flat = [{ activity_type: 'Work', start: moment(-3), end: moment(-2) }];
    expect((await h.call('POST /update', { token: tokens.server, body: flat })).text).toContain('MEMBER_SUSPENDED');
  });

  it('never answers with a secret, and its refusals name no token', async () => {
    for (const route of h.routes) {
      const { text, headers } = await call(route, SPACE, tokens.boss);
      expect(text, route.id).not.toContain(tokens.boss.slice(-43));
      expect(headers['cache-control'], route.id).toBe('no-store');
      expect(headers['access-control-allow-origin'], route.id).toBeUndefined();
    }
    expect(JSON.stringify(h.log.lines)).not.toContain(tokens.boss.slice(-43));
  });
});
