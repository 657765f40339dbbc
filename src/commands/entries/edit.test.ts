import { describe, expect, it } from 'vitest';
import { ADA, createHarness, SPACE } from '../../../test/support/commands-harness.js';
import { until } from '../../../test/support/engine.js';
import { added, HOUR, press, said, setUp, today } from '../../../test/support/entries-harness.js';
import { requestId, userId } from '../../domain/ids.js';
import type { SpaceSettings } from '../../domain/space.js';

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
