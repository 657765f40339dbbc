import type { CategoryId, SpaceId, UserId } from '../../src/domain/ids.js';
import type { Chain } from '../../src/engine/chain.js';
import type { EntryRow } from '../../src/engine/ledger/kinds/entry-row.js';
import type { TotalsPeriod } from '../../src/domain/calendar.js';
import { collect } from '../conformance/fixtures.js';

/** 2026-03-04, a Wednesday: the period whose totals are looked at. */
const PERIOD: TotalsPeriod = {
  day: '20260304',
  weekFrom: '20260302',
  weekTo: '20260308',
  monthFrom: '20260301',
  monthTo: '20260331',
};

/**
 * Everything that a chain's stores tell of the given spaces, as plain JSON: states, entries, day buckets, totals, ledger, who is on the clock,
 * configuration, given roles, notices. Two databases with the same picture hold the same.
 */
export const pictureOf = async (
  { store, spaces, givenRoles, notices }: Pick<Chain, 'store' | 'spaces' | 'givenRoles' | 'notices'>,
  which?: readonly SpaceId[],
): Promise<unknown> => {
  const picture: Record<string, unknown> = {};
  for (const space of which ?? (await store.spaces()).toSorted()) {
    const members: Record<string, unknown> = {};
    const users = (await collect(store.members(space))).toSorted();
    for (const user of users) {
      // What was seen of requests helps to recognise a second delivery and tells nothing of anybody.
      const { seen: _, ...state } = await store.load(space, user);
      const days = await store.days(space, user, '00000000', '99999999');
      members[user] = {
        state,
        entries: await store.entries(space, user, 0, Number.MAX_SAFE_INTEGER),
        days: [...days].map(([day, categories]) => [day, [...categories].toSorted()]),
        totals: (await store.status(space, user, PERIOD)).totals,
        notices: await notices.pending(space, user),
      };
    }
    picture[space] = {
      config: await spaces.get(space),
      members,
      onTheClock: await store.onTheClock(space),
      givenRoles: [...(await givenRoles.all(space))].toSorted(),
      ledger: (await collect(store.ledger(space))).flatMap((row) => (row.kind === 'entry' ? [withoutPlace(row)] : [])),
    };
  }
  return JSON.parse(JSON.stringify(picture));
};

/** What a change of a session tells; its id follows from that. */
const withoutPlace = ({ kind: _, id: __, ...row }: EntryRow): Omit<EntryRow, 'kind' | 'id'> => row;

/** Where a board of all time is not the sum of its members' day buckets: over all categories, and for each. */
export const boardProblems = async ({ store }: Pick<Chain, 'store'>): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const space of await store.spaces()) {
    const sums = new Map<CategoryId | null, Map<UserId, number>>([[null, new Map()]]);
    for (const user of await collect(store.members(space)))
      for (const categories of (await store.days(space, user, '00000000', '99999999')).values())
        for (const [category, ms] of categories)
          for (const name of [null, category]) {
            const board = sums.get(name) ?? new Map<UserId, number>();
            sums.set(name, board.set(user, (board.get(user) ?? 0) + ms));
          }
    for (const [category, board] of sums) {
      const rows = await store.board(space, { category, span: 'all', day: '20260304' }, 1_000_000);
      const wanted = [...board].map(([user, ms]) => `${user}: ${ms}`).toSorted();
      const found = rows.map(({ user, ms }) => `${user}: ${ms}`).toSorted();
      if (wanted.join() !== found.join()) problems.push(`${space} ${category ?? '*'}: ${found.join()}, and not ${wanted.join()}`);
    }
  }
  return problems;
};
