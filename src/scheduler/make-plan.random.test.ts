import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { ZONES } from '../../test/support/domain-arbitraries.js';
import { seedFrom } from '../../test/support/seed.js';
import type { Interval } from '../domain/session.js';
import { overlap } from './gaps.js';
import { applied, changesOf, makePlan } from './make-plan.js';
import { PLAN_DEFAULTS, type WorkHours, type WorkSpan } from './options.js';
import { inOrder } from './order.js';
import { spansOf, type PlanInput, type PlannedTask } from './plan.js';
import type { Task } from './task.js';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const seed = seedFrom('SCHEDULER_SEED');

/** A moment within some days before the clocks of a zone change, of those zones where they do; else any. */
const beforeChange = (zone: string, from: number, before: number): number => {
  const zoned = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  return (zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? from) - before;
};

const workSpan: fc.Arbitrary<WorkSpan> = fc
  .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 60 }))
  .map(([from, length]) => ({ from: from * 15, to: (from + length) * 15 }));
const workDay = fc.oneof(
  { weight: 4, arbitrary: workSpan.map((span) => [span]) },
  { weight: 1, arbitrary: fc.constant<WorkSpan[]>([]) },
  {
    weight: 1,
    arbitrary: fc.constant<WorkSpan[]>([
      { from: 540, to: 720 },
      { from: 780, to: 1020 },
    ]),
  },
);
const days = fc.array(workDay, { minLength: 7, maxLength: 7 });

/** What is drawn of a task; moments are ms after now. */
const drawn = fc.record({
  rank: fc.option(fc.integer({ min: 0, max: 5 })),
  estimateMs: fc.option(fc.integer({ min: 1, max: 10 * 60 }).map((minutes) => minutes * MINUTE)),
  dueAfter: fc.option(fc.integer({ min: -2 * DAY, max: 9 * DAY })),
  scheduledAfter: fc.option(fc.integer({ min: -8 * 24, max: 10 * 24 * 4 }).map((quarters) => quarters * 15 * MINUTE)),
  scheduledMs: fc.integer({ min: 1, max: 16 }).map((quarters) => quarters * 15 * MINUTE),
  pinned: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
  auto: fc.integer({ min: 0, max: 9 }).map((number) => number !== 0),
  status: fc.constantFrom(null, null, 'To do', 'Done'),
});

const inputs = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    from: fc.integer({ min: 1_300_000_000_000, max: 1_800_000_000_000 }),
    before: fc.integer({ min: 0, max: 3 * DAY }),
    days,
    tasks: fc.array(drawn, { maxLength: 25 }),
    busy: fc.array(fc.tuple(fc.integer({ min: -DAY, max: 8 * DAY }), fc.integer({ min: 0, max: 6 * HOUR })), { maxLength: 6 }),
    split: fc.boolean(),
    anew: fc.boolean(),
    rankOrder: fc.constantFrom('high' as const, 'low' as const),
    slotMs: fc.constantFrom(5, 15, 30).map((minutes) => minutes * MINUTE),
  })
  .map(({ zone, from, before, days, tasks, busy, split, anew, rankOrder, slotMs }): PlanInput => {
    const now = beforeChange(zone, from, before);
    const quarter = Math.ceil(now / (15 * MINUTE)) * 15 * MINUTE;
    return {
      now,
      hours: { zone, days },
      busy: busy.map(([after, length]) => ({ start: now + after, end: now + after + length })),
      options: { ...PLAN_DEFAULTS, split, anew, rankOrder, slotMs },
      tasks: tasks.map(({ dueAfter, scheduledAfter, scheduledMs, ...task }, at): Task => ({
        ...task,
        id: `t${at}`,
        source: 'own',
        name: `t${at}`,
        active: false,
        category: null,
        due: dueAfter === null ? null : { kind: 'moment', at: now + dueAfter },
        scheduled:
          scheduledAfter === null ? [] : [{ start: quarter + scheduledAfter, end: quarter + scheduledAfter + scheduledMs }],
      })),
    };
  });

