import { describe, expect, it } from 'vitest';
import { categoryId } from './ids.js';
import { nextChange, parseTarget, TARGETS_KEPT, targetsOf, withTarget, type Target } from './targets.js';
import { addWeeks, weekOf } from './week.js';

const work = categoryId('work');
const home = categoryId('home');
const WEEK = weekOf('20260105', 'monday');
const at = (weeks: number) => addWeeks(WEEK, weeks);
const minutesIn = (targets: readonly Target[], weeks: number, category = work) => targetsOf(targets, at(weeks)).get(category);

describe('parseTarget', () => {
  it.each([
    ['37', 2220],
    ['7,5', 450],
    ['7.5', 450],
    ['7½', 450],
    ['½', 30],
    ['37h', 2220],
    ['1h 30m', 90],
    ['1:30', 90],
    ['90m', 90],
    ['0', 0],
    ['168', 10_080],
    ['7d', 10_080],
  ])('%s is %d minutes', (text, minutes) => expect(parseTarget(text)).toEqual({ ok: true, value: minutes }));

  it.each(['169', '169h', '168h 1s', '-5', '1.234', 'much', '', '9999999'])('%s is refused', (text) =>
    expect(parseTarget(text)).toMatchObject({ ok: false, error: { code: 'TARGET_INVALID', params: { input: text } } }),
  );
});

describe('targets by week', () => {
  it('hold from their first week on, until changed', () => {
    const first = withTarget([], work, 600, WEEK);
    const changed = withTarget(first, work, 1200, at(4));
    expect([-1, 0, 3, 4, 100].map((weeks) => minutesIn(changed, weeks))).toEqual([undefined, 600, 600, 1200, 1200]);
    expect(nextChange(changed, work, WEEK)).toMatchObject({ category: work, minutes: 1200, from: at(4).from });
    expect(nextChange(changed, work, at(4))).toBeNull();
  });

  it('a target that is taken away leaves earlier weeks as they were', () => {
    const cleared = withTarget(withTarget([], work, 600, WEEK), work, null, at(2));
    expect([0, 1, 2, 3].map((weeks) => minutesIn(cleared, weeks))).toEqual([600, 600, undefined, undefined]);
    const again = withTarget(cleared, work, 0, at(3));
    expect([2, 3].map((weeks) => minutesIn(again, weeks))).toEqual([undefined, 0]);
  });

  it('a second target of one week takes the place of the first, and what says nothing new is not kept', () => {
    const twice = withTarget(withTarget([], work, 600, WEEK), work, 660, WEEK);
    expect(twice).toEqual([{ id: '20260105.work', category: work, minutes: 660, from: WEEK.from }]);
    expect(withTarget(twice, work, 660, at(5))).toBe(twice);
    expect(withTarget(twice, home, null, WEEK)).toBe(twice);
    expect(withTarget(withTarget(twice, work, 60, at(1)), work, 660, at(1))).toEqual(twice);
  });

  it('keep their week when weeks begin on another day, and are replaced there', () => {
    const monday = withTarget([], work, 600, WEEK);
    const sundayWeek = weekOf('20260105', 'sunday');
    expect(sundayWeek.from).toBe('20260104');
    expect(targetsOf(monday, sundayWeek).get(work)).toBe(600);
    expect(targetsOf(monday, addWeeks(sundayWeek, -1)).get(work)).toBeUndefined();
    const replaced = withTarget(monday, work, 60, sundayWeek);
    expect(replaced).toHaveLength(1);
    expect(minutesIn(replaced, 0)).toBe(60);
    expect(minutesIn(replaced, -1)).toBeUndefined();
  });

  it('forget the oldest that were replaced, and never one that still holds', () => {
    let targets = withTarget([], home, 60, at(-5));
    for (let week = 0; week < TARGETS_KEPT + 20; week += 1) targets = withTarget(targets, work, week, at(week));
    expect(targets).toHaveLength(TARGETS_KEPT);
    expect(minutesIn(targets, 0, home)).toBe(60);
    expect(minutesIn(targets, TARGETS_KEPT + 19)).toBe(TARGETS_KEPT + 19);
    expect(minutesIn(targets, 0)).toBeUndefined();
  });
});
