import { expect, it } from 'vitest';
import { ADA, createApiHarness } from '../../../test/support/api-harness.js';

it('who has logged in is told to the page alone, and that nobody has is an answer', async () => {
  const h = await createApiHarness();
  const visitor = async (options: Parameters<typeof h.call>[1]) => (await h.call('GET /visitor', options)).body['session'];
  expect(await visitor({ token: null })).toBeNull();
  expect(await visitor({ token: h.tokens.ada })).toBeNull();
  const own = await h.call('GET /session', { token: null, headers: { 'x-test-page': ADA } });
  expect(await visitor({ token: null, headers: { 'x-test-page': ADA } })).toEqual(own.body);
  expect(own.body).toMatchObject({ user: { id: ADA }, csrf: 'csrf' });
  expect((await h.call('GET /session', { token: null })).status).toBe(401);
});
