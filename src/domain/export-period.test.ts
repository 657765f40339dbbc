import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from './calendar.js';
import { exportPeriod, splitPeriod, type AskedPeriod, type ExportTimeframe } from './export-period.js';

const asked = (fields: Partial<AskedPeriod>) =>
  exportPeriod({ timeframe: null, from: null, to: null, ...fields }, '20260304', 'monday');

it.each<[ExportTimeframe, string | null, string]>([
  ['today', '20260304', '20260304'],
  ['week', '20260302', '20260308'],
  ['lastWeek', '20260223', '20260301'],
  ['month', '20260301', '20260331'],
  ['lastMonth', '20260201', '20260228'],
  ['year', '20260101', '20261231'],
  ['all', null, '20260304'],
])('%s is from %s to %s', (timeframe, from, to) => {
  expect(asked({ timeframe })).toEqual({ ok: true, value: { from, to } });
});

it('is this month unless told, and days as they are given', () => {
  expect(asked({})).toMatchObject({ value: { from: '20260301', to: '20260331' } });
  expect(asked({ from: '20260210' })).toMatchObject({ value: { from: '20260210', to: '20260304' } });
  expect(asked({ to: '20260210' })).toMatchObject({ value: { from: null, to: '20260210' } });
  expect(asked({ from: '20260210', to: '20260210' })).toMatchObject({ value: { from: '20260210', to: '20260210' } });
  expect(exportPeriod({ timeframe: 'week', from: null, to: null }, '20260301', 'sunday')).toMatchObject({
    value: { from: '20260301', to: '20260307' },
  });
});

it('refuses what cannot be', () => {
  expect(asked({ from: '20260211', to: '20260210' })).toMatchObject({ error: { code: 'RANGE_BACKWARDS' } });
  expect(asked({ from: '20260305' })).toMatchObject({ error: { code: 'RANGE_BACKWARDS' } });
  expect(asked({ timeframe: 'all', to: '20260210' })).toMatchObject({ error: { code: 'EXPORT_PERIOD_TWICE' } });
});

it('splits a period into pieces that follow each other and leave nothing out', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 800 }), fc.integer({ min: 1, max: 12 }), (days, parts) => {
      const [from, to] = ['20250301', addDays('20250301', days - 1)];
      const pieces = splitPeriod(from, to, parts);
      expect(pieces).toHaveLength(Math.min(days, parts));
      expect([pieces[0]?.from, pieces.at(-1)?.to]).toEqual([from, to]);
      for (const [at, piece] of pieces.entries()) {
        expect(piece.from <= piece.to).toBe(true);
        if (at > 0) expect(piece.from).toBe(addDays(pieces[at - 1]?.to ?? '', 1));
      }
    }),
    { numRuns: 50 },
  );
});
