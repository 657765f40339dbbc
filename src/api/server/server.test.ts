import { describe, expect, it } from 'vitest';
import { ADA, createApiHarness, HOME, SPACE } from '../../../test/support/api-harness.js';

describe('the API', () => {
  it('says whether it is well to everybody, and who calls to who is known', async () => {
    const h = await createApiHarness();
    expect(await h.call('GET /health', { token: null })).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await h.call('GET /me')).toMatchObject({ status: 200, body: { user: ADA, own: HOME, through: 'token' } });
  });

  it('keeps every answer out of caches and frames', async () => {
    const h = await createApiHarness();
    for (const { headers } of [await h.call('GET /me'), await h.call('GET /nothing'), await h.call('GET /me', { token: null })])
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      });
  });

  it('refuses as problems with the code of the refusal, in the language that is asked for', async () => {
    const h = await createApiHarness();
    const refused = await h.call('GET /me', { token: null, headers: { 'accept-language': 'de-DE,de;q=0.9' } });
    expect(refused).toMatchObject({ status: 401, body: { code: 'TOKEN_INVALID', status: 401, title: 'Unauthorized' } });
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.headers['www-authenticate']).toContain('Bearer');
    expect(refused.body['detail']).toMatch(/Token/);
    expect((await h.call('GET /nothing')).body['code']).toBe('ROUTE_NOT_FOUND');
    expect(await h.call('DELETE /me')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, OPTIONS' } });
    expect(await h.call('OPTIONS /me', { token: null })).toMatchObject({ status: 204, headers: { allow: 'GET, HEAD, OPTIONS' } });
  });

  it('tells nobody whether a foreign space is there', async () => {
    const h = await createApiHarness();
    const all = ['/spaces/u2', '/spaces/g999', '/spaces/x', '/spaces/g1e5'].map((path) => h.call(`GET ${path}`));
    const bodies = (await Promise.all(all)).map(({ body }) => JSON.stringify(body));
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain('SPACE_NOT_FOUND');
    h.people.leave(ADA);
    expect((await h.call(`GET /spaces/${SPACE}`)).body).toMatchObject({ code: 'SPACE_NOT_FOUND' });
  });
});
