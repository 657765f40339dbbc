import { describe, expect, it } from 'vitest';
import { lastWeek, nextDigestAt, SENT_WITHIN, TeamWeek, weekInReview, type WeekInReview } from './digest.js';
import { categoryId, type CategoryId } from './ids.js';
import { spreadOf } from './spread.js';

const at = (text: string): number => Date.parse(text);
const HOUR = 3_600_000;
const [WORK, STUDY, REST] = ['work', 'study', 'rest'].map(categoryId) as [CategoryId, CategoryId, CategoryId];
const BERLIN = { timeZone: 'Europe/Berlin', dayStart: 0, weekStart: 'monday' } as const;

describe('when a digest is sent', () => {
  it('is nine o’clock of the first day of the week, by the clocks of the space, also when they have changed', () => {
    // Sunday, 29 March: the clocks go forward.
    expect(nextDigestAt(at('2026-03-26T12:00Z'), BERLIN, 0)).toBe(at('2026-03-30T07:00Z'));
    expect(nextDigestAt(at('2026-03-19T12:00Z'), BERLIN, 0)).toBe(at('2026-03-23T08:00Z'));
    expect(nextDigestAt(at('2026-03-26T12:00Z'), { ...BERLIN, weekStart: 'sunday' }, 30)).toBe(at('2026-03-29T07:30Z'));
    expect(nextDigestAt(at('2026-03-26T12:00Z'), { ...BERLIN, timeZone: 'America/New_York' }, 0)).toBe(at('2026-03-30T13:00Z'));
  });

  it('is always after now', () => {
    const monday = at('2026-03-30T07:00Z');
    expect(nextDigestAt(monday - 1, BERLIN, 0)).toBe(monday);
    expect(nextDigestAt(monday, BERLIN, 0)).toBe(at('2026-04-06T07:00Z'));
  });

  it('is spread over an hour', () => {
    const minutes = Array.from({ length: 600 }, (_, nth) => spreadOf(String(10n ** 17n + BigInt(nth)), SENT_WITHIN));
    const counts = Array.from({ length: SENT_WITHIN }, (_, minute) => minutes.filter((one) => one === minute).length);
    expect(Math.max(...counts)).toBeLessThan(30);
    expect(Math.min(...counts)).toBeGreaterThan(0);
  });

  it('tells the week that is over, by the days of the space', () => {
    expect(lastWeek(at('2026-03-30T07:00Z'), BERLIN)).toEqual({ from: '20260323', to: '20260329' });
    // Its Monday has not begun.
    expect(lastWeek(at('2026-03-30T03:00Z'), { ...BERLIN, dayStart: 360 })).toEqual({ from: '20260316', to: '20260322' });
    expect(lastWeek(at('2026-03-30T07:00Z'), { ...BERLIN, weekStart: 'sunday' })).toEqual({ from: '20260322', to: '20260328' });
  });
});

const WEEK = { from: '20260323', to: '20260329' };

describe('a week in review', () => {
  it('is held against the weeks without leave, and against none when it has leave itself', () => {
    const days = new Map([
      ['20260302', new Map([[WORK, 9 * HOUR]])],
      ['20260309', new Map([[WORK, 3 * HOUR]])],
      ['20260323', new Map([[WORK, 5 * HOUR]])],
    ]);
    expect(weekInReview(days, WEEK)).toMatchObject({ usualMs: 3 * HOUR });
    // Two of the four weeks before have leave; a day of leave with time is a day like others.
    const leave = new Set(['20260225', '20260316', '20260309']);
    expect(weekInReview(days, WEEK, leave)).toMatchObject({ ms: 5 * HOUR, usualMs: 6 * HOUR });
    expect(weekInReview(days, WEEK, new Set([...leave, '20260324']))).toMatchObject({ ms: 5 * HOUR, usualMs: 0 });
  });

  it('is the week against the mean of the four before, and nothing else', () => {
    const review = weekInReview(
      new Map([
        ['20260222', new Map([[WORK, 100 * HOUR]])],
        ['20260223', new Map([[WORK, 4 * HOUR]])],
        ['20260322', new Map([[REST, 8 * HOUR]])],
        ['20260323', new Map([[STUDY, HOUR]])],
        ['20260329', new Map([[WORK, 3 * HOUR]])],
        ['20260330', new Map([[WORK, 100 * HOUR]])],
      ]),
      WEEK,
    );
    expect(review).toEqual({
      ...{ ms: 4 * HOUR, usualMs: 3 * HOUR },
      categories: [
        { category: WORK, ms: 3 * HOUR, usualMs: HOUR },
        { category: STUDY, ms: HOUR, usualMs: 0 },
        { category: REST, ms: 0, usualMs: 2 * HOUR },
      ],
    });
  });
});

describe('the week of several people', () => {
  const one = (...categories: readonly CategoryId[]): WeekInReview => ({
    ...{ ms: categories.length * HOUR, usualMs: 0 },
    categories: categories.map((category) => ({ category, ms: HOUR, usualMs: 0 })),
  });
  const teamOf = (...people: readonly WeekInReview[]) => {
    const team = new TeamWeek();
    for (const each of people) team.add(each);
    return team.review();
  };
  const shown = (told: ReturnType<typeof teamOf>) => told?.review.categories.map(({ category }) => category);

  it('is told of five at least; who has no time is none of them', () => {
    expect(teamOf(...Array.from({ length: 4 }, () => one(WORK)), one(), one())).toBeNull();
    expect(teamOf(...Array.from({ length: 5 }, () => one(WORK)))).toMatchObject({ review: { ms: 5 * HOUR }, others: null });
  });

  it('breaks nothing down that fewer did, nor what could be worked out from the rest', () => {
    // Three did STUDY: to hide them REST is hidden as well.
    const told = teamOf(
      ...Array.from({ length: 5 }, () => one(WORK)),
      ...Array.from({ length: 5 }, () => one(REST, WORK)),
      ...Array.from({ length: 3 }, () => one(STUDY)),
    );
    expect(shown(told)).toEqual([WORK]);
    expect(told?.others).toEqual({ ms: 8 * HOUR, usualMs: 0 });
    expect(told?.review.ms).toBe(18 * HOUR);
    // With one category only the sum of all is left.
    const two = teamOf(...Array.from({ length: 5 }, () => one(WORK)), one(STUDY));
    expect(shown(two)).toEqual([]);
    expect(two?.others?.ms).toBe(6 * HOUR);
  });
});
