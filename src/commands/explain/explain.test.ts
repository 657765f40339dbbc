import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, SPACE } from '../../../test/support/commands-harness.js';
import { until } from '../../../test/support/engine.js';
import { shownBy } from '../../../test/support/shown.js';
import { categoryId, requestId, userId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { parseTypedDay } from './typed-day.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SECOND = 1_000;

/** Noon of 5 January 2026 in UTC, where the days of the server are. */
const setUp = async (dayStart = 0) => {
  const h = await createHarness();
  const by = { actor: null, requestId: requestId('settings'), at: h.clock.now(), event: 'settings' };
  await h.spaces.update(SPACE, by, (config) => ok({ ...config, settings: { ...config.settings, timeZone: 'UTC', dayStart } }));
  h.clock.set(Date.UTC(2026, 0, 5, 12));
  const pass = (ms: number): void => h.clock.set(h.clock.now() + ms);
  return { ...h, pass };
};
type Harness = Awaited<ReturnType<typeof setUp>>;
const said = (answer: Awaited<ReturnType<Harness['run']>>) => shownBy(answer.responses.at(-1));
const work = async (h: Harness, ms: number, category = 'Work'): Promise<void> => {
  await h.run('clockin', { category });
  h.pass(ms);
  await h.run('clockout');
};
const entriesOf = (h: Harness, user = ADA) => h.deps.timesheet.entries(SPACE, userId(user), 0, Infinity);
const today = (h: Harness) => h.run('explain');

describe('/explain of a day', () => {
  it('lists what counts with its changes, and its sum is the total of the day to the second', async () => {
    const h = await setUp();
    await work(h, HOUR + 1_500, 'Work');
    h.pass(10 * MINUTE);
    await work(h, 30 * MINUTE + 1_700, 'Study');
    const [first] = await entriesOf(h);
    await h.deps.entries.editEntry({
      ...{
        space: SPACE,
        user: userId(ADA),
        actor: userId(BOB),
        requestId: requestId('edit'),
        source: 'command',
        at: h.clock.now(),
      },
      session: first!.id,
      patch: { note: 'by *somebody* else', startedAt: first!.startedAt - HOUR },
    });
    const shown = said(await today(h));
    expect(shown.text).toContain('Where the time of 2026-01-05 comes from (days of UTC)');
    expect(shown.text).toContain('**💼 Work**');
    expect(shown.text).toContain('**📚 Study**');
    expect(shown.text).toMatch(/\*\*Clocked in\*\* <t:\d+:f>, by <@200000000000000001>, by a command/);
    expect(shown.text).toContain('**Edited an entry**');
    expect(shown.text).toContain(`by <@${BOB}>`);
    expect(shown.text).toContain('note: none → “by \\*somebody\\* else”');
    expect(shown.text).toMatch(/start: <t:1767614400:f> → <t:1767610800:f>/);
    expect(shown.text).toContain('measured 2 h 1 s − paused 0 s = **2 h 1 s**');
    // 1.5 s and 1.7 s are three seconds together, and no part may be more than its entry.
    expect(shown.text).toContain('of this day: 2 h 1 s');
    expect(shown.text).toContain('measured 30 min 1 s − paused 0 s = **30 min 1 s**');
    expect(shown.text).toContain('of this day: 30 min 1 s');
    expect(shown.text).toContain('In all: 2 h 30 min 3 s**\n-# 1 s of it come from fractions of seconds');
    expect(said(await h.run('explain', {}, { locale: 'de' })).text).toContain(
      '-# 1 Sek. davon kommen aus Bruchteilen von Sekunden',
    );
    const days = await h.deps.timesheet.days(SPACE, userId(ADA), '20260105', '20260105');
    const stored = [...(days.get('20260105')?.values() ?? [])].reduce((sum, ms) => sum + ms, 0);
    expect(Math.floor(stored / SECOND)).toBe(2 * 3600 + 30 * 60 + 3);
    expect(shown.text).not.toContain('another one');
    expect(shown.labels).toEqual([]);
  });

  it('takes only what falls on the day, counts what runs, and tells of what was deleted', async () => {
    const h = await setUp();
    h.clock.set(Date.UTC(2026, 0, 5, 23));
    await work(h, 2 * HOUR, 'Work');
    await work(h, HOUR, 'Study');
    const deleted = (await entriesOf(h)).find(({ category }) => category === categoryId('study'))!;
    const by = { space: SPACE, user: userId(ADA), requestId: requestId('delete'), source: 'button', at: h.clock.now() };
    await h.deps.entries.deleteEntry({ ...by, session: deleted.id });
    await h.run('clockin', { category: 'Work' });
    h.pass(15 * MINUTE);
    const shown = said(await today(h));
    expect(shown.text).toContain('2026-01-06');
    expect(shown.text).toContain('of this day: 1 h\n');
    expect(shown.text).toContain('still running');
    expect(shown.text).toContain('of this day: 15 min');
    expect(shown.text).toContain('In all: 1 h 15 min');
    expect(shown.text).toContain('**📚 Study** · does not count (any more)');
    expect(shown.text).toContain('**Deleted an entry**');
    const before = said(await h.run('explain', { day: 'yesterday' }));
    expect(before.text).toContain('2026-01-05');
    expect(before.text).toContain('In all: 1 h');
    expect(before.text).not.toContain('Study');
  });

  it('says what an outage did: what was stored late, and what was refused and why', async () => {
    const h = await setUp();
    await h.run('clockin', { category: 'Work' });
    h.pass(HOUR);
    h.redis.away();
    await h.run('clockout');
    h.pass(30 * MINUTE);
    h.redis.back();
    await h.clock.advanceAsync(5_000);
    await until(() => h.state().active === null, 'the clock-out was brought to Redis');
    const shown = said(await today(h));
    expect(shown.text).toContain('In all: 1 h');
    expect(shown.text.match(/Recorded while the database was away, stored/g)).toHaveLength(1);
    expect(said(await h.run('explain', {}, { locale: 'de' })).text).toContain('Aufgezeichnet, während die Datenbank weg war');
  });

  it('says what was refused after an outage, and why', async () => {
    const h = await setUp();
    await work(h, HOUR);
    const facts = {
      user: userId(ADA),
      actor: userId(ADA),
      source: 'replay',
      version: 0,
      event: 'refused',
      requestId: requestId('x'),
    };
    const refusedAt = (at: number) => ({
      ...{
        kind: 'unapplied' as const,
        id: `x${String(at)}`,
        ...facts,
        requestId: requestId(`x${String(at)}`),
        at,
        command: 'pause',
      },
      error: { code: 'SESSION_NOT_ACTIVE' as const },
    });
    const { timesheet } = h.deps;
    const history: typeof timesheet.history = async (...asked) => {
      const page = await timesheet.history(...asked);
      const now = h.clock.now();
      const records = [refusedAt(now), refusedAt(now), refusedAt(now - 48 * HOUR), ...page.records];
      return { ...page, records, storedAt: [0, 0, 0, ...page.storedAt] };
    };
    h.deps.timesheet = {
      entries: (...asked) => timesheet.entries(...asked),
      entry: (...asked) => timesheet.entry(...asked),
      days: (...asked) => timesheet.days(...asked),
      load: (...asked) => timesheet.load(...asked),
      members: (...asked) => timesheet.members(...asked),
      formerTotals: (...asked) => timesheet.formerTotals(...asked),
      history,
    };
    const shown = said(await today(h));
    expect(shown.text).toContain('Recorded while the database was away, and not applied');
    expect(shown.text.match(/- .*You are not on the clock/gi)).toHaveLength(1);
  });

  it('goes over pages, each for the member alone, and back', async () => {
    const h = await setUp();
    for (let count = 0; count < 20; count += 1) await work(h, 10 * MINUTE + SECOND, count % 2 === 0 ? 'Work' : 'Study');
    const first = said(await today(h));
    expect(first.text).toMatch(/Page 1 of \d/);
    expect(first.text).toContain('In all: 3 h 20 min 20 s');
    const second = said(await h.click(first.button('Next')));
    expect(second.text).toContain('Page 2 of');
    expect(second.text).toContain('In all: 3 h 20 min 20 s');
    expect(said(await h.click(second.button('Back'))).text).toBe(first.text);
    expect((await h.click(first.button('Next'), { user: BOB })).said).toContain('somebody else');
  });

  it('says so when nothing counts, and refuses what is no day', async () => {
    const h = await setUp();
    expect(said(await h.run('explain', { day: '2020-02-29' })).text).toContain('Nothing counts for this day');
    for (const day of ['2020-02-30', 'banana', '9:30', '5']) {
      const { said: answer } = await h.run('explain', { day });
      expect(answer).toContain('I do not understand the day');
    }
    expect((await h.click('pc1:explain-day:200000000000000001:20260230:0')).said).toContain('out of date');
    h.redis.away();
    expect((await today(h)).said).toContain('database');
  });
});

describe('/explain of an entry', () => {
  it('shows the days that it is on, and all that happened to it', async () => {
    const h = await setUp();
    h.clock.set(Date.UTC(2026, 0, 5, 22));
    await work(h, 5 * HOUR);
    await work(h, HOUR, 'Study');
    const [entry] = await entriesOf(h);
    const shown = said(await h.run('explain', { entry: entry!.id }));
    expect(shown.text).toContain('on 2026-01-05: 2 h');
    expect(shown.text).toContain('on 2026-01-06: 3 h');
    expect(shown.text).toContain('**Clocked out**');
    expect(shown.text).not.toContain('Study');
    const offered = await h.complete('explain', 'entry', '');
    expect(offered.said).toContain(entry!.id);
  });

  it.each([
    ['en', '-# Each figure is cut off to whole seconds, so they may be a second apart.'],
    ['de', '-# Jede Angabe ist auf ganze Sekunden abgeschnitten, darum kann eine Sekunde fehlen.'],
  ])('says in %s that seconds are cut off, where they do not add up', async (locale, text) => {
    const h = await setUp();
    // Half a second lies on each side of midnight: 1:59:59 and 3:00:00 are shown of five hours.
    h.clock.set(Date.UTC(2026, 0, 5, 22, 0, 0, 500));
    await work(h, 5 * HOUR);
    const entry = (await entriesOf(h))[0]?.id ?? '';
    expect(said(await h.run('explain', { entry }, { locale })).text).toContain(text);
    expect(said(await h.run('explain', { day: '2026-01-05' }, { locale })).text).not.toContain(text);
  });

  it('tells of one that confirmed itself', async () => {
    const h = await setUp();
    await work(h, HOUR);
    const [entry] = await entriesOf(h);
    const by = { space: SPACE, user: userId(ADA), requestId: requestId('due'), source: 'due', at: h.clock.now(), actor: null };
    expect(await h.deps.entries.confirmUnchanged({ ...by, entry: entry! })).toMatchObject({ ok: true });
    const shown = said(await h.run('explain', { entry: entry!.id }));
    expect(shown.text).toMatch(/\*\*Confirmed\*\* .*, by the bot itself, because nobody had changed it for the set time/);
    const german = said(await h.run('explain', { entry: entry!.id }, { locale: 'de' }));
    expect(german.text).toContain('weil es die eingestellte Zeit lang niemand geändert hatte');
  });

  it('tells of one that was deleted, and knows nothing of those of others', async () => {
    const h = await setUp();
    await work(h, HOUR);
    const [entry] = await entriesOf(h);
    expect((await h.run('explain', { entry: entry!.id }, { user: BOB })).said).toContain('⚠️');
    const by = { space: SPACE, user: userId(ADA), requestId: requestId('delete'), source: 'button', at: h.clock.now() };
    await h.deps.entries.deleteEntry({ ...by, session: entry!.id });
    const shown = said(await h.run('explain', { entry: entry!.id }));
    expect(shown.text).toContain('does not count (any more)');
    expect(shown.text).toContain('**Deleted an entry**');
    expect((await h.run('explain', { entry: 'no such * id' })).said).toContain('⚠️');
  });
});

describe('a typed day', () => {
  const context = { now: Date.UTC(2026, 0, 5, 1), zone: 'Asia/Kathmandu', locale: 'de' };
  it.each([
    ['2026-01-03', '20260103'],
    ['heute', '20260105'],
    ['yesterday', '20260104'],
    ['gestern', '20260104'],
    ['3.1.', '20260103'],
    ['Montag', '20260105'],
    ['Sonntag', '20260104'],
    [' 2026-03-29 ', '20260329'],
  ])('%j is %s', (text, day) => {
    expect(parseTypedDay(text, context)).toEqual(ok(day));
  });
});

describe('/admin verify', () => {
  const manager = { manager: true };

  it('finds no differences, of one member or of all, page by page', async () => {
    const h = await setUp();
    await work(h, HOUR);
    for (let count = 0; count < 11; count += 1) {
      const user = String(300_000_000_000_000_000n + BigInt(count));
      await h.run('clockin', { category: 'Work' }, { user });
    }
    const one = said(await h.run('admin verify', { user: ADA }, manager));
    expect(one.text).toContain(`<@${ADA}>: 1 entry, 2 changes · ✅ no differences`);
    const all = said(await h.run('admin verify', {}, manager));
    expect(all.text).toContain('Page 1 of 2');
    expect(all.text.match(/no differences/g)).toHaveLength(10);
    const next = said(await h.click(all.button('Next'), manager));
    expect(next.text.match(/no differences/g)).toHaveLength(2);
    expect((await h.click(all.button('Next'))).said).toContain('the permission');
    expect((await h.run('admin verify')).said).toContain('the permission');
  });

  it('shows what differs', async () => {
    const h = await setUp();
    await work(h, HOUR);
    const days = h.shared.world.backend.spaces.get(SPACE)?.days.get(userId(ADA));
    days?.get('20260105')?.set(categoryId('work'), 1_000);
    const shown = said(await h.run('admin verify', { user: ADA }, manager));
    expect(shown.text).toContain('1 difference');
    expect(shown.text).toContain('2026-01-05, 💼 Work: the entries make 1 h, the total says 1 s');
    expect(said(await today(h)).text).toContain('The stored total of this day is another one');
  });
});
