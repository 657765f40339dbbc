import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { applied, changesOf, makePlan } from './make-plan.js';
import { officeHours, PLAN_DEFAULTS, type PlanOptions, type WorkHours } from './options.js';
import { spansOf, type Outcome, type PlanInput } from './plan.js';
import type { Task } from './task.js';

const ZONE = 'Europe/Berlin';
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** `2026-12-07 09:00` by the clocks of Berlin (a Monday) -> ms. */
const at = (wall: string, zone = ZONE): number =>
  Temporal.PlainDateTime.from(wall.replace(' ', 'T')).toZonedDateTime(zone).epochMilliseconds;
const wall = (ms: number, zone = ZONE): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ');

const task = (id: string, more: Partial<Task> = {}): Task => ({
  id,
  source: 'own',
  name: id,
  rank: null,
  status: null,
  estimateMs: HOUR,
  due: null,
  scheduled: [],
  pinned: false,
  auto: true,
  active: false,
  category: null,
  ...more,
});
const span = (from: string, to: string) => ({ start: at(from), end: at(to) });

interface Setting {
  readonly now?: string;
  readonly hours?: WorkHours;
  readonly busy?: PlanInput['busy'];
  readonly options?: Partial<PlanOptions>;
}
const inputOf = (tasks: readonly Task[], { now = '2026-12-07 08:00', hours, busy, options }: Setting): PlanInput => ({
  tasks,
  hours: hours ?? officeHours(ZONE, 9, 17),
  busy: busy ?? [],
  options: { ...PLAN_DEFAULTS, ...options },
  now: at(now),
});
/** Id -> where it is planned, by the clocks. */
const planned = (tasks: readonly Task[], setting: Setting = {}): Record<string, string[]> =>
  Object.fromEntries(
    makePlan(inputOf(tasks, setting)).map((each) => [
      each.task.id,
      spansOf(each).map(({ start, end }) => `${wall(start)}–${wall(end).slice(11)}`),
    ]),
  );
const outcomeOf = (tasks: readonly Task[], id: string, setting: Setting = {}): Outcome | undefined =>
  makePlan(inputOf(tasks, setting)).find((each) => each.task.id === id)?.outcome;

