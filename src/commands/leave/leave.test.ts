import { describe, expect, it, vi } from 'vitest';
import { ADA, BOB, createHarness, SPACE } from '../../../test/support/commands-harness.js';
import { userId } from '../../domain/ids.js';
import { leave } from '../../engine/documents/kinds/leave.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';

const HOUR = 3_600_000;
const boss = { user: BOB, manager: true };
const german = { locale: 'de' };
type Harness = Awaited<ReturnType<typeof createHarness>>;

/** A Monday, an hour before midnight in Berlin. */
const MONDAY = Date.parse('2026-06-08T21:00Z');
const setUp = async (): Promise<Harness> => {
  const h = await createHarness();
  h.clock.set(MONDAY);
  return h;
};
const kept = async (h: Harness, user = ADA) =>
  (await h.documents.of(leave).get({ space: SPACE, user: userId(user) })).leaves.map(({ from, to, kind, note }) => [
    `${from}-${to}`,
    kind,
    note,
  ]);

describe('/leave', () => {
  it('writes days down, a holiday unless told, and lists what comes and what is over', async () => {
    const h = await setUp();
    const { said } = await h.run('leave add', { from: '2026-07-01', to: '2026-07-14', note: 'the *sea*' });
    expect(said).toMatch(/Leave written down: Jul 1.–.14, 2026 \(14 days\)\./);
    expect(said).toContain('· Holiday ·');
    expect(said).toContain('the \\\\*sea\\\\*');
    expect(said).toContain('see until when you are on leave');
    await h.run('leave add', { from: '1.6.', kind: 'sick' });
    expect(await kept(h)).toEqual([
      ['20260601-20260601', 'sick', ''],
      ['20260701-20260714', 'holiday', 'the *sea*'],
    ]);
    const list = (await h.run('leave list')).said;
    expect(list.indexOf('Jul 1')).toBeLessThan(list.indexOf('Past'));
    expect(list).toContain('Jun 1, 2026');
    expect(list).not.toContain('You are on leave until');
  });

  it.each([
    ['Friday', undefined, '20260612-20260612'],
    ['Friday', 'Wednesday', '20260612-20260617'],
    ['tomorrow', 'day after tomorrow', '20260609-20260610'],
    ['24.12.', '6.1.', '20261224-20270106'],
  ])('from %s to %s', async (from, to, days) => {
    const h = await setUp();
    await h.run('leave add', { from, ...(to === undefined ? {} : { to }) }, german);
    expect((await kept(h)).map(([found]) => found)).toEqual([days]);
  });

  it('goes by the day that it is for its member', async () => {
    const h = await setUp();
    const home = { space: `u${ADA}` as typeof SPACE, user: userId(ADA) };
    const by = { actor: null, requestId: 'r' as never, at: 0, event: 'x' };
    await h.documents.of(preferences).update(home, by, (own) => ({ ok: true, value: { ...own, timeZone: 'Pacific/Auckland' } }));
    expect((await h.run('leave add', { from: 'today' })).said).toContain('You are on leave until Jun 9, 2026');
  });

  it('refuses what overlaps, ends before it begins, is too long, or is no day', async () => {
    const h = await setUp();
    await h.run('leave add', { from: '2026-07-01', to: '2026-07-14' });
    const said = async (from: string, to?: string) =>
      (await h.run('leave add', { from, ...(to === undefined ? {} : { to }) })).said;
    expect(await said('2026-07-14', '2026-07-20')).toContain('already, from Jul 1, 2026 to Jul 14, 2026.');
    expect(await said('2026-08-02', '2026-08-01')).toContain('first day lies after the last one');
    expect(await said('2026-08-02', '2027-09-01')).toContain('at most 366 days');
    expect(await said('whenever')).toContain('do not understand the day');
    expect(await kept(h)).toHaveLength(1);
  });

  it('is removed by any of its days, or by what was chosen', async () => {
    const h = await setUp();
    await h.run('leave add', { from: '2026-07-01', to: '2026-07-14' });
    await h.run('leave add', { from: '2026-08-01' });
    const { said } = await h.complete('leave remove', 'leave', 'jul');
    expect(said).toMatch(/"name":"2026-07-01 · Jul 1.–.14, 2026 · Holiday","value":"2026-07-01"/);
    expect(said).not.toContain('Aug');
    expect((await h.run('leave remove', { leave: '2026-07-15' })).said).toContain('no leave on that day');
    expect((await h.run('leave remove', { leave: '14.7.' })).said).toMatch(/Leave taken away: Jul 1.–.14, 2026/);
    await h.run('leave remove', { leave: '2026-08-01 · Aug 1, 2026 · Holiday' });
    expect(await kept(h)).toEqual([]);
  });

  it('belongs to one member of one space, and speaks German', async () => {
    const h = await setUp();
    await h.run('leave add', { from: '2026-07-01' }, { guild: null });
    expect(await kept(h)).toEqual([]);
    const { said } = await h.run('leave list', {}, { ...german, guild: null });
    expect(said).toContain('1. Juli 2026');
    expect(said).toContain('Urlaub · 1 Tag');
    expect(said).not.toContain('Wer hier deine Zeit sieht');
  });

  it('is told of what is kept, and goes with everything that is erased', async () => {
    const h = await setUp();
    expect((await h.run('privacy show')).said).not.toContain('Your leave');
    await h.run('leave add', { from: '2026-07-01' });
    expect((await h.run('privacy show')).said).toContain('Your leave: its days, kinds and notes.');
    expect((await h.deps.personal.collect(SPACE, userId(ADA))).documents).toMatchObject({
      leave: { leaves: [{ from: '20260701' }] },
    });
  });

  it('refuses clearly while Redis is away', async () => {
    const h = await setUp();
    await h.run('leave list');
    h.redis.away();
    expect((await h.run('leave add', { from: '2026-07-01' })).said).toContain('database');
  });
});

