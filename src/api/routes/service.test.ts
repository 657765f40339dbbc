import { expect, it } from 'vitest';
import { manageRoutes } from '../../../test/support/manage-routes.js';
import { serviceRoutes } from './service.js';

const AT = Date.UTC(2026, 2, 9, 8);
const HOUR = 3_600_000;

it('tells everybody what the page of the status tells', async () => {
  const { body } = await manageRoutes(serviceRoutes, {
    service: {
      status: () => ({
        ...{ state: 'degraded', troubles: ['redis'], at: AT, startedAt: AT - 48 * HOUR, knownFrom: AT - 24 * HOUR },
        incidents: [
          { what: 'redis', from: AT - HOUR, to: null },
          { what: 'discord', from: AT - 3 * HOUR, to: AT - 2 * HOUR },
        ],
      }),
      panel: () => Promise.reject(new Error('not asked')),
    },
  });
  expect(await body('getStatusHistory')).toEqual({
    ...{ status: 'degraded', troubles: ['redis'], now: '2026-03-09T08:00:00.000Z' },
    ...{ since: '2026-03-07T08:00:00.000Z', knownFrom: '2026-03-08T08:00:00.000Z' },
    incidents: [
      { what: 'redis', from: '2026-03-09T07:00:00.000Z', to: null },
      { what: 'discord', from: '2026-03-09T05:00:00.000Z', to: '2026-03-09T06:00:00.000Z' },
    ],
  });
});
