import { beforeEach, describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, SPACE } from '../../../test/support/commands-harness.js';
import { domainError } from '../../domain/errors.js';
import { categoryId, messageId, requestId, userId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { dashboards } from '../../engine/documents/kinds/dashboards.js';
import { DASHBOARD_IDS } from './custom-ids.js';

const BOSS = { manager: true, also: { channel: { id: '600', type: 0 } } };
const HOUR = 3_600_000;

let h: Awaited<ReturnType<typeof createHarness>>;
beforeEach(async () => {
  h = await createHarness();
});

const all = async () => (await h.documents.of(dashboards).get(SPACE)).dashboards;
const post = (values: Record<string, string> = {}) => h.run('dashboard post', values, BOSS);

describe('/dashboard', () => {
  it('posts into this channel, into the one that is set, or into the one that is named', async () => {
    expect((await post()).said).toContain('appears in <#600>');
    await h.run('config set', { key: 'dashboardChannel', value: '<#601>' }, BOSS);
    expect((await post({ category: 'Work' })).said).toContain('<#601>');
    expect((await post({ channel: '602' })).said).toContain('<#602>');
    expect(await all()).toMatchObject([
      { channel: '600', category: null, message: null, by: ADA },
      { channel: '601', category: expect.any(String) as string },
      { channel: '602', category: null },
    ]);
    expect(h.refreshed).toContain(SPACE);
  });

  it('says what is wrong with a channel before anything is posted', async () => {
    h.channels.check = () => Promise.resolve(err(domainError('CHANNEL_READ_ONLY')));
    expect((await post()).said).toContain('“Send Messages”');
    expect(await all()).toEqual([]);
  });

  it('is one dashboard, however often the same command is delivered, and twenty at most', async () => {
    const payload = h.payload.command('dashboard post', {}, BOSS);
    await h.send(payload);
    await h.send(payload);
    expect(await all()).toHaveLength(1);
    for (let more = 1; more < 20; more += 1) await post();
    expect((await post()).said).toContain('There are 20 dashboards');
  });

  it('lists them with what is wrong, moves and removes them by number or choice', async () => {
    await post();
    await post({ category: 'Work' });
    const [first] = await all();
    h.problems.push({ id: first?.id ?? '', error: domainError('CHANNEL_HIDDEN') });
    const { said } = await h.run('dashboard list', {}, BOSS);
    expect(said).toContain('not posted yet');
    expect(said).toContain('I cannot see that channel');
    const offered = await h.complete('dashboard remove', 'dashboard', 'work', BOSS);
    expect(offered.said).toMatch(/"name":"2: [^"]*Work, /);
    expect((await h.run('dashboard move', { dashboard: '1', channel: '700' }, BOSS)).said).toContain('<#700>');
    expect(await all()).toMatchObject([{ channel: '700', message: null }, {}]);
    expect((await h.run('dashboard move', { dashboard: '1', channel: '700' }, BOSS)).said).toContain('nothing to change');
    expect((await h.run('dashboard remove', { dashboard: '2' }, BOSS)).said).toContain('no longer kept');
    expect(await all()).toHaveLength(1);
    expect((await h.run('dashboard remove', { dashboard: '2' }, BOSS)).said).toContain('no such dashboard');
  });

  it('deletes the message of one that is taken away, and says when it cannot', async () => {
    await post();
    const by = { actor: null, requestId: requestId('posted'), at: 1, event: 'posted' };
    await h.documents
      .of(dashboards)
      .update(SPACE, by, (document) =>
        ok({ ...document, dashboards: document.dashboards.map((one) => ({ ...one, message: messageId('900') })) }),
      );
    h.messages.refuses = 'CHANNEL_READ_ONLY';
    expect((await h.run('dashboard remove', { dashboard: '1' }, BOSS)).said).toContain('delete it by hand');
  });
});

const button = (which: 'again' | 'pause' | 'clockOut' | 'status' | 'last') => h.click(DASHBOARD_IDS[which].encode({}));
const clockIn = (category = '-') => h.click(DASHBOARD_IDS.clockIn.encode({ category: categoryId(category) }));