describe('a place for a task', () => {
  it.each([
    ['90 minutes for 1.4 hours', 1.4 * HOUR, '2026-12-07 09:00–10:30'],
    ['a quarter for a minute', MINUTE, '2026-12-07 09:00–09:15'],
    ['a quarter for a quarter', 15 * MINUTE, '2026-12-07 09:00–09:15'],
    ['an hour where nobody says how long', null, '2026-12-07 09:00–10:00'],
  ])('is %s', (_, estimateMs, expected) => {
    expect(planned([task('a', { estimateMs })])).toEqual({ a: [expected] });
  });

  it('says that its length is only assumed', () => {
    expect(outcomeOf([task('a', { estimateMs: null })], 'a')).toMatchObject({ kind: 'placed', assumed: true });
    expect(outcomeOf([task('a')], 'a')).toMatchObject({ kind: 'placed', assumed: false });
  });

  it('begins at the next slot, never in the past', () => {
    expect(planned([task('a')], { now: '2026-12-07 10:01' })).toEqual({ a: ['2026-12-07 10:15–11:15'] });
    expect(planned([task('a')], { now: '2026-12-07 10:15' })).toEqual({ a: ['2026-12-07 10:15–11:15'] });
  });

  it('lies within one day', () => {
    expect(planned([task('a', { estimateMs: 2 * HOUR })], { now: '2026-12-07 15:30' })).toEqual({
      a: ['2026-12-08 09:00–11:00'],
    });
  });

  it('is not at the weekend, unless somebody works then', () => {
    expect(planned([task('a')], { now: '2026-12-05 08:00' })).toEqual({ a: ['2026-12-07 09:00–10:00'] });
    const saturdays: WorkHours = { zone: ZONE, days: [[], [], [], [], [], [{ from: 600, to: 660 }], []] };
    expect(planned([task('a')], { now: '2026-12-05 08:00', hours: saturdays })).toEqual({ a: ['2026-12-05 10:00–11:00'] });
  });

  it('may be in the night, and in what is left of the night before', () => {
    const nights = officeHours(ZONE, 22, 6);
    expect(planned([task('a')], { hours: nights, now: '2026-12-08 04:30' })).toEqual({ a: ['2026-12-08 04:30–05:30'] });
    expect(planned([task('a', { estimateMs: 4 * HOUR })], { hours: nights, now: '2026-12-08 04:30' })).toEqual({
      a: ['2026-12-08 22:00–02:00'],
    });
  });

  it('keeps the lunch break free', () => {
    const days = [
      { from: 540, to: 720 },
      { from: 780, to: 1020 },
    ];
    const hours: WorkHours = { zone: ZONE, days: [days, days, days, days, days, [], []] };
    expect(planned([task('a', { rank: 2, estimateMs: 2 * HOUR }), task('b', { estimateMs: 2 * HOUR })], { hours })).toEqual({
      a: ['2026-12-07 09:00–11:00'],
      b: ['2026-12-07 13:00–15:00'],
    });
  });

  it('keeps clear of what is busy, and small tasks fill what is left', () => {
    const busy = [span('2026-12-07 09:30', '2026-12-07 12:10'), span('2026-12-07 12:00', '2026-12-07 13:00')];
    expect(
      planned([task('big', { rank: 9, estimateMs: 2 * HOUR }), task('small', { rank: 1, estimateMs: 30 * MINUTE })], { busy }),
    ).toEqual({
      big: ['2026-12-07 13:00–15:00'],
      small: ['2026-12-07 09:00–09:30'],
    });
  });
});

describe('the order', () => {
  const three = [task('one', { rank: 1 }), task('none'), task('nine', { rank: 9 })];

  it('is the largest rank first, and those without one last', () => {
    expect(makePlan(inputOf(three, {})).map((each) => each.task.id)).toEqual(['nine', 'one', 'none']);
    expect(planned(three)).toMatchObject({
      nine: ['2026-12-07 09:00–10:00'],
      one: ['2026-12-07 10:00–11:00'],
      none: ['2026-12-07 11:00–12:00'],
    });
  });

  it('is the smallest one first where that is wanted', () => {
    expect(planned(three, { options: { rankOrder: 'low' } })).toMatchObject({
      one: ['2026-12-07 09:00–10:00'],
      nine: ['2026-12-07 10:00–11:00'],
    });
  });

  it('is by the due date in the same rank', () => {
    const tasks = [
      task('later', { due: { kind: 'day', day: '20261210' } }),
      task('sooner', { due: { kind: 'day', day: '20261209' } }),
    ];
    expect(planned(tasks)).toMatchObject({ sooner: ['2026-12-07 09:00–10:00'] });
  });
});

describe('due dates', () => {
  it('hold the end of the task, not its start', () => {
    const due = { kind: 'moment', at: at('2026-12-07 10:00') } as const;
    expect(outcomeOf([task('a', { due, estimateMs: 2 * HOUR })], 'a')).toMatchObject({ late: true });
    expect(outcomeOf([task('a', { due })], 'a')).toMatchObject({ late: false });
  });

  it('without a time hold the whole day', () => {
    const busy = [span('2026-12-07 09:00', '2026-12-07 16:00')];
    const due = { kind: 'day', day: '20261207' } as const;
    expect(outcomeOf([task('a', { due })], 'a', { busy })).toMatchObject({
      kind: 'placed',
      late: false,
      spans: [span('2026-12-07 16:00', '2026-12-07 17:00')],
    });
  });

  it('that cannot be held give the earliest place, marked late', () => {
    const due = { kind: 'day', day: '20261204' } as const;
    expect(outcomeOf([task('a', { due })], 'a')).toMatchObject({
      kind: 'placed',
      late: true,
      spans: [span('2026-12-07 09:00', '2026-12-07 10:00')],
    });
  });
});

