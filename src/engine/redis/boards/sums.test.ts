import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryIn, daySumName, fieldOf } from './day-sums.js';
import { boardsOf } from './names.js';
import { BoardSums } from './sums.js';

/** As scripts/fold-boards.lua adds: board -> member -> ms; boards whose time is over, apart. */
const added = ({ names, args }: ReturnType<BoardSums['forScript']>) => {
  const boards = new Map<string, Map<string, number>>();
  const over = new Set<string>();
  const seen: string[] = [];
  let at = 0;
  const next = (): string | number => args[at++] ?? '';
  while (at < args.length) {
    const heads = Array.from({ length: Number(next()) }, () => [String(next()), next()] as const);
    const members = Array.from({ length: Number(next()) }, () => [String(next()), Number(next())] as const);
    for (const [name, forget] of heads) {
      seen.push(name);
      if (forget === 0) over.add(name);
      const board = boards.get(name) ?? new Map<string, number>();
      for (const [member, ms] of members) board.set(member, (board.get(member) ?? 0) + ms);
      boards.set(name, board);
    }
  }
  expect(seen).toEqual(names);
  return { boards, over };
};

describe('BoardSums', () => {
  const delta = fc.record({
    user: fc.constantFrom('1', '2', '3'),
    day: fc.constantFrom('20260227', '20260301', '20260302', '20261122'),
    category: fc.constantFrom('work', '*', 'a:b', 'deep work'),
    ms: fc.integer({ min: -5_000, max: 5_000 }),
  });

  it('gives every board what its deltas come to, whichever are said together', () => {
    fc.assert(
      fc.property(fc.array(delta, { maxLength: 30, size: 'max' }), (deltas) => {
        const [sums, wanted] = [new BoardSums(), new Map<string, Map<string, number>>()];
        for (const { user, day, category, ms } of deltas) {
          sums.add(user, day, category, ms);
          for (const { name } of boardsOf(category, day)) {
            const board = wanted.get(name) ?? new Map<string, number>();
            wanted.set(name, board.set(user, (board.get(user) ?? 0) + ms));
          }
          const ofDay = wanted.get(daySumName(day)) ?? new Map<string, number>();
          wanted.set(daySumName(day), ofDay.set(fieldOf(category), (ofDay.get(fieldOf(category)) ?? 0) + ms));
        }
        const { names } = sums.forScript(0);
        expect(new Set(names).size).toBe(names.length);
        expect(added(sums.forScript(0)).boards).toEqual(wanted);
      }),
    );
  });

  it('says what comes of one day once, and which boards are over', () => {
    const sums = new BoardSums();
    for (let member = 0; member < 50; member += 1) sums.add(String(member), '20260302', 'work', 1_000);
    const said = sums.forScript(Date.parse('2027-03-01'));
    // All that its members stand on together, and the sums of the day.
    expect(said.args).toHaveLength(1 + 8 * 2 + 1 + 50 * 2 + (1 + 2 + 1 + 2));
    expect([...added(said).over]).toEqual(said.names.filter((name) => /:[cd]\d/.test(name)));
    sums.add('1', '20260302', 'meeting', 1_000);
    // One list of both categories, and one of each.
    expect(sums.forScript(0).args).toHaveLength(3 * (1 + 4 * 2 + 1) + 2 * 50 * 2 + 2 + (1 + 2 + 1 + 2 * 2));
  });

  it('a category is found again by its field, whatever its name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 8 }), (name) => {
        expect(fieldOf(name)).not.toContain(' ');
        expect(categoryIn(fieldOf(name))).toBe(name);
      }),
    );
  });
});