/** A member's history with the rows of documents, as Redis has it: the one in memory keeps those elsewhere. */
const withDocuments = (h: Harness): Harness => {
  const { timesheet } = h.deps;
  const entries = timesheet.history.bind(timesheet);
  vi.spyOn(timesheet, 'history').mockImplementation(async (space, user, from, count) => {
    const page = await entries(space, user, from, count);
    const rows = h.configs.records.filter((row) => row.user === user).toReversed();
    return { ...page, records: [...rows, ...page.records], storedAt: [...rows.map(({ at }) => at), ...page.storedAt] };
  });
  return h;
};

describe('/admin leave', () => {
  const byBoss = (h: Harness, more = {}) =>
    h.run('admin leave add', { member: ADA, from: '2026-07-01', to: '2026-07-03', reason: 'Works *trip*', ...more }, boss);

  const completing = (h: Harness) => h.send(h.payload.command('admin leave remove', { member: ADA, leave: '' }, boss, 'leave'));

  it('writes down leave of a member, who is told with the reason, once', async () => {
    const h = withDocuments(await setUp());
    expect((await byBoss(h)).said).toMatch(new RegExp(`Leave of <@${ADA}> written down: Jul 1.–.3, 2026. They are told.`));
    expect(await kept(h)).toEqual([['20260701-20260703', 'holiday', '']]);
    const told = JSON.stringify((await h.run('status')).followUps);
    expect(told).toContain(`by <@${BOB}>`);
    expect(told).toMatch(/Leave written down.*Jul 1.–.3, 2026/);
    expect(told).toContain('Reason: Works');
    expect((await h.run('status')).followUps).toEqual([]);
  });

  it('takes leave of a member away, of whom it shows the days and neither kind nor note', async () => {
    const h = withDocuments(await setUp());
    await h.run('leave add', { from: '2026-07-01', kind: 'sick', note: 'secret' });
    const { said } = await completing(h);
    expect(said).toContain('"name":"2026-07-01 · Jul 1, 2026","value":"2026-07-01"');
    expect(said).not.toMatch(/sick|secret/i);
    const done = await h.run('admin leave remove', { member: ADA, leave: '2026-07-01', reason: 'Back early' }, boss);
    expect(done.said).not.toMatch(/sick|secret/i);
    expect(await kept(h)).toEqual([]);
    expect(JSON.stringify((await h.run('status', {}, german)).followUps)).toMatch(/Abwesenheit weggenommen.*1\. Juli 2026/);
  });

  it('announces nothing that was refused', async () => {
    const h = withDocuments(await setUp());
    await h.run('leave add', { from: '2026-07-02' });
    expect((await byBoss(h)).said).toContain('already, from');
    expect((await byBoss(h, { reason: '  ' })).said).toContain('must be filled in');
    expect((await h.run('status')).followUps).toEqual([]);
  });

  it('is for those with the capability, and for nobody where the server leaves it to its members', async () => {
    const h = await setUp();
    expect((await h.run('admin leave add', { member: BOB, from: 'today', reason: 'x' })).said).toContain('“Edit others”');
    await h.run('leave add', { from: '2026-07-01' });
    await h.run('config set', { key: 'leaveShown', value: 'off' }, { user: '300', permissions: '8' });
    expect((await byBoss(h)).said).toContain('between members and the clock');
    expect((await completing(h)).said).toContain('"choices":[]');
    expect((await h.run('leave list')).said).toContain('Nobody else here sees it');
    h.clock.advance(HOUR);
    expect(await kept(h)).toHaveLength(1);
  });
});
