import { expect, it } from 'vitest';
import { parseFormula } from '../../../../test/support/notion/formula.js';
import { totalExpression } from './columns.js';
import { nextDayEnd, writtenAt } from './days.js';

it('sums columns of any name, and takes what is empty for nothing', () => {
  const names = ['Math', 'Say "hi"', 'Back\\slash'];
  const formula = parseFormula(totalExpression(names));
  const values: Readonly<Record<string, number | null>> = { Math: 1.5, 'Say "hi"': null, 'Back\\slash': 2 };
  expect(formula.names.filter((name, at) => formula.names.indexOf(name) === at)).toEqual(names);
  expect(formula.evaluate((name) => values[name] ?? null)).toBe(3.5);
  expect(parseFormula(totalExpression([])).evaluate(() => null)).toBe(0);
});

it('ends days ten minutes after they do, by the clocks of the zone', () => {
  const berlin = { timeZone: 'Europe/Berlin', dayStart: 0, dayBoundary: 'split' } as const;
  expect(new Date(writtenAt('20261025', berlin)).toISOString()).toBe('2026-10-25T23:10:00.000Z');
  expect(new Date(writtenAt('20260329', berlin)).toISOString()).toBe('2026-03-29T22:10:00.000Z');
  const late = { ...berlin, dayStart: 240 };
  expect(new Date(writtenAt('20261201', late)).toISOString()).toBe('2026-12-02T03:10:00.000Z');
  // Between the end of a day and its page, that page is next.
  expect(nextDayEnd(Date.parse('2026-12-01T23:05:00Z'), berlin)).toBe(Date.parse('2026-12-01T23:10:00Z'));
  expect(nextDayEnd(Date.parse('2026-12-01T23:10:00Z'), berlin)).toBe(Date.parse('2026-12-02T23:10:00Z'));
});
