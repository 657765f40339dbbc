import { describe, expect, it } from 'vitest';
import { BOB, createApiHarness, HOME, SPACE } from '../../../test/support/api-harness.js';

const path = `/spaces/${HOME}/tasks`;
const idOf = (body: Readonly<Record<string, unknown>>): string => String(body['id']);

describe('tasks over HTTP', () => {
  it('are added, changed, finished and deleted', async () => {
    const h = await createApiHarness();
    const body = { name: 'Report', estimateSeconds: 5_400, due: { day: '2027-01-15' }, rank: 3 };
    const added = await h.call(`POST ${path}`, { body, headers: { 'idempotency-key': 'one' } });
    expect(added).toMatchObject({ status: 201, body: { ...body, category: null, doneAt: null, scheduled: [], isPinned: false } });
    await h.call(`POST ${path}`, { body, headers: { 'idempotency-key': 'one' } });
    expect((await h.call(`GET ${path}`)).body['tasks']).toHaveLength(1);
    const task = `${path}/${idOf(added.body)}`;
    const startsAt = new Date(h.clock.now() + 3_600_000).toISOString();
    const moved = await h.call(`PATCH ${task}`, { body: { startsAt, due: null } });
    expect(moved).toMatchObject({ status: 200, body: { isPinned: true, due: null, scheduled: [{ start: startsAt }] } });
    expect(await h.call(`PATCH ${task}`, { body: { startsAt: null } })).toMatchObject({
      body: { isPinned: false, scheduled: [] },
    });
    expect((await h.call(`PATCH ${task}`, { body: { isDone: true } })).body['doneAt']).not.toBeNull();
    expect((await h.call(`DELETE ${task}`)).status).toBe(204);
    expect((await h.call(`PATCH ${task}`, { body: { name: 'x' } })).body['code']).toBe('TASK_NOT_FOUND');
  });

  it('are planned, and the plan is read as it stands', async () => {
    const h = await createApiHarness();
    await h.call(`POST ${path}`, { body: { name: 'Report', estimateSeconds: 3_600 } });
    await h.call(`POST ${path}`, { body: { name: 'Long', estimateSeconds: 43_200 } });
    expect((await h.call(`GET /spaces/${HOME}/plan`)).body).toMatchObject({ planned: [], changed: 0, isOn: false });
    const made = await h.call(`POST /spaces/${HOME}/plan`, { body: {} });
    expect(made.body).toMatchObject({
      changed: 1,
      planned: [{ name: 'Report', source: 'own' }],
      unplaced: [{ name: 'Long', why: 'too-long' }],
    });
    expect((await h.call(`GET /spaces/${HOME}/plan`)).body).toMatchObject({ planned: [{ name: 'Report' }] });
  });

  it("are a person's own, and in no server", async () => {
    const h = await createApiHarness();
    expect((await h.call(`GET /spaces/${SPACE}/tasks`)).body['code']).toBe('SPACE_NOT_FOUND');
    expect((await h.call(`GET ${path}`, { token: await h.tokenOf(BOB, ['own:read']) })).body['code']).toBe('SPACE_NOT_FOUND');
  });
});
