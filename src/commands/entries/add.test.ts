import { describe, expect, it } from 'vitest';
import { ADA, createHarness, HOME, SPACE } from '../../../test/support/commands-harness.js';
import { added, HOUR, press, said, setUp, today } from '../../../test/support/entries-harness.js';
import { userId } from '../../domain/ids.js';
import { firstClash } from '../../domain/overlap.js';

describe('/session add', () => {
  it('shows what was understood before it is stored', async () => {
    const h = await setUp();
    const asked = said(await h.run('session add', { category: 'Work', start: '9:30', duration: '1h 20m', note: 'forgot' }));
    expect(JSON.stringify(asked.embeds)).toContain(`<t:${String(today(h, 9, 30) / 1000)}:f>`);
    expect(await h.kept()).toEqual([]);
    const stored = await press(h, asked, 'Save');
    expect(JSON.stringify(stored.embeds)).toContain('Added');
    expect(await h.kept()).toMatchObject([
      { category: 'work', startedAt: today(h, 9, 30), endedAt: today(h, 10, 50), note: 'forgot', status: 'ENDED_UNCONFIRMED' },
    ]);
  });

  it('waits for the answer over a restart; cancelled, nothing is stored', async () => {
    const h = await setUp();
    const asked = said(await h.run('session add', { category: 'Work', start: '9:30', end: '10:00' }));
    const again = await createHarness({ beside: h });
    expect((await again.click(asked.button('Cancel'), {}, asked.embeds)).said).toContain('nothing was changed');
    expect(await h.kept()).toEqual([]);
    await again.click(asked.button('Save'), {}, asked.embeds);
    expect(await h.kept()).toHaveLength(1);
  });

  it.each([
    [{ start: '9:30' }, 'either when it ended or how long'],
    [{ start: '9:30', end: '10:00', duration: '1h' }, 'either when it ended or how long'],
    [{ start: 'soon', end: '10:00' }, 'do not understand the time'],
    [{ start: '9:30', duration: '-5m' }, 'do not understand the duration'],
  ])('%j is refused', async (options, text) => {
    const h = await setUp();
    expect((await h.run('session add', { category: 'Work', ...options })).said).toContain(text);
  });

  it('a category of one’s own space appears by it', async () => {
    const h = await setUp();
    const home = { guild: null };
    const asked = said(await h.run('session add', { category: 'Garden Work', start: '3h ago', duration: '1h' }, home));
    expect((await h.spaces.get(HOME)).categories).toEqual([]);
    await h.click(asked.button('Save'), home, asked.embeds);
    expect((await h.spaces.get(HOME)).categories.map(({ name }) => name)).toEqual(['Garden Work']);
    expect(await h.kept(ADA, HOME)).toMatchObject([{ category: 'garden work' }]);
  });

  it('an hour that exists twice is asked about, one that does not is refused', async () => {
    const h = await setUp({ timeZone: 'Europe/Berlin', selfEditDays: null });
    const asked = said(
      await h.run('session add', { category: 'Work', start: '2025-10-26 02:30', duration: '30m', note: 'night' }),
    );
    expect(asked.labels).toEqual([
      '2025-10-26 02:30 +02:00 – 2025-10-26 02:00 +01:00',
      '2025-10-26 02:30 +01:00 – 2025-10-26 03:00',
      'Cancel',
    ]);
    const review = await press(h, asked, '2025-10-26 02:30 +01:00 – 2025-10-26 03:00');
    await press(h, review, 'Save');
    expect(await h.kept()).toMatchObject([{ startedAt: Date.UTC(2025, 9, 26, 1, 30), note: 'night' }]);
    expect((await h.run('session add', { category: 'Work', start: '2025-03-30 02:30', duration: '1h' })).said).toContain(
      'does not exist',
    );
  });
});

