import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, messageIn, SPACE } from '../../test/support/commands-harness.js';
import { ok } from '../domain/result.js';
import type { Settings } from '../domain/settings.js';

const MINUTE = 60_000;

/** Clocked in where these settings hold, with the card. */
const clockedIn = async (settings: Partial<Settings>, note?: string) => {
  const h = await createHarness();
  const by = { actor: null, requestId: h.snowflake() as never, at: h.clock.now(), event: 'test' };
  await h.spaces.update(SPACE, by, (config) => ok({ ...config, settings: { ...config.settings, ...settings } }));
  const said = await h.run('clockin', { category: 'Meeting', ...(note === undefined ? {} : { note }) });
  const card = messageIn(said.responses[0]);
  return { ...h, card, entries: () => h.deps.timesheet.entries(SPACE, ADA as never, -Infinity, Infinity) };
};

describe('where a note is required', () => {
  it('/clockout says how to give one, and takes it', async () => {
    const h = await clockedIn({ noteRequired: true });
    expect((await h.run('clockout')).said).toContain('A note is required here');
    expect((await h.run('session out', { note: '  ' })).said).toContain('A note is required here');
    expect(h.state().active).not.toBeNull();
    await h.run('clockout', { note: 'planning' });
    expect(h.state()).toMatchObject({ active: null, last: { note: 'planning' } });
  });

  it('a session that has one needs no other', async () => {
    const h = await clockedIn({ noteRequired: true }, 'planning');
    await h.run('clockout');
    expect(h.state().last?.note).toBe('planning');
    expect((await h.run('clockout')).said).toContain('not on the clock');
  });

  it('the button on the card opens a form, which clocks out', async () => {
    const h = await clockedIn({ noteRequired: true });
    const opened = (await h.click(h.card.button('Clock out'), {}, h.card.embeds)).responses[0];
    expect(opened).toMatchObject({ type: 9, data: { title: 'A note before you clock out' } });
    const form =
      opened !== undefined && 'data' in opened && opened.data !== undefined && 'custom_id' in opened.data
        ? opened.data.custom_id
        : '';
    expect((await h.submit(form, { note: '' })).said).toContain('must be filled in');
    expect((await h.submit(form, { note: 'x' }, { user: BOB })).said).toContain('belong to somebody else');
    expect(h.state().active).not.toBeNull();
    expect((await h.submit(form, { note: 'planning' })).said).toContain('Clocked out');
    expect(h.state().last?.note).toBe('planning');
  });

  it('a card with a note clocks out at once', async () => {
    const h = await clockedIn({ noteRequired: true }, 'planning');
    expect((await h.click(h.card.button('Clock out'), {}, h.card.embeds)).said).toContain('Clocked out');
  });

  it('nobody is kept on the clock while it cannot be found out', async () => {
    const h = await clockedIn({ noteRequired: true });
    const other = await createHarness({ beside: h });
    other.redis.away();
    expect((await other.run('clockout')).said).toContain('Recorded, will sync');
  });
});

describe('a session below the minimum', () => {
  const short = async () => {
    const h = await clockedIn({ minimumSession: 5 });
    h.clock.advance(4 * MINUTE);
    const said = await h.run('clockout');
    return { ...h, said, asked: messageIn(said.responses[0]) };
  };

  it('is asked about, and stays until there is an answer', async () => {
    const h = await short();
    expect(h.said.said).toContain('shorter than 5 min. Should it stay?');
    expect(await h.entries()).toHaveLength(1);
    expect((await h.click(h.asked.button('Delete it'), { user: BOB })).said).toContain('belong to somebody else');
    expect(await h.entries()).toHaveLength(1);
  });

  it('is kept with its summary', async () => {
    const h = await short();
    const kept = await h.click(h.asked.button('Keep it'));
    expect(kept.responses[0]?.type).toBe(7);
    expect(kept.said).toContain('Clocked out');
    expect(kept.said).not.toContain('Should it stay?');
    expect(await h.entries()).toHaveLength(1);
  });

  it('is deleted, once', async () => {
    const h = await short();
    expect((await h.click(h.asked.button('Delete it'))).said).toContain('The session was deleted');
    expect(await h.entries()).toHaveLength(0);
    expect((await h.click(h.asked.button('Delete it'))).said).toContain('out of date');
  });

  it('that was changed since is not deleted by an old question', async () => {
    const h = await short();
    const session = h.state().last?.id;
    const by = { space: SPACE, user: ADA as never, requestId: h.snowflake() as never, at: h.clock.now(), source: 'test' };
    await h.tracker.adjust({ ...by, session: session as never, effectiveMs: 10 * MINUTE });
    expect((await h.click(h.asked.button('Delete it'))).said).toContain('out of date');
    expect(await h.entries()).toHaveLength(1);
  });

  it('is not asked about from the minimum on', async () => {
    const h = await clockedIn({ minimumSession: 5 });
    h.clock.advance(5 * MINUTE);
    expect((await h.run('clockout')).said).not.toContain('Should it stay?');
  });

  it('is asked about after a click on the card too', async () => {
    const h = await clockedIn({ minimumSession: 5 });
    expect((await h.click(h.card.button('Clock out'))).said).toContain('Should it stay?');
  });
});

describe('weeks of totals', () => {
  it('begin on the day that the space says, also where others were kept before', async () => {
    const h = await clockedIn({});
    await h.run('clockout');
    const day = 24 * 60 * MINUTE;
    // At noon of the Sunday before: in the week of today only where weeks begin on Sundays.
    const today = Math.floor(h.clock.now() / day);
    const weekday = (today + 4) % 7;
    expect(weekday).toBeGreaterThan(0);
    const startedAt = (today - weekday) * day + day / 2;
    const entry = {
      category: 'meeting' as never,
      note: null,
      startedAt,
      endedAt: startedAt + 60 * MINUTE,
      pauses: [],
      overrideMs: null,
    };
    const by = { space: SPACE, user: ADA as never, requestId: h.snowflake() as never, at: h.clock.now(), source: 'test' };
    expect(await h.tracker.addEntry({ ...by, entry })).toMatchObject({ ok: true });
    const week = async () => {
      const shown = await h.run('status');
      return /"name":"This week","value":"([^"]+)"/.exec(JSON.stringify(shown.responses))?.[1];
    };
    expect(await week()).toBe('0 min');
    await h.run('config set', { key: 'weekStart', value: 'sunday' }, { manager: true });
    expect(await week()).toBe('1 h');
    await h.run('config set', { key: 'weekStart', value: 'monday' }, { manager: true });
    expect(await week()).toBe('0 min');
  });
});
