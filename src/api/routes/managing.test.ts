import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { createApiHarness } from '../../../test/support/api-harness.js';
import { unasked } from '../../../test/support/unasked.js';
import { MAY_CHANGE_SETTINGS } from '../../domain/settings.js';
import type { ManageDeps } from '../manage-deps.js';
import { createManagingRoutes } from './managing.js';

const routes = () => createManagingRoutes(unasked as unknown as ManageDeps);

it('stand in a valid document, each once', async () => {
  const h = await createApiHarness({ routesOf: routes });
  const { body } = await h.call('GET /openapi.json', { token: null });
  const checked = await new Validator().validate(structuredClone(body));
  expect(checked.errors ?? []).toEqual([]);
  const ids = routes().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

it('change something of a space only by a scope that says so, and by a permission where it is not one’s own', () => {
  for (const { id, method, path, scope, needs } of routes()) {
    if (method === 'GET' || scope === null) continue;
    const isOwn = scope === 'own:write' || path.includes('/exports');
    expect([id, isOwn || (scope === 'space:manage' && needs !== undefined)]).toEqual([id, true]);
  }
  const settings = routes().filter(({ path }) => /\/(webhooks|settings|permissions)/.test(path));
  expect(new Set(settings.map(({ needs }) => needs))).toEqual(new Set([MAY_CHANGE_SETTINGS]));
});
