import { describe, expect, it } from 'vitest';
import { ADA, createApiHarness, HOME, SPACE, type ApiHarness } from '../../../test/support/api-harness.js';

const HOUR = 3_600_000;
const second = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** A row that ended `hours` ago and lasted one hour. */
const rowOf = (h: ApiHarness, hours: number, more: object = {}) => {
  const start = second(h.clock.now() - (hours + 1) * HOUR);
  const end = second(h.clock.now() - hours * HOUR);
  return {
    ...{ activity_start_end: `Study_${start}_${end}`, year: `${start.slice(0, 4)}\r`, activity_type: 'Study', start, end },
    ...{ duration: '1', description: 'reading', ...more },
  };
};
const update = (h: ApiHarness, rows: readonly unknown[], query = '', headers: Record<string, string> = {}) =>
  h.call(`POST /update${query}`, { body: rows, headers });

describe('the flat interface', () => {
  it('takes rows and gives them back as they came', async () => {
    const h = await createApiHarness();
    const rows = [rowOf(h, 30), rowOf(h, 3, { activity_type: 'Project', activity_start_end: 'mine' })];
    expect(await update(h, rows)).toMatchObject({
      status: 200,
      body: { added: 2, alreadyThere: 0, differences: [], errors: [] },
    });
    const fetched = (await h.call('GET /fetch?period=week')).body as unknown as Record<string, unknown>[];
    expect(fetched).toEqual([
      { ...rows[0], year: rows[0]?.year.trim(), duration: 1 },
      {
        ...rows[1],
        year: rows[1]?.year.trim(),
        duration: 1,
        activity_start_end: `Project_${rows[1]?.start ?? ''}_${rows[1]?.end ?? ''}`,
      },
    ]);
    expect((await update(h, fetched)).body).toMatchObject({ added: 0, alreadyThere: 2 });
  });

  it('adds nothing twice: not after an edit, not within one array, not what came from elsewhere, not at once', async () => {
    const h = await createApiHarness();
    const rows = [rowOf(h, 3), rowOf(h, 3)];
    const [one, other] = await Promise.all([update(h, rows), update(h, rows)]);
    expect([one.body['added'], other.body['added']].toSorted()).toEqual([0, 1]);
    const { items } = (await h.call(`GET /spaces/${HOME}/entries`)).body as { items: { id: string }[] };
    const moved = { start: new Date(h.clock.now() - 3.5 * HOUR).toISOString() };
    expect((await h.call(`PATCH /spaces/${HOME}/entries/${items[0]?.id ?? ''}`, { body: moved })).status).toBe(200);
    expect((await update(h, rows)).body).toMatchObject({ added: 0, alreadyThere: 2 });
    const elsewhere = rowOf(h, 10);
    const { start, end } = elsewhere;
    await h.call(`POST /spaces/${HOME}/entries`, { body: { category: 'Other', start, end } });
    expect((await update(h, [elsewhere])).body).toMatchObject({ added: 0, alreadyThere: 1 });
  });

  it('lets start and end win over the duration, and says where they differ', async () => {
    const h = await createApiHarness();
    const rows = [rowOf(h, 3, { duration: 1.01 }), rowOf(h, 6, { duration: '2,5' }), rowOf(h, 9, { duration: null })];
    expect((await update(h, rows)).body).toMatchObject({ added: 3, differences: [{ index: 1, said: 2.5, is: 1 }] });
  });

  it('stores nothing of an array with a wrong row, and says which, unless a part will do', async () => {
    const h = await createApiHarness();
    const rows = [rowOf(h, 3), { ...rowOf(h, 6), end: 'noon' }, { ...rowOf(h, 9), end: rowOf(h, 20).start }, 'x'];
    const refused = await update(h, rows);
    expect(refused).toMatchObject({ status: 422, body: { code: 'REQUEST_INVALID' } });
    expect((refused.body['errors'] as { path: string }[]).map(({ path }) => path)).toEqual(['body.1', 'body.2', 'body.3']);
    expect((await h.call('GET /fetch')).body).toEqual([]);
    expect((await update(h, rows, '?partial=true')).body).toMatchObject({
      added: 1,
      errors: [{ index: 1 }, { index: 2, code: 'ENTRY_TIMES_INVALID' }, { index: 3 }],
    });
  });

  it('keeps to the rules of a server with a token for that server, which old scripts may send in another header', async () => {
    const h = await createApiHarness();
    const token = await h.tokenOf(ADA, ['own:write'], SPACE);
    const old = { token: null, headers: { 'x-api-key': token } };
    expect(
      (await h.call('POST /update', { ...old, body: [rowOf(h, 3, { activity_type: 'Knitting' })] })).body['errors'],
    ).toMatchObject([{ path: 'body.0' }]);
    const work = rowOf(h, 3, { activity_type: 'Work', activity_start_end: undefined });
    expect((await h.call('POST /update', { ...old, body: [work] })).body).toMatchObject({ added: 1 });
    expect((await h.call('GET /fetch?period=year', old)).body).toMatchObject([{ activity_type: 'Work' }]);
    expect((await h.call('GET /fetch?period=year')).body).toEqual([]);
  });

  it('takes hundreds at once', async () => {
    const h = await createApiHarness();
    const rows = Array.from({ length: 250 }, (_, at) => rowOf(h, 2 * at + 1));
    expect((await update(h, rows)).body).toMatchObject({ added: 250 });
    expect((await update(h, rows)).body).toMatchObject({ added: 0, alreadyThere: 250 });
  });
});
