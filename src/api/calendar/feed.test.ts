import Fastify from 'fastify';
import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { ADA, createHarness, HOME, SPACE, type RecordingResponder } from '../../../test/support/commands-harness.js';
import { userId } from '../../domain/ids.js';
import { createTranslators } from '../../i18n/translators.js';
import { registerFeed } from './feed.js';

const HOUR = 3_600_000;

const stage = async () => {
  const h = await createHarness();
  const app = Fastify();
  registerFeed(app, {
    ...{ documents: h.documents, spaces: h.spaces, timesheet: h.store, clock: h.clock, translators: createTranslators() },
    sharedCalls: { add: () => Promise.resolve(null) },
  });
  const fetched = (path: string, headers: Record<string, string> = {}) => app.inject({ url: path, headers });
  return { h, fetched };
};
const pathIn = ({ said }: RecordingResponder): string =>
  new URL(/https:[^\\`"]+\.ics/.exec(said)?.[0] ?? `no address in ${said}`).pathname;

/** As a calendar reads it. */
const eventsIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent').map((each) => {
    const event = new ICAL.Event(each);
    return {
      uid: event.uid,
      summary: event.summary,
      start: event.startDate.toJSDate().getTime(),
      end: event.endDate.toJSDate().getTime(),
    };
  });

it('has what is planned, with ids that stay, and entries where they are wanted', async () => {
  const { h, fetched } = await stage();
  await h.run('task add', { name: 'Write; the, report 🎉', duration: '90m', category: 'Work' });
  await h.run('schedule run');
  await h.run('clockin', { category: 'Work', note: 'a note' });
  h.clock.advance(HOUR);
  await h.run('clockout');
  const planOnly = pathIn(await h.run('calendar url'));
  const first = await fetched(planOnly);
  expect(first.headers).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'cache-control': 'private, max-age=300',
  });
  const [event, ...others] = eventsIn(first.body);
  expect(others).toEqual([]);
  expect(event).toMatchObject({ summary: 'Write; the, report 🎉' });
  expect((event?.end ?? 0) - (event?.start ?? 0)).toBe(1.5 * HOUR);
  expect((await fetched(planOnly, { 'if-none-match': String(first.headers.etag) })).statusCode).toBe(304);

  // Moved, it is the same event.
  await h.run('task edit', { task: 'Write; the, report 🎉', when: 'in 26 hours' });
  const second = await fetched(planOnly, { 'if-none-match': String(first.headers.etag) });
  expect(second.statusCode).toBe(200);
  const [moved] = eventsIn(second.body);
  expect(moved?.uid).toBe(event?.uid);
  expect(moved?.start).not.toBe(event?.start);

  const withEntries = pathIn(await h.run('calendar url', { entries: true }));
  expect(eventsIn((await fetched(withEntries)).body).map(({ summary }) => summary)).toEqual(['Write; the, report 🎉', 'Work']);
  // The address before is gone at once.
  expect((await fetched(planOnly)).statusCode).toBe(404);
});

it('says the same of an address that was revoked as of one that never was', async () => {
  const { h, fetched } = await stage();
  const path = pathIn(await h.run('calendar url'));
  expect((await fetched(path)).statusCode).toBe(200);
  await h.run('calendar revoke');
  const revoked = await fetched(path);
  expect(revoked.statusCode).toBe(404);
  for (const other of [
    path.replace(/.{8}\.ics$/, 'AAAAAAAA.ics'),
    '/calendar/x.ics',
    '/calendar/x',
    `/calendar/${'x'.repeat(90)}.ics`,
  ]) {
    const never = await fetched(other);
    expect([never.statusCode, never.body]).toEqual([revoked.statusCode, revoked.body]);
  }
  expect((await h.run('calendar revoke')).said).toContain('no calendar address');
});

it('keeps nothing of the secret', async () => {
  const { h } = await stage();
  const secret = pathIn(await h.run('calendar url')).slice('/calendar/'.length, -'.ics'.length);
  const kept = await h.deps.personal.collect(HOME, userId(ADA));
  expect(JSON.stringify(kept)).not.toContain(secret.split('-').slice(1).join('-'));
  expect(h.log.lines.map((line) => JSON.stringify(line)).join()).not.toContain(secret);
  expect(SPACE).not.toBe(HOME);
});

it('counts who fetches too much', async () => {
  const { h, fetched } = await stage();
  const path = pathIn(await h.run('calendar url'));
  const answers = [];
  for (let times = 0; times < 31; times += 1) answers.push((await fetched(path)).statusCode);
  expect(answers.slice(0, 30).every((status) => status === 200)).toBe(true);
  expect(answers[30]).toBe(429);
});

it('is away with Redis, and never an empty calendar', async () => {
  const { h, fetched } = await stage();
  const path = pathIn(await h.run('calendar url', { entries: true }));
  h.redis.away();
  expect([200, 503]).toContain((await fetched(path)).statusCode);
  expect((await fetched(path)).body).not.toContain('BEGIN:VCALENDAR\r\nEND');
});
