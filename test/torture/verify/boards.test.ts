import { expect, it } from 'vitest';
import { categoryId } from '../../../src/domain/ids.js';
import { EMPTY_MEMBER, type Session } from '../../../src/domain/session.js';
import { aSpace, aUser, clockIn, clockOut, HOUR, T } from '../../conformance/fixtures.js';
import { MemoryStore } from '../../support/memory-store.js';
import { checkBoards } from './boards.js';

/** Two members with an hour each of one day, one of them with another category. */
const worked = async () => {
  const [store, space, ann, bob] = [new MemoryStore(), aSpace(), aUser(), aUser()];
  const entries = new Map<typeof ann, readonly Session[]>();
  for (const [user, category] of [
    [ann, 'work'],
    [bob, 'meeting'],
  ] as const) {
    const begun = clockIn(space, user, EMPTY_MEMBER, { category: categoryId(category) });
    const done = clockOut(space, user, begun.next, T + HOUR);
    for (const commit of [begun, done]) expect(await store.commit(commit)).toMatchObject({ kind: 'ok' });
    if (done.next.last !== null) entries.set(user, [done.next.last]);
  }
  return { store, space, ann, bob, entries };
};

it('finds nothing where every board is the sum of the entries', async () => {
  const { store, space, entries } = await worked();
  expect(entries.size).toBe(2);
  expect(await checkBoards(store, space, entries, 'UTC', [categoryId('study')])).toEqual([]);
});

it('names each board that lacks an entry, has one too many, or is of another day', async () => {
  const { store, space, ann, bob, entries } = await worked();
  const without = await checkBoards(store, space, new Map([...entries].filter(([user]) => user !== bob)), 'UTC', [
    categoryId('meeting'),
  ]);
  // Over all and the category of the one too many: the day, the week, the month and all time of each.
  expect(without).toHaveLength(8);
  expect(without).toContainEqual(expect.stringMatching(/board \* d20260302 is \[.*\], its entries make \[\d+ 3600000\]/));
  const own = entries.get(ann)?.[0];
  if (own === undefined) throw new Error('no entry');
  const twice = await checkBoards(store, space, new Map([...entries, [ann, [own, own]]]), 'UTC');
  expect(twice).toHaveLength(8);
  // In Kiritimati it is tomorrow already.
  expect(await checkBoards(store, space, entries, 'Pacific/Kiritimati')).toContainEqual(
    expect.stringContaining('board work d20260303'),
  );
});
