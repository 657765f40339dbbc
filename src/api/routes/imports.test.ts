import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADA, BOB, createApiHarness, HOME, SPACE, type ApiHarness, type Call } from '../../../test/support/api-harness.js';
import { realClock } from '../../../test/support/chain.js';
import { ownLease, readingHere } from '../../../test/support/imports.js';
import type { Scope } from '../../actions/tokens.js';
import { userId } from '../../domain/ids.js';
import { PERMISSION } from '../../domain/permissions.js';
import { createImports, type ImportsDeps, type OwnImports } from '../../import/index.js';
import { UPLOAD_MAX } from '../../import/api.js';
import { importRoutes } from './imports.js';

const BOSS = '9';
const SCOPES: readonly Scope[] = ['own:read', 'own:write', 'space:read', 'space:manage'];
const HEADER = 'User,Email,Project,Description,Start date,Start time,End date,End time,Duration';
const row = (day: string, from: string, to: string, project = 'Work', person = 'ann@example.org'): string =>
  `Ann,${person},${project},,${day},${from},${day},${to},`;
const WEEK = [HEADER, row('2025-12-01', '09:00:00', '10:30:00'), row('2025-12-02', '09:00:00', '17:00:00', 'Client work')].join(
  '\n',
);

let dir: string;
let h: ApiHarness;
let imports: OwnImports;
let boss: string;
let member: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'imports-api-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

beforeEach(async () => {
  h = await createApiHarness({
    routesOf: (deps) => {
      imports = createImports({
        ...{ store: storeOf(deps), corrections: deps.entries, spaces: deps.spaces, documents: deps.documents, lease: ownLease },
        ...{ clock: deps.clock, machineClock: realClock, ids: deps.ids, log: deps.log, dir, startThread: readingHere },
      });
      return importRoutes({ ...deps, imports });
    },
  });
  h.people.join(BOSS, PERMISSION.manageGuild);
  boss = await h.tokenOf(BOSS, SCOPES, SPACE);
  member = await h.tokenOf(ADA, SCOPES, SPACE);
});
afterEach(() => imports.close());

/** The same store that everything else of the harness stands on; it has more than routes are given of it. */
const storeOf = (deps: object) => (deps as { timesheet: ImportsDeps['store'] }).timesheet;

const upload = (text: string, { query = '', space = HOME, ...call }: Call & { query?: string; space?: string } = {}) =>
  h.call(`POST /spaces/${space}/import-drafts${query}`, {
    ...call,
    headers: { 'content-type': 'text/html', ...call.headers },
    body: text,
  });
const draftOf = async (text: string, options: Parameters<typeof upload>[1] = {}): Promise<string> =>
  String((await upload(text, options)).body['id']);

describe('a file', () => {
  it('is looked at, asked about, mapped, shown, stored once, and taken back', async () => {
    const { status, body } = await upload(WEEK, { query: '?name=week.csv' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ name: 'week.csv', bytes: WEEK.length, member: ADA, rows: 0, questions: [{ about: 'zone', suggestion: 'UTC' }] },
      recognised: { format: 'toggl', encoding: 'utf-8', separator: ',', dateOrder: 'ymd' },
      may: { others: false, categories: true },
    });
    const at = `/spaces/${HOME}/import-drafts/${String(body['id'])}`;
    expect((await h.call(`GET ${at}/preview`)).body['code']).toBe('IMPORT_QUESTIONS_OPEN');
    const asked = await h.call(`PATCH ${at}`, { body: { zone: 'Europe/Berlin' } });
    expect(asked.body['questions']).toMatchObject([
      { about: 'categories', labels: expect.arrayContaining(['Client work']) as unknown },
      { about: 'people', people: ['ann@example.org'] },
    ]);
    const said = await h.call(`PATCH ${at}`, {
      body: {
        categories: [
          { label: 'Client work', choice: { kind: 'ignore' } },
          { label: 'Work', choice: { kind: 'new', name: 'Work' } },
        ],
        people: [{ name: 'ann@example.org', choice: { kind: 'member', user: ADA } }],
      },
    });
    expect(said.body).toMatchObject({ questions: [], rows: 2 });
    expect((await h.call(`GET ${at}/preview`)).body).toMatchObject({
      stored: {
        ...{ entries: 1, seconds: 5_400, span: { from: '2025-12-01T08:00:00.000Z', to: '2025-12-01T09:30:00.000Z' } },
        categories: [{ id: null, name: 'Work', entries: 1, seconds: 5_400 }],
      },
      ignored: 1,
    });
    const begin = () => h.call(`POST /spaces/${HOME}/imports`, { body: { draft: body['id'] } });
    const [first, second] = await Promise.all([begin(), begin()]);
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body['id']).toBe(first.body['id']);
    const key = { space: HOME, by: userId(ADA), id: String(body['id']) };
    await imports.settled(key);
    const list = (await h.call(`GET /spaces/${HOME}/imports`)).body['imports'];
    expect(list).toMatchObject([{ state: 'done', stored: 1, seconds: 5_400, name: 'week.csv', code: null }]);
    expect(await readdir(dir)).toEqual([]);
    const run = `/spaces/${HOME}/imports/${String(body['id'])}`;
    expect((await h.call(`POST ${run}/stop`)).body['code']).toBe('IMPORT_NOT_RUNNING');
    expect((await h.call(`POST ${run}/undo`)).status).toBe(202);
    await imports.settled(key);
    expect((await h.call(`GET ${run}`)).body).toMatchObject({ state: 'undone', undoUntil: null, staying: { count: 0 } });
    expect((await h.call(`POST ${run}/undo`)).body['code']).toBe('IMPORT_UNDONE');
  });

  it('is refused when it is too large, empty, or no longer there, and leaves nothing', async () => {
    expect((await upload('a'.repeat(UPLOAD_MAX + 1))).body['code']).toBe('IMPORT_FILE_TOO_LARGE');
    expect((await upload('')).body['code']).toBe('IMPORT_FILE_EMPTY');
    expect((await upload('', { query: '?format=word' })).body['code']).toBe('REQUEST_INVALID');
    expect(await readdir(dir)).toEqual([]);
    expect((await h.call(`GET /spaces/${HOME}/import-drafts/none`)).body['code']).toBe('IMPORT_GONE');
    expect((await h.call(`DELETE /spaces/${HOME}/import-drafts/..%2F..`)).status).toBe(204);
  });

  it('is thrown away after an hour, and what somebody else brought is not there', async () => {
    const id = await draftOf(WEEK);
    expect((await h.call(`GET /spaces/${SPACE}/import-drafts/${id}`, { token: boss })).body['code']).toBe('IMPORT_GONE');
    expect((await h.call(`POST /spaces/${SPACE}/imports`, { token: boss, body: { draft: id } })).body['code']).toBe(
      'IMPORT_GONE',
    );
    h.clock.advance(3_600_001);
    expect((await h.call(`GET /spaces/${HOME}/import-drafts/${id}`)).body['code']).toBe('IMPORT_GONE');
    await imports.resume();
    expect(await readdir(dir)).toEqual([]);
  });

  it('may name labels as nobody should', async () => {
    const id = await draftOf([HEADER, row('2025-12-01', '09:00:00', '10:30:00', '__proto__')].join('\n'));
    const { body } = await h.call(`PATCH /spaces/${HOME}/import-drafts/${id}`, {
      body: {
        zone: 'UTC',
        categories: [{ label: '__proto__', choice: { kind: 'ignore' } }],
        people: [{ name: 'ann@example.org', choice: { kind: 'member', user: ADA } }],
      },
    });
    expect(body).toMatchObject({ questions: [], labels: [{ label: '__proto__', choice: { kind: 'ignore' } }] });
  });
});

