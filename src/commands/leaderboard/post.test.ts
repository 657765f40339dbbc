import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, SPACE } from '../../../test/support/commands-harness.js';
import { domainError } from '../../domain/errors.js';
import { channelId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { boardPosts } from '../../engine/documents/kinds/board-posts.js';
import { postBoardsJob } from '../../engine/jobs/post-boards.js';
import { createTranslators } from '../../i18n/translators.js';
import { createBoardPoster } from './poster.js';

const boss = { user: '300', permissions: '8' };
const CHANNEL = '700000000000000001';
type Harness = Awaited<ReturnType<typeof createHarness>>;
const setTo = (h: Harness, key: string, value: string) => h.run('config set', { key, value }, boss);
const posting = (h: Harness, values = {}, from = boss) =>
  h.run('leaderboard post set', { channel: CHANNEL, schedule: 'month', ...values }, from);
/** Does what is due, as the process of this harness. */
const due = (h: Harness, about = '1') => {
  const none = () => Promise.resolve();
  const warnings = { boardNotPosted: none, digestNotPosted: none, exportNotPosted: none, webhookOff: none };
  const boardPoster = createBoardPoster({ ...h.deps, warnings, translators: createTranslators({ strict: true }) });
  const parts = { documents: h.documents, spaces: h.spaces, boardPoster, now: () => h.clock.now() };
  const job = postBoardsJob({ ...parts, due: { change: () => Promise.resolve() } });
  return job.run({ space: SPACE, user: null, about, at: h.clock.now(), payload: null });
};

describe('/leaderboard post', () => {
  it('keeps where and when, once, and lists it', async () => {
    const h = await createHarness();
    expect((await h.run('leaderboard post list', {}, boss)).said).toContain('No leaderboard is posted');
    expect((await posting(h)).said).toContain(`**Every month** · <#${CHANNEL}>`);
    await posting(h);
    await posting(h, { schedule: 'week', category: 'Meeting' });
    expect((await h.documents.of(boardPosts).get(SPACE)).list).toMatchObject([
      { id: '1', channel: CHANNEL, every: 'month', category: null, next: '20260101' },
      { id: '2', every: 'week', category: 'meeting', next: '20260105' },
    ]);
    expect((await h.complete('leaderboard post off', 'post', '', boss)).said).toContain('2. Every week · Meeting');
    expect((await h.run('leaderboard post off', { post: '2' }, boss)).said).not.toContain('Every week');
    expect((await h.run('leaderboard post off', { post: '2' }, boss)).said).toContain('is not posted by itself');
    expect((await h.run('leaderboard post off', {}, { ...boss, locale: 'de' })).said).toContain('Keine Rangliste');
    expect((await h.run('leaderboard post off', {}, boss)).said).toContain('is not posted by itself');
  });

  it('refuses a channel that the bot cannot write to, and more than ten', async () => {
    const h = await createHarness();
    h.channels.check = () => Promise.resolve(err(domainError('CHANNEL_READ_ONLY')));
    expect((await posting(h)).said).toContain('may not write');
    h.channels.check = () => Promise.resolve(ok(undefined));
    for (let at = 0; at < 10; at += 1) await posting(h, { channel: `70000000000000001${at}` });
    expect((await posting(h)).said).toContain('the most there can be');
    await setTo(h, 'boards', 'off');
    expect((await posting(h)).said).toContain('no leaderboards');
  });

  it('posts without a sound what everybody may read, and nothing of those who are hidden', async () => {
    const h = await createHarness();
    await setTo(h, 'boardsOf', 'everyone');
    await posting(h, { schedule: 'week' });
    for (const [user, nick] of [
      [ADA, 'Ada'],
      [BOB, 'Bob'],
    ] as const) {
      await h.run('clockin', { category: 'Work' }, { user, nick });
      h.clock.set(h.clock.now() + 3_600_000);
      await h.run('clockout', {}, { user, nick });
    }
    await h.click(`pc1:privacy-set:${BOB}:boards-no`, { user: BOB });
    h.clock.set(Date.parse('2026-01-12T00:00Z'));
    expect(await due(h)).toEqual({ again: Date.parse('2026-01-19T00:00Z'), payload: null });
    await due(h);
    expect(h.messages.posted).toMatchObject([{ channel: CHANNEL, nonce: 'board:1:20260105', silent: true }]);
    const said = JSON.stringify(h.messages.posted);
    expect(said).toMatch(/Last week · Jan 5\W+11, 2026/);
    expect(said).toContain('🥇 **Ada** · 1 h');
    expect(said).not.toContain('Bob');
    expect(said).not.toContain('custom_id');
    // In a week of nobody there is nothing to post.
    h.clock.set(Date.parse('2026-01-19T00:00Z'));
    expect(await due(h)).toMatchObject({ again: Date.parse('2026-01-26T00:00Z') });
    expect(h.messages.posted).toHaveLength(1);
  });
});

describe('the month of a server in Berlin, on a host in Baku', () => {
  const home = process.env['TZ'];
  beforeAll(() => void (process.env['TZ'] = 'Asia/Baku'));
  afterAll(() => {
    if (home === undefined) delete process.env['TZ'];
    else process.env['TZ'] = home;
  });

  it('changes once, at Berlin’s midnight, also over a restart; a session over it is split', async () => {
    const h = await createHarness();
    const at = (text: string): void => h.clock.set(Date.parse(text));
    const title = async (of: Harness) =>
      /### ([^"\\]+)/.exec((await of.run('leaderboard show', { timeframe: 'month' })).said)?.[1];
    at('2026-01-31T12:00+01:00');
    // It is another month in Baku for three hours already.
    expect(new Date(Date.parse('2026-01-31T21:00+01:00')).getHours()).toBe(0);
    await setTo(h, 'timeZone', 'Europe/Berlin');
    await setTo(h, 'boardsOf', 'everyone');
    await h.documents.of(boardPosts).update(SPACE, { actor: null, requestId: 'x' as never, at: 1, event: 'x' }, (kept) =>
      ok({
        ...kept,
        list: [{ id: '1', channel: channelId(CHANNEL), every: 'month', category: null, next: '20260101', problem: null }],
      }),
    );
    await h.run('clockin', { category: 'Work' }, { user: BOB, nick: 'Bob' });
    at('2026-01-31T13:00+01:00');
    await h.run('clockout', {}, { user: BOB, nick: 'Bob' });
    at('2026-01-31T22:00+01:00');
    await h.run('clockin', { category: 'Work' }, { nick: 'Ada' });
    expect(await title(h)).toBe('This month · January 2026');
    at('2026-01-31T23:59:59.999+01:00');
    expect(await title(h)).toBe('This month · January 2026');
    expect(await due(h)).toEqual({ again: Date.parse('2026-02-01T00:00+01:00'), payload: null });
    at('2026-02-01T00:00+01:00');
    expect(await title(h)).toBe('This month · February 2026');
    await due(h);
    at('2026-02-01T00:30+01:00');
    const restarted = await createHarness({ beside: h });
    expect(await title(restarted)).toBe('This month · February 2026');
    expect(await due(restarted)).toEqual({ again: Date.parse('2026-03-01T00:00+01:00'), payload: null });
    expect(h.messages.posted).toHaveLength(1);
    at('2026-02-01T01:00+01:00');
    await restarted.run('clockout', {}, { nick: 'Ada' });
    const month = async (day: string) =>
      (await restarted.deps.boards.board(SPACE, { span: 'month', day, category: null }, 5)).map(({ ms }) => ms / 3_600_000);
    expect([await month('20260131'), await month('20260201')]).toEqual([[2, 1], [1]]);
    // At Baku's next midnight nothing changes.
    at('2026-02-01T21:00+01:00');
    expect(await title(restarted)).toBe('This month · February 2026');
  });
});
