import { describe, expect, it } from 'vitest';
import { ADA, BOB, createApiHarness, HOME, SPACE, type ApiHarness } from '../../../test/support/api-harness.js';

const HOUR = 3_600_000;
const MANAGE = 1n << 5n;
const at = (h: ApiHarness, ms: number): string => new Date(h.clock.now() + ms).toISOString();
const key = (text: string) => ({ 'idempotency-key': text });

describe('the clock over HTTP', () => {
  it('goes in, breaks, on and out, and shows what it came to', async () => {
    const h = await createApiHarness();
    const begun = await h.call(`POST /spaces/${HOME}/clock/in`, { body: { category: 'Guitar', note: 'scales' } });
    expect(begun).toMatchObject({
      status: 200,
      body: { durability: 'stored', replayed: false, entry: { status: 'RUNNING', note: 'scales' } },
    });
    h.clock.advance(HOUR);
    expect(await h.call(`POST /spaces/${HOME}/clock/pause`)).toMatchObject({ body: { entry: { status: 'PAUSED' } } });
    h.clock.advance(HOUR);
    await h.call(`POST /spaces/${HOME}/clock/resume`, { body: {} });
    h.clock.advance(HOUR);
    expect(await h.call(`GET /spaces/${HOME}/status`)).toMatchObject({
      body: { active: { effectiveSeconds: 7_200, pausedSeconds: 3_600 } },
    });
    const ended = await h.call(`POST /spaces/${HOME}/clock/out`, { body: { note: 'done' } });
    expect(ended).toMatchObject({ body: { entry: { status: 'ENDED_UNCONFIRMED', effectiveSeconds: 7_200, note: 'done' } } });
    expect((await h.call(`GET /spaces/${HOME}/status`)).body['totals']).toMatchObject({
      today: [{ category: 'guitar', seconds: 7_200 }],
    });
    expect((await h.call(`GET /spaces/${HOME}/categories`)).body['categories']).toMatchObject([{ id: 'guitar', usable: true }]);
  });

  it('refuses as Discord does: without a note, suspended, twice, in a category that is not there', async () => {
    const h = await createApiHarness();
    const started = () => h.call(`POST /spaces/${SPACE}/clock/in`, { body: { category: 'work' } });
    expect((await h.call(`POST /spaces/${SPACE}/clock/in`, { body: { category: 'none' } })).body['code']).toBe(
      'CATEGORY_NOT_FOUND',
    );
    await h.spaces.update(SPACE, { actor: null, requestId: h.deps.ids.next() as never, at: 1, event: 'x' }, (config) => ({
      ok: true,
      value: { ...config, settings: { ...config.settings, noteRequired: true } },
    }));
    expect((await started()).status).toBe(200);
    expect((await started()).body['code']).toBe('SESSION_ALREADY_ACTIVE');
    expect((await h.call(`POST /spaces/${SPACE}/clock/out`)).body['code']).toBe('NOTE_REQUIRED');
    expect((await h.call(`POST /spaces/${SPACE}/clock/out`, { body: { note: 'x', session: 'another' } })).body['code']).toBe(
      'STALE_CONTROL',
    );
    expect((await h.call(`POST /spaces/${SPACE}/clock/out`, { body: { note: 'x' } })).status).toBe(200);
    await h.run('admin member suspend', { member: ADA, reason: 'x' }, { user: BOB, permissions: MANAGE.toString() });
    expect((await started()).body['code']).toMatch(/^MEMBER_SUSPENDED/);
  });

  it('is one change under one key, however often and whenever it comes, and refuses the key with another body', async () => {
    const h = await createApiHarness();
    const go = () => h.call(`POST /spaces/${HOME}/clock/in`, { body: { category: 'a' }, headers: key('one') });
    const [first, second] = await Promise.all([go(), go()]);
    expect([first.body['replayed'], second.body['replayed']].toSorted()).toEqual([false, true]);
    h.clock.advance(HOUR);
    const end = () => h.call(`POST /spaces/${HOME}/clock/out`, { headers: key('one') });
    expect((await end()).body['replayed']).toBe(false);
    for (let at = 0; at < 5; at += 1) {
      h.clock.advance(HOUR);
      await h.call(`POST /spaces/${HOME}/clock/in`, { body: { category: 'b' } });
      h.clock.advance(HOUR);
      await h.call(`POST /spaces/${HOME}/clock/out`);
    }
    expect(await go()).toMatchObject({ status: 200, body: { replayed: true } });
    expect(await end()).toMatchObject({ status: 200, body: { replayed: true } });
    const other = await h.call(`POST /spaces/${HOME}/clock/in`, { body: { category: 'b' }, headers: key('one') });
    expect(other.body['code']).toBe('IDEMPOTENCY_KEY_REUSED');
    expect((await h.call(`GET /spaces/${HOME}/entries`)).body['items']).toHaveLength(6);
  });

  it('is recorded while Redis is away, and says so', async () => {
    const h = await createApiHarness();
    await h.call(`GET /spaces/${HOME}/status`);
    h.redis.away();
    expect(await h.call(`POST /spaces/${HOME}/clock/in`, { body: { category: 'a' }, headers: key('k') })).toMatchObject({
      status: 200,
      body: { durability: 'journaled' },
    });
    expect((await h.call(`GET /health`)).body).toMatchObject({ status: 'degraded', redis: 'away' });
    expect(await h.call(`GET /spaces/${HOME}/entries`)).toMatchObject({ status: 503, body: { code: 'STORE_UNAVAILABLE' } });
  });
});

