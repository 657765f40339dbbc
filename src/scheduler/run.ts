import type { DomainError } from '../domain/errors.js';
import { err, ok, type Result } from '../domain/result.js';
import type { Interval } from '../domain/session.js';
import { changesOf, makePlan } from './make-plan.js';
import type { PlanOptions, WorkHours } from './options.js';
import type { Change, Plan } from './plan.js';
import type { BusySource, TaskSource } from './source.js';
import { standingPlan } from './standing.js';

export interface RunParts {
  readonly sources: readonly TaskSource[];
  readonly busy: readonly BusySource[];
  readonly hours: WorkHours;
  readonly options: PlanOptions;
  /** ms */
  readonly now: number;
}

/** A plan, and what would have to be written for it. */
export interface Preview {
  readonly plan: Plan;
  readonly changes: readonly Change[];
  /** What was busy in the days that are planned. */
  readonly busy: readonly Interval[];
}

/** What came of a run: changes that were not kept are tried again by the next one. */
export interface Run extends Preview {
  readonly failed: readonly { readonly change: Change; readonly error: DomainError }[];
}

const DAY = 86_400_000;

/** Reads everything and plans; writes nothing. What a source or a calendar refuses is refused as a whole: of half of the tasks there is no plan. */
export const preview = async ({ sources, busy, hours, options, now }: RunParts): Promise<Result<Preview, DomainError>> => {
  // Days are up to 25 hours long, and work hours may go on after the last midnight.
  const until = now + (options.daysAhead + 2) * DAY;
  const [lists, spans] = await Promise.all([
    Promise.all(sources.map((source) => source.list())),
    Promise.all(busy.map((source) => source.busy(now, until))),
  ]);
  const refused = [...lists, ...spans].find((read) => !read.ok);
  if (refused?.ok === false) return err(refused.error);
  const taken = spans.flatMap((read) => (read.ok ? read.value : []));
  const plan = makePlan({ tasks: lists.flatMap((read) => (read.ok ? read.value : [])), hours, busy: taken, options, now });
  return ok({ plan, changes: changesOf(plan, now), busy: taken });
};

/** What is planned as it stands; changes nothing, and asks no calendar. */
export const current = async ({
  sources,
  hours,
  options,
  now,
}: Omit<RunParts, 'busy'>): Promise<Result<Preview, DomainError>> => {
  const lists = await Promise.all(sources.map((source) => source.list()));
  const refused = lists.find((read) => !read.ok);
  if (refused?.ok === false) return err(refused.error);
  const tasks = lists.flatMap((read) => (read.ok ? read.value : []));
  return ok({ plan: standingPlan({ tasks, hours, options, now }), changes: [], busy: [] });
};

/** Plans, and writes what is planned otherwise than it was; nothing when nothing is. */
export const run = async (parts: RunParts): Promise<Result<Run, DomainError>> => {
  const planned = await preview(parts);
  if (!planned.ok) return planned;
  const failed: { readonly change: Change; readonly error: DomainError }[] = [];
  for (const source of parts.sources) {
    const changes = planned.value.changes.filter(({ task }) => task.source === source.id);
    if (changes.length === 0) continue;
    const kept = await source.write(changes, parts.now);
    changes.forEach((change, at) => {
      const one = kept[at];
      if (one?.ok === false) failed.push({ change, error: one.error });
    });
  }
  return ok({ ...planned.value, failed });
};
