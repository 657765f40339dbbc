import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, HOME, SPACE } from '../../../test/support/commands-harness.js';
import { until } from '../../../test/support/engine.js';
import { shownBy } from '../../../test/support/shown.js';
import { requestId, userId } from '../../domain/ids.js';
import { firstClash } from '../../domain/overlap.js';
import { ok } from '../../domain/result.js';
import type { SpaceSettings } from '../../domain/space.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Harness = Awaited<ReturnType<typeof createHarness>>;

/** Settings of the guild; by default times are read in UTC. */
const setUp = async (settings: Partial<SpaceSettings> = {}) => {
  const h = await createHarness();
  let count = 0;
  const set = async (changed: Partial<SpaceSettings>, space = SPACE): Promise<void> => {
    const by = { actor: null, requestId: requestId(`settings-${String(++count)}`), at: h.clock.now(), event: 'settings' };
    await h.spaces.update(space, by, (config) => ok({ ...config, settings: { ...config.settings, ...changed } }));
  };
  await set({ timeZone: 'UTC', ...settings });
  // Noon, so that times without a day are those of today. Hours pass without the engine's timers, which matter to none of this.
  h.clock.set(h.clock.now() + 3 * HOUR);
  return { ...h, set, kept: (user = ADA, space = SPACE) => h.deps.timesheet.entries(space, userId(user), 0, Infinity) };
};

const said = (answer: Awaited<ReturnType<Harness['run']>>) => shownBy(answer.responses.at(-1));
/** Clicks a button of what is shown, and gives the bot back what stands on it. */
const press = async (h: Pick<Harness, 'click'>, shown: ReturnType<typeof said>, label: string, nth = 0) =>
  said(await h.click(shown.button(label, nth), {}, shown.embeds));
/** Today at a time, ms. */
const today = (h: Pick<Harness, 'clock'>, hours: number, minutes = 0): number =>
  h.clock.now() - (h.clock.now() % 86_400_000) + hours * HOUR + minutes * MINUTE;

const added = async (h: Awaited<ReturnType<typeof setUp>>, start: string, end: string, category = 'Work') =>
  press(h, said(await h.run('session add', { category, start, end })), 'Save');

describe('the summary after clocking out', () => {
  const out = async () => {
    const h = await setUp();
    await h.run('clockin', { category: 'Work', note: 'first' });
    h.clock.set(h.clock.now() + HOUR);
    return { ...h, summary: said(await h.run('clockout')) };
  };

  it('confirms: the card says so and cannot be adjusted any more', async () => {
    const h = await out();
    expect(h.summary.labels).toEqual(['Confirm', 'Reopen', 'Adjust time', 'Edit note']);
    const confirmed = await press(h, h.summary, 'Confirm');
    expect(confirmed.type).toBe(7);
    expect(JSON.stringify(confirmed.embeds)).toContain('Confirmed');
    expect(confirmed.labels).toEqual(['Reopen', 'Edit note']);
    expect(h.state().last?.status).toBe('ENDED_CONFIRMED');
    // The old card is behind: it explains itself and shows what is so.
    const behind = await h.click(h.summary.button('Adjust time'));
    const form = said(behind).form;
    expect((await h.submit(form, { duration: '10m' })).said).toContain('already confirmed');
  });

  it('adjusts the time and stays unconfirmed; empty counts what was measured', async () => {
    const h = await out();
    const form = said(await h.click(h.summary.button('Adjust time'))).form;
    const adjusted = said(await h.submit(form, { duration: '1h 45m' }));
    expect(JSON.stringify(adjusted.embeds)).toContain('1 h 45 min');
    expect(JSON.stringify(adjusted.embeds)).toContain('time adjusted by hand');
    expect(h.state().last).toMatchObject({ overrideMs: 105 * MINUTE, status: 'ENDED_UNCONFIRMED' });
    await h.submit(form, { duration: '' });
    expect(h.state().last?.overrideMs).toBeNull();
    expect((await h.submit(form, { duration: '1h-2h' })).said).toContain('do not understand the duration');
  });

  it('edits the note, which is filled in', async () => {
    const h = await out();
    const form = said(await h.click(h.summary.button('Edit note'), {}, h.summary.embeds));
    expect(form.filled).toEqual({ note: 'first' });
    await h.submit(form.form, { note: 'second' });
    expect(h.state().last?.note).toBe('second');
  });

  it('reopens after a restart; what lies between is a break', async () => {
    const h = await out();
    h.clock.set(h.clock.now() + 30 * MINUTE);
    const again = await createHarness({ beside: h });
    const card = said(await again.click(h.summary.button('Reopen')));
    expect(card.labels).toContain('Clock out');
    expect(again.state().active).toMatchObject({ pauses: [{ end: expect.any(Number) as number }] });
  });

  it('does not reopen while something else runs', async () => {
    const h = await out();
    await h.run('clockin', { category: 'Study' });
    expect((await h.click(h.summary.button('Reopen'))).said).toContain('already on the clock');
    expect(h.state().active?.category).toBe('study');
  });

  it('reopening what was adjusted and confirmed, then undo: exactly as before', async () => {
    const h = await out();
    const form = said(await h.click(h.summary.button('Adjust time'))).form;
    await h.submit(form, { duration: '45m' });
    await h.click(h.summary.button('Confirm'));
    const before = await h.kept();
    h.clock.set(h.clock.now() + HOUR);
    await h.click(h.summary.button('Reopen'));
    expect(await h.kept()).toEqual([]);
    const done = await press(h, said(await h.run('session undo')), 'Undo');
    expect(JSON.stringify(done.embeds)).toContain('Undone');
    expect(await h.kept()).toEqual(before);
  });
});

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

