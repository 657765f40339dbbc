import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Board, BoardSpan } from '../../src/domain/board.js';
import { dayOf, totalsPeriodOf } from '../../src/domain/calendar.js';
import { categoryId, personalSpace, requestId, userId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import { see } from '../../src/domain/seen.js';
import { EMPTY_MEMBER, type MemberState } from '../../src/domain/session.js';
import { byStart } from '../../src/engine/on-clock.js';
import type { CachedStore, Commit } from '../../src/engine/store.js';
import { boardsSuite } from './boards-suite.js';
import { aSpace, aUser, clockIn, clockOut, collect, ended, HOUR, next, PERIOD, record, running, T } from './fixtures.js';

/** How the ledger tells a commit of one record. */
const rowOf = ({ requestId, user, next: { version }, ledger: [record] }: Commit) => ({
  ...{ kind: 'entry', id: `${requestId}/${user}/0`, requestId, user, version },
  ...record,
});

/** A store under test. */
export interface Subject {
  readonly store: CachedStore;
  /** Another process's store over the same data. */
  readonly other: CachedStore;
  /** What erases a member over the same data. */
  eraseMember(space: SpaceId, user: UserId): Promise<unknown>;
  close(): Promise<void>;
}

/** What every `CachedStore` promises. Run over the fake and over each kind of Redis. */
export const storeSuite = (name: string, make: () => Promise<Subject>): void => {
  describe(name, () => {
    let subject: Subject;
    let store: CachedStore;
    beforeAll(async () => {
      subject = await make();
      ({ store } = subject);
    });
    afterAll(() => subject.close());

    it('knows nothing of a new member', async () => {
      const [space, user] = [aSpace(), aUser()];
      expect(await store.load(space, user)).toEqual(EMPTY_MEMBER);
      expect(await store.onTheClock(space)).toEqual([]);
      expect(await store.entries(space, user, 0, Infinity)).toEqual([]);
      expect(await store.days(space, user, '00000000', '99999999')).toEqual(new Map());
      expect(await collect(store.ledger(space))).toEqual([]);
      expect(await collect(store.members(space))).toEqual([]);
      expect(await store.wasApplied(space, user, requestId('1'), 0)).toBe(false);
    });

    it('applies a commit whole: state, who is on, entries, days, ledger', async () => {
      const [space, user] = [aSpace(), aUser()];
      const begun = clockIn(space, user, EMPTY_MEMBER, {
        note: 'Straße ✅',
        pauses: [{ start: T + 1_000, end: T + 2_000 }],
        pausedSince: T + 5_000,
        status: 'PAUSED',
      });
      expect(await store.commit(begun)).toEqual({ kind: 'ok', version: 1 });
      expect(await store.load(space, user)).toEqual(begun.next);
      expect(await subject.other.reload(space, user)).toEqual(begun.next);
      expect(await subject.other.load(space, user)).toEqual(begun.next);
      expect(await store.onTheClock(space)).toEqual([{ user, session: begun.next.active }]);
      expect(store.peekOnTheClock(space)).toEqual([{ user, session: begun.next.active }]);

      const done = clockOut(space, user, begun.next, T + HOUR);
      expect(await store.commit(done)).toEqual({ kind: 'ok', version: 2 });
      expect(await store.load(space, user)).toEqual(done.next);
      expect(await subject.other.onTheClock(space)).toEqual([]);
      expect(store.peekOnTheClock(space)).toEqual([]);
      expect(await store.entries(space, user, 0, Infinity)).toEqual([done.next.last]);
      expect(await store.days(space, user, '20260302', '20260302')).toEqual(
        new Map([['20260302', new Map([[categoryId('work'), HOUR]])]]),
      );
      expect(await collect(store.ledger(space))).toEqual([rowOf(begun), rowOf(done)]);
    });

    it('refuses a commit upon an old version and changes nothing', async () => {
      const [space, user] = [aSpace(), aUser()];
      const first = clockIn(space, user);
      await store.commit(first);
      const rival = { ...clockOut(space, user, first.next, T + HOUR), expectedVersion: 0, next: { ...EMPTY_MEMBER, version: 1 } };
      expect(await store.commit(rival)).toEqual({ kind: 'conflict', version: 1 });
      expect(await store.load(space, user)).toEqual(first.next);
      expect(await subject.other.load(space, user)).toEqual(first.next);
      expect(await store.onTheClock(space)).toHaveLength(1);
      expect(await store.entries(space, user, 0, Infinity)).toEqual([]);
      expect(await store.days(space, user, '00000000', '99999999')).toEqual(new Map());
      expect(await collect(store.ledger(space))).toHaveLength(1);
      expect(await store.wasApplied(space, user, rival.requestId, T)).toBe(false);
    });

    it('refuses a commit upon a version that is not there yet', async () => {
      const [space, user] = [aSpace(), aUser()];
      expect(await store.commit(clockIn(space, user, { ...EMPTY_MEMBER, version: 4 }))).toEqual({ kind: 'conflict', version: 0 });
      expect(await collect(store.members(space))).toEqual([]);
    });

    it('refuses a commit upon another state of the same version, however long the history', async () => {
      for (const length of [0, 1, 2, 3, 4]) {
        const [space, user] = [aSpace(), aUser()];
        let [state, session] = [EMPTY_MEMBER, false];
        const step = (): Commit => {
          session = !session;
          return session ? clockIn(space, user, state) : clockOut(space, user, state, T + HOUR);
        };
        for (let at = 0; at < length; at += 1) {
          const commit = step();
          expect(await store.commit(commit)).toMatchObject({ kind: 'ok' });
          state = commit.next;
        }
        // Two decide on the same state; each goes on with its own, and one of them was stored.
        const fork = { ...step(), requestId: requestId(next()) };
        const lost = { ...fork, requestId: requestId(next()) };
        const base = state;
        const made = ({ requestId: id, next: after }: Commit): Commit['next'] => ({ ...after, seen: see(base.seen, id, T) });
        expect(await store.commit({ ...fork, next: made(fork) })).toEqual({ kind: 'ok', version: length + 1 });
        session = made(fork).active !== null;
        state = made(lost);
        const upon = step();
        const outcome = await store.commit(upon);
        expect(outcome, `${length} before`).toEqual({ kind: 'conflict', version: length + 1 });
        expect(await store.load(space, user)).toEqual(made(fork));
        // And what was decided on the right one fits.
        const right = { ...upon, next: { ...upon.next, seen: see(made(fork).seen, upon.requestId, T) } };
        expect(await store.commit(right), `${length} before`).toEqual({ kind: 'ok', version: length + 2 });
      }
    });

    it('refuses a commit upon a state that another change was put under', async () => {
      const [space, user] = [aSpace(), aUser()];
      const first = clockIn(space, user);
      const between = clockOut(space, user, first.next, T + HOUR);
      const last = clockIn(space, user, between.next);
      for (const commit of [first, between, last]) await store.commit(commit);
      // Of the same version, and made by the same last two requests: but the newest here is `last`.
      const seen = see(see(EMPTY_MEMBER.seen, first.requestId, T), between.requestId, T);
      const other = { ...between.next, version: 3, seen };
      expect(await store.commit(clockIn(space, user, other))).toEqual({ kind: 'conflict', version: 3 });
    });

    it('keeps the version while nothing is active', async () => {
      const [space, user] = [aSpace(), aUser()];
      const begun = clockIn(space, user);
      await store.commit(begun);
      const done = clockOut(space, user, begun.next, T + HOUR);
      await store.commit(done);
      expect((await subject.other.load(space, user)).version).toBe(2);
      expect(await store.commit(clockIn(space, user))).toEqual({ kind: 'conflict', version: 2 });
    });

    it('applies a request once, also when it comes again with a version that would fit', async () => {
      const [space, user] = [aSpace(), aUser()];
      const begun = clockIn(space, user);
      await store.commit(begun);
      const done = clockOut(space, user, begun.next, T + HOUR);
      await store.commit(done);
      expect(await store.commit(done)).toEqual({ kind: 'replay', version: 2 });
      const again = { ...clockIn(space, user, done.next), requestId: done.requestId };
      expect(await store.commit(again)).toEqual({ kind: 'replay', version: 2 });
      expect(await store.load(space, user)).toEqual(done.next);
      expect(await store.days(space, user, '20260302', '20260302')).toEqual(
        new Map([['20260302', new Map([[categoryId('work'), HOUR]])]]),
      );
      expect(await collect(store.ledger(space))).toHaveLength(2);
    });

    it('request ids are of one space', async () => {
      const [space, elsewhere, user] = [aSpace(), aSpace(), aUser()];
      const begun = clockIn(space, user);
      await store.commit(begun);
      expect(await store.commit({ ...begun, space: elsewhere })).toEqual({ kind: 'ok', version: 1 });
    });

    it('lets one of many rivals win', async () => {
      const [space, user] = [aSpace(), aUser()];
      const rivals = Array.from({ length: 40 }, () => clockIn(space, user));
      const outcomes = await Promise.all(
        rivals.map((rival, index) => (index % 2 === 0 ? store : subject.other).commit(rival).then(({ kind }) => kind)),
      );
      expect(outcomes.filter((kind) => kind === 'ok')).toHaveLength(1);
      expect(outcomes.filter((kind) => kind === 'conflict')).toHaveLength(39);
      const winner = rivals[outcomes.indexOf('ok')]!;
      expect(await store.load(space, user)).toEqual(winner.next);
      expect(await collect(store.ledger(space))).toHaveLength(1);
    });

    it('keeps the order of one member when nothing is awaited', async () => {
      const [space, user] = [aSpace(), aUser()];
      const chain: Commit[] = [];
      let state = EMPTY_MEMBER;
      for (let index = 0; index < 60; index++) {
        const commit =
          state.active === null
            ? clockIn(space, user, state, { startedAt: T + index * HOUR })
            : clockOut(space, user, state, T + index * HOUR);
        chain.push(commit);
        state = commit.next;
      }
      const outcomes = await Promise.all(chain.map((commit) => store.commit(commit)));
      expect(outcomes.map(({ version }) => version)).toEqual(chain.map((_, index) => index + 1));
      expect(outcomes.every(({ kind }) => kind === 'ok')).toBe(true);
      expect(await store.load(space, user)).toEqual(state);
      expect((await store.entries(space, user, 0, Infinity)).map(({ endedAt }) => endedAt)).toEqual(
        chain.filter(({ entries }) => entries.length > 0).map(({ next: { changedAt } }) => changedAt),
      );
      expect((await collect(store.ledger(space, user))).map(({ version }) => version)).toEqual(
        chain.map((_, index) => index + 1),
      );
    });

    it('takes a thousand members over three spaces at once', async () => {
      const spaces = [aSpace(), aSpace(), aSpace()];
      const begun = Array.from({ length: 1_000 }, (_, index) =>
        clockIn(spaces[index % 3]!, aUser(), EMPTY_MEMBER, { startedAt: T + (index % 7) }),
      );
      const outcomes = await Promise.all(begun.map((commit) => store.commit(commit)));
      expect(outcomes.every(({ kind }) => kind === 'ok')).toBe(true);
      for (const space of spaces) {
        const own = begun.filter((commit) => commit.space === space);
        const rows = await subject.other.onTheClock(space);
        expect(rows).toHaveLength(own.length);
        expect(rows).toEqual(rows.toSorted(byStart));
        expect(new Set(await collect(store.members(space)))).toEqual(new Set(own.map(({ user }) => user)));
        expect(await collect(store.ledger(space))).toHaveLength(own.length);
      }
      expect(await store.spaces()).toEqual(expect.arrayContaining(spaces));
    });

    it('takes entries and days out again, across months', async () => {
      const [space, user] = [aSpace(), aUser()];
      const begun = clockIn(space, user, EMPTY_MEMBER, { startedAt: Date.UTC(2026, 2, 31, 22) });
      await store.commit(begun);
      const april = Date.UTC(2026, 3, 1, 1);
      const done = {
        ...clockOut(space, user, begun.next, april),
        days: [
          { day: '20260331', category: categoryId('work'), ms: 2 * HOUR },
          { day: '20260401', category: categoryId('work'), ms: HOUR },
        ],
      };
      await store.commit(done);
      const before = done.next.last!;
      expect(await store.entries(space, user, april, april + 1)).toEqual([before]);
      expect(await store.entries(space, user, april - 1, april)).toEqual([]);

      const after = ended(before, Date.UTC(2026, 2, 31, 23), { overrideMs: HOUR, status: 'ENDED_CONFIRMED' });
      const request = requestId(next());
      const edit: Commit = {
        requestId: request,
        space,
        user,
        expectedVersion: 2,
        next: { version: 3, changedAt: april, active: null, last: after, seen: see(done.next.seen, request, april) },
        entries: [
          { op: 'remove', session: before },
          { op: 'put', session: after },
        ],
        days: [
          { day: '20260331', category: categoryId('work'), ms: -HOUR },
          { day: '20260401', category: categoryId('work'), ms: -HOUR },
        ],
        ledger: [record('adjusted', april, before, after)],
      };
      expect(await store.commit(edit)).toEqual({ kind: 'ok', version: 3 });
      expect(await store.entries(space, user, 0, Infinity)).toEqual([after]);
      expect(await store.days(space, user, '00000000', '99999999')).toEqual(
        new Map([['20260331', new Map([[categoryId('work'), HOUR]])]]),
      );
    });

    describe('of day buckets over months', () => {
      const work = categoryId('work');
      const bucket = (day: string, ms: number, category = work) => ({ day, category, ms });
      /** A session that counts as `days` say, upon `state`; answers the state after it. */
      const live = async (space: SpaceId, user: UserId, state: MemberState, days: Commit['days']): Promise<MemberState> => {
        const begun = clockIn(space, user, state);
        expect(await store.commit(begun)).toMatchObject({ kind: 'ok' });
        const done = { ...clockOut(space, user, begun.next, T + HOUR), days };
        expect(await store.commit(done)).toMatchObject({ kind: 'ok' });
        return done.next;
      };
      const daysIn = async (space: SpaceId, user: UserId, from: string, to: string): Promise<Record<string, number>> =>
        Object.fromEntries(
          [...(await subject.other.days(space, user, from, to))].flatMap(([day, categories]) =>
            [...categories].map(([category, ms]) => [category === work ? day : `${day} ${category}`, ms]),
          ),
        );

      it('answers for any range, to the first and the last day of a month', async () => {
        const [space, user] = [aSpace(), aUser()];
        const all = {
          ...{ 20241130: 1, 20251231: 2, 20260101: 3, 20260131: 4, 20260201: 5 },
          ...{ 20260228: 6, 20260301: 7, 20260430: 8, 20260501: 9, 20270615: 10 },
        };
        const buckets = Object.entries(all).map(([day, ms]) => bucket(day, ms));
        let state = EMPTY_MEMBER;
        // Not in order, and more of a month once it is there.
        for (const days of [buckets.slice(3, 8), buckets.slice(0, 3), buckets.slice(8)])
          state = await live(space, user, state, days);
        const days = Object.keys(all).concat('20241101', '20260102', '20260130', '20260331', '20260531');
        for (const from of [...days, '00000000'])
          for (const to of [...days, '99999999'])
            expect(await daysIn(space, user, from, to), `${from} to ${to}`).toEqual(
              Object.fromEntries(Object.entries(all).filter(([day]) => day >= from && day <= to)),
            );
      });

      it('forgets a month that is emptied, and takes it again', async () => {
        const [space, user] = [aSpace(), aUser()];
        const january = { 20260105: 100, '20260106 x': 50 };
        const days = [bucket('20260105', 100), bucket('20260106', 50, categoryId('x')), bucket('20260220', 7)];
        let state = await live(space, user, EMPTY_MEMBER, days);
        state = await live(space, user, state, [bucket('20260105', -40), bucket('20260220', 3)]);
        expect(await daysIn(space, user, '00000000', '99999999')).toEqual({ ...january, 20260105: 60, 20260220: 10 });
        state = await live(space, user, state, [bucket('20260105', -60), bucket('20260106', -50, categoryId('x'))]);
        expect(await daysIn(space, user, '00000000', '99999999')).toEqual({ 20260220: 10 });
        expect(await daysIn(space, user, '20260101', '20260131')).toEqual({});
        // Out and in again within one commit, and less than nothing, as a correction may leave it for a while.
        const again = [bucket('20260220', -10), bucket('20260220', 5), bucket('20260131', 1), bucket('20260101', -9)];
        await live(space, user, state, again);
        expect(await daysIn(space, user, '00000000', '99999999')).toEqual({ 20260101: -9, 20260131: 1, 20260220: 5 });
        const { totals } = await subject.other.status(space, user, totalsPeriodOf('20260131'));
        expect(totals).toEqual({ day: '20260131', today: { work: 1 }, week: { work: 1 }, month: { work: -8 } });
      });

      it('gives each member of a batch its own, whatever becomes of the others', async () => {
        const [space, users] = [aSpace(), Array.from({ length: 7 }, aUser)];
        const begun = users.map((user) => clockIn(space, user));
        for (const commit of begun) await store.commit(commit);
        const done = users.map((user, index) => ({
          ...clockOut(space, user, begun[index]!.next, T + HOUR),
          days: Array.from({ length: index }, (_, month) => bucket(`20260${month + 1}10`, 100 * index + month)),
        }));
        // The fourth comes once more, the sixth comes upon an old version.
        await store.commit(done[3]!);
        done[5] = { ...done[5]!, expectedVersion: 0, next: { ...done[5]!.next, version: 1 } };
        const outcomes = await Promise.all(done.map((commit) => store.commit(commit)));
        expect(outcomes.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok', 'replay', 'ok', 'conflict', 'ok']);
        for (const [index, user] of users.entries()) {
          const months = index === 5 ? [] : Array.from({ length: index }, (_, month) => month);
          expect(await daysIn(space, user, '00000000', '99999999')).toEqual(
            Object.fromEntries(months.map((month) => [`20260${month + 1}10`, 100 * index + month])),
          );
        }
      });

      it('sums a week that lies in two months or years', async () => {
        const [space, user] = [aSpace(), aUser()];
        const days = ['20251228', '20251229', '20251231', '20260101', '20260104', '20260105', '20260222', '20260223', '20260301'];
        await live(
          ...([space, user, EMPTY_MEMBER] as const),
          days.map((day, power) => bucket(day, 10 ** power)),
        );
        const sums = async (day: string): Promise<readonly (number | undefined)[]> => {
          const { totals } = await subject.other.status(space, user, totalsPeriodOf(day));
          return [totals.today, totals.week, totals.month].map((categories) => categories[work]);
        };
        expect(await sums('20251231')).toEqual([100, 11_110, 111]);
        expect(await sums('20260101')).toEqual([1_000, 11_110, 111_000]);
        expect(await sums('20260301')).toEqual([100_000_000, 110_000_000, 100_000_000]);
        expect(await sums('20260228')).toEqual([undefined, 110_000_000, 11_000_000]);
      });
    });

    it('sums the day buckets by day, week and month', async () => {
      const [space, user] = [aSpace(), aUser()];
      const begun = clockIn(space, user);
      await store.commit(begun);
      const bucket = (day: string, category: string, ms: number) => ({ day, category: categoryId(category), ms });
      const done = {
        ...clockOut(space, user, begun.next, T + HOUR),
        days: [
          bucket('20260301', 'work', 1),
          bucket('20260302', 'work', 10),
          bucket('20260302', 'a:b', 100),
          bucket('20260308', 'work', 1_000),
          bucket('20260331', 'work', 10_000),
          bucket('20260401', 'work', 100_000),
          bucket('20260228', 'work', 1_000_000),
        ],
      };
      await store.commit(done);
      const expected = {
        day: '20260302',
        today: { work: 10, 'a:b': 100 },
        week: { work: 1_010, 'a:b': 100 },
        month: { work: 11_011, 'a:b': 100 },
      };
      expect(await store.status(space, user, PERIOD)).toEqual({ state: done.next, totals: expected });
      expect(store.peekTotals(space, user, PERIOD)).toEqual(expected);
      expect(store.peekTotals(space, user, { ...PERIOD, day: '20260303' })).toBeUndefined();
      expect(await subject.other.status(space, user, PERIOD)).toEqual({ state: done.next, totals: expected });
      const tuesday = { ...PERIOD, day: '20260303' };
      expect((await subject.other.status(space, user, tuesday)).totals).toEqual({ ...expected, day: '20260303', today: {} });
    });

    it('never answers with totals of an older version', async () => {
      const [space, user] = [aSpace(), aUser()];
      let state = EMPTY_MEMBER;
      for (let round = 1; round <= 5; round++) {
        const begun = clockIn(space, user, state);
        await store.commit(begun);
        const done = clockOut(space, user, begun.next, T + HOUR);
        await store.commit(done);
        state = done.next;
        const expected = { version: state.version, today: { work: round * HOUR } };
        const shown = async (reader: CachedStore): Promise<typeof expected> => {
          const { state: read, totals } = await reader.status(space, user, PERIOD);
          return { version: read.version, today: { work: 0, ...totals.today } };
        };
        expect(await shown(store)).toEqual(expected);
        // News of a change take a moment to another process; what it shows until then belongs together.
        const earlier = { version: begun.next.version, today: { work: (round - 1) * HOUR } };
        const first = await shown(subject.other);
        expect([expected, earlier, { ...earlier, version: begun.expectedVersion }]).toContainEqual(first);
        await expect.poll(() => shown(subject.other)).toEqual(expected);
      }
    });

    it('finds a request of a member whose state does not remember it any more', async () => {
      const [space, user] = [aSpace(), aUser()];
      const begun = clockIn(space, user);
      await store.commit(begun);
      let state = begun.next;
      for (let round = 1; round <= 4; round++) {
        const change = state.active === null ? clockIn(space, user, state) : clockOut(space, user, state, T + HOUR);
        expect(await store.commit(change)).toEqual({ kind: 'ok', version: round + 1 });
        state = change.next;
      }
      expect(await store.wasApplied(space, user, begun.requestId, T)).toBe(true);
      expect(await store.wasApplied(space, user, requestId(next()), T)).toBe(false);
      // The version still keeps it from being applied twice.
      expect(await store.commit(begun)).toEqual({ kind: 'conflict', version: 5 });
    });

    it('finds a request among a long ledger', async () => {
      const space = aSpace();
      const begun = Array.from({ length: 2_500 }, () => clockIn(space, aUser()));
      await Promise.all(begun.map((commit) => store.commit(commit)));
      const { user, requestId: request } = begun[2_499]!;
      expect(await store.wasApplied(space, user, request, T)).toBe(true);
      expect(await store.wasApplied(space, user, requestId(next()), T)).toBe(false);
      expect(await store.wasApplied(space, begun[0]!.user, request, T)).toBe(false);
      expect(await collect(store.ledger(space))).toHaveLength(2_500);
    });

    it('ranks members on its boards by day, week, month and all time, by category and over all', async () => {
      const [space, ann, bob, cem] = [aSpace(), userId('901'), userId('902'), userId('903')];
      const day = (name: string, category: string, ms: number) => ({ day: name, category: categoryId(category), ms });
      const work = async (user: typeof ann, days: readonly ReturnType<typeof day>[]) => {
        const begun = clockIn(space, user, await store.load(space, user));
        await store.commit(begun);
        await store.commit({ ...clockOut(space, user, begun.next, T + HOUR), days });
      };
      const monday = '20260302';
      const on = (span: BoardSpan, category: string | null = null, of = monday) => ({
        span,
        category: category === null ? null : categoryId(category),
        day: of,
      });
      const times = async (of: Pick<CachedStore, 'board'>, board: Board, count: number, offset?: number) =>
        (await of.board(space, board, count, offset)).map(({ user, ms }) => ({ user, ms }));
      expect(await times(store, on('all'), 10)).toEqual([]);
      expect(await store.boardPlaces(space, [ann], on('all'))).toEqual({ of: 0, places: [null] });

      await work(ann, [day(monday, 'work', 100), day('20260308', '*', 10), day('20260309', 'work', 5)]);
      await work(bob, [day(monday, 'work', 60), day('20260228', 'work', 200)]);
      await work(cem, [day(monday, 'a:b', 60)]);
      expect(await times(store, on('day'), 10)).toEqual([
        { user: ann, ms: 100 },
        { user: cem, ms: 60 },
        { user: bob, ms: 60 },
      ]);
      expect(await times(subject.other, on('day'), 1, 1)).toEqual([{ user: cem, ms: 60 }]);
      expect(await times(store, on('week', null, '20260305'), 1)).toEqual([{ user: ann, ms: 110 }]);
      expect(await times(store, on('week', null, '20260301'), 10)).toEqual([{ user: bob, ms: 200 }]);
      expect(await times(store, on('month'), 1)).toEqual([{ user: ann, ms: 115 }]);
      expect(await times(store, on('all'), 10)).toEqual([
        { user: bob, ms: 260 },
        { user: ann, ms: 115 },
        { user: cem, ms: 60 },
      ]);
      expect(await times(store, on('all', 'a:b'), 10)).toEqual([{ user: cem, ms: 60 }]);
      expect(await times(store, on('month', '*'), 10)).toEqual([{ user: ann, ms: 10 }]);
      expect(await store.boardPlaces(space, [bob], on('day'))).toEqual({ of: 3, places: [{ rank: 2, ms: 60, shown: true }] });
      expect(await subject.other.boardPlaces(space, [cem], on('day'))).toEqual({
        of: 3,
        places: [{ rank: 2, ms: 60, shown: true }],
      });
      expect(await store.boardPlaces(space, [cem], on('day', 'work'))).toEqual({ of: 2, places: [null] });

      // What all did on a day is kept for some days only, so it is asked of the present one.
      const today = dayOf(Date.now(), 'UTC');
      expect([...(await store.daySums(space, today))]).toEqual([]);
      await work(ann, [day(today, 'deep work', 30), day(today, 'work', 20)]);
      await work(bob, [day(today, 'work', 25)]);
      expect([...(await subject.other.daySums(space, today))]).toEqual([
        ['work', 45],
        ['deep work', 30],
      ]);

      // Taken out again: whoever has nothing left is not on the board.
      const state = await store.load(space, cem);
      const correction: Commit = {
        ...clockIn(space, cem, state),
        days: [day(monday, 'a:b', -60)],
      };
      await store.commit(correction);
      expect(await times(store, on('all', 'a:b'), 10)).toEqual([]);
      expect(await store.boardPlaces(space, [cem], on('day'))).toMatchObject({ places: [null] });
    });

    boardsSuite(() => subject);

    it('keeps its boards right while many clock out and others look', async () => {
      const [space, users] = [aSpace(), Array.from({ length: 40 }, () => aUser())];
      const everyone = { span: 'all', category: null, day: '20260302' } as const;
      const looks: Promise<unknown>[] = [];
      await Promise.all(
        users.map(async (user, index) => {
          let state = EMPTY_MEMBER;
          for (let round = 0; round < 30; round++) {
            const begun = clockIn(space, user, state);
            await store.commit(begun);
            const done = clockOut(space, user, begun.next, T + 1_000 * (index + 1));
            await store.commit(done);
            state = done.next;
            if (round % 10 === 5) looks.push((index % 2 === 0 ? store : subject.other).board(space, everyone, 3));
          }
        }),
      );
      await Promise.all(looks);
      const rows = await store.board(space, everyone, 100);
      expect(new Map(rows.map(({ user, ms }) => [user, ms]))).toEqual(
        new Map(users.map((user, index) => [user, 30_000 * (index + 1)])),
      );
    });

    it('tells the history of a member newest first, page by page, by whichever process it was made', async () => {
      const [space, one, two] = [aSpace(), aUser(), aUser()];
      const made: Commit[] = [];
      let state = EMPTY_MEMBER;
      const step = async (at: number): Promise<void> => {
        const commit = state.active === null ? clockIn(space, one, state) : clockOut(space, one, state, T + at);
        await (at % 2 === 0 ? store : subject.other).commit(commit);
        made.push(commit);
        state = commit.next;
      };
      expect(await store.history(space, one)).toEqual({ records: [], storedAt: [], next: null });
      for (let at = 0; at < 70; at += 1) {
        await subject.other.commit(clockIn(space, aUser()));
        state = await store.reload(space, one);
        await step(at);
      }
      await store.commit(clockIn(space, two));
      const rows = made.map(rowOf).toReversed();
      const first = await store.history(space, one, undefined, 30);
      expect(first.records).toEqual(rows.slice(0, 30));
      // What comes meanwhile moves no page.
      state = await store.reload(space, one);
      await step(70);
      const second = await subject.other.history(space, one, first.next ?? 0, 30);
      expect(second.records).toEqual(rows.slice(30, 60));
      const third = await store.history(space, one, second.next ?? 0, 30);
      expect(third).toMatchObject({ records: rows.slice(60), next: null });
      // Each has the moment at which it was stored, and none was stored before an older one.
      const stored = [...first.storedAt, ...second.storedAt, ...third.storedAt];
      expect(stored).toHaveLength(rows.length);
      expect(stored.every((at) => Number.isSafeInteger(at) && at > 0)).toBe(true);
      expect(stored).toEqual(stored.toSorted((a, b) => b - a));
      expect((await subject.other.history(space, one, undefined, 1)).records).toEqual(made.slice(-1).map(rowOf));
      expect((await store.history(space, two)).records).toHaveLength(1);
      await store.erase(space);
      expect(await subject.other.history(space, one)).toEqual({ records: [], storedAt: [], next: null });
    });

    it('limits the ledger to a member', async () => {
      const [space, one, two] = [aSpace(), aUser(), aUser()];
      await store.commit(clockIn(space, one));
      await store.commit(clockIn(space, two));
      expect((await collect(store.ledger(space, two))).map(({ user }) => user)).toEqual([two]);
    });

    it('keeps ids that are not snowflakes', async () => {
      const [space, user] = [aSpace(), aUser()];
      const odd = clockIn(space, user, EMPTY_MEMBER, { category: categoryId('größe: 東京'), id: running().id });
      const commit = { ...odd, requestId: requestId('k3v-9_Az.mint') };
      await store.commit(commit);
      expect(await subject.other.load(space, user)).toEqual(commit.next);
      expect((await collect(store.ledger(space)))[0]?.requestId).toBe(commit.requestId);
    });

    it('erases a space and nothing else', async () => {
      const [space, kept, user] = [aSpace(), aSpace(), aUser()];
      for (const place of [space, kept]) {
        const begun = clockIn(place, user);
        await store.commit(begun);
        await store.commit(clockOut(place, user, begun.next, T + HOUR));
      }
      await store.erase(space);
      expect(await store.load(space, user)).toEqual(EMPTY_MEMBER);
      expect(store.peek(space, user)?.version ?? 0).toBe(0);
      expect(await store.entries(space, user, 0, Infinity)).toEqual([]);
      expect(await store.days(space, user, '00000000', '99999999')).toEqual(new Map());
      expect((await store.status(space, user, PERIOD)).totals.month).toEqual({});
      expect(await collect(store.ledger(space))).toEqual([]);
      expect(await store.spaces()).not.toContain(space);
      expect((await store.load(kept, user)).version).toBe(2);
      expect(await store.entries(kept, user, 0, Infinity)).toHaveLength(1);
      expect(await store.spaces()).toContain(kept);
      // It can begin again.
      expect(await store.commit(clockIn(space, user))).toEqual({ kind: 'ok', version: 1 });
      expect(await store.spaces()).toContain(space);
    });

    describe('of erased members', () => {
      const [work, study] = [categoryId('work'), categoryId('größe: 東京')];
      /** A member with these day buckets, and a commit upon it that adds others. */
      const worked = async (space: SpaceId, user: UserId, days: Commit['days'], before: MemberState = EMPTY_MEMBER) => {
        const begun = clockIn(space, user, before);
        const done = clockOut(space, user, begun.next, T + HOUR);
        for (const commit of [begun, { ...done, days }]) expect(await store.commit(commit)).toMatchObject({ kind: 'ok' });
      };
      const all = (space: SpaceId) => subject.other.formerTotals(space, '000000', '999999');

      it('keeps sums by month and category, and counts each erasure once', async () => {
        const [space, user, other] = [aSpace(), aUser(), aUser()];
        const days = [
          { day: '20260228', category: work, ms: 1 },
          { day: '20260301', category: work, ms: 10 },
          { day: '20260331', category: work, ms: 100 },
          { day: '20260331', category: study, ms: 1_000 },
          { day: '20261231', category: work, ms: 9_007_199_254_000 },
        ];
        await worked(space, user, days);
        await worked(space, other, days);
        const kept = await store.days(space, other, '00000000', '99999999');
        expect(await all(space)).toEqual([]);
        await subject.eraseMember(space, user);
        const sums = [
          { month: '202602', category: work, ms: 1 },
          { month: '202603', category: study, ms: 1_000 },
          { month: '202603', category: work, ms: 110 },
          { month: '202612', category: work, ms: 9_007_199_254_000 },
        ];
        expect(await all(space)).toEqual(sums);
        expect(await store.formerTotals(space, '202603', '202611')).toEqual(sums.slice(1, 3));
        expect(await store.formerTotals(space, '202604', '202611')).toEqual([]);
        expect(await store.days(space, user, '00000000', '99999999')).toEqual(new Map());
        expect(await store.days(space, other, '00000000', '99999999')).toEqual(kept);
        await subject.eraseMember(space, user);
        await subject.eraseMember(space, aUser());
        expect(await all(space)).toEqual(sums);
        // Who comes back and is erased again is added.
        await worked(space, user, [{ day: '20260315', category: work, ms: 7 }], await store.reload(space, user));
        expect(await all(space)).toEqual(sums);
        await subject.eraseMember(space, user);
        await subject.eraseMember(space, other);
        const twice = sums.map(({ ms, ...sum }) => ({ ...sum, ms: 2 * ms + (ms === 110 ? 7 : 0) }));
        expect(await all(space)).toEqual(twice);
        await store.erase(space);
        expect(await all(space)).toEqual([]);
      });

      it('keeps none of a space of a person', async () => {
        const user = aUser();
        const space = personalSpace(user);
        await worked(space, user, [{ day: '20260301', category: work, ms: 10 }]);
        await subject.eraseMember(space, user);
        expect(await store.days(space, user, '00000000', '99999999')).toEqual(new Map());
        expect(await all(space)).toEqual([]);
      });
    });

    it('peeks at what it holds', async () => {
      const [space, user] = [aSpace(), aUser()];
      expect(store.peek(space, user)).toBeUndefined();
      const begun = clockIn(space, user);
      await store.commit(begun);
      expect(store.peek(space, user)).toEqual(begun.next);
      expect(store.peekOnTheClock(space)).toEqual([{ user, session: begun.next.active }]);
    });

    it('drops what another process changed', async () => {
      const [space, user] = [aSpace(), aUser()];
      const begun = clockIn(space, user);
      await store.commit(begun);
      await subject.other.load(space, user);
      const done = clockOut(space, user, begun.next, T + HOUR);
      await store.commit(done);
      await expect.poll(async () => subject.other.load(space, user), { timeout: 5_000 }).toEqual(done.next);
      expect(subject.other.peekOnTheClock(space)).toEqual([]);
    });

    it('drops its own copy on a conflict', async () => {
      const [space, user] = [aSpace(), aUser()];
      const begun = clockIn(space, user);
      await store.commit(begun);
      await subject.other.commit(clockOut(space, user, begun.next, T + HOUR));
      expect(await store.commit(clockOut(space, user, begun.next, T + 2 * HOUR))).toEqual({ kind: 'conflict', version: 2 });
      expect((await store.load(space, user)).version).toBe(2);
    });
  });
};
