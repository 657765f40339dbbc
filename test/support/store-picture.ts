import type { SpaceId } from '../../src/domain/ids.js';
import type { Chain } from '../../src/engine/chain.js';
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
      const state = await store.load(space, user);
      const days = await store.days(space, user, '00000000', '99999999');
      members[user] = {
        state,
        entries: await store.entries(space, user, 0, Number.MAX_SAFE_INTEGER),
        days: [...days].map(([day, categories]) => [day, [...categories].toSorted()]),
        totals: await store.totals(space, user, PERIOD, state.version),
        notices: await notices.pending(space, user),
      };
    }
    picture[space] = {
      config: await spaces.get(space),
      members,
      onTheClock: await store.onTheClock(space),
      givenRoles: [...(await givenRoles.all(space))].toSorted(),
      ledger: await collect(store.ledger(space)),
    };
  }
  return JSON.parse(JSON.stringify(picture));
};
