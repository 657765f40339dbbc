import { expect, it } from 'vitest';
import { createService, incidentsIn } from './service.js';

const M = 60_000;

it('makes one incident of minutes in a row, and knows whether it goes on', () => {
  expect(incidentsIn('store', [null, 1, 2, 0, 0, 3], 100 * M)).toEqual([
    { what: 'store', from: 96 * M, to: 98 * M },
    { what: 'store', from: 100 * M, to: null },
  ]);
  expect(incidentsIn('store', [null, null, 0], 100 * M)).toEqual([]);
});

it('says nothing but how it is, since when, and what went wrong', async () => {
  const counts: Readonly<Record<string, readonly number[]>> = {
    linkLost: [0, 1, 0],
    breakerOpened: [0, 1, 0],
    failed: [0, 0, 2],
  };
  const service = createService({
    minutes: { sums: (name) => counts[name] ?? [0, 0, 0], ageMs: 2.5 * M },
    health: { readiness: () => Promise.resolve({ ready: true, reasons: [], degraded: ['Redis: secret reason'] }) },
    panel: { panel: () => Promise.reject(new Error('not asked')) },
    now: () => 1_000 * M,
  });
  expect(await service.history()).toEqual({
    ...{ status: 'degraded', since: 997.5 * M, knownFrom: 997.5 * M },
    incidents: [
      { what: 'failures', from: 999.5 * M, to: null },
      { what: 'store', from: 998.5 * M, to: 999.5 * M },
    ],
  });
});