describe('overlap', () => {
  it('is shown with ways out: start at its end, cut the other one, cancel', async () => {
    const h = await setUp();
    await added(h, '9:00', '10:00');
    const clash = said(await h.run('session add', { category: 'Study', start: '9:30', end: '11:00', note: 'n' }));
    expect(clash.labels).toEqual(['Start at its end', 'Cut the other one', 'Cancel']);
    expect(await h.kept()).toHaveLength(1);

    const later = await press(h, clash, 'Start at its end');
    expect(JSON.stringify(later.embeds)).toContain(`<t:${String(today(h, 10) / 1000)}:f>`);
    const cut = await press(h, clash, 'Cut the other one');
    expect(JSON.stringify(cut.embeds)).toContain('The other entry changes too');
    await press(h, cut, 'Save');
    expect(await h.kept()).toMatchObject([
      { category: 'work', endedAt: today(h, 9, 30) },
      { category: 'study', startedAt: today(h, 9, 30), note: 'n' },
    ]);
    // What was not saved meanwhile clashes with what is there now.
    expect((await press(h, later, 'Save')).labels).toContain('Cancel');
    expect(await h.kept()).toHaveLength(2);
    // Both were one change.
    await press(h, said(await h.run('session undo')), 'Undo');
    expect(await h.kept()).toMatchObject([{ category: 'work', endedAt: today(h, 10) }]);
  });

  it('seconds that nobody sees are none: from 13:00 after one that ended 13:00:23', async () => {
    const h = await setUp();
    h.clock.set(h.clock.now() + 23_000);
    await h.run('clockin', { category: 'Work' });
    h.clock.set(h.clock.now() + HOUR);
    await h.run('clockout');
    h.clock.set(h.clock.now() + HOUR);
    const asked = said(await h.run('session add', { category: 'Study', start: '13:00', end: '13:30' }));
    expect(JSON.stringify(asked.embeds)).toContain(`<t:${String(Math.floor(today(h, 13) / 1000) + 23)}:T>`);
    await press(h, asked, 'Save');
    const [first, second] = await h.kept();
    expect(second?.startedAt).toBe(first?.endedAt);
  });

  it('the running session counts; where the space allows it, nothing is refused', async () => {
    const h = await setUp();
    await h.run('clockin', { category: 'Work' });
    h.clock.set(h.clock.now() + 2 * HOUR);
    const add = () => h.run('session add', { category: 'Study', start: '12:30', end: '13:00' });
    expect(said(await add()).labels).toEqual(['Cancel']);
    await h.set({ overlap: 'allow' });
    expect(said(await add()).labels).toEqual(['Save', 'Cancel']);
  });

  it('an entry that lies ahead: clocking in works, clocking out is one notice, and nothing counts twice', async () => {
    const h = await setUp();
    await added(h, '14:00', '15:00');
    await h.run('clockin', { category: 'Study' });
    h.clock.set(h.clock.now() + 3.5 * HOUR);
    const summary = said(await h.run('clockout'));
    expect(JSON.stringify(summary.embeds)).toMatch(/Not counted twice.*1 h of this time/);
    const entries = await h.kept();
    expect(entries).toHaveLength(2);
    expect(entries.some((session) => firstClash(session, entries, h.clock.now()) !== null)).toBe(false);
    const days = await h.deps.timesheet.days(SPACE, userId(ADA), '00000000', '99999999');
    const total = [...days.values()].flatMap((categories) => [...categories.values()]).reduce((sum, ms) => sum + ms, 0);
    expect(total).toBe(3.5 * HOUR);
    // The clock-out and what it left to the other entry are one change of the member's.
    await press(h, said(await h.run('session undo')), 'Undo');
    expect(h.state().active?.pauses).toEqual([]);
  });
});

describe('limits for members', () => {
  it('what needs approval is refused with the reason', async () => {
    const h = await setUp({ selfEditDays: 1, selfEditBy: 30 });
    expect((await h.run('session add', { category: 'Work', start: '2020-01-01 9:00', duration: '1h' })).said).toContain(
      'up to 1 days back',
    );
    await added(h, '8:00', '10:00');
    const form = said(await h.click(said(await h.run('session list')).button('Edit')));
    const longer = { category: ['work'], ...form.filled, end: '11:00' };
    expect((await h.submit(form.form, longer)).said).toContain('by up to 30 minutes');
    await h.set({ membersAddEntries: false });
    expect((await h.run('session add', { category: 'Work', start: '11:00', duration: '5m' })).said).toContain(
      'do not add entries',
    );
    const [entry] = await h.kept();
    expect((await h.run('session delete', { entry: entry!.id })).said).toContain('by up to 30 minutes');
  });

  it('are asked again when it is stored', async () => {
    const h = await setUp();
    const asked = said(await h.run('session add', { category: 'Work', start: '8:00', duration: '1h' }));
    await h.set({ membersAddEntries: false });
    expect((await h.click(asked.button('Save'), {}, asked.embeds)).said).toContain('do not add entries');
    expect(await h.kept()).toEqual([]);
  });
});
