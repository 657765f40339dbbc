import { describe, expect, it } from 'vitest';
import { BOB } from '../../../test/support/commands-harness.js';
import { added, HOUR, press, said, setUp } from '../../../test/support/entries-harness.js';

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
