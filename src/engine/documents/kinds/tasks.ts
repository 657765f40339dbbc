import { z } from 'zod';
import { sessionId, spaceId } from '../../../domain/ids.js';
import type { Interval } from '../../../domain/session.js';
import type { Due, OwnTask, OwnTasks, TaskSession } from '../../../domain/tasks.js';
import { defineDocument } from '../document-kind.js';

const due: z.ZodType<Due> = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('moment'), at: z.int() }),
  z.looseObject({ kind: z.literal('day'), day: z.string().regex(/^\d{8}$/) }),
]);
const span: z.ZodType<Interval> = z.looseObject({ start: z.int(), end: z.int() });
const session: z.ZodType<TaskSession> = z.looseObject({
  space: z
    .string()
    .regex(/^[gu]\d{1,20}$/)
    .transform(spaceId),
  session: z.string().max(60).transform(sessionId),
});
const task: z.ZodType<OwnTask> = z.looseObject({
  id: z.string().min(1).max(40),
  name: z.string().min(1).max(400),
  estimateMs: z.int().min(1),
  due: due.nullable(),
  rank: z.number().nullable(),
  category: z.string().max(200).nullable(),
  createdAt: z.int(),
  doneAt: z.int().nullable(),
  scheduled: z.array(span).default([]),
  pinned: z.boolean().default(false),
  sessions: z.array(session).default([]),
});
const list: z.ZodType<OwnTasks> = z.array(task);

/** What a person has to do, wherever they ask for it: it is kept in their own space (`personalSpace(user)`), as the document of its only member. */
export const tasks = defineDocument({
  name: 'tasks',
  scope: 'member',
  fields: {
    /** Oldest first. */
    tasks: list.default([]),
  },
});