describe('the buttons of a dashboard', () => {
  it('clock in by a private menu, and by one click to the category that was used last', async () => {
    const { said } = await clockIn();
    expect(said).toContain('What do you clock in to?');
    expect(said).toContain('"flags":64');
    const work = (await h.spaces.get(SPACE)).categories.find(({ name }) => name === 'Work')?.id ?? '';
    const { responses } = await h.choose(DASHBOARD_IDS.pick.encode({}), [work]);
    expect(responses[0]).toMatchObject({ type: 7 });
    expect(h.state().active).toMatchObject({ category: work });
    h.clock.advance(HOUR);
    await button('clockOut');
    expect(h.state()).toMatchObject({ active: null, last: { category: work } });
    h.clock.advance(HOUR);
    expect((await clockIn()).said).toContain('As last time:');
    await button('again');
    expect(h.state().active).toMatchObject({ category: work });
    expect((await clockIn()).said).toContain('already on the clock');
  });

  it('of a category clock in to it, and ask like /clockin whether to go on with what has just ended', async () => {
    const work = (await h.spaces.get(SPACE)).categories.find(({ name }) => name === 'Work')?.id ?? '';
    await clockIn(work);
    expect(h.state().active).toMatchObject({ category: work });
    h.clock.advance(HOUR);
    await button('clockOut');
    h.clock.advance(60_000);
    expect((await clockIn(work)).said).toContain('pc1:go-on:');
    await h.run('admin categories archive', { category: 'Work' }, BOSS);
    expect((await clockIn(work)).said).toContain('archived');
  });

  it('pause and go on, show the status, and clock out', async () => {
    expect((await button('pause')).said).toContain('not on the clock');
    await h.run('clockin', { category: 'Work' });
    h.clock.advance(HOUR);
    await button('pause');
    expect(h.state().active?.status).toBe('PAUSED');
    h.clock.advance(HOUR);
    await button('pause');
    expect(h.state().active?.status).toBe('RUNNING');
    expect((await button('status')).said).toContain('Work');
    await button('clockOut');
    expect(h.state().active).toBeNull();
    expect((await button('clockOut')).said).toContain('not on the clock');
  });

  it('the same click does its thing once, however often it is delivered', async () => {
    await h.run('clockin', { category: 'Work' });
    h.clock.advance(HOUR);
    const click = h.payload.click(DASHBOARD_IDS.pause.encode({}));
    await h.send(click);
    await h.send(click);
    expect(h.state().active?.status).toBe('PAUSED');
  });

  it('where a note is wanted, answer with the card that asks for it', async () => {
    await h.run('config set', { key: 'noteRequired', value: 'on' }, BOSS);
    await h.run('clockin', { category: 'Work' });
    h.clock.advance(HOUR);
    const { said } = await button('clockOut');
    expect(said).toContain('A note is wanted here');
    expect(said).toContain('pc1:out:');
    expect(h.state().active).not.toBeNull();
  });

  it('let nobody onto the clock who may not clock in', async () => {
    await h.run('config permissions deny', { capability: 'clockIn', member: ADA }, { user: '300', permissions: '8' });
    for (const { said } of [await clockIn(), await button('again'), await button('last')])
      expect(said).toContain('the permission');
    expect(h.changes).toEqual([]);
  });

  it('show all who are on the clock, page by page, to those who may see it', async () => {
    for (let at = 0; at < 40; at += 1) {
      await h.run('clockin', { category: 'Work' }, { user: String(5_000 + at) });
      h.clock.advance(1_000);
    }
    const page = (at: number, also: object = {}) =>
      h.send({ ...h.payload.click(DASHBOARD_IDS.people.encode({ category: '-', page: at })), ...also });
    const first = await page(0, { message: { id: '1', flags: 32_768 } });
    expect(first.responses[0]).toMatchObject({ type: 4 });
    expect(first.said).toContain('Page 1 of 3');
    expect(first.said.indexOf('<@5000>')).toBeLessThan(first.said.indexOf('<@5014>'));
    expect(first.said).not.toContain('<@5015>');
    expect((await page(9)).said).toContain('Page 3 of 3');
    // Categories are for those who may see them of others, also when they are what the list is about.
    const work = (await h.spaces.get(SPACE)).categories.find(({ name }) => name === 'Work')?.id ?? categoryId('-');
    const inWork = (from?: object) => h.click(DASHBOARD_IDS.people.encode({ category: work, page: 0 }), from);
    expect(first.said).not.toContain('Work');
    expect((await inWork()).said).not.toContain('<@5');
    expect((await inWork(BOSS)).said).toContain('<@5000>');
    await h.run('config set', { key: 'othersSee', value: 'nothing' }, BOSS);
    expect((await page(0)).said).not.toContain('<@5');
  });

  it('are refused outside of servers', async () => {
    for (const id of ['clockOut', 'pause', 'status'] as const)
      expect((await h.click(DASHBOARD_IDS[id].encode({}), { guild: null })).said).toContain('server');
    expect(h.state(BOB)).toMatchObject({ active: null });
    expect(userId(BOB)).toBe(BOB);
  });
});

describe('/dashboard personal', () => {
  it('shows the own day, week and last entries to the member alone, and itself anew', async () => {
    await h.run('alloc set', { category: 'Work', hours: '10' });
    await h.run('clockin', { category: 'Work' });
    h.clock.advance(2 * HOUR);
    await h.run('clockout');
    h.clock.advance(HOUR);
    await h.run('clockin', { category: 'Meeting' });
    h.clock.advance(HOUR);
    await h.run('session pause');
    h.clock.advance(HOUR);
    const { said } = await h.run('dashboard personal');
    expect(said).toContain('"flags":32832');
    // From nine o'clock on: two hours of work, one of nothing, one of a meeting, one of a break.
    expect(said).toMatch(/12:00.AM ·{18}█{4}··/);
    expect(said).toMatch(/12:00.PM ██▒▒/);
    expect(said).toContain('2 h of 10 h');
    expect(said).toContain('pc1:edit:');
    await h.run('session resume');
    const { responses } = await h.click(DASHBOARD_IDS.personal.encode({ owner: userId(ADA) }));
    expect(responses[0]).toMatchObject({ type: 7 });
    expect((await h.click(DASHBOARD_IDS.personal.encode({ owner: userId(BOB) }))).said).toContain('somebody else');
  });

  it('works at home, where nobody else is', async () => {
    const home = { guild: null };
    await h.run('clockin', { category: 'Reading' }, home);
    h.clock.advance(HOUR);
    const { said } = await h.run('dashboard personal', {}, home);
    expect(said).toContain('Reading');
    expect(said).not.toContain('dash-out');
  });
});
