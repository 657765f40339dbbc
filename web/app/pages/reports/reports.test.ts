import { describe, expect, it } from 'vitest';
import { daysIn, presetPeriod, readPeriod, usualGroup } from './period.js';
import { stackOf } from './stack.js';

const TODAY = '20260101';

describe('periods of a report', () => {
  it.each([
    ['week', 'monday', '20251229', '20260104'],
    ['week', 'sunday', '20251228', '20260103'],
    ['lastWeek', 'monday', '20251222', '20251228'],
    ['month', 'monday', '20260101', '20260131'],
    ['lastMonth', 'monday', '20251201', '20251231'],
    ['year', 'monday', '20260101', '20261231'],
  ] as const)('%s, with weeks from %s', (preset, weekStart, from, to) => {
    expect(presetPeriod(preset, TODAY, weekStart)).toEqual({ from, to });
  });

  it('are counted by days, also over changes of the clocks', () => {
    expect(daysIn({ from: '20260301', to: '20260331' })).toBe(31);
    expect(daysIn({ from: '20240101', to: '20241231' })).toBe(366);
  });

  it.each(['', 'from=20260201&to=20260101', 'from=20260230&to=20260301', 'from=20200101&to=20260101'])(
    'are this week where the address says “%s”',
    (query) => {
      expect(readPeriod(new URLSearchParams(query), TODAY, 'monday')).toEqual({ from: '20251229', to: '20260104' });
    },
  );

  it('have no more columns than can be told apart', () => {
    expect((['week', 'month', 'year'] as const).map((preset) => usualGroup(presetPeriod(preset, TODAY, 'monday')))).toEqual([
      'day',
      'day',
      'month',
    ]);
  });
});

it('bars stand upon each other, the largest category at the bottom', () => {
  const bars = [
    { label: 'a', parts: [{ category: 'x', seconds: 3600 }] },
    {
      label: 'b',
      parts: [
        { category: 'x', seconds: 1800 },
        { category: 'y', seconds: 7200 },
      ],
    },
  ];
  expect(stackOf(bars)).toEqual({
    categories: ['y', 'x'],
    tops: [
      [0, 2],
      [1, 2.5],
    ],
  });
});
