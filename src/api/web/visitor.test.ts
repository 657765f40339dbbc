import { expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingLogger } from '../../../test/support/fakes.js';
import { memoryWebSessions } from '../../../test/support/memory-web-sessions.js';
import { userId } from '../../domain/ids.js';
import type { Incoming } from '../server/authenticate.js';
import { cookieJar } from './cookies.js';
import { csrfTokenOf } from './secrets.js';
import { createWebSessions } from './sessions.js';
import { siteAt } from './site.js';
import { byCookie } from './visitor.js';

const parts = {
  sessions: createWebSessions({ store: memoryWebSessions(), clock: new FakeClock(), log: new RecordingLogger() }),
  site: () => siteAt('https://clock.example'),
  jar: () => cookieJar(true),
};
const cookie = await parts.sessions.begin({ user: userId('7'), name: 'Ada', locale: null, guilds: [] });
const csrf = csrfTokenOf(cookie.split('.')[1] ?? '');
const ask = (method: string, headers: Readonly<Record<string, string>>) => {
  const incoming: Incoming = { header: (name) => headers[name], method, url: '/', address: '', now: 0 };
  return byCookie(parts)(incoming);
};
const own = { cookie: `__Host-punchcard-session=${cookie}` };

it('knows a person by the cookie, with everything that they may do', async () => {
  const caller = await ask('GET', own);
  expect(caller).toMatchObject({ ok: true, value: { user: '7', through: 'page', space: null } });
  expect(JSON.stringify(caller?.ok === true ? caller.value.key : '')).not.toContain(cookie.split('.')[1]);
});

it('leaves those without a session, or with one that is over, to others', async () => {
  expect(await ask('GET', {})).toBeNull();
  expect(await ask('POST', { cookie: `__Host-punchcard-session=7.${'x'.repeat(43)}` })).toBeNull();
});

it.each([
  ['no token', { origin: 'https://clock.example' }],
  ['no origin', { 'x-csrf-token': csrf }],
  ['another origin', { origin: 'https://clock.example.evil', 'x-csrf-token': csrf }],
  ['an origin without encryption', { origin: 'http://clock.example', 'x-csrf-token': csrf }],
  ['the token of another session', { origin: 'https://clock.example', 'x-csrf-token': csrfTokenOf('another') }],
])('takes no write with %s', async (_what, headers) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
    expect(await ask(method, { ...own, ...headers })).toMatchObject({ ok: false, error: { code: 'CSRF_INVALID' } });
});

it('takes a write from our page', async () => {
  expect(await ask('POST', { ...own, origin: 'https://clock.example', 'x-csrf-token': csrf })).toMatchObject({ ok: true });
});
