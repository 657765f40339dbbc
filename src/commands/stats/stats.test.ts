import { describe, expect, it } from 'vitest';
import { createHarness } from '../../../test/support/commands-harness.js';
import { shownBy } from '../../../test/support/shown.js';
import { dayNumber, dayOfNumber } from '../../domain/day-number.js';
import { pictureProblem, type PictureSpec } from '../../domain/picture.js';
import { categoryMark } from '../category-mark.js';
import { categoryId, userId, type CategoryId, type UserId } from '../../domain/ids.js';
import { STATS_IDS } from './custom-ids.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const manager = { manager: true };
type Harness = Awaited<ReturnType<typeof createHarness>>;

const shownIn = (answer: Awaited<ReturnType<Harness['run']>>) => shownBy(answer.responses.at(-1));
type Chart = PictureSpec['charts'][number];
const chartOf = <K extends Chart['kind']>(spec: PictureSpec | undefined, kind: K): Extract<Chart, { kind: K }> => {
  const found = spec?.charts.find((chart): chart is Extract<Chart, { kind: K }> => chart.kind === kind);
  if (found === undefined) throw new Error(`no chart ${kind}`);
  return found;
};
const known = (values: readonly unknown[]): readonly unknown[] => values.filter((value) => value !== null);
const barsOf = (spec: PictureSpec | undefined): readonly unknown[] => chartOf(spec, 'series').series[0]?.values ?? [];

/** The harness with other members and days than those that its people clocked. */
const withDays = (h: Harness, count: number, seen: (user: UserId) => void = () => undefined): void => {
  const { timesheet } = h.deps;
  h.deps.timesheet = {
    entries: (...of) => timesheet.entries(...of),
    entry: (...of) => timesheet.entry(...of),
    history: (...of) => timesheet.history(...of),
    load: (...of) => timesheet.load(...of),
    formerTotals: (...of) => timesheet.formerTotals(...of),
    members: () => usersOf(count),
    days: (_space, user, from, to) => {
      seen(user);
      return Promise.resolve(weeksOf(user, from, to));
    },
  };
};

/** Yesterday as many people as were asked for worked two hours in Work, and one of them an hour in Meeting before. */
const setUp = async (people: number) => {
  const h = await createHarness();
  const users = Array.from({ length: people }, (_, at) => ({ user: `${900 + at}` }));
  if (people > 0) {
    await h.run('clockin', { category: 'Meeting' }, users[0]);
    h.clock.advance(HOUR);
    await h.run('clockout', {}, users[0]);
  }
  for (const user of users) await h.run('clockin', { category: 'Work' }, user);
  h.clock.advance(2 * HOUR);
  for (const user of users) await h.run('clockout', {}, user);
  h.clock.set(h.clock.now() + DAY);
  return h;
};

