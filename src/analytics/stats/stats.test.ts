import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { midnightsOf } from '../../domain/counting.js';
import { categoryId, sessionId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import { weekOf } from '../../domain/week.js';
import { hourGrid, overHours } from './hour-grid.js';
import { ServerSums } from './server-sums.js';
import { shownStats, type ShownStats } from './shown-stats.js';
import { GROUP_AT_LEAST } from '../../domain/group.js';
import { shownInLine, shownInTable, together, type Group } from './small-groups.js';

const HOUR = 3_600_000;
const MONDAY = Date.UTC(2026, 0, 5);

const group = fc
  .record({ ms: fc.integer({ min: 1, max: 1_000 }), people: fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 8 }) })
  .map(({ ms, people }): Group => ({ ms: people.length === 0 ? 0 : ms, people }));
const of = (...people: number[]): Group => ({ ms: people.length, people });

/** What a reader can tell by subtracting what is shown from the sum of a line. */
const hiddenPeople = (line: readonly Group[], shown: readonly boolean[]): number =>
  together(line.filter((_, at) => shown[at] !== true)).people.length;
const isSafe = (line: readonly Group[], shown: readonly boolean[]): boolean =>
  line.every(({ people }, at) => shown[at] !== true || people.length >= GROUP_AT_LEAST) &&
  [0, GROUP_AT_LEAST].includes(hiddenPeople(line, shown));