describe('what was planned before', () => {
  const scheduled = [span('2026-12-07 11:00', '2026-12-07 12:00')];

  it('stays, and a better one that is new is not put on top of it', () => {
    const tasks = [task('old', { rank: 1, scheduled }), task('new', { rank: 9, estimateMs: 3 * HOUR })];
    expect(planned(tasks)).toEqual({ old: ['2026-12-07 11:00–12:00'], new: ['2026-12-07 12:00–15:00'] });
  });

  it.each([
    ['passed', { scheduled: [span('2026-12-04 09:00', '2026-12-04 10:00')] }, {}],
    ['taken', { scheduled }, { busy: [span('2026-12-07 11:45', '2026-12-07 12:45')] }],
    ['outside-hours', { scheduled: [span('2026-12-07 16:30', '2026-12-07 17:30')] }, {}],
    ['too-short', { scheduled, estimateMs: 2 * HOUR }, {}],
    ['late', { scheduled, due: { kind: 'moment', at: at('2026-12-07 11:30') } }, {}],
    ['anew', { scheduled }, { options: { anew: true } }],
  ] as const)('moves when it is %s', (moved, more, setting) => {
    expect(outcomeOf([task('a', more)], 'a', setting)).toMatchObject({ kind: 'placed', moved, late: false });
  });

  it('stays though it is late, where nothing sooner would be in time', () => {
    const due = { kind: 'day', day: '20261204' } as const;
    expect(outcomeOf([task('a', { scheduled, due })], 'a')).toEqual({ kind: 'stays', why: 'kept', spans: scheduled, late: true });
  });

  it('stays in progress, whatever has come on top of it', () => {
    const busy = [span('2026-12-07 11:00', '2026-12-07 13:00')];
    for (const now of ['2026-12-07 11:00', '2026-12-07 11:59'])
      expect(outcomeOf([task('a', { scheduled })], 'a', { now, busy })).toMatchObject({
        kind: 'stays',
        why: 'in-progress',
        spans: scheduled,
      });
    expect(outcomeOf([task('a', { scheduled })], 'a', { now: '2026-12-07 12:00' })).toMatchObject({ moved: 'passed' });
  });

  it('stays while somebody works on it, early or late', () => {
    for (const now of ['2026-12-07 10:00', '2026-12-07 15:00'])
      expect(outcomeOf([task('a', { scheduled, active: true })], 'a', { now })).toMatchObject({
        kind: 'stays',
        why: 'in-progress',
      });
    expect(outcomeOf([task('a', { active: true })], 'a')).toMatchObject({ kind: 'stays', spans: [] });
  });

  it('stays where somebody pinned it, even at night, until it has passed', () => {
    const night = [span('2026-12-07 23:00', '2026-12-08 00:00')];
    const pinned = task('a', { scheduled: night, pinned: true });
    expect(outcomeOf([pinned], 'a', { options: { anew: true } })).toMatchObject({ kind: 'stays', why: 'pinned' });
    expect(outcomeOf([pinned], 'a', { now: '2026-12-08 00:00' })).toMatchObject({ kind: 'placed', moved: 'passed' });
  });

  it('stays further ahead than is planned, but two of them not at the same time', () => {
    const far = [span('2026-12-22 09:00', '2026-12-22 10:00')];
    const tasks = [task('a', { rank: 2, scheduled: far }), task('b', { rank: 1, scheduled: far })];
    expect(planned(tasks)).toEqual({ a: ['2026-12-22 09:00–10:00'], b: ['2026-12-07 09:00–10:00'] });
  });

  it('goes to the better of two that were planned at the same time', () => {
    const tasks = [task('worse', { rank: 1, scheduled }), task('better', { rank: 2, scheduled })];
    expect(planned(tasks)).toEqual({ better: ['2026-12-07 11:00–12:00'], worse: ['2026-12-07 09:00–10:00'] });
  });

  it('is no longer planned when its place is taken and there is no other', () => {
    const busy = [span('2026-12-07 00:00', '2026-12-15 00:00')];
    const plan = makePlan(inputOf([task('a', { scheduled })], { busy }));
    expect(changesOf(plan, at('2026-12-07 08:00'))).toMatchObject([{ spans: [] }]);
  });

  it('of a task that is left alone takes its time, and that of one that is done does not', () => {
    const place = [span('2026-12-07 09:00', '2026-12-07 10:00')];
    const tasks = (more: Partial<Task>) => [task('other', { scheduled: place, ...more }), task('a')];
    expect(planned(tasks({ auto: false }))).toMatchObject({ a: ['2026-12-07 10:00–11:00'] });
    expect(planned(tasks({ status: 'Completed' }))).toMatchObject({ a: ['2026-12-07 09:00–10:00'] });
  });
});