describe('entries over HTTP', () => {
  const entry = (h: ApiHarness, from: number, to: number) => ({ category: 'work', start: at(h, from), end: at(h, to) });

  it('are added, listed by pages, changed by version, confirmed and deleted', async () => {
    const h = await createApiHarness();
    for (const hour of [-9, -7, -5])
      expect((await h.call(`POST /spaces/${SPACE}/entries`, { body: entry(h, hour * HOUR, (hour + 1) * HOUR) })).status).toBe(
        201,
      );
    const first = await h.call(`GET /spaces/${SPACE}/entries?limit=2`);
    const rest = await h.call(`GET /spaces/${SPACE}/entries?limit=2&cursor=${String(first.body['next'])}`);
    const items = [
      ...(first.body['items'] as { id: string; end: string }[]),
      ...(rest.body['items'] as { id: string; end: string }[]),
    ];
    expect(items.map(({ end }) => end)).toEqual([at(h, -8 * HOUR), at(h, -6 * HOUR), at(h, -4 * HOUR)]);
    expect(rest.body['next']).toBeNull();
    const path = `/spaces/${SPACE}/entries/${items[0]?.id ?? ''}`;
    const read = await h.call(`GET ${path}`);
    const etag = String(read.headers['etag']);
    expect((await h.call(`GET ${path}`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const patch = { body: { start: at(h, -8.5 * HOUR) }, headers: { 'if-match': etag, ...key('edit') } };
    expect(await h.call(`PATCH ${path}`, patch)).toMatchObject({ status: 200, body: { entry: { effectiveSeconds: 1_800 } } });
    expect(await h.call(`PATCH ${path}`, patch)).toMatchObject({ status: 200, body: { replayed: true } });
    expect((await h.call(`PATCH ${path}`, { ...patch, headers: { 'if-match': etag } })).body['code']).toBe('VERSION_MISMATCH');
    expect((await h.call(`POST ${path}/confirm`)).body).toMatchObject({ entry: { status: 'ENDED_CONFIRMED' } });
    expect((await h.call(`DELETE ${path}`)).status).toBe(200);
    expect((await h.call(`GET ${path}`)).body['code']).toBe('SESSION_NOT_FOUND');
    expect((await h.call(`POST /spaces/${SPACE}/undo`)).status).toBe(200);
    expect((await h.call(`GET ${path}`)).status).toBe(200);
    expect(
      (await h.call(`POST /spaces/${SPACE}/entries/${items[1]?.id ?? ''}/adjust`, { body: { effectiveSeconds: 60 } })).body,
    ).toMatchObject({
      entry: { effectiveSeconds: 60 },
    });
  });

  it('stay apart, and within the limits of members, with the code of the limit', async () => {
    const h = await createApiHarness();
    const set = (settings: object) =>
      h.spaces.update(SPACE, { actor: null, requestId: h.deps.ids.next() as never, at: 1, event: 'x' }, (config) => ({
        ok: true,
        value: { ...config, settings: { ...config.settings, ...settings } },
      }));
    await set({ overlap: 'refuse', selfEditDays: 3 });
    await h.call(`POST /spaces/${SPACE}/entries`, { body: entry(h, -3 * HOUR, -HOUR) });
    expect((await h.call(`POST /spaces/${SPACE}/entries`, { body: entry(h, -2 * HOUR, 0) })).body['code']).toBe('ENTRY_OVERLAPS');
    expect((await h.call(`POST /spaces/${SPACE}/entries`, { body: entry(h, -200 * HOUR, -199 * HOUR) })).body['code']).toBe(
      'SELF_EDIT_TOO_FAR_BACK',
    );
    await set({ membersAddEntries: false });
    expect((await h.call(`POST /spaces/${SPACE}/entries`, { body: entry(h, -20 * HOUR, -19 * HOUR) })).body['code']).toBe(
      'SELF_EDIT_NO_ADDING',
    );
    const wrong = await h.call(`POST /spaces/${SPACE}/entries`, { body: { category: 'work', start: 'yesterday' } });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'REQUEST_INVALID' } });
    expect(JSON.stringify(wrong.body['errors'])).toContain('body.start');
  });

  it('of others are for those who may, without notes for who only sees; and the member is told', async () => {
    const h = await createApiHarness();
    const bob = await h.tokenOf(BOB, ['space:read', 'space:manage'], SPACE);
    const path = `/spaces/${SPACE}/members/${ADA}/entries`;
    await h.call(`POST /spaces/${SPACE}/entries`, { body: { ...entry(h, -3 * HOUR, -HOUR), note: 'private' } });
    expect((await h.call(`GET ${path}`, { token: bob })).body['code']).toBe('CAPABILITY_MISSING');
    expect((await h.call(`GET ${path}`)).body['code']).toBe('SCOPE_MISSING');
    h.people.join(BOB, MANAGE);
    const seen = await h.call(`GET ${path}`, { token: bob });
    expect(seen.body['items']).toMatchObject([{ note: 'private' }]);
    const id = (seen.body['items'] as { id: string }[])[0]?.id ?? '';
    await h.spaces.update(SPACE, { actor: null, requestId: h.deps.ids.next() as never, at: 1, event: 'x' }, (config) => ({
      ok: true,
      value: {
        ...config,
        grants: { editOthers: { allow: { roles: [], members: [] }, deny: { roles: [], members: [BOB as never] } } },
      },
    }));
    expect((await h.call(`GET ${path}`, { token: bob })).body['items']).toMatchObject([{ note: null }]);
    expect((await h.call(`PATCH ${path}/${id}`, { token: bob, body: { note: 'x', reason: 'r' } })).body['code']).toBe(
      'CAPABILITY_MISSING',
    );
    await h.spaces.update(SPACE, { actor: null, requestId: h.deps.ids.next() as never, at: 1, event: 'x' }, (config) => ({
      ok: true,
      value: { ...config, grants: {} },
    }));
    expect((await h.call(`PATCH ${path}/${id}`, { token: bob, body: { end: at(h, -2 * HOUR) } })).status).toBe(422);
    const edited = await h.call(`PATCH ${path}/${id}`, { token: bob, body: { end: at(h, -2 * HOUR), reason: 'lunch' } });
    expect(edited).toMatchObject({ status: 200, body: { entry: { effectiveSeconds: 3_600 } } });
    expect(h.told).toEqual([{ member: ADA, reason: 'lunch' }]);
    const stranger = await h.call(`POST /spaces/${SPACE}/members/777/entries`, {
      token: bob,
      body: { ...entry(h, -9 * HOUR, -8 * HOUR), reason: 'r' },
    });
    expect(stranger.body['code']).toBe('MEMBER_NOT_HERE');
    expect((await h.call(`DELETE ${path}/${id}?reason=twice`, { token: bob })).status).toBe(200);
  });
});

