import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allRows,
  BERLIN,
  bucketsOf,
  entry,
  MEMBER,
  randomEntries,
  reportOf,
  requestFor,
  sourceOf,
  withReport,
} from '../../test/support/reports.js';
import { categoryId, userId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { Amount, Report, Rounding } from './report.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (text: string): number => new Date(text).getTime();

/** What is printed of each table comes to what is printed of its sum. */
const expectSums = async (report: Report): Promise<void> => {
  const { sums, head } = report;
  const rows = await allRows(report);
  const problems: string[] = [];
  const comesTo = (parts: readonly { readonly amount: Amount }[], whole: Amount, what: string): void => {
    for (const field of ['ms', 'printedMs', 'hundredths'] as const) {
      const sum = parts.reduce((all, { amount }) => all + amount[field], 0);
      if (sum !== whole[field]) problems.push(`${what}: ${sum} instead of ${whole[field]} ${field}`);
    }
  };
  comesTo(sums.weeks, sums.total, 'weeks');
  comesTo(sums.days, sums.total, 'days');
  comesTo(sums.categories, sums.total, 'categories');
  comesTo(sums.members, sums.total, 'members');
  comesTo(rows, sums.total, 'rows');
  for (const member of sums.members) comesTo(member.categories, member.amount, member.name);
  for (const week of sums.weeks) {
    const days = sums.days.filter(({ day }) => day >= week.from && day <= week.to);
    comesTo(days, week.amount, `week ${week.from}`);
  }
  const parts = rows.flatMap((row) => row.parts.map((part) => ({ ...part, category: row.category.id })));
  for (const day of sums.days) {
    comesTo(day.categories, day.amount, day.day);
    const ofDay = parts.filter((part) => part.day === day.day);
    for (const { id, amount } of day.categories)
      comesTo(
        ofDay.filter(({ category }) => category === id),
        amount,
        `${day.day} ${id}`,
      );
  }
  for (const row of rows) comesTo(row.parts, row.amount, row.session.id);
  expect(rows).toHaveLength(head.entries);
  const { rounding } = head;
  for (const { day, amount } of parts)
    if (amount.printedMs % (rounding?.stepMs ?? 1000) !== 0) problems.push(`${day}: ${amount.printedMs} ms are printed`);
  expect(problems).toEqual([]);
};

const ROUNDINGS: readonly (Rounding | null)[] = [
  null,
  ...(['nearest', 'up', 'down'] as const).flatMap((mode) =>
    (['entry', 'day'] as const).map((of): Rounding => ({ mode, stepMs: 15 * MINUTE, of })),
  ),
];

describe('a report', () => {
  it('has the totals of the day buckets, over both changes of the clocks', async () => {
    const entries = randomEntries(1_000, 7);
    const [from, to] = ['20260325', '20261026'];
    const days = bucketsOf(entries, BERLIN, from, to);
    await reportOf(
      entries,
      async ({ sums, ...report }) => {
        const told = sums.days.flatMap(({ day, categories }) => categories.map(({ id, amount }) => [day, id, amount.ms]));
        const kept = [...days].flatMap(([day, shares]) => [...shares].map(([id, ms]) => [day, id, ms]));
        expect(told.filter(([, , ms]) => ms !== 0).sort()).toEqual(kept.sort());
        expect(told.length).toBeGreaterThan(400);
        await expectSums({ sums, ...report });
      },
      { from, to },
    );
  });

  it.each(ROUNDINGS)('adds up with rounding %o', async (rounding) => {
    await reportOf(randomEntries(150, 11), expectSums, { from: '20260401', to: '20261030', rounding });
  });

  it('adds up whatever there is, of several members', async () => {
    const duration = fc.oneof(fc.nat({ max: 3 * HOUR }), fc.constant(20 * MINUTE), fc.constant(30 * HOUR));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 30 * 24 * HOUR }), duration), { maxLength: 25 }),
        fc.constantFrom(...ROUNDINGS),
        async (made, rounding) => {
          const users = [MEMBER, { user: userId('101'), name: 'Grace' }];
          const of = (member: number): readonly Session[] =>
            made.flatMap(([whose, start, length], n) => {
              const startedAt = at('2026-10-02T00:00:00+02:00') + start;
              return whose === member
                ? [entry(`m${n}`, startedAt, startedAt + length, { category: categoryId(`c${n % 3}`) })]
                : [];
            });
          const source = sourceOf(new Map(users.map(({ user }, member) => [user, of(member)])));
          const about = { kind: 'members', count: 2 } as const;
          await withReport(requestFor({ members: users, about, rounding }), source, expectSums);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('prints three times twenty minutes as an hour', async () => {
    const entries = [9, 10, 11].map((hour) =>
      entry(
        `t${hour}`,
        `2026-10-05T${String(hour).padStart(2, '0')}:00:00Z`,
        `2026-10-05T${String(hour).padStart(2, '0')}:20:00Z`,
      ),
    );
    await reportOf(entries, async (report) => {
      expect((await allRows(report)).map(({ amount }) => amount.hundredths)).toEqual([34, 33, 33]);
      expect(report.sums.total).toEqual({ ms: HOUR, printedMs: HOUR, hundredths: 100 });
    });
  });

  it('rounds each entry, or each day of a member, and stores nothing', async () => {
    const entries = [
      entry('a', '2026-10-05T09:00:00Z', '2026-10-05T09:08:00Z'),
      entry('b', '2026-10-05T10:00:00Z', '2026-10-05T10:08:00Z'),
      // Over midnight: rounded as a whole, and told by day.
      entry('c', '2026-10-05T20:00:00Z', '2026-10-06T00:07:00Z'),
    ];
    const printed = (of: Rounding['of']) =>
      reportOf(
        entries,
        async (report) => (await allRows(report)).map((row) => row.parts.map(({ amount }) => amount.printedMs / MINUTE)),
        { rounding: { mode: 'nearest', stepMs: 15 * MINUTE, of } },
      );
    expect(await printed('entry')).toEqual([[15], [15], [120, 120]]);
    // 2 h 16 min of the one day, 2 h 7 min of the other.
    expect(await printed('day')).toEqual([[15], [0], [120, 120]]);
  });

  it('has of an entry at its edge what is booked on its days, and leaves out what is not', async () => {
    const entries = [
      entry('before', '2026-09-30T10:00:00+02:00', '2026-10-01T00:00:00+02:00'),
      entry('first', '2026-09-30T22:00:00+02:00', '2026-10-01T01:30:00+02:00'),
      entry('last', '2026-10-31T23:00:00+01:00', '2026-11-01T02:00:00+01:00'),
      // Booked as a whole on the day of its start, and ends weeks later: found because the day buckets know of it.
      entry('long', '2026-10-31T23:30:00+01:00', '2026-12-24T00:00:00+01:00', { counting: { ...BERLIN, boundary: 'start' } }),
      entry('after', '2026-11-01T00:00:00+01:00', '2026-11-01T03:00:00+01:00'),
      entry('none', '2026-10-12T10:00:00+02:00', '2026-10-12T11:00:00+02:00', { overrideMs: 0 }),
    ];
    const rows = await reportOf(entries, allRows, { madeAt: at('2027-01-05T00:00:00Z') });
    expect(rows.map(({ session, amount }) => [session.id, amount.ms])).toEqual([
      ['first', 1.5 * HOUR],
      ['none', 0],
      ['last', HOUR],
      ['long', at('2026-12-24T00:00:00+01:00') - at('2026-10-31T23:30:00+01:00')],
    ]);
    expect(rows[0]?.parts).toEqual([
      expect.objectContaining({ day: '20261001', start: at('2026-10-01T00:00:00+02:00'), end: at('2026-10-01T01:30:00+02:00') }),
    ]);
  });

  it('tells of one category, and of how entries came to be', async () => {
    const [kept, other] = [
      entry('x', '2026-10-05T09:00:00Z', '2026-10-05T10:00:00Z', { category: categoryId('a') }),
      entry('y', '2026-10-05T11:00:00Z', '2026-10-05T12:00:00Z'),
    ];
    const source = sourceOf(new Map([[MEMBER.user, [other, kept]]]), new Map([[kept.id, { source: 'added', edits: 2 }]]));
    await withReport(requestFor({ category: categoryId('a') }), source, async (report) => {
      expect(report.head).toMatchObject({ entries: 1, category: 'Category a' });
      expect(await allRows(report)).toMatchObject([{ session: kept, source: 'added', edits: 2, name: 'Ada Lovelace' }]);
    });
    const unknown = await withReport(requestFor(), source, allRows);
    expect(unknown.map(({ session, source: how, edits }) => [session.id, how, edits])).toEqual([
      ['x', 'added', 2],
      ['y', null, null],
    ]);
  });

  it('holds the targets of whole weeks against what was done of them', async () => {
    const target = { id: 't', category: categoryId('work'), minutes: 120, from: '20260101' };
    const entries = [
      entry('a', '2026-10-06T09:00:00Z', '2026-10-06T12:00:00Z'),
      entry('b', '2026-10-07T09:00:00Z', '2026-10-07T10:00:00Z', { category: categoryId('other') }),
      // In the first week, of which only some days are in the report.
      entry('c', '2026-10-01T09:00:00Z', '2026-10-01T10:00:00Z'),
    ];
    await reportOf(
      entries,
      ({ sums }) => {
        expect(sums.weeks.map(({ from, to, targetMs }) => [from, to, targetMs])).toEqual([
          ['20261001', '20261004', null],
          ['20261005', '20261011', 2 * HOUR],
          ['20261012', '20261013', null],
        ]);
        expect(sums.target).toEqual({ ms: 2 * HOUR, workedMs: 3 * HOUR, differenceMs: HOUR });
      },
      { to: '20261013', targets: [target] },
    );
    await reportOf(entries, ({ sums }) => expect(sums.target).toBeNull());
  });

  it('has nothing to say of nobody', async () => {
    await reportOf([], async (report) => {
      expect(report.sums.total).toEqual({ ms: 0, printedMs: 0, hundredths: 0 });
      expect(report.sums.days).toEqual([]);
      await expectSums(report);
    });
  });
});