describe('the time of others', () => {
  const MINE = { zone: 'UTC', newCategories: true };
  const person = (user: string) => ({ people: [{ name: 'ann@example.org', choice: { kind: 'member', user } }] });
  const say = (id: string, token: string, body: object) => h.call(`PATCH /spaces/${SPACE}/import-drafts/${id}`, { token, body });

  it('is stored by managers alone, of members alone, and not by a token that is for one’s own time', async () => {
    const refused = async (token: string, user: string) => {
      const opened = await upload(WEEK, { token, space: SPACE, query: `?member=${user}` });
      if (opened.status !== 201) return opened.body['code'];
      return null;
    };
    expect(await refused(member, BOB)).toBe('CAPABILITY_MISSING');
    expect(await refused(boss, '404')).toBe('MEMBER_NOT_HERE');
    expect(await refused(boss, BOB)).toBe(null);
    const own = await h.tokenOf(BOSS, ['own:read', 'own:write']);
    expect(await refused(own, BOB)).toBe('SCOPE_MISSING');
    const id = await draftOf(WEEK, { token: member, space: SPACE });
    expect((await say(id, member, person(BOB))).body['code']).toBe('CAPABILITY_MISSING');
    const theirs = await draftOf(WEEK, { token: boss, space: SPACE });
    expect((await say(theirs, boss, { ...MINE, ...person('404') })).body['code']).toBe('MEMBER_NOT_HERE');
    expect((await say(theirs, boss, { ...MINE, ...person(BOB) })).body).toMatchObject({
      questions: [],
      memberNames: expect.arrayContaining([{ user: BOB, name: `Member ${BOB}` }]) as unknown,
    });
    const preview = await h.call(`GET /spaces/${SPACE}/import-drafts/${theirs}/preview`, { token: boss });
    expect(preview.body).toMatchObject({ stored: { entries: 2, members: [{ user: BOB, entries: 2 }] }, refused: { count: 0 } });
    const many = Array.from({ length: 201 }, (_, at) => ({ name: `${at}`, choice: { kind: 'member', user: `${5_000 + at}` } }));
    expect((await say(theirs, boss, { people: many })).body['code']).toBe('IMPORT_ANSWER_WRONG');
    // The same draft by what is only for the own time.
    const alone = await h.call(`GET /spaces/${SPACE}/import-drafts/${theirs}/preview`, { token: own });
    expect(alone.body).toMatchObject({
      stored: { entries: 0 },
      refused: { count: 2, first: [{ code: 'CAPABILITY_MISSING' }, {}] },
    });
  });

  it('has no bound of days for those who may edit it, also where it is their own', async () => {
    const refusedOf = async (token: string, user: string) => {
      const id = await draftOf(WEEK, { token, space: SPACE });
      await say(id, token, { ...MINE, ...person(user) });
      return (await h.call(`GET /spaces/${SPACE}/import-drafts/${id}/preview`, { token })).body['refused'];
    };
    expect(await refusedOf(member, ADA)).toMatchObject({ count: 2, first: [{ code: 'SELF_EDIT_TOO_FAR_BACK' }, {}] });
    expect(await refusedOf(boss, BOSS)).toMatchObject({ count: 0 });
  });
});