describe('Edit', () => {
  /** An entry of today, and the form for it. */
  const opened = async (settings: Partial<SpaceSettings> = {}) => {
    const h = await setUp(settings);
    await added(h, '8:00', '11:00');
    const form = said(await h.click(said(await h.run('session list')).button('Edit')));
    const fill = (changed: Readonly<Record<string, string | readonly string[]>>) =>
      h.submit(form.form, { category: ['work'], ...form.filled, ...changed });
    return { ...h, form, fill, day: new Date(h.clock.now()).toISOString().slice(0, 10) };
  };

  it('is filled in, and unchanged it changes nothing', async () => {
    const h = await opened();
    expect(h.form.filled).toEqual({ start: `${h.day} 08:00`, end: `${h.day} 11:00`, breaks: '', note: '' });
    expect((await h.fill({})).said).toContain('nothing to change');
  });

  it('changes times after showing them, with breaks and a note', async () => {
    const h = await opened();
    const asked = said(await h.fill({ end: '11:30', breaks: '9:00-9:15, 10:00 - 10:05', note: 'mended' }));
    expect(asked.labels).toEqual(['Save', 'Cancel']);
    expect((await h.kept())[0]?.endedAt).toBe(today(h, 11));
    const again = await createHarness({ beside: h });
    await again.click(asked.button('Save'), {}, asked.embeds);
    expect(await h.kept()).toMatchObject([
      {
        startedAt: today(h, 8),
        endedAt: today(h, 11, 30),
        note: 'mended',
        pauses: [
          { start: today(h, 9), end: today(h, 9, 15) },
          { start: today(h, 10), end: today(h, 10, 5) },
        ],
      },
    ]);
    // Its breaks are taken away again.
    const form = said(await h.click(h.form.form.replace('edit-form', 'edit')));
    expect(form.filled['breaks']).toBe('09:00 - 09:15, 10:00 - 10:05');
    await press(h, said(await h.submit(form.form, { category: ['work'], ...form.filled, breaks: '' })), 'Save');
    expect((await h.kept())[0]?.pauses).toEqual([]);
  });

  it('asks for the name where there are more categories than a menu holds', async () => {
    const h = await setUp();
    await added(h, '8:00', '11:00');
    for (let at = 0; at < 30; at += 1) await h.run('admin categories add', { name: `Client ${String(at)}` }, { manager: true });
    const form = said(await h.click(said(await h.run('session list')).button('Edit')));
    expect(form.filled['category']).toMatch(/Work/);
    expect((await h.submit(form.form, form.filled)).said).toContain('nothing to change');
    expect((await h.submit(form.form, { ...form.filled, category: 'Clientele' })).said).toContain('There is no category');
    await h.submit(form.form, { ...form.filled, category: 'client 29' });
    const { categories } = await h.spaces.get(SPACE);
    expect((await h.kept())[0]?.category).toBe(categories.find(({ name }) => name === 'Client 29')?.id);
  });

  it('is not opened when the database is too slow for it', async () => {
    const h = await opened();
    const list = said(await h.run('session list'));
    let isAsked = false;
    const status = () => new Promise<never>(() => (isAsked = true));
    h.deps.overview = { ...h.deps.overview, status };
    const clicked = h.click(list.button('Edit'));
    await until(() => isAsked);
    h.clock.advance(1500);
    expect((await clicked).said).toContain('cannot be reached');
  });

  it('stores at once what is no time', async () => {
    const h = await opened();
    const card = said(await h.fill({ category: ['study'], note: 'other' }));
    expect(JSON.stringify(card.embeds)).toContain('Saved');
    expect(await h.kept()).toMatchObject([{ category: 'study', note: 'other', startedAt: today(h, 8) }]);
  });

  it.each([
    [{ end: '7:00 yesterday' }, 'do not make an entry'],
    [{ breaks: 'lunch' }, 'do not understand the break'],
    [{ breaks: '7:00-7:30 ' }, 'Those breaks do not fit'],
    [{ category: ['gone'] }, 'There is no category'],
  ])('%j is refused', async (changed, text) => {
    const h = await opened();
    expect((await h.fill(changed)).said).toContain(text);
    expect(await h.kept()).toMatchObject([{ startedAt: today(h, 8), endedAt: today(h, 11), category: 'work', pauses: [] }]);
  });

  it('a clash leaves note and breaks as they were typed', async () => {
    const h = await opened();
    await added(h, '11:00', '12:00', 'Study');
    const clash = said(await h.fill({ end: '11:30', note: 'kept', breaks: '9:00-9:30' }));
    expect(clash.labels).toEqual(['End at its start', 'Cut the other one', 'Cancel']);
    await press(h, await press(h, clash, 'Cut the other one'), 'Save');
    expect(await h.kept()).toMatchObject([
      { note: 'kept', endedAt: today(h, 11, 30), pauses: [{ start: today(h, 9), end: today(h, 9, 30) }] },
      { category: 'study', startedAt: today(h, 11, 30) },
    ]);
  });

  it('Helsinki, 2022-10-30: starts at the first 03:05, only its end is set: 3:55, and its start has not moved', async () => {
    const h = await setUp({ timeZone: 'Europe/Helsinki', selfEditDays: null });
    const start = Date.UTC(2022, 9, 30, 0, 5, 17, 250);
    const entry = { category: (await h.spaces.get(SPACE)).categories[0]!.id, note: null, pauses: [], overrideMs: null };
    const made = await h.tracker.addEntry({
      ...{ space: SPACE, user: userId(ADA), requestId: requestId('old'), at: h.clock.now(), source: 'command' },
      entry: { ...entry, startedAt: start, endedAt: start + HOUR },
    });
    if (!made.ok) throw new Error(made.error.code);
    const form = said(await h.click(said(await h.run('session list')).button('Edit')));
    expect(form.filled['start']).toBe('2022-10-30 03:05:17 +03:00');
    const typed = { ...form.filled, category: [entry.category], end: '2022-10-30 06:00' };
    await press(h, said(await h.submit(form.form, typed)), 'Save');
    expect(await h.kept()).toMatchObject([{ startedAt: start, endedAt: Date.UTC(2022, 9, 30, 4) }]);
  });

  it('the running session: start, category and note; its end ends it', async () => {
    const h = await setUp();
    await h.run('clockin', { category: 'Work' });
    h.clock.set(h.clock.now() + 2 * HOUR);
    const form = said(await h.click(said(await h.run('session list')).button('Edit')));
    expect(Object.keys(form.filled)).toEqual(['start', 'end', 'note']);
    const fill = (changed: Readonly<Record<string, string>>) =>
      h.submit(form.form, { category: ['study'], ...form.filled, ...changed });
    await press(h, said(await fill({ start: '11:30', note: 'early' })), 'Save');
    expect(h.state().active).toMatchObject({ startedAt: today(h, 11, 30), category: 'study', note: 'early' });
    const ended = await press(h, said(await fill({ start: '11:30', end: '13:30', note: 'early' })), 'Save');
    expect(ended.labels).toContain('Confirm');
    expect(h.state()).toMatchObject({ active: null, last: { endedAt: today(h, 13, 30) } });
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

describe('/session list', () => {
  it('shows eight a page, newest first, with marks, and turns pages there and back', async () => {
    const h = await setUp({ selfEditDays: null });
    for (let hour = 0; hour < 10; hour += 1) await added(h, `yesterday ${String(hour)}:00`, `yesterday ${String(hour)}:30`);
    await h.run('clockin', { category: 'Study', note: 'now' });
    const first = said(await h.run('session list'));
    expect(first.labels).toEqual([...Array.from({ length: 9 }, () => 'Edit'), 'Older']);
    expect(first.text).toMatch(/Study.*running.*now.*Work.*30 min · not confirmed/s);
    const second = said(await h.click(first.button('Older')));
    expect(second.labels).toEqual(['Edit', 'Edit', 'Newer']);
    expect(said(await h.click(second.button('Newer'))).labels.filter((label) => label === 'Edit')).toHaveLength(8);
    const foreign = await h.click(first.button('Older'), { user: BOB });
    expect(foreign.said).toContain('belong to somebody else');
  });

  it('keeps to times and to a category', async () => {
    const h = await setUp();
    await added(h, '8:00', '9:00');
    await added(h, '9:00', '10:00', 'Study');
    await added(h, '10:00', '11:00');
    expect(said(await h.run('session list', { from: '9:30' })).labels).toEqual(['Edit', 'Edit']);
    expect(said(await h.run('session list', { from: '9:30', to: '10:00' })).text).toContain('Study');
    expect(said(await h.run('session list', { category: 'Work' })).labels).toEqual(['Edit', 'Edit']);
    expect(said(await h.run('session list', { to: '7:00' })).text).toContain('There are no entries here');
  });
});

describe('/session delete and undo', () => {
  it('offers recent entries, asks, and undo brings it back exactly', async () => {
    const h = await setUp();
    await added(h, '8:00', '9:00');
    const before = await h.kept();
    const { responses } = await h.complete('session delete', 'entry', 'wor');
    const choices = (responses[0] as { data: { choices: { name: string; value: string }[] } }).data.choices;
    expect(choices[0]?.name).toMatch(/08:00 · 1 h · .*Work/);
    expect((await h.complete('session delete', 'entry', 'wor', { user: BOB })).said).toContain('"choices":[]');
    const asked = said(await h.run('session delete', { entry: choices[0]?.value ?? '' }));
    expect(await h.kept()).toEqual(before);
    await press(h, asked, 'Delete');
    expect(await h.kept()).toEqual([]);
    await press(h, said(await h.run('session undo')), 'Undo');
    expect(await h.kept()).toEqual(before);
    expect((await h.run('session delete', { entry: 'something typed' })).said).toContain('no longer there');
  });

  it('each undo goes one step further back, within a day, and only through one’s own changes', async () => {
    const h = await setUp();
    await h.run('clockin', { category: 'Work' });
    h.clock.set(h.clock.now() + HOUR);
    await h.run('clockout', { note: 'done' });
    await h.run('clockin', { category: 'Study' }, { user: BOB });
    const first = said(await h.run('session undo'));
    expect(JSON.stringify(first.embeds)).toMatch(/Changed the note.*Clocked out/);
    await press(h, first, 'Undo');
    expect(h.state().active).toMatchObject({ category: 'work', note: null });
    // The same button does not reach further.
    expect((await h.click(first.button('Undo'))).said).toContain('changed again since');
    await press(h, said(await h.run('session undo')), 'Undo');
    expect(h.state().active).toBeNull();
    expect((await h.run('session undo')).said).toContain('nothing within the last day');
    expect(h.state(BOB).active).not.toBeNull();
  });

  it('what is older than a day stays', async () => {
    const h = await setUp();
    await added(h, '8:00', '9:00');
    h.clock.set(h.clock.now() + 25 * HOUR);
    expect((await h.run('session undo')).said).toContain('nothing within the last day');
  });
});

describe('/session switch', () => {
  it('ends one and begins the other at the same moment, and says what counted', async () => {
    const h = await setUp();
    await h.run('clockin', { category: 'Work' });
    h.clock.set(h.clock.now() + HOUR);
    const answer = await h.run('session switch', { category: 'Study', note: 'next' });
    expect(answer.said).toMatch(/Clocked out of .*Work: 1 h counted/);
    expect(h.state()).toMatchObject({ active: { category: 'study', note: 'next' }, last: { category: 'work' } });
    expect(h.state().active?.startedAt).toBe(h.state().last?.endedAt);
    expect((await h.run('session switch', { category: 'Study' })).said).toContain('nothing to change');
  });

  it('needs something that runs', async () => {
    const h = await setUp();
    expect((await h.run('session switch', { category: 'Study' })).said).toContain('not on the clock');
  });
});

describe('clocking in again right after clocking out', () => {
  const again = async (settings: Partial<SpaceSettings> = {}) => {
    const h = await setUp(settings);
    await h.run('clockin', { category: 'Work', note: 'old' });
    h.clock.set(h.clock.now() + HOUR);
    await h.run('clockout');
    h.clock.set(h.clock.now() + 2 * MINUTE);
    return { ...h, offer: said(await h.run('clockin', { category: 'Work', note: 'new' })) };
  };

  it('offers to go on with the last one; the time between is a break', async () => {
    const h = await again();
    expect(h.state().active).toBeNull();
    await press(h, h.offer, 'Go on with the last one');
    expect(h.state().active).toMatchObject({ note: 'new' });
    expect(h.state().active?.pauses[0]).toMatchObject({ end: h.clock.now() });
    expect(await h.kept()).toEqual([]);
  });

  it('or to start a new one', async () => {
    const h = await again();
    await press(h, h.offer, 'Start a new one');
    expect(h.state().active).toMatchObject({ note: 'new', category: 'work', startedAt: h.clock.now() });
    expect(await h.kept()).toHaveLength(1);
  });

  it('not where the space has no grace time, nor after it', async () => {
    expect((await again({ resumeGrace: null })).offer.labels).toContain('Pause');
    expect((await again({ resumeGrace: 1 })).offer.labels).toContain('Pause');
  });
});
