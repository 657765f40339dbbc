import { z } from 'zod';
import { personalSpace, type UserId } from '../../domain/ids.js';
import type { Documents } from '../documents-api.js';
import { schedule } from '../documents/kinds/schedule.js';
import { defineDueJob } from '../due/due-job.js';
import { putRow, type DueStore } from '../due/due-row.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { Handle } from '../outbox/outbox.js';
import type { Store } from '../store.js';

/** Names a consumer of the ledgers, and stands in Redis. */
export const TASK_PLAN_CONSUMER = 'task-plans';
const PLAN_TASKS = 'plan-tasks';

/** Plans the tasks of members. */
export interface TaskPlanning {
  /** Begins, and does not wait for it: calendars and trackers elsewhere may be slow, and other things are due. One that is under way for the same person is enough. */
  begin(user: UserId): void;
  /** ms from one time to the next. */
  readonly everyMs: number;
}

export interface PlanTasksParts {
  readonly documents: Documents;
  readonly due: Pick<DueStore, 'change'>;
  readonly store: Pick<Store, 'load'>;
  readonly taskPlanning: TaskPlanning;
  /** ms */
  readonly now: () => number;
}

/** Plans the tasks of somebody who wants it, again and again. After an outage once, and not as often as it would have been meanwhile. */
export const planTasksJob = ({ documents, taskPlanning, now }: PlanTasksParts) =>
  defineDueJob({
    kind: PLAN_TASKS,
    payload: z.null(),
    run: async ({ space, user }) => {
      if (user === null || space !== personalSpace(user)) return 'done';
      if (!(await documents.of(schedule).get({ space, user })).isOn) return 'done';
      taskPlanning.begin(user);
      return { again: now() + taskPlanning.everyMs, payload: null };
    },
  });

/** Reads the ledgers from their beginning: who turned it on has a row. A row too many looks once and goes. */
export const followSchedules =
  ({ documents, due, store, now }: Omit<PlanTasksParts, 'taskPlanning'>): Handle<LedgerRow> =>
  async (space, records) => {
    const touched = records.filter(
      (record) =>
        record.kind === 'document' &&
        record.document === schedule.name &&
        record.changes.some(({ path }) => path[0] === undefined || path[0] === 'isOn'),
    );
    const users = new Set(touched.flatMap(({ user }) => (user === null ? [] : [user])));
    for (const user of users) {
      if (!(await documents.of(schedule).get({ space, user })).isOn) continue;
      const { version } = await store.load(space, user);
      const row = { kind: PLAN_TASKS, user, about: '', at: now(), payload: null };
      await due.change(space, [putRow(row, ...(version > 0 ? [version] : []))]);
    }
  };
