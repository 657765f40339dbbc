import { describe, expect, it } from 'vitest';
import { createHarness } from '../../../test/support/commands-harness.js';
import { HOUR, MINUTE, press, said, setUp } from '../../../test/support/entries-harness.js';
import type { SpaceSettings } from '../../domain/space.js';

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
    const when = Math.floor((h.clock.now() + 7 * 24 * HOUR) / 1_000);
    expect(JSON.stringify(h.summary.embeds)).toContain(`Not confirmed yet, confirms itself <t:${when}:R>`);
    const confirmed = await press(h, h.summary, 'Confirm');
    expect(JSON.stringify(confirmed.embeds)).not.toContain('confirms itself');
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

  it('asks for the note that the space wants of the one that ends', async () => {
    const h = await setUp({ noteRequired: true });
    await h.run('clockin', { category: 'Work' });
    expect((await h.run('session switch', { category: 'Study', note: 'next' })).said).toContain('A note is required');
    expect(h.state()).toMatchObject({ active: { category: 'work' }, last: null });
    await h.run('clockout', { note: 'done' });
    await h.run('clockin', { category: 'Study', note: 'planned' });
    expect((await h.run('session switch', { category: 'Work' })).said).toContain('Clocked out of');
  });

  it('says that the one that ended is shorter than the space counts, and leaves it', async () => {
    const h = await setUp({ minimumSession: 5 });
    await h.run('clockin', { category: 'Work' });
    h.clock.set(h.clock.now() + MINUTE);
    const answer = await h.run('session switch', { category: 'Study' });
    expect(answer.said).toMatch(/1 min counted[^]*shorter than 5 min[^]*\/session delete/);
    expect(await h.kept()).toHaveLength(1);
    h.clock.set(h.clock.now() + 5 * MINUTE);
    expect((await h.run('session switch', { category: 'Work' })).said).not.toContain('shorter');
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

  it('an old question has the limits of reopening', async () => {
    const h = await again({ selfEditDays: 1 });
    h.clock.set(h.clock.now() + 24 * HOUR);
    const yesterdays = h.offer.button('Go on with the last one');
    await h.set({ selfEditDays: 0 });
    expect((await h.click(yesterdays)).said).toContain('only up to');
    expect(h.state().active).toBeNull();
    await h.set({ selfEditDays: 1 });
    await h.click(yesterdays);
    expect(h.state().active?.pauses[0]).toMatchObject({ end: h.clock.now() });
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