const check = (property: (input: PlanInput) => void, runs = 150): void =>
  fc.assert(fc.property(inputs, property), { seed, numRuns: runs });

/** Is where it is by the plan alone, and not by a person or because it has begun. */
const isPlans = ({ outcome }: PlannedTask): boolean =>
  outcome.kind === 'placed' || (outcome.kind === 'stays' && outcome.why === 'kept');

/** All that takes time besides the plan's own: busy, pinned, in progress, and what was planned by hand for tasks that are left alone. */
const fixedOf = (input: PlanInput, plan: readonly PlannedTask[]): readonly Interval[] => [
  ...input.busy,
  ...plan.flatMap((each) => {
    if (each.outcome.kind === 'left-out') return each.outcome.why === 'auto' ? each.task.scheduled : [];
    return isPlans(each) ? [] : spansOf(each);
  }),
];

/** Do the clocks show work hours at a moment? Told by their weekday and time alone, as a person would read them. */
const isWorkTime = ({ zone, days }: WorkHours, ms: number): boolean => {
  const shown = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  const minute = shown.hour * 60 + shown.minute;
  const today = days[shown.dayOfWeek - 1] ?? [];
  const yesterday = days[(shown.dayOfWeek + 5) % 7] ?? [];
  const within = (spans: readonly WorkSpan[], at: number) => spans.some(({ from, to }) => from <= at && at < to);
  return within(today, minute) || within(yesterday, minute + 1440);
};

describe('any plan', () => {
  it('has nothing on top of something else', () => {
    check((input) => {
      const plan = makePlan(input);
      const own = plan.filter(isPlans).flatMap(spansOf);
      const fixed = fixedOf(input, plan);
      own.forEach((span, at) => {
        expect(own.slice(at + 1).some((other) => overlap(span, other))).toBe(false);
        expect(fixed.some((other) => other.start < other.end && overlap(span, other))).toBe(false);
      });
    });
  });

  it('is within work hours by the clocks of its zone, on nights when they change too, and not in the past', () => {
    check((input) => {
      for (const each of makePlan(input).filter(isPlans)) {
        for (const { start, end } of spansOf(each)) {
          expect(start).toBeGreaterThanOrEqual(input.now);
          if (each.outcome.kind === 'stays' && start >= input.now + input.options.daysAhead * DAY - DAY) continue;
          for (let at = start; at < end; at += 5 * MINUTE) expect(isWorkTime(input.hours, at)).toBe(true);
        }
      }
    });
  });

  it('gives each task its time, in whole slots and in one piece unless it may be split', () => {
    check((input) => {
      for (const { task, outcome } of makePlan(input)) {
        if (outcome.kind !== 'placed') continue;
        const length = outcome.spans.reduce((sum, { start, end }) => sum + end - start, 0);
        const wanted = task.estimateMs ?? HOUR;
        expect(length).toBeGreaterThanOrEqual(wanted);
        expect(length).toBeLessThan(wanted + input.options.slotMs);
        if (!input.options.split) expect(outcome.spans).toHaveLength(1);
        expect(outcome.late).toBe((outcome.spans.at(-1)?.end ?? 0) > (task.due?.kind === 'moment' ? task.due.at : Infinity));
      }
    });
  });

  it('changes nothing when it is made again', () => {
    check((input) => {
      const tasks = applied(makePlan(input), input.now);
      expect(changesOf(makePlan({ ...input, tasks }), input.now)).toEqual([]);
    });
  });

  it('leaves no task behind a lesser one where it would have had room', () => {
    check((input) => {
      const tasks = input.tasks.map((task) => ({ ...task, due: null, scheduled: [] }));
      const plan = makePlan({ ...input, tasks, options: { ...input.options, split: false } });
      const order = inOrder(tasks, input.options.rankOrder, input.hours.zone);
      expect(plan.map(({ task }) => task)).toEqual(order);
      const placed = plan.filter(isPlans);
      placed.forEach((better, at) => {
        const [own] = spansOf(better);
        for (const lesser of placed.slice(at + 1)) {
          const [start, length] = [spansOf(lesser)[0]?.start ?? 0, (own?.end ?? 0) - (own?.start ?? 0)];
          if (start >= (own?.start ?? 0)) continue;
          const there = { start, end: start + length };
          const before = [...placed.slice(0, at).flatMap(spansOf), ...input.busy.filter((span) => span.start < span.end)];
          const isInHours = Array.from({ length: length / (5 * MINUTE) }, (_, step) => start + step * 5 * MINUTE).every(
            (moment) => isWorkTime(input.hours, moment),
          );
          // Hours that touch at midnight are two days, and a task stays within one.
          const days = new Set(
            spansOf(lesser)
              .map(() => windowOf(input, there.start))
              .concat(windowOf(input, there.end - 1)),
          );
          expect(isInHours && days.size === 1 && !before.some((other) => overlap(there, other))).toBe(false);
        }
      });
    }, 100);
  });

  it('is the same whatever the zone of the host', () => {
    const host = process.env['TZ'];
    try {
      check((input) => {
        const plans = ['UTC', 'Pacific/Kiritimati', 'America/St_Johns'].map((zone) => {
          process.env['TZ'] = zone;
          return makePlan(input);
        });
        expect(plans[1]).toEqual(plans[0]);
        expect(plans[2]).toEqual(plans[0]);
      }, 60);
    } finally {
      if (host === undefined) delete process.env['TZ'];
      else process.env['TZ'] = host;
    }
  });
});

