import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, GUILD, type RecordingResponder } from '../../../test/support/commands-harness.js';
import { shownBy } from '../../../test/support/shown.js';
import { dayNumber, weekdayIndex } from '../../domain/day-number.js';
import { userId } from '../../domain/ids.js';
import { PRIVACY_IDS } from '../privacy/custom-ids.js';
import { INSIGHT_IDS } from './custom-ids.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday. */
const MONDAY = Date.parse('2026-02-02T00:00Z');
const ada = userId(ADA);
type Harness = Awaited<ReturnType<typeof createHarness>>;
const said = (answer: RecordingResponder) => shownBy(answer.responses.at(-1)).text;

const work = async (h: Harness, start: number, hours: number, category = 'Work'): Promise<void> => {
  h.clock.set(start);
  await h.run('clockin', { category });
  h.clock.set(start + hours * HOUR);
  await h.run('clockout');
};

/** Six weeks of five days of eight hours, up to Monday morning; Ada has agreed. `odd`: hours of one of the days. */
const sixWeeks = async (odd: { readonly day: number; readonly hours: number } | null = null) => {
  const h = await createHarness();
  for (let day = 0; day < 42; day += 1) {
    const start = MONDAY + day * DAY + 9 * HOUR;
    const hours = odd?.day === day ? odd.hours : 8;
    if (weekdayIndex(dayNumber(new Date(start).toISOString().slice(0, 10).replaceAll('-', ''))) < 5) await work(h, start, hours);
  }
  h.clock.set(MONDAY + 42 * DAY + 8 * HOUR);
  await h.click(PRIVACY_IDS.insights.encode({ owner: ada, agrees: 'yes' }));
  return h;
};
const outlook = (h: Harness) => h.drawn.findLast(({ title }) => title.includes('next two'));

describe('six weeks of five days of eight hours', () => {
  it('come again: nothing on Saturday, about forty hours, and eight a day that is worked on', async () => {
    const h = await sixWeeks();
    const answer = await h.run('insights');
    const text = said(answer);
    expect(text).toContain('This week: **40 h**, of which 0 h are done');
    expect(text).toContain('A day on which you work: 8 h on average');
    expect(text).toContain('Nothing stands out');
    expect(text).toMatch(/Score: \d\d of 100/);
    expect(outlook(h)?.alt).toContain('Mar 21, 2026: 0 h (0 h to 0');
    expect(answer.files.map(({ name }) => name)).toEqual(['score.png', 'hours.png', 'categories.png', 'outlook.png']);
    for (const { alt } of h.drawn) expect(JSON.stringify(answer.responses)).toContain(JSON.stringify(alt).slice(1, -1));
    // Six hours of today are done: what is left of them is two.
    await work(h, MONDAY + 42 * DAY + 9 * HOUR, 6);
    const later = said(await h.run('insights'));
    const [, hours = ''] = /This week: \*\*([\d.]+) h\*\*, of which 6 h/.exec(later) ?? [];
    expect(Number(hours)).toBeGreaterThan(39);
    expect(Number(hours)).toBeLessThanOrEqual(42);
  });

  it('are not expected on days of leave, and a week of it is none that others are held against', async () => {
    const h = await sixWeeks();
    const day = (nth: number): string => new Date(MONDAY + nth * DAY).toISOString().slice(0, 10);
    await h.run('leave add', { from: day(43), to: day(44) });
    const text = said(await h.run('insights'));
    expect(text).toContain('This week: **24 h**');
    expect(outlook(h)?.alt).toContain('Mar 17, 2026: 0 h (0 h to 0 h)');
    h.clock.set(MONDAY + 44 * DAY + 20 * HOUR);
    await work(h, MONDAY + 42 * DAY + 9 * HOUR, 8);
    h.clock.set(MONDAY + 44 * DAY + 20 * HOUR);
    const later = said(await h.run('insights'));
    expect(later).toContain('2 days of leave this week are left out');
    expect(later).toContain('That is as usual');
  });

  it('are not wrecked by a day of twenty hours', async () => {
    const h = await sixWeeks({ day: 37, hours: 15.9 });
    const [, hours = ''] = /This week: \*\*([\d.]+) h\*\*/.exec(said(await h.run('insights'))) ?? [];
    expect(Math.abs(Number(hours) - 40)).toBeLessThan(4);
    const forgotten = await sixWeeks({ day: 37, hours: 20 });
    const text = said(await forgotten.run('insights'));
    expect(text).toContain('One entry is longer than 16 hours');
    expect(/This week: \*\*(39|40|41)/.test(text)).toBe(true);
  });

  it('can be looked at by category and further back, and are explained with their numbers', async () => {
    const h = await sixWeeks();
    await work(h, MONDAY + 42 * DAY + 9 * HOUR, 2, 'Meeting');
    await h.run('alloc set', { category: 'Work', hours: '20' });
    const year = await h.choose(INSIGHT_IDS.days.encode({ owner: ada, member: ada, category: '-' }), ['365']);
    expect(said(year)).toContain('The last year');
    expect(said(year)).toMatch(/🎯 .*Work, 20 h a week: \*\*(over )?\d+%\*\*/);
    const menu = INSIGHT_IDS.category.encode({ owner: ada, member: ada, days: '28' });
    const offered = JSON.stringify(year.responses);
    expect(offered).toContain('Meeting');
    const [, mark = ''] = /"value":"([\da-z]{1,7})","label":"Meeting"/.exec(offered) ?? [];
    const meeting = said(await h.choose(menu, [mark]));
    expect(meeting).toContain('Made of one day with time: 2 h.');
    expect(meeting).toContain('always of all categories');
    expect((await h.choose(menu, ['zzz'])).said).toContain('out of date');
    const why = await h.click(INSIGHT_IDS.explain.encode({ owner: ada, member: ada, days: '28', category: '-' }));
    expect(why.responses).toMatchObject([{ type: 4, data: { flags: 64 | (1 << 15) } }]);
    expect(said(why)).toMatch(/You: \d+ of \d+ days kept/);
  });
});