describe('/stats server', () => {
  it('shows hours by day and category, of five people at least', async () => {
    const h = await setUp(6);
    const { text, labels } = shownIn(await h.run('stats server', {}, manager));
    expect(text).toContain('**6** people worked **13 h** in these days');
    expect(text).toContain('Open requests: 0');
    expect(text).toContain('fewer than 5 people have some');
    expect(labels).toEqual(['Days and categories', 'Hours of the day', 'Forecast', 'Refresh']);
    const [days, categories] = h.drawn;
    // The meeting of one person is not told, and so neither is what the others did beside it.
    expect(barsOf(days)).toEqual([...Array.from({ length: 27 }, () => null), 13]);
    expect(chartOf(categories, 'rows').rows).toEqual([{ label: 'Other (2 categories)', value: 13, text: '13 h' }]);
    expect(h.drawn.map(pictureProblem)).toEqual([null, null]);
    expect(days?.alt).toMatch(/^Hours by day, .*, 13 h in all, 27 days without a figure: .*: 13 h$/);
    expect(categories?.alt).toContain('Other (2 categories): 13 h');
  });

  it('tells nothing of fewer people, not even their hours', async () => {
    for (const people of [0, 3, 4]) {
      const h = await setUp(people);
      const answer = await h.run('stats server', {}, manager);
      expect(shownIn(answer).text).toContain('fewer than 5 people worked in these days');
      expect(shownIn(answer).text).not.toMatch(/\d h/);
      expect([h.drawn, answer.files]).toEqual([[], []]);
      const forecast = await h.click(shownIn(answer).button('Forecast'), manager);
      expect(shownIn(forecast).text).toContain('fewer than 5 people worked');
    }
  });

  it('turns to the hours of the day and to other periods, and leaves no old picture behind', async () => {
    const h = await setUp(6);
    const first = shownIn(await h.run('stats server', {}, manager));
    const hours = await h.click(first.button('Hours of the day'), manager);
    expect(hours.responses).toMatchObject([
      { type: 7, data: { attachments: [{ filename: 'stats-1.png' }, { filename: 'stats-2.png' }] } },
    ]);
    const [heat, coverage] = h.drawn.slice(2);
    expect(heat?.charts[0]).toMatchObject({ kind: 'heat', rows: { 0: 'Monday' } });
    expect(h.drawn.slice(2).map(pictureProblem)).toEqual([null, null]);
    // At nine there was one person, so that hour is not told, and one of the others neither.
    expect(known(chartOf(heat, 'heat').values.flat())).toEqual([6]);
    expect(known(barsOf(coverage))).toEqual([6]);
    expect(heat?.alt).toMatch(/Monday 6 h, most at 1[01] \(6 h\)/);
    h.clock.set(h.clock.now() + 7 * DAY);
    const week = await h.choose(STATS_IDS.period.encode({ page: 'hours', category: '-' }), ['7'], manager);
    expect(shownIn(week).text).toContain('fewer than 5 people worked');
    expect(week.responses).toMatchObject([{ type: 7, data: { attachments: [] } }]);
    const quarter = await h.choose(STATS_IDS.period.encode({ page: 'days', category: '-' }), ['90'], manager);
    expect(shownIn(quarter).text).toContain('**6** people worked **13 h**');
  });

  it('shows the days of one category, and all where too few people worked in it', async () => {
    const h = await setUp(6);
    for (const user of ['900', '901', '902', '903', '904', '905']) await h.run('clockin', { category: 'Work' }, { user });
    h.clock.advance(HOUR);
    for (const user of ['900', '901', '902', '903', '904', '905']) await h.run('clockout', {}, { user });
    h.clock.set(h.clock.now() + DAY);
    // Both are of five people or more once the others were in a meeting too.
    for (const user of ['901', '902', '903', '904', '905']) await h.run('clockin', { category: 'Meeting' }, { user });
    h.clock.advance(HOUR);
    for (const user of ['901', '902', '903', '904', '905']) await h.run('clockout', {}, { user });
    h.clock.set(h.clock.now() + DAY);
    const offered = await h.run('stats server', {}, manager);
    expect(offered.said).toContain('"label":"All categories"');
    const chosen = STATS_IDS.category.encode({ days: '28' });
    h.drawn.length = 0;
    const work = await h.choose(chosen, ['work'], manager);
    expect(shownIn(work).text).toMatch(/Work: \*\*18 h\*\*/);
    // On the first day a meeting of one person would be what is left of it.
    expect(known(barsOf(h.drawn[0]))).toEqual([6]);
    expect(shownIn(await h.choose(chosen, ['support'], manager)).text).toContain('Too few people worked in');
    expect((await h.choose(chosen, ['never-there'], manager)).responses).toMatchObject([{ type: 4 }]);
    expect((await h.choose(chosen, ['*'], manager)).said).toContain('**6** people');
    const gone = STATS_IDS.page.encode({ page: 'days', days: '7', category: 'zzzzzzz', of: 'page' });
    expect((await h.click(gone, manager)).responses).toMatchObject([{ type: 4 }]);
    const again = STATS_IDS.page.encode({ page: 'days', days: '28', category: categoryMark(categoryId('work')), of: 'refresh' });
    expect(shownIn(await h.click(again, manager)).text).toMatch(/Work: \*\*18 h\*\*/);
  });

  it('tells what is expected of the sum, or what is missing for it', async () => {
    const h = await setUp(6);
    const forecast = STATS_IDS.page.encode({ page: 'forecast', days: '28', category: '-', of: 'page' });
    expect(shownIn(await h.click(forecast, manager)).text).toMatch(/Not enough days yet.* needs 13 more days/);
    // Ten weeks in which six people work eight hours from Monday to Friday, and one of them on Sundays.
    const asked: number[] = [];
    const { analyst } = h;
    const own = analyst.forecast;
    h.deps.analyst = {
      forecast: (space, input) => {
        asked.push(...input.series.hours);
        return own(space, input);
      },
    };
    withDays(h, 6);
    const answer = shownIn(await h.click(forecast, manager));
    expect(answer.text).toMatch(/Next 7 days, today included: \*\*2\d\d h\*\* \(80 %: /);
    expect(answer.text).toContain('80 %');
    // The Sunday of one person is no part of the sum.
    expect(asked.filter((hours) => hours > 0 && hours < 48)).toEqual([]);
    const picture = h.drawn.at(-1);
    expect(picture?.charts[0]).toMatchObject({ kind: 'series', series: [{ kind: 'line' }, { kind: 'band' }] });
    expect(picture === undefined ? 'none' : pictureProblem(picture)).toBeNull();
    h.deps.analyst = { forecast: () => Promise.resolve(null) };
    expect(shownIn(await h.click(forecast, manager)).text).toContain('cannot be made right now');
  });

  it('says what the figures are of where the server is too big', async () => {
    const h = await setUp(0);
    const looked = new Set<UserId>();
    withDays(h, 2_500, (user) => looked.add(user));
    const forecast = STATS_IDS.page.encode({ page: 'forecast', days: '28', category: '-', of: 'page' });
    expect(shownIn(await h.click(forecast, manager)).text).toContain('figures of the first 2,000 members who worked');
    expect(looked.size).toBe(2_000);
  });

  it('goes without a picture that cannot be drawn', async () => {
    const h = await setUp(5);
    h.pictures.draw = () => Promise.resolve(null);
    const answer = await h.run('stats server', {}, manager);
    expect(answer.said).toContain('could not be drawn');
    expect([answer.files, answer.said.includes('attachment://')]).toEqual([[], false]);
  });

  it('is for those who may see it, at each click', async () => {
    const h = await setUp(5);
    const ids = [STATS_IDS.page.encode({ page: 'days', days: '7', category: '-', of: 'page' })];
    for (const answer of [await h.run('stats server'), await h.click(ids[0]!)]) expect(answer.said).toContain('See insights');
    for (const [id, value] of [
      [STATS_IDS.period.encode({ page: 'days', category: '-' }), '7'],
      [STATS_IDS.category.encode({ days: '7' }), 'work'],
    ] as const) {
      expect((await h.choose(id, [value])).said).toContain('See insights');
    }
    expect((await h.choose(STATS_IDS.period.encode({ page: 'days', category: '-' }), ['9'], manager)).responses).toMatchObject([
      { type: 4 },
    ]);
    expect((await h.run('stats server', {}, { ...manager, guild: null })).said).not.toContain('people worked');
    expect(h.drawn).toEqual([]);
  });

  it('speaks German', async () => {
    const h = await setUp(6);
    const { said } = await h.run('stats server', {}, { ...manager, locale: 'de' });
    expect(said).toMatch(/6\*\* Personen haben in diesen Tagen \*\*13/);
    expect(h.drawn[1]?.alt).toContain('Andere (2 Kategorien)');
  });
});

async function* usersOf(count: number): AsyncIterable<UserId> {
  for (let at = 0; at < count; at += 1) yield await Promise.resolve(userId(`${900 + at}`));
}

/** Eight hours of every member on the weekdays between two days; one of them works on Sundays too. */
const weeksOf = (user: UserId, from: string, to: string) => {
  const days = new Map<string, Map<CategoryId, number>>();
  for (let day = Math.max(dayNumber(from), dayNumber(to) - 70); day <= dayNumber(to); day += 1) {
    const weekday = (day + 3) % 7;
    if (weekday < 5 || (weekday === 6 && user === userId('900')))
      days.set(dayOfNumber(day), new Map([[categoryId('work'), 8 * HOUR]]));
  }
  return days;
};
