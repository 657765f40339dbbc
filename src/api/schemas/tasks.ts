import { z } from 'zod';
import { Day, Moment, Seconds } from './common.js';

const Span = z.object({ start: Moment, end: Moment });
/** Before a moment, or on a day at the latest, the whole of which counts. */
const Due = z.union([z.strictObject({ at: Moment }), z.strictObject({ day: Day })]);
const Name = z.string().min(1).max(400);
const Rank = z.number().min(-1_000_000).max(1_000_000);
const Estimate = Seconds.int().min(60).max(720_000);

export const Task = z
  .object({
    id: z.string(),
    name: z.string(),
    estimateSeconds: Seconds,
    due: Due.nullable(),
    rank: z.number().nullable(),
    /** The name of the category that its time is for. */
    category: z.string().nullable(),
    createdAt: Moment,
    /** Null: it is still to be done. */
    doneAt: Moment.nullable(),
    /** When it is planned, in order of time; several when it was split. */
    scheduled: z.array(Span),
    /** Its owner said when: it is not moved. */
    isPinned: z.boolean(),
    /** Effective time of the sessions that were begun for it. */
    spentSeconds: Seconds,
  })
  .meta({ id: 'Task' });
export type Task = z.output<typeof Task>;
export const TaskList = z.object({ tasks: z.array(Task) });
export type TaskList = z.output<typeof TaskList>;

export const TaskInput = z.strictObject({
  name: Name,
  estimateSeconds: Estimate,
  due: Due.nullable().optional(),
  rank: Rank.nullable().optional(),
  category: z.string().min(1).max(200).nullable().optional(),
});

/** What is left out stays as it is. `startsAt` pins it to a moment, for as long as it takes; null gives it back to the scheduler. */
export const TaskPatch = TaskInput.partial().extend({ startsAt: Moment.nullable().optional(), isDone: z.boolean().optional() });

export const TaskParams = z.object({ space: z.string(), task: z.string().max(40) });

const PlannedItem = z.object({
  id: z.string(),
  /** `own`, or `notion:` and the id of a table there. */
  source: z.string(),
  name: z.string(),
  spans: z.array(Span),
  /** Over only after it is due. */
  isLate: z.boolean(),
  isPinned: z.boolean(),
});
export const PlanAnswer = z
  .object({
    zone: z.string(),
    /** Is it planned by itself? */
    isOn: z.boolean(),
    daysAhead: z.number().int(),
    /** In order of rank. */
    planned: z.array(PlannedItem),
    /** What has no place, and why: `no-hours`, `too-long` or `no-room`. As long as nothing was planned anew, none is named. */
    unplaced: z.array(
      z.object({ id: z.string(), source: z.string(), name: z.string(), why: z.enum(['no-hours', 'too-long', 'no-room']) }),
    ),
    /** How many tasks got another place just now. */
    changed: z.number().int(),
  })
  .meta({ id: 'Plan' });
export type PlanAnswer = z.output<typeof PlanAnswer>;
export const PlanInput = z.strictObject({ anew: z.boolean().optional() });
