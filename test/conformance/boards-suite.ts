import { beforeAll, describe, expect, it } from 'vitest';
import type { Audience } from '../../src/domain/audience.js';
import type { Board } from '../../src/domain/board.js';
import { categoryId, roleId, userId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import type { CachedStore } from '../../src/engine/store.js';
import { aSpace, aUser, clockIn, clockOut, HOUR, T } from './fixtures.js';

/** Who is on which place of a board, and what every store promises about those who are not to be seen. */
export const boardsSuite = (given: () => { readonly store: CachedStore; readonly other: CachedStore }): void => {
  describe('who is shown on boards', () => {
    let store: CachedStore;
    let other: CachedStore;
    beforeAll(() => {
      ({ store, other } = given());
    });
    const everyone = { of: 'everyone', without: null } as const;
    const volunteers = { of: 'volunteers', without: null } as const;
    const HOURS = { span: 'all', category: null, day: '20260302' } as const;
    const people = Array.from({ length: 6 }, (_, at) => userId(String(911 + at)));
    const [ann, bob, cem, dan, eve, fay] = people as [UserId, UserId, UserId, UserId, UserId, UserId];

    /** Adds time of a member on a day. */
    const work = async (space: SpaceId, user: UserId, ms: number, on = '20260302', category = 'work') => {
      const begun = clockIn(space, user, await store.load(space, user));
      await store.commit(begun);
      await store.commit({
        ...clockOut(space, user, begun.next, T + HOUR),
        days: [{ day: on, category: categoryId(category), ms }],
      });
    };
    /** Ann has most, and so on; Cem and Dan have the same. */
    const aBoard = async () => {
      const space = aSpace();
      for (const [at, ms] of [600, 500, 400, 400, 200, 100].entries()) await work(space, people[at]!, ms);
      return space;
    };
    const ranks = async (space: SpaceId, board: Board, count = 10, offset = 0) =>
      (await store.board(space, board, count, offset)).map(({ user, rank }) => [user, rank]);

    it('ranks only those who are shown, without gaps, and tells the others where they would be', async () => {
      const space = await aBoard();
      await store.stand(space, bob, { says: false, left: false, role: null });
      const board = { ...HOURS, among: everyone };
      expect(await ranks(space, board)).toEqual([
        [ann, 1],
        [dan, 2],
        [cem, 2],
        [eve, 4],
        [fay, 5],
      ]);
      expect(await ranks(space, board, 2, 3)).toEqual([
        [eve, 4],
        [fay, 5],
      ]);
      expect(await ranks(space, board, 2, 5)).toEqual([]);
      expect(await store.boardPlaces(space, [cem, bob, fay, userId('999')], board)).toEqual({
        of: 5,
        places: [{ rank: 2, ms: 400, shown: true }, { rank: 2, ms: 500, shown: false }, { rank: 5, ms: 100, shown: true }, null],
      });
      // Who is hidden keeps their time, and goes on collecting it.
      await work(space, bob, 50);
      await store.stand(space, bob, { says: null, left: false, role: null });
      expect((await store.board(space, board, 2)).map(({ ms }) => ms)).toEqual([600, 550]);
    });

    it('the first has left, and the next two have the same: pages go on, and the own rank is the place that is shown', async () => {
      const space = await aBoard();
      for (const user of [ann, bob]) await store.stand(space, user, { says: true, left: true, role: null });
      const board = { ...HOURS, among: everyone };
      const pages = [await ranks(space, board, 2), await ranks(space, board, 2, 2)];
      expect(pages).toEqual([
        [
          [dan, 1],
          [cem, 1],
        ],
        [
          [eve, 3],
          [fay, 4],
        ],
      ]);
      for (const [user, rank] of pages.flat())
        expect((await store.boardPlaces(space, [user as UserId], board)).places[0]).toMatchObject({ rank, shown: true });
      await store.stand(space, ann, { says: true, left: false, role: null });
      expect((await ranks(space, board))[0]).toEqual([ann, 1]);
    });

    it('shows volunteers only, or all but those with a role, as the settings say by now', async () => {
      const space = await aBoard();
      const board = (among: Audience): Board => ({ ...HOURS, among });
      expect(await ranks(space, board(volunteers))).toEqual([]);
      await store.stand(space, eve, { says: true, left: false, role: null });
      await store.stand(space, bob, { says: true, left: false, role: roleId('77') });
      expect(await ranks(space, board(volunteers))).toEqual([
        [bob, 1],
        [eve, 2],
      ]);
      expect(await ranks(space, board({ ...volunteers, without: roleId('77') }))).toEqual([[eve, 1]]);
      expect(await ranks(space, board({ ...everyone, without: roleId('77') }))).toHaveLength(5);
      expect(await ranks(space, board({ ...everyone, without: roleId('78') }))).toHaveLength(6);
      expect(await ranks(space, HOURS)).toHaveLength(6);
      // A board that nobody has asked for yet is right from its first reader on, also of a process that has asked for nothing.
      await work(space, ann, 5, '20260309');
      await work(space, eve, 5, '20260309');
      const week = { span: 'week', category: null, day: '20260309', among: volunteers } as const;
      expect((await other.board(space, week, 10)).map(({ user }) => user)).toEqual([eve]);
      expect(await other.boardPlaces(space, [ann], week)).toMatchObject({ of: 1, places: [{ shown: false, ms: 5 }] });
    });

    it('adds up a season from any day to any other, while people clock out and hide', async () => {
      const space = aSpace();
      await work(space, ann, 100, '20260301');
      await work(space, ann, 10, '20260315', 'meeting');
      await work(space, bob, 50, '20260314');
      const season = (from: string, to: string, category: string | null = null): Board => ({
        ...{ span: 'season', season: { id: '1', from, to }, among: everyone },
        category: category === null ? null : categoryId(category),
      });
      const times = async (board: Board) => (await store.board(space, board, 10)).map(({ user, ms }) => [user, ms]);
      expect(await times(season('20260302', '99991231'))).toEqual([
        [bob, 50],
        [ann, 10],
      ]);
      expect(await times(season('20260302', '99991231', 'meeting'))).toEqual([[ann, 10]]);
      await work(space, ann, 70, '20260316');
      await work(space, ann, 1_000, '20260301');
      await work(space, cem, 30, '20260320', 'meeting');
      expect(await times(season('20260302', '99991231'))).toEqual([
        [ann, 80],
        [bob, 50],
        [cem, 30],
      ]);
      expect((await other.boardPlaces(space, [cem], season('20260302', '99991231', 'meeting'))).places[0]).toMatchObject({
        rank: 1,
        ms: 30,
      });
      // It ends, and what lies behind its end is not of it any more.
      expect(await times(season('20260302', '20260315'))).toEqual([
        [bob, 50],
        [ann, 10],
      ]);
      await store.stand(space, bob, { says: false, left: false, role: null });
      await work(space, bob, 5, '20260310');
      expect(await times(season('20260302', '20260315'))).toEqual([[ann, 10]]);
      // Its boards may go, and are made anew for who asks.
      await store.forgetSeason(space, '1');
      expect(await times(season('20260302', '20260315'))).toEqual([[ann, 10]]);
      // A correction takes time away again.
      await work(space, ann, -10, '20260315', 'meeting');
      expect(await times(season('20260302', '20260315'))).toEqual([]);
      expect((await store.boardPlaces(space, [bob], season('20260302', '20260315'))).places[0]).toMatchObject({
        ms: 55,
        shown: false,
      });
    });

    it('is exact while a season is made, members clock out, and others look', async () => {
      const [space, users] = [aSpace(), Array.from({ length: 30 }, () => aUser())];
      const board: Board = {
        span: 'season',
        season: { id: '7', from: '20260302', to: '20260302' },
        category: null,
        among: everyone,
      };
      const looks: Promise<unknown>[] = [];
      await Promise.all(
        users.map(async (user, index) => {
          for (let round = 0; round < 20; round += 1) {
            await work(space, user, index + 1);
            if (round % 7 === 3) looks.push((index % 2 === 0 ? store : other).board(space, board, 3));
            if (round % 7 === 5)
              looks.push(store.stand(space, user, { says: index % 2 === 0 ? null : false, left: false, role: null }));
          }
        }),
      );
      await Promise.all(looks);
      const rows = await other.board(space, board, 100);
      expect(new Map(rows.map(({ user, ms }) => [user, ms]))).toEqual(
        new Map(users.flatMap((user, index) => (index % 2 === 0 ? [[user, 20 * (index + 1)] as const] : []))),
      );
    });
  });
};
