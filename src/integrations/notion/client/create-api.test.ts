import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiOf, hastyClock, hastyPace } from '../../../../test/support/notion/door.js';
import { startNotion, type NotionEmulator } from '../../../../test/support/notion/emulator.js';
import type { NotionApi, NotionPage } from '../api/api.js';
import type { PropertyDefinition } from '../api/values.js';

const TOKEN = 'ntn_office';
let notion: NotionEmulator;
let api: NotionApi;
let home: string;

beforeAll(async () => {
  notion = await startNotion();
});
afterAll(() => notion.close());
beforeEach(() => {
  notion.faults.stop();
  notion.limiter.budget = null;
  notion.seen.length = 0;
  home = notion.addPage('Time');
  notion.connect(TOKEN, { shared: [home] });
  api = apiOf(notion, TOKEN);
});
afterEach(() => {
  notion.queryCap = 10_000;
  notion.release();
});

/** A table with one property of each kind, and their ids. */
const table = async () => {
  const made = await api.createDatabase(home, 'Things', {
    Name: { type: 'title' },
    Note: { type: 'text' },
    Hours: { type: 'number' },
    Kind: { type: 'choice', options: [{ id: null, name: 'Work', colour: 'green' }] },
    From: { type: 'date' },
    Done: { type: 'checkbox' },
    Twice: { type: 'formula', expression: 'prop("Hours") * 2' },
  });
  const source = await api.dataSource(made.dataSources[0]?.id ?? '');
  const id = (name: string): string => source.properties.find((property) => property.name === name)?.id ?? '';
  return { made, source, id };
};
const all = async (pages: AsyncIterable<readonly NotionPage[]>): Promise<readonly NotionPage[]> => {
  const found: NotionPage[] = [];
  for await (const some of pages) found.push(...some);
  return found;
};
const posts = (path: string): number => notion.seen.filter((each) => each.method === 'POST' && each.path === path).length;

describe('the real client at an emulated Notion', () => {
  it('says who it is there', async () => {
    expect(await api.me()).toMatchObject({ name: 'Punchcard', ownerId: null });
    const ada = notion.addPerson('Ada');
    notion.connect('ntn_ada', { owner: ada });
    expect(await apiOf(notion, 'ntn_ada').me()).toMatchObject({ ownerId: ada });
    expect(await api.people()).toContainEqual({ id: ada, name: 'Ada' });
  });

  it('makes a table and reads what it is', async () => {
    const { made, source, id } = await table();
    expect(await api.database(made.id)).toEqual(made);
    expect(source).toMatchObject({ databaseId: made.id, inTrash: false });
    const kinds = Object.fromEntries(source.properties.map(({ name, type }) => [name, type]));
    expect(kinds).toEqual({
      ...{ Name: 'title', Note: 'text', Hours: 'number', Kind: 'choice', From: 'date', Done: 'checkbox', Twice: 'formula' },
    });
    expect(id('Hours')).not.toBe('');
  });

  it('writes and reads values by the ids of properties', async () => {
    const { source, id } = await table();
    const long = `${'x'.repeat(1_999)}😀${'y'.repeat(3_000)}`;
    const made = await api.createPage(source.id, {
      [id('Name')]: { type: 'title', text: 'One' },
      [id('Note')]: { type: 'text', text: long },
      [id('Hours')]: { type: 'number', number: 1.5 },
      [id('Kind')]: { type: 'choice', name: 'Meetings, long' },
      [id('From')]: { type: 'date', date: { start: '2026-12-01T09:00:00+01:00', end: null } },
      [id('Done')]: { type: 'checkbox', checked: true },
    });
    const page = await api.page(made.id);
    expect(page).toMatchObject({ title: 'One', dataSourceId: source.id, inTrash: false });
    expect(page.properties.get(id('Note'))).toEqual({ type: 'text', text: long });
    expect(page.properties.get(id('Hours'))).toEqual({ type: 'number', number: 1.5 });
    // A comma would be refused.
    expect(page.properties.get(id('Kind'))).toEqual({ type: 'choice', name: 'Meetings long' });
    expect(page.properties.get(id('From'))).toMatchObject({ date: { end: null } });
    expect(page.properties.get(id('Done'))).toEqual({ type: 'checkbox', checked: true });
    expect(page.properties.get(id('Twice'))).toEqual({ type: 'formula', value: 3 });
    const changed = await api.updatePage(made.id, {
      properties: { [id('Kind')]: { type: 'choice', name: null } },
      inTrash: true,
    });
    expect(changed.inTrash).toBe(true);
    expect(changed.properties.get(id('Kind'))).toEqual({ type: 'choice', name: null });
  });

  it('changes what a table is, and options as a whole list', async () => {
    const { source, id } = await table();
    const kind = source.properties.find((each): each is PropertyDefinition & { type: 'choice' } => each.type === 'choice');
    const changed = await api.updateDataSource(source.id, {
      [id('Kind')]: { options: [...(kind?.options ?? []), { id: null, name: 'Rest', colour: null }] },
      [id('Note')]: { rename: 'Notes' },
      [id('Twice')]: { expression: 'prop("Hours") * 3' },
      Break: { make: { type: 'number' } },
    });
    expect(changed.properties.map(({ name }) => name)).toEqual(expect.arrayContaining(['Notes', 'Break', 'Kind']));
    expect(changed.properties.find(({ name }) => name === 'Kind')).toMatchObject({
      options: [{ name: 'Work' }, { name: 'Rest' }],
    });
  });

  it('reads a query to the end, also beyond what one query answers', async () => {
    const { source, id } = await table();
    let now = Date.parse('2026-12-01T08:00:00Z');
    const { now: real } = notion.workspace;
    Object.defineProperty(notion.workspace, 'now', { value: () => now, configurable: true });
    for (let each = 0; each < 250; each += 1) {
      if (each % 40 === 0) now += 60_000;
      notion.byHand.create(source.id, { [id('Hours')]: { number: each } });
    }
    Object.defineProperty(notion.workspace, 'now', { value: real, configurable: true });
    expect(await all(api.query(source.id))).toHaveLength(250);
    notion.queryCap = 120;
    const found = await all(api.query(source.id, { properties: [id('Hours')] }));
    expect(new Set(found.map((page) => page.id)).size).toBe(250);
    expect(found).toHaveLength(250);
    expect(found[0]?.properties.size).toBe(1);
    const few = await all(api.query(source.id, { filter: { property: id('Hours'), number: { greater_than: 246 } } }));
    expect(few).toHaveLength(3);
    // More in one minute than a query answers: an error rather than "that is all".
    notion.queryCap = 30;
    await expect(all(api.query(source.id))).rejects.toMatchObject({ facts: { code: 'query_window_too_full' } });
  });

  it('finds what was shared, and comments', async () => {
    await table();
    expect((await api.searchPages('Time')).map((page) => page.id)).toContain(home);
    expect((await api.searchDataSources('Things')).length).toBeGreaterThan(0);
    const ada = notion.addPerson('Ada');
    await api.comment(home, [{ text: 'Please look, ' }, { person: ada }]);
    expect(posts('/v1/comments')).toBe(1);
  });
});

