import { expect, it } from 'vitest';
import { ADA, createHarness, SPACE } from '../../test/support/commands-harness.js';
import { callbackProblems } from '../../test/support/contract/index.js';
import { createPageLinks } from '../core/page-links.js';
import { createTranslators } from '../i18n/translators.js';
import { runningView } from '../views/export/card.js';
import { serverDashboard } from '../views/dashboards/server.js';
import { readDashboard } from './dashboards/content.js';

const page = createPageLinks('https://clock.example');
const urlsIn = (body: unknown): readonly string[] =>
  [...JSON.stringify(body).matchAll(/"url":"([^"]*)"/g)].map(([, url]) => url ?? '');

it('the summary after a clock-out and dashboards lead to the page, as Discord takes it', async () => {
  const h = await createHarness({ page });
  await h.run('clockin', { category: 'Meeting' });
  const own = await h.run('dashboard personal');
  const out = await h.run('clockout');
  expect(urlsIn(own.responses)).toEqual([`https://clock.example/app/${SPACE}`]);
  expect(urlsIn(out.responses)).toEqual([`https://clock.example/app/${SPACE}/timesheet`]);
  for (const response of [...own.responses, ...out.responses]) expect(callbackProblems(response)).toEqual([]);
  const t = createTranslators().for('de');
  const server = serverDashboard(await readDashboard(SPACE, null, { ...h.deps, page }), t);
  expect(urlsIn(server)).toEqual([`https://clock.example/app/${SPACE}`]);
  expect(callbackProblems({ type: 4, data: server })).toEqual([]);
  expect(JSON.stringify(server)).toContain('Im Web öffnen');
});

it('an export that takes long leads there', () => {
  const t = createTranslators().for('en');
  const about = { about: { kind: 'self' }, from: null, to: '20260131', category: null } as const;
  const what = { ...about, format: 'csv', detail: 'entries' } as const;
  const card = { what, progress: { stage: 'packing' }, part: null, at: 0, late: null, cancelId: 'x' } as const;
  expect(urlsIn(runningView({ ...card, page: page.to(SPACE, 'reports') }, t))).toEqual([
    `https://clock.example/app/${SPACE}/reports`,
  ]);
});

it('where nobody reaches the page nothing leads there', async () => {
  const none = createPageLinks(null);
  expect(none.to(SPACE, '')).toBeNull();
  const h = await createHarness({ page: none });
  await h.run('clockin', { category: 'Meeting' });
  expect(urlsIn((await h.run('clockout')).responses)).toEqual([]);
  expect(h.state(ADA).active).toBeNull();
  none.servedAt(() => 'http://127.0.0.1:8080');
  expect(none.to(SPACE, 'timesheet')).toBe(`http://127.0.0.1:8080/app/${SPACE}/timesheet`);
});
