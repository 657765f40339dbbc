import { expect, it } from 'vitest';
import { ADA, BOB, createHarness, HOME } from '../../../test/support/commands-harness.js';
import { domainError } from '../../domain/errors.js';
import { userId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { parseNames } from '../../actions/schedule/trackers.js';
import { schedule } from '../../engine/documents/kinds/schedule.js';

const TABLES = [
  { id: 'source-1', title: 'Tasks' },
  { id: 'source-2', title: 'Other' },
];
const atHome = { guild: null } as const;

const stage = async () => {
  const h = await createHarness();
  h.deps.trackers = {
    tables: (_space, words) =>
      Promise.resolve(ok(TABLES.filter(({ title }) => title.toLowerCase().includes(words.toLowerCase())))),
    check: (_space, table, names) =>
      Promise.resolve(
        names.rank === 'Rank'
          ? err(domainError('TRACKER_PROPERTY_MISSING', { title: table.title, properties: 'Rank' }))
          : ok(undefined),
      ),
  };
  const kept = async (user = ADA) => (await h.documents.of(schedule).get({ space: HOME, user: userId(user) })).trackers;
  return { h, kept };
};

it('links a table by the connection of where it is asked for, once it has what is needed', async () => {
  const { h, kept } = await stage();
  expect((await h.run('schedule tracker', { table: 'Tasks' }, atHome)).said).toContain('lacks these properties: Rank');
  expect((await h.run('schedule tracker', { table: 'Nothing' }, atHome)).said).toContain('No table');
  expect((await h.run('schedule tracker', { table: 'Tasks', properties: 'colour=red' }, atHome)).said).toContain(
    'no names of properties',
  );
  expect(await kept()).toEqual([]);
  expect((await h.run('schedule tracker', { table: 'source-1', properties: 'rank=Priority' }, atHome)).said).toContain('Tasks');
  expect(await kept()).toMatchObject([{ id: 'source-1', title: 'Tasks', space: HOME, properties: { rank: 'Priority' } }]);
  expect((await h.complete('schedule untrack', 'table', 'ta', atHome)).said).toContain('source-1');
  await h.run('schedule untrack', { table: 'source-1' }, atHome);
  expect(await kept()).toEqual([]);
});

it('by the connection of a server only those who look after it', async () => {
  const { h, kept } = await stage();
  expect(
    (await h.run('schedule tracker', { table: 'Tasks', properties: 'rank=-' }, { user: BOB, permissions: '0' })).said,
  ).toMatch(/not allowed|permission|may/i);
  expect(await kept(BOB)).toEqual([]);
  expect((await h.complete('schedule tracker', 'table', '', { user: BOB, permissions: '0' })).said).not.toContain('source-1');
});

it.each([
  ['rank=Priority, due=Deadline', { rank: 'Priority', due: 'Deadline' }],
  ['auto=-; status = State', { auto: '', status: 'State' }],
  ['name=-', null],
  ['scheduled=-', null],
  ['rank', null],
  ['toString=x', null],
])('%s names %o', (typed, names) => {
  expect(parseNames(typed)).toEqual(names);
});