describe('what goes wrong at Notion', () => {
  it.each([
    ['unauthorized', 'unauthorized', () => apiOf(notion, 'ntn_nobody').me()],
    ['not shared', 'not-shared', () => api.page(notion.addPage('Private'))],
    [
      'a capability that is missing',
      'no-rights',
      () => {
        notion.connect('ntn_reader', { shared: [home], capabilities: ['read'] });
        return apiOf(notion, 'ntn_reader').createDatabase(home, 'X', { Name: { type: 'title' } });
      },
    ],
    ['a page where a database is wanted', /wrong-kind|not-shared/, () => api.database(home)],
    [
      'what does not go with the table',
      'refused',
      async () => api.createPage((await table()).source.id, { nope: { type: 'number', number: 1 } }),
    ],
  ] as const)('%s', async (_name, kind, ask) => {
    const error: unknown = await ask().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: 'NotionError', kind: expect.stringMatching(kind) as unknown });
  });

  it.each(['conflict', 'overloaded'] as const)('%s: tried again until it is done, once', async (fault) => {
    const { source, id } = await table();
    notion.faults.next(fault, 2);
    await api.createPage(source.id, { [id('Name')]: { type: 'title', text: 'One' } });
    expect(notion.pagesOf(source.id)).toHaveLength(1);
  });

  it.each(['dropped', 'gateway', 'refused'] as const)(
    '%s: something new is left in doubt, a change is made again',
    async (fault) => {
      const { source, id } = await table();
      const title = { [id('Name')]: { type: 'title', text: 'One' } } as const;
      notion.faults.next(fault);
      await expect(api.createPage(source.id, title)).rejects.toMatchObject({ facts: { mayHaveHappened: true } });
      expect(notion.pagesOf(source.id)).toHaveLength(fault === 'dropped' ? 1 : 0);
      const page = await api.createPage(source.id, title);
      notion.faults.next(fault);
      const change = { properties: { [id('Hours')]: { type: 'number', number: 2 } } } as const;
      expect((await api.updatePage(page.id, change)).properties.get(id('Hours'))).toEqual({ type: 'number', number: 2 });
    },
  );

  it('the budget is used up: it waits as long as Notion says', async () => {
    const hasty = hastyClock();
    const waits: number[] = [];
    const clock: typeof hasty = {
      ...hasty,
      after: (ms, task) => {
        waits.push(ms);
        // What was waited for came.
        if (ms >= 1_000) notion.limiter.budget = null;
        return hasty.after(ms, task);
      },
    };
    const patient = apiOf(notion, TOKEN, { pace: hastyPace(clock) });
    notion.limiter.budget = { requests: 0, windowMs: 7_000 };
    await patient.me();
    expect(Math.max(...waits)).toBeGreaterThan(6_000);
  });

  it('no answer comes: lost, and in doubt', async () => {
    const { source, id } = await table();
    notion.hang();
    const hasty = apiOf(notion, TOKEN, { timeoutMs: 60 });
    await expect(hasty.createPage(source.id, { [id('Name')]: { type: 'title', text: 'One' } })).rejects.toMatchObject({
      ...{ kind: 'lost', facts: { mayHaveHappened: true } },
    });
  });

  it('nobody is there: lost, and for nothing', async () => {
    const other = await startNotion();
    await other.close();
    const gone = apiOf(other, TOKEN, { urgent: true });
    await expect(gone.me()).rejects.toMatchObject({ kind: 'lost', facts: { mayHaveHappened: false } });
  });
});