/** Which stretch of work hours a moment belongs to, told by where it began. */
const windowOf = (input: PlanInput, ms: number): number => {
  let start = ms - (ms % MINUTE);
  const { zone, days } = input.hours;
  const key = (at: number): string => {
    const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
    const minute = shown.hour * 60 + shown.minute;
    const yesterday = (days[(shown.dayOfWeek + 5) % 7] ?? []).findIndex(
      ({ from, to }) => from <= minute + 1440 && minute + 1440 < to,
    );
    if (yesterday >= 0) return `${shown.toPlainDate().subtract({ days: 1 }).toString()} ${yesterday}`;
    return `${shown.toPlainDate().toString()} ${(days[shown.dayOfWeek - 1] ?? []).findIndex(({ from, to }) => from <= minute && minute < to)}`;
  };
  const own = key(ms);
  while (key(start - MINUTE) === own) start -= MINUTE;
  return start;
};

it('plans a thousand tasks over two months', () => {
  const now = Date.UTC(2026, 11, 1, 8);
  const tasks = Array.from({ length: 1000 }, (_, at): Task => ({
    id: `t${at}`,
    source: 'own',
    name: `t${at}`,
    rank: at % 17,
    status: null,
    estimateMs: (15 + (at % 11) * 15) * MINUTE,
    due: at % 3 === 0 ? { kind: 'moment', at: now + (at % 20) * DAY } : null,
    scheduled: [],
    pinned: false,
    auto: true,
    active: false,
    category: null,
  }));
  const every = { from: 0, to: 1440 };
  const hours: WorkHours = { zone: 'Europe/Berlin', days: Array.from({ length: 7 }, () => [every]) };
  const input: PlanInput = { now, tasks, hours, busy: [], options: { ...PLAN_DEFAULTS, daysAhead: 62 } };
  const plan = makePlan(input);
  const spans = plan.flatMap(spansOf).sort((one, other) => one.start - other.start);
  expect(spans.length).toBeGreaterThan(900);
  expect(spans.every((span, at) => at === 0 || (spans[at - 1]?.end ?? 0) <= span.start)).toBe(true);
  expect(changesOf(makePlan({ ...input, tasks: applied(plan, now) }), now)).toEqual([]);
});
