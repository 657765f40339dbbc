import { describe, expect, it } from 'vitest';
import { createApiHarness, HOME, SPACE } from '../../../test/support/api-harness.js';

const path = `/spaces/${SPACE}/leave`;

describe('leave over HTTP', () => {
  it('is written down with half-open days, listed, and taken away', async () => {
    const h = await createApiHarness();
    expect((await h.call(`GET ${path}`)).body).toEqual({ leaves: [], until: null, isShown: true });
    const added = await h.call(`POST ${path}`, { body: { from: '2030-07-01', to: '2030-07-15', note: 'the sea' } });
    const leave = { id: '2030-07-01', from: '2030-07-01', to: '2030-07-15', kind: 'holiday', note: 'the sea' };
    expect(added).toMatchObject({ status: 201, body: { leaves: [leave], until: null } });
    expect((await h.run('leave list')).said).toMatch(/Jul 1.–.14, 2030/);
    expect((await h.call(`DELETE ${path}/2030-07-15`)).body['code']).toBe('LEAVE_NOT_FOUND');
    expect((await h.call(`DELETE ${path}/2030-07-14`)).body).toMatchObject({ leaves: [] });
  });

  it('says until when it goes on, and belongs to its space', async () => {
    const h = await createApiHarness();
    const today = new Date(h.clock.now()).toISOString().slice(0, 10);
    const next = new Date(h.clock.now() + 86_400_000).toISOString().slice(0, 10);
    const added = await h.call(`POST /spaces/${HOME}/leave`, { body: { from: today, to: next, kind: 'sick' } });
    expect(added.body).toMatchObject({ until: next, isShown: false });
    expect((await h.call(`GET ${path}`)).body).toMatchObject({ leaves: [], until: null });
  });

  it('refuses what overlaps or is no period, and does a repeated request once', async () => {
    const h = await createApiHarness();
    const add = (from: string, to: string, key?: string) =>
      h.call(`POST ${path}`, { body: { from, to }, ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }) });
    expect((await add('2030-07-01', '2030-07-15', 'one')).status).toBe(201);
    expect((await add('2030-07-01', '2030-07-15', 'one')).status).toBe(201);
    expect((await add('2030-07-14', '2030-07-20')).body).toMatchObject({
      ...{ code: 'LEAVE_OVERLAPS', params: { from: '2030-07-01', to: '2030-07-14' } },
    });
    expect((await add('2030-08-01', '2030-08-01')).body['code']).toBe('RANGE_BACKWARDS');
    expect((await add('2030-08-01', '2031-08-03')).body['code']).toBe('RANGE_TOO_LONG');
    expect((await add('2030-02-30', '2030-03-03')).status).toBe(422);
  });
});