describe('/insights', () => {
  it('computes nothing before the member agrees, which takes one click', async () => {
    const h = await createHarness();
    await work(h, MONDAY, 1);
    h.deps.timesheet.entries = () => Promise.reject(new Error('was read'));
    h.deps.analyst.forecast = () => Promise.reject(new Error('was computed'));
    const question = shownBy((await h.run('insights', { days: '90' })).responses.at(-1));
    expect(question.labels).toEqual(['I agree, show me']);
    expect(h.drawn).toEqual([]);
    const other = await createHarness();
    await work(other, MONDAY, 1);
    const shown = await other.click(question.button('I agree, show me'));
    expect(said(shown)).toContain('The last 90 days');
    expect(said(shown)).toContain('Not enough yet: this needs 6 more days with time.');
    expect(shown.responses).toMatchObject([{ type: 7 }]);
    expect(said(await other.run('insights', {}, { locale: 'de' }))).toContain('Die letzten 28 Tage');
  });

  it('is there without pictures and without a forecast when these cannot be made', async () => {
    const h = await sixWeeks();
    h.pictures.draw = () => Promise.resolve(null);
    h.deps.analyst.forecast = () => Promise.resolve(null);
    const answer = await h.run('insights', {}, { locale: 'de' });
    expect(answer.files).toEqual([]);
    expect(said(answer)).toContain('Feste Tage 9');
    expect(said(answer)).toContain('geht gerade nicht');
  });

  it('shows somebody else’s to those alone whom they name, at every click anew, and takes them away again', async () => {
    const h = await sixWeeks();
    const bob = { user: BOB, roles: ['501'] };
    const boss = { user: BOB, permissions: '8' };
    const see = async (from: object = bob) => said(await h.run('insights', { user: ADA }, from));
    for (const from of [bob, boss])
      expect((await h.run('insights', { user: ADA }, from)).said).toContain('does not show you insights');
    const share = async (members: readonly string[], roles: readonly string[]) => {
      await h.choose(PRIVACY_IDS.insightsMembers.encode({ owner: ada }), [...members]);
      await h.choose(PRIVACY_IDS.insightsRoles.encode({ owner: ada }), [...roles]);
    };
    for (const [members, roles] of [
      [[BOB], []],
      [[], ['501']],
      [[], [GUILD]],
    ] as const) {
      await share(members, roles);
      expect(await see()).toContain(`Of <@${ADA}>, who shows them to you`);
    }
    expect((await h.run('insights', { user: BOB }, {})).said).toContain('does not show you insights');
    const id = INSIGHT_IDS.days.encode({ owner: userId(BOB), member: ada, category: '-' });
    expect(said(await h.choose(id, ['90'], bob))).toContain('The last 90 days');
    await share([], ['502']);
    const taken = await h.choose(id, ['90'], bob);
    expect(taken.responses).toMatchObject([{ type: 7, data: { attachments: [] } }]);
    expect(said(taken)).toContain('does not show you insights');
    const why = INSIGHT_IDS.explain.encode({ owner: userId(BOB), member: ada, days: '28', category: '-' });
    expect(said(await h.click(why, bob))).toContain('does not show you insights');
    // The same in another server, and with the id of somebody else in the button.
    expect((await h.choose(id, ['90'], { ...bob, guild: '100000000000000002' })).said).toContain('does not show you insights');
    expect((await h.choose(id, ['90'], { user: ADA })).said).toContain('belong to somebody else');
  });

  it('hands nothing over that was taken back while it was read and drawn', async () => {
    const h = await sixWeeks();
    await h.choose(PRIVACY_IDS.insightsMembers.encode({ owner: ada }), [BOB]);
    const { draw } = h.pictures;
    h.pictures.draw = async (spec) => {
      await h.click(PRIVACY_IDS.insights.encode({ owner: ada, agrees: 'no' }));
      return draw(spec);
    };
    const late = await h.run('insights', { user: ADA }, { user: BOB });
    expect(late.files).toEqual([]);
    expect(late.said).toContain('does not show you insights');
    expect(late.said).not.toContain('Score');
  });

  it('tells a place only of who is on a board', async () => {
    const h = await sixWeeks();
    expect(said(await h.run('insights'))).not.toContain('leaderboard');
    await h.click(PRIVACY_IDS.choose.encode({ owner: ada, choice: 'boards-yes' }));
    expect(said(await h.run('insights'))).toContain('Place 1 of 1 on this month');
    await h.run('config set', { key: 'boards', value: 'off' }, { user: '300', permissions: '8' });
    expect(said(await h.run('insights'))).not.toContain('leaderboard');
  });

  it('says so while the database is away', async () => {
    const h = await sixWeeks();
    h.redis.away();
    expect((await h.run('insights')).said).toContain('database');
  });
});