describe('what is left out', () => {
  it.each(['Completed', 'canceled', 'CANCELLED', 'Backlog', ' done '])('is what is %s', (status) => {
    expect(outcomeOf([task('a', { status })], 'a')).toEqual({ kind: 'left-out', why: 'status' });
  });

  it('is what the options say', () => {
    expect(outcomeOf([task('a', { status: 'Geparkt' })], 'a', { options: { leftOut: ['geparkt'] } })).toEqual({
      kind: 'left-out',
      why: 'status',
    });
    expect(outcomeOf([task('a', { auto: false })], 'a')).toEqual({ kind: 'left-out', why: 'auto' });
    expect(outcomeOf([task('a', { status: 'In progress' })], 'a')).toMatchObject({ kind: 'placed' });
  });
});

describe('what finds no place', () => {
  it('is longer than any day, when it may not be split', () => {
    expect(outcomeOf([task('a', { estimateMs: 12 * HOUR })], 'a')).toEqual({
      kind: 'unplaced',
      why: 'too-long',
      lengthMs: 12 * HOUR,
      longestMs: 8 * HOUR,
    });
  });

  it('takes two days when it may be', () => {
    expect(planned([task('a', { estimateMs: 12 * HOUR })], { options: { split: true } })).toEqual({
      a: ['2026-12-07 09:00–17:00', '2026-12-08 09:00–13:00'],
    });
  });

  it('finds none in a full week, or in one without work hours', () => {
    const busy = [span('2026-12-07 00:00', '2026-12-15 00:00')];
    expect(outcomeOf([task('a')], 'a', { busy })).toMatchObject({ kind: 'unplaced', why: 'no-room' });
    expect(outcomeOf([task('a')], 'a', { hours: { zone: ZONE, days: [] } })).toMatchObject({ kind: 'unplaced', why: 'no-hours' });
  });

  it('is split only when it has to be', () => {
    const busy = [span('2026-12-07 12:00', '2026-12-07 17:00')];
    expect(planned([task('a', { estimateMs: 4 * HOUR })], { busy, options: { split: true } })).toEqual({
      a: ['2026-12-08 09:00–13:00'],
    });
    const due = { kind: 'moment', at: at('2026-12-08 12:00') } as const;
    expect(planned([task('a', { estimateMs: 4 * HOUR, due })], { busy, options: { split: true } })).toEqual({
      a: ['2026-12-07 09:00–12:00', '2026-12-08 09:00–10:00'],
    });
  });
});

it('writes nothing for a plan that is as it was', () => {
  const input = inputOf([task('a'), task('b', { rank: 3 }), task('c', { status: 'done' })], {});
  const plan = makePlan(input);
  expect(changesOf(plan, input.now)).toHaveLength(2);
  expect(changesOf(makePlan({ ...input, tasks: applied(plan, input.now) }), input.now)).toEqual([]);
});
