import { afterEach, expect, it } from 'vitest';
import { createHarness, SPACE } from '../../../test/support/commands-harness.js';
import { domainError } from '../../domain/errors.js';
import { requestId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { exportsOfTeam } from '../../engine/documents/kinds/exported.js';
import { exportSchedules } from '../../engine/documents/kinds/export-schedules.js';
import { followExportSchedules, postExportsJob } from '../../engine/jobs/post-exports.js';
import type { DueChange } from '../../engine/due/due-row.js';
import { createTranslators } from '../../i18n/translators.js';
import { createExportPoster } from './poster.js';

type Harness = Awaited<ReturnType<typeof createHarness>>;
const boss = { user: '300', permissions: '8' };
const CHANNEL = '700000000000000001';
const WEEK = { format: 'xlsx', interval: 'week', channel: CHANNEL };

let open: Harness | null = null;
const harness = async (): Promise<Harness> => {
  open = await createHarness();
  return open;
};
afterEach(async () => {
  await open?.exports.close();
  open = null;
});

const postOf = (said: string): string => /pc1:export-post:[^"]+/.exec(said)?.[0] ?? 'no button';
const scheduled = async (h: Harness, values = {}, from: { readonly user: string; readonly permissions?: string } = boss) => {
  const asked = await h.run('export schedule', { ...WEEK, ...values }, from);
  return h.click(postOf(asked.said), from);
};
const listOf = async (h: Harness) => (await h.documents.of(exportSchedules).get(SPACE)).list;

/** Does what is due, as the process of this harness. */
const worker = (h: Harness) => {
  const warned: string[] = [];
  const warnings = {
    boardNotPosted: () => Promise.resolve(),
    digestNotPosted: () => Promise.resolve(),
    webhookOff: () => Promise.resolve(),
    exportNotPosted: (_space: unknown, channel: string, { code }: { readonly code: string }) => {
      warned.push(`${channel} ${code}`);
      return Promise.resolve();
    },
  };
  const exportPoster = createExportPoster({ ...h.deps, warnings, translators: createTranslators({ strict: true }) });
  const due = { change: () => Promise.resolve() };
  const job = postExportsJob({ documents: h.documents, spaces: h.spaces, exportPoster, due, now: () => h.clock.now() });
  const run = (about = '1') => job.run({ space: SPACE, user: null, about, at: h.clock.now(), payload: null });
  return { run, warned };
};

it('asks before anything is posted for others, and sets it up once', async () => {
  const h = await harness();
  const asked = await h.run('export schedule', WEEK, boss);
  expect(asked.said).toContain('will see the hours of all members');
  expect(asked.said).toMatch(/is about Jan 5\W+11, 2026 and comes on <t:1768176000:f>/);
  expect(await listOf(h)).toEqual([]);
  expect((await h.click(postOf(asked.said), boss)).said).toContain('from now on');
  await h.click(postOf(asked.said), boss);
  await scheduled(h, { interval: 'month', detail: 'days', category: 'Work' });
  expect(await listOf(h)).toMatchObject([
    { id: '1', channel: CHANNEL, format: 'xlsx', detail: 'summary', every: 'week', category: null, next: '20260105' },
    { id: '2', detail: 'days', every: 'month', category: 'work', next: '20260101' },
  ]);
  expect((await h.run('export list', {}, boss)).said).toContain(`<#${CHANNEL}>`);
  expect((await h.run('export list')).said).not.toContain(CHANNEL);
  expect((await h.complete('export remove', 'schedule', '', boss)).said).toContain('2. Every month: Excel');
  expect((await h.run('export remove', { schedule: '2' }, boss)).said).toContain('not posted any more');
  expect((await h.run('export remove', { schedule: '2' }, boss)).said).toContain('No such export');
});

it('is for those who may export others, also when the button is clicked later', async () => {
  const h = await harness();
  const asked = await h.run('export schedule', WEEK, boss);
  expect((await h.run('export schedule', WEEK)).said).toContain('permission');
  // The same person without the permission.
  expect((await h.click(postOf(asked.said), { user: '300' })).said).toContain('permission');
  expect((await h.click(postOf(asked.said), { user: '301', permissions: '8' })).said).toContain('belong to somebody else');
  h.channels.check = () => Promise.resolve(err(domainError('CHANNEL_READ_ONLY')));
  expect((await h.click(postOf(asked.said), boss)).said).toContain('may not write');
  expect(await listOf(h)).toEqual([]);
  h.channels.check = () => Promise.resolve(ok(undefined));
  for (let at = 0; at < 10; at += 1) await scheduled(h, { channel: `70000000000000001${at}` });
  expect((await scheduled(h)).said).toContain('the most there can be');
});

it('posts the week that is over, once and without a sound, and writes it down', async () => {
  const h = await harness();
  await scheduled(h);
  const { run } = worker(h);
  // The week is not over.
  expect(await run()).toEqual({ again: Date.parse('2026-01-12T00:00Z'), payload: null });
  expect(h.exports.asked).toEqual([]);
  h.clock.set(Date.parse('2026-01-12T00:00Z'));
  expect(await run()).toEqual({ again: Date.parse('2026-01-19T00:00Z'), payload: null });
  await run();
  expect(h.exports.asked).toMatchObject([
    { format: 'xlsx', detail: 'summary', from: '20260105', to: '20260111', about: { kind: 'members' }, locale: 'en' },
  ]);
  expect(h.messages.posted).toMatchObject([
    { channel: CHANNEL, nonce: 'xs:1:20260105:0', silent: true, files: [{ name: 'punchcard-guild-2026-01-05_2026-01-11.xlsx' }] },
  ]);
  expect(JSON.stringify(h.messages.posted)).toContain('All members');
  expect((await h.documents.of(exportsOfTeam).get(SPACE)).list).toMatchObject([{ by: null, from: '20260105' }]);
  expect(h.exports.files.size).toBe(0);
  // After an outage of three weeks the one that was due is posted, and then the next one of now.
  h.clock.set(Date.parse('2026-02-04T10:00Z'));
  expect(await run()).toEqual({ again: Date.parse('2026-02-09T00:00Z'), payload: null });
  expect(h.exports.asked.at(-1)).toMatchObject({ from: '20260112', to: '20260118' });
  // In a week of nobody there is nothing to post.
  h.exports.rows = 0;
  h.clock.set(Date.parse('2026-02-09T00:00Z'));
  await run();
  expect(h.messages.posted).toHaveLength(2);
});

it('does not let other due things wait for a long one', async () => {
  const h = await harness();
  await scheduled(h);
  h.clock.set(Date.parse('2026-01-12T00:00Z'));
  h.exports.holds = true;
  const { run } = worker(h);
  const first = run();
  await h.clock.advanceAsync(3_000);
  expect(await first).toEqual({ again: h.clock.now() + 20_000, payload: null });
  const second = run();
  await expect.poll(() => h.exports.held.length).toBe(1);
  await h.exports.held[0]?.end();
  expect(await second).toMatchObject({ again: Date.parse('2026-01-19T00:00Z') });
  expect(h.exports.asked).toHaveLength(1);
  expect(h.messages.posted).toHaveLength(1);
});

it('tells once who can mend it, and tries the next time', async () => {
  const h = await harness();
  await scheduled(h);
  h.messages.refuses = 'CHANNEL_READ_ONLY';
  const { run, warned } = worker(h);
  for (const day of ['12', '19']) {
    h.clock.set(Date.parse(`2026-01-${day}T00:00Z`));
    await run();
  }
  expect(warned).toEqual([`${CHANNEL} CHANNEL_READ_ONLY`]);
  expect((await h.run('export list', {}, boss)).said).toContain('may not write');
  h.messages.refuses = 'DISCORD_UNAVAILABLE';
  h.clock.set(Date.parse('2026-01-26T00:00Z'));
  await expect(run()).rejects.toThrow('DISCORD_UNAVAILABLE');
  expect((await listOf(h))[0]).toMatchObject({ next: '20260119', problem: 'CHANNEL_READ_ONLY' });
  h.messages.refuses = null;
  await run();
  expect((await listOf(h))[0]).toMatchObject({ next: '20260126', problem: null });
  expect(h.exports.files.size).toBe(0);
});

it('is due at another moment when the days or weeks of the space change', async () => {
  const h = await harness();
  await scheduled(h);
  const put: DueChange[] = [];
  const due = { change: (_space: unknown, changes: readonly DueChange[]) => (put.push(...changes), Promise.resolve()) };
  const follow = followExportSchedules({ documents: h.documents, spaces: h.spaces, due });
  const row = (document: string, path: readonly string[]) => ({
    ...{ kind: 'document' as const, id: '1', requestId: requestId('1'), user: null, version: 1, event: 'x', at: 0, actor: null },
    ...{ document, source: 'command', changes: [{ path }] },
  });
  await follow(SPACE, [row('targets', ['list']), row('configuration', ['settings', 'boards'])]);
  expect(put).toEqual([]);
  await h.run('config set', { key: 'weekStart', value: 'sunday' }, boss);
  await follow(SPACE, [row('configuration', ['settings', 'weekStart'])]);
  // The week that holds the 5th ends with the 10th now.
  expect(put).toMatchObject([{ next: { at: Date.parse('2026-01-11T00:00Z') } }]);
});