describe('categories, targets and totals over HTTP', () => {
  it('are managed by version, and by those who may', async () => {
    const h = await createApiHarness();
    h.people.join(ADA, MANAGE);
    const token = await h.tokenOf(ADA, ['space:manage', 'own:read'], SPACE);
    const made = () =>
      h.call(`POST /spaces/${SPACE}/categories`, { token, body: { name: 'Paint', colour: 'red' }, headers: key('k') });
    expect(await made()).toMatchObject({ status: 201, body: { name: 'Paint', colour: '#ff0000' } });
    const again = await made();
    expect(again.status).toBe(201);
    const path = `/spaces/${SPACE}/categories/${String(again.body['id'])}`;
    expect((await h.call(`PATCH ${path}`, { token, body: { weight: 5 }, headers: { 'if-match': '"0"' } })).body['code']).toBe(
      'VERSION_MISMATCH',
    );
    expect((await h.call(`PATCH ${path}`, { token, body: { weight: 5 } })).body).toMatchObject({ weight: 5 });
    const { categories } = (await h.call(`GET /spaces/${SPACE}/categories`, { token })).body as { categories: { id: string }[] };
    const order = categories.map(({ id }) => id).toReversed();
    expect((await h.call(`PUT /spaces/${SPACE}/categories/order`, { token, body: { order } })).status).toBe(200);
    expect((await h.call(`PUT /spaces/${SPACE}/categories/order`, { token, body: { order: order.slice(1) } })).body['code']).toBe(
      'CATEGORY_POSITION_INVALID',
    );
    expect((await h.call(`PATCH ${path}`, { token, body: { archived: true } })).body).toMatchObject({
      archived: true,
      usable: false,
    });
    expect(
      (await h.call(`POST /spaces/${HOME}/categories`, { headers: { 'x-test-page': ADA }, token: null, body: { name: 'x' } }))
        .body['code'],
    ).toBe('GUILD_ONLY');
  });

  it('sum what was done, by half-open days', async () => {
    const h = await createApiHarness();
    const day = new Date(h.clock.now()).toISOString().slice(0, 10);
    const next = new Date(h.clock.now() + 24 * HOUR).toISOString().slice(0, 10);
    await h.call(`POST /spaces/${HOME}/entries`, { body: { category: 'a', start: at(h, -2 * HOUR), end: at(h, -HOUR) } });
    expect((await h.call(`GET /spaces/${HOME}/totals?from=${day}&to=${next}`)).body).toMatchObject({
      seconds: 3_600,
      rows: [{ from: day, to: next }],
    });
    expect((await h.call(`GET /spaces/${HOME}/totals?from=${day}&to=${day}`)).body).toMatchObject({ seconds: 0, rows: [] });
    expect((await h.call(`PUT /spaces/${HOME}/targets/a`, { body: { minutes: 600 } })).body['targets']).toEqual([
      { category: 'a', minutes: 600, seconds: 3_600 },
    ]);
    expect((await h.call(`DELETE /spaces/${HOME}/targets/a`)).body['targets']).toEqual([]);
    expect((await h.call(`DELETE /spaces/${HOME}/targets/a`)).body['code']).toBe('TARGET_NOT_SET');
  });
});