describe('small groups', () => {
  it('are hidden, and with them as many as it takes to hide what they are', () => {
    const big = of(1, 2, 3, 4, 5, 6);
    expect(shownInLine([big, big])).toEqual([true, true]);
    // One that is small alone would be the sum without the others: the next smallest is hidden too.
    expect(shownInLine([of(1, 2, 3, 4, 5, 6, 7), big, of(9)])).toEqual([true, false, false]);
    // Five people who are hidden together hide each other.
    expect(shownInLine([big, of(1, 2, 3), of(4, 5)])).toEqual([true, false, false]);
    // The same three people in two groups are three people.
    expect(shownInLine([big, of(1, 2, 3), of(1, 2, 3)])).toEqual([false, false, false]);
    expect(shownInLine([big, of()])).toEqual([true, false]);
    expect(shownInLine([])).toEqual([]);
  });

  it('in a line: nothing that is shown is of few people, nor what is left of the sum', () => {
    fc.assert(
      fc.property(fc.array(group, { maxLength: 12 }), (line) => {
        const shown = shownInLine(line);
        const everybody = together(line).people.length;
        // Of a sum of few people nothing is left to show.
        if (everybody < GROUP_AT_LEAST) expect(shown).toEqual(line.map(() => false));
        else expect(isSafe(line, shown)).toBe(true);
      }),
    );
  });

  it('in a table: no row and no column tells of few people, and what was hidden before stays so', () => {
    const table = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })).chain(([rows, columns]) =>
      fc.record({
        cells: fc.array(fc.array(group, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
        allowed: fc.array(fc.array(fc.boolean(), { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      }),
    );
    fc.assert(
      fc.property(table, ({ cells, allowed }) => {
        const shown = shownInTable(cells, allowed);
        const columnsOf = <T>(rows: readonly (readonly T[])[]): readonly T[][] =>
          (rows[0] ?? []).map((_, at) => rows.map((row) => row[at]!));
        const lines = [...cells.map((row, at) => [row, shown[at]!] as const)];
        columnsOf(cells).forEach((column, at) => lines.push([column, columnsOf(shown)[at]!]));
        for (const [line, isShown] of lines) {
          if (isShown.includes(true)) expect(isSafe(line, isShown)).toBe(true);
        }
        allowed.forEach((row, at) => row.forEach((may, column) => expect(may || shown[at]?.[column] === false).toBe(true)));
      }),
    );
  });

  it('leave everything else alone', () => {
    const many = Array.from({ length: 3 }, (_, row) => Array.from({ length: 4 }, (_, at) => of(row, at + 10, 20, 21, 22)));
    expect(shownInTable(many).flat().every(Boolean)).toBe(true);
  });
});

describe('clock hours', () => {
  it('take each its part of an interval, and what lies outside is left out', () => {
    const grid = hourGrid('20260105', 1, 'UTC');
    const told: [number, number][] = [];
    overHours(grid, { start: MONDAY - HOUR, end: MONDAY + 2.5 * HOUR }, (cell, ms) => told.push([cell, ms / HOUR]));
    overHours(grid, { start: MONDAY + 23 * HOUR, end: MONDAY + 30 * HOUR }, (cell, ms) => told.push([cell, ms / HOUR]));
    overHours(grid, { start: MONDAY - 9 * HOUR, end: MONDAY - HOUR }, () => told.push([-1, -1]));
    overHours(grid, { start: MONDAY + 25 * HOUR, end: MONDAY + 26 * HOUR }, () => told.push([-1, -1]));
    expect(told).toEqual([
      [0, 1],
      [1, 1],
      [2, 0.5],
      [23, 1],
    ]);
  });

  it.each([
    ['20260329', 2, 0],
    ['20261025', 2, 2],
  ])('of a day on which clocks change (%s): hour %i lasts %i', (day, hour, hours) => {
    const { starts } = hourGrid(day, 1, 'Europe/Berlin');
    expect((starts[hour + 1]! - starts[hour]!) / HOUR).toBe(hours);
    expect((starts.at(-1)! - starts[0]!) / HOUR).toBe(day === '20260329' ? 23 : 25);
  });
});

let made = 0;
/** A session on a day of January, from one hour to another. */
const worked = (day: number, from: number, to: number, category = 'work'): Session => ({
  id: sessionId(`s${++made}`),
  category: categoryId(category),
  status: 'ENDED_CONFIRMED',
  note: null,
  startedAt: MONDAY + (day - 5) * 24 * HOUR + from * HOUR,
  pauses: [],
  pausedSince: null,
  endedAt: MONDAY + (day - 5) * 24 * HOUR + to * HOUR,
  endReason: 'member',
  overrideMs: null,
  counting: null,
});

const RANGE = { from: '20260105', to: '20260111' };
const sumsOf = (people: readonly (readonly Session[])[], minutes: number | null = null): ServerSums => {
  const sums = new ServerSums({ range: RANGE, weeks: [weekOf('20260105', 'monday')], usual: midnightsOf('UTC') });
  const targets = minutes === null ? [] : [{ id: 'x', category: categoryId('work'), minutes, from: '20260105' }];
  for (const sessions of people) sums.add({ sessions, targets });
  return sums;
};
const shown = (people: readonly (readonly Session[])[], minutes: number | null = null): ShownStats =>
  shownStats(sumsOf(people, minutes))!;
const six = (sessions: (person: number) => readonly Session[]) => Array.from({ length: 6 }, (_, at) => sessions(at));

describe('what may be shown of a server', () => {
  it('is nothing of fewer than five people', () => {
    expect(shownStats(sumsOf([]))).toBeNull();
    expect(shownStats(sumsOf(six(() => [worked(5, 9, 10)]).slice(0, 4)))).toBeNull();
    // Whoever did nothing in the days is nobody.
    expect(shownStats(sumsOf([...six(() => [worked(5, 9, 10)]).slice(0, 4), [], [worked(1, 9, 10)]]))).toBeNull();
  });

  it('are days, categories and hours, with targets', () => {
    const stats = shown(
      six((at) => [worked(5, 9, 11), worked(6, 9, 10, at < 5 ? 'meeting' : 'work')]),
      150,
    );
    expect([stats.people, stats.ms / HOUR]).toEqual([6, 18]);
    expect(stats.byDay).toEqual([12 * HOUR, 6 * HOUR, null, null, null, null, null]);
    expect(stats.categories.map(({ category, ms }) => [category, ms / HOUR])).toEqual([
      ['work', 13],
      ['meeting', 5],
    ]);
    // On Tuesday one person was in another category than the rest: neither is told.
    expect(stats.categories.map(({ byDay }) => byDay.slice(0, 2))).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(stats.other).toBeNull();
    expect(stats.heat[0]?.slice(8, 12)).toEqual([null, 6 * HOUR, 6 * HOUR, null]);
    expect(stats.heat[1]?.slice(8, 12)).toEqual([null, 6 * HOUR, null, null]);
    // Two days are shown, and all six were there at nine on both.
    expect(stats.coverage.slice(8, 12)).toEqual([null, 6, 3, null]);
    expect(stats.targets).toEqual({ set: 6, met: 1 });
  });

  it('hides a day of few people, and one more, and takes the hours of neither', () => {
    const stats = shown(six((at) => [worked(5, 9, 11), worked(6, 9, 10), ...(at === 0 ? [worked(10, 3, 8)] : [])]));
    expect(stats.byDay).toEqual([12 * HOUR, null, null, null, null, null, null]);
    expect(stats.heat[1]?.every((one) => one === null)).toBe(true);
    expect(stats.heat[5]?.every((one) => one === null)).toBe(true);
    expect(stats.coverage.slice(8, 12)).toEqual([null, 6, 6, null]);
    expect(stats.coverage[3]).toBeNull();
  });

  it('puts small categories into one, and a bigger one with them where they are of few people', () => {
    const alone = shown(
      six((at) => [worked(5, 9, 11), worked(6, 9, 10, 'meeting'), ...(at === 0 ? [worked(7, 9, 10, 'secret')] : [])]),
    );
    expect(alone.categories.map(({ category }) => category)).toEqual(['work']);
    expect(alone.other).toEqual({ count: 2, ms: 7 * HOUR });
    const several = shown(six((at) => [worked(5, 9, 11), worked(6, 9, 10, `own-${at}`)]));
    expect(several.categories.map(({ category }) => category)).toEqual(['work']);
    expect(several.other).toEqual({ count: 6, ms: 6 * HOUR });
  });

  it('tells of no targets when few people have some', () => {
    expect(shown(six(() => [worked(5, 9, 11)])).targets).toBeNull();
    expect(
      shown(
        six(() => [worked(5, 9, 11)]),
        0,
      ).targets,
    ).toBeNull();
    expect(
      shown(
        six(() => [worked(5, 9, 11)]),
        120,
      ).targets,
    ).toEqual({ set: 6, met: 6 });
  });

  it('no day of a category can be told by subtracting, whoever worked when', () => {
    const someone = fc.array(
      fc.record({
        day: fc.integer({ min: 5, max: 11 }),
        from: fc.integer({ min: 0, max: 22 }),
        category: fc.constantFrom('a', 'b', 'c', 'd'),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.array(someone, { minLength: 5, maxLength: 14 }), (team) => {
        const people = team.map((own) => own.map(({ day, from, category }) => worked(day, from, from + 1, category)));
        const stats = shownStats(sumsOf(people));
        const active = people.filter((own) => own.length > 0);
        if (active.length < GROUP_AT_LEAST) {
          expect(stats).toBeNull();
          return;
        }
        const names = stats!.categories.map(({ category }) => category);
        const who = (holds: (session: Session) => boolean): number => active.filter((own) => own.some(holds)).length;
        const dayOf = ({ startedAt }: Session): number => Math.floor((startedAt - MONDAY) / (24 * HOUR));
        stats!.byDay.forEach((ms, day) => {
          if (ms === null) return;
          expect(who((session) => dayOf(session) === day)).toBeGreaterThanOrEqual(GROUP_AT_LEAST);
          // Of a day that is shown, the categories that are shown on it leave nobody or enough people.
          const told = new Set(stats!.categories.filter(({ byDay }) => byDay[day] !== null).map(({ category }) => category));
          const rest = who((session) => dayOf(session) === day && !told.has(session.category));
          if (told.size > 0) expect(rest === 0 || rest >= GROUP_AT_LEAST).toBe(true);
        });
        const hiddenDays = who((session) => stats!.byDay[dayOf(session)] === null);
        expect(hiddenDays === 0 || hiddenDays >= GROUP_AT_LEAST).toBe(true);
        const others = who(({ category }) => !names.includes(category));
        expect(others === 0 || others >= GROUP_AT_LEAST).toBe(true);
        const told = stats!.byDay.reduce<number>((sum, ms) => sum + (ms ?? 0), 0);
        const inHeat = stats!.heat.flat().reduce<number>((sum, ms) => sum + (ms ?? 0), 0);
        expect(inHeat).toBeLessThanOrEqual(told);
      }),
      { numRuns: 150 },
    );
  });
});