describe('tokens over HTTP', () => {
  it('are made by the page alone, shown once, and gone when they are revoked', async () => {
    const h = await createApiHarness();
    const page = { 'x-test-page': ADA };
    const wish = { name: 'script', scopes: ['own:read'] };
    expect((await h.call(`POST /spaces/${HOME}/tokens`, { body: wish })).body['code']).toBe('SCOPE_MISSING');
    const made = await h.call(`POST /spaces/${HOME}/tokens`, { token: null, headers: { ...page, ...key('t') }, body: wish });
    const token = String(made.body['text']);
    expect(
      (await h.call(`POST /spaces/${HOME}/tokens`, { token: null, headers: { ...page, ...key('t') }, body: wish })).body['text'],
    ).toBeNull();
    expect((await h.call('GET /me', { token })).status).toBe(200);
    expect((await h.call(`POST /spaces/${HOME}/clock/in`, { token, body: { category: 'a' } })).body['code']).toBe(
      'SCOPE_MISSING',
    );
    const { tokens } = (await h.call(`GET /spaces/${HOME}/tokens`)).body as {
      tokens: { id: string; name: string; lastUsedAt: string }[];
    };
    expect(tokens.find(({ name }) => name === 'script')?.lastUsedAt).toBe(at(h, 0));
    expect(JSON.stringify(tokens)).not.toContain('hash');
    const id = tokens.find(({ name }) => name === 'script')?.id ?? '';
    const revoked = () => h.call(`DELETE /spaces/${HOME}/tokens/${id}`, { headers: key('r') });
    expect((await revoked()).status).toBe(204);
    expect((await revoked()).status).toBe(204);
    expect((await h.call('GET /me', { token })).body['code']).toBe('TOKEN_INVALID');
  });

  it('that are guessed are slow, whatever is guessed, and others from there go on', async () => {
    const h = await createApiHarness();
    await h.call('GET /me', { address: '10.0.0.1' });
    for (let guess = 0; guess < 20; guess += 1)
      expect(
        (await h.call('GET /me', { token: `pct_${HOME}_${ADA}_0123456789ab_${'x'.repeat(43)}`, address: '10.0.0.1' })).status,
      ).toBe(401);
    const slowed = await h.call('GET /me', { token: 'other', address: '10.0.0.1' });
    expect(slowed).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0);
    expect((await h.call('GET /me', { address: '10.0.0.1' })).status).toBe(200);
    expect((await h.call('GET /me', { token: 'other', address: '10.0.0.2' })).status).toBe(401);
  });

  it('have a quota, which every answer tells', async () => {
    const h = await createApiHarness();
    const first = await h.call('GET /me');
    expect(first.headers).toMatchObject({ 'ratelimit-policy': '"calls";q=300;w=60' });
    expect(first.headers['ratelimit']).toMatch(/^"calls";r=299;t=\d+$/);
    for (let call = 1; call < 300; call += 1) await h.call('GET /me');
    expect((await h.call('GET /me')).body['code']).toBe('RATE_LIMITED');
  });

  it('of a server are for that server, as long as their owner may', async () => {
    const h = await createApiHarness();
    const token = await h.tokenOf(ADA, ['own:read', 'space:read'], SPACE);
    expect((await h.call(`GET /spaces/${SPACE}/status`, { token })).status).toBe(200);
    expect((await h.call(`GET /spaces/${HOME}/status`, { token })).body['code']).toBe('SPACE_NOT_FOUND');
    h.people.leave(ADA);
    expect((await h.call(`GET /spaces/${SPACE}/status`, { token })).body['code']).toBe('SPACE_NOT_FOUND');
  });
});
