import type { z } from 'zod';
import type { Actor } from '../../actions/actor.js';
import type { Planned } from '../../actions/schedule/planner.js';
import { addTask, deleteTask, editTask, finishTask, tasksOf, type TaskEdit } from '../../actions/tasks/own-tasks.js';
import { spentOn } from '../../actions/tasks/spent.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { isGuildSpace, requestId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Interval } from '../../domain/session.js';
import type { Due, OwnTask } from '../../domain/tasks.js';
import { spansOf } from '../../scheduler/plan.js';
import type { Preview } from '../../scheduler/run.js';
import type { ApiDeps } from '../deps.js';
import { dayIn, dayText, momentText, msOf, secondsOf } from '../present.js';
import { defineRoute, type Asked, type Route } from '../route.js';
import { PlanAnswer, PlanInput, Task, TaskInput, TaskList, TaskParams, TaskPatch } from '../schemas/tasks.js';
import { inSpace } from '../server/called-by.js';

type Needs = Pick<ApiDeps, 'documents' | 'timesheet' | 'overview' | 'clock' | 'planner'>;
const tag = 'Tasks';
const path = '/spaces/:space/tasks';
const planPath = '/spaces/:space/plan';

/** Tasks and plans are a person's, wherever they are: they are asked for in their own space alone. SPACE_NOT_FOUND elsewhere. */
const atHome = (asked: Pick<Asked<unknown, unknown, unknown>, 'actor'>): Result<Actor, DomainError> => {
  const actor = inSpace(asked);
  return isGuildSpace(actor.space) ? err(domainError('SPACE_NOT_FOUND')) : ok(actor);
};

const spanText = ({ start, end }: Interval) => ({ start: momentText(start), end: momentText(end) });
const dueText = (due: Due | null) => {
  if (due === null) return null;
  return due.kind === 'day' ? { day: dayText(due.day) } : { at: momentText(due.at) };
};
const dueIn = (due: z.output<typeof TaskInput>['due']): Due | null => {
  if (due === null || due === undefined) return null;
  return 'day' in due ? { kind: 'day', day: dayIn(due.day) } : { kind: 'moment', at: msOf(due.at) };
};

const shown = (task: OwnTask, spentMs: number): z.output<typeof Task> => ({
  ...{ id: task.id, name: task.name, estimateSeconds: secondsOf(task.estimateMs), due: dueText(task.due) },
  ...{ rank: task.rank, category: task.category, createdAt: momentText(task.createdAt) },
  doneAt: task.doneAt === null ? null : momentText(task.doneAt),
  scheduled: task.scheduled.map(spanText),
  ...{ isPinned: task.pinned, spentSeconds: secondsOf(spentMs) },
});

const planText = ({ plan, changes, settings }: Preview & Planned, changed: boolean): z.output<typeof PlanAnswer> => ({
  zone: settings.hours.zone,
  isOn: settings.isOn,
  daysAhead: settings.options.daysAhead,
  planned: plan.flatMap((each) => {
    const { task, outcome } = each;
    const spans = spansOf(each);
    if (spans.length === 0 || (outcome.kind !== 'stays' && outcome.kind !== 'placed')) return [];
    const isPinned = outcome.kind === 'stays' && outcome.why === 'pinned';
    return [
      { ...{ id: task.id, source: task.source, name: task.name }, spans: spans.map(spanText), isLate: outcome.late, isPinned },
    ];
  }),
  unplaced: plan.flatMap(({ task: { id, source, name }, outcome }) =>
    outcome.kind === 'unplaced' ? [{ id, source, name, why: outcome.why }] : [],
  ),
  changed: changed ? changes.length : 0,
});

/** What a change of a task says. TASK_NOT_FOUND when it is pinned and not there. */
const editOf = async (
  { user }: Actor,
  id: string,
  { name, estimateSeconds, due, rank, category, startsAt }: z.output<typeof TaskPatch>,
  deps: Needs,
): Promise<Result<TaskEdit, DomainError>> => {
  const estimateMs = estimateSeconds === undefined ? undefined : estimateSeconds * 1000;
  const edit: TaskEdit = {
    ...(name === undefined ? {} : { name }),
    ...(estimateMs === undefined ? {} : { estimateMs }),
    ...(due === undefined ? {} : { due: dueIn(due) }),
    ...(rank === undefined ? {} : { rank }),
    ...(category === undefined ? {} : { category }),
  };
  if (startsAt === undefined) return ok(edit);
  if (startsAt === null) return ok({ ...edit, scheduled: [], pinned: false });
  const known = (await tasksOf(user, deps)).find((task) => task.id === id);
  if (known === undefined) return err(domainError('TASK_NOT_FOUND'));
  const start = msOf(startsAt);
  return ok({ ...edit, scheduled: [{ start, end: start + (estimateMs ?? known.estimateMs) }], pinned: true });
};

/** The tasks of whoever asks, and their plan. */
export const taskRoutes = (deps: Needs): readonly Route[] => {
  const one = async ({ user }: Actor, task: OwnTask) =>
    shown(task, (await spentOn(user, [task], deps.clock.now(), deps)).get(task.id) ?? 0);
  return [
    defineRoute({
      ...{ id: 'listTasks', method: 'GET', path, tag, scope: 'own:read' },
      summary: 'Lists your tasks, done ones too, oldest first. Tasks are kept in your own space.',
      answers: { 200: TaskList },
      refusals: ['SPACE_NOT_FOUND'],
      run: async (asked) => {
        const actor = atHome(asked);
        if (!actor.ok) return actor;
        const tasks = await tasksOf(actor.value.user, deps);
        const spent = await spentOn(actor.value.user, tasks, deps.clock.now(), deps);
        return ok({ status: 200, body: { tasks: tasks.map((task) => shown(task, spent.get(task.id) ?? 0)) } });
      },
    }),
    defineRoute({
      ...{ id: 'addTask', method: 'POST', path, tag, scope: 'own:write', body: TaskInput },
      summary: 'Adds a task.',
      answers: { 201: Task },
      refusals: ['SPACE_NOT_FOUND', 'TASK_NAME_INVALID', 'TASK_DURATION_INVALID', 'TASKS_FULL'],
      run: async (asked) => {
        const actor = atHome(asked);
        if (!actor.ok) return actor;
        const { name, estimateSeconds, due, rank = null, category = null } = asked.body;
        const wish = { name, estimateMs: estimateSeconds * 1000, due: dueIn(due), rank, category };
        const added = await addTask(actor.value, wish, deps);
        return added.ok ? ok({ status: 201, body: await one(actor.value, added.value) }) : added;
      },
    }),
    defineRoute({
      ...{
        id: 'changeTask',
        method: 'PATCH',
        path: `${path}/:task`,
        tag,
        scope: 'own:write',
        params: TaskParams,
        body: TaskPatch,
      },
      summary: 'Changes a task, finishes it, or says when it is to be done.',
      answers: { 200: Task },
      refusals: ['SPACE_NOT_FOUND', 'TASK_NOT_FOUND', 'TASK_NAME_INVALID', 'TASK_DURATION_INVALID'],
      run: async (asked) => {
        const actor = atHome(asked);
        if (!actor.ok) return actor;
        const { task: id } = asked.params;
        const edit = await editOf(actor.value, id, asked.body, deps);
        if (!edit.ok) return edit;
        const { isDone } = asked.body;
        const edited = await editTask(actor.value, id, edit.value, deps);
        if (!edited.ok || isDone === undefined)
          return edited.ok ? ok({ status: 200, body: await one(actor.value, edited.value) }) : edited;
        // A second change of the same request: the document knows it by a name of its own.
        const finishing = { ...actor.value, id: requestId(`${actor.value.id}:done`) };
        const finished = await finishTask(finishing, id, isDone ? actor.value.occurredAt : null, deps);
        return finished.ok ? ok({ status: 200, body: await one(actor.value, finished.value) }) : finished;
      },
    }),
    defineRoute({
      ...{
        id: 'deleteTask',
        method: 'DELETE',
        path: `${path}/:task`,
        tag,
        scope: 'own:write',
        params: TaskParams,
        keepsAnswer: true,
      },
      summary: 'Deletes a task.',
      answers: { 204: null },
      refusals: ['SPACE_NOT_FOUND', 'TASK_NOT_FOUND'],
      run: async (asked) => {
        const actor = atHome(asked);
        if (!actor.ok) return actor;
        const deleted = await deleteTask(actor.value, asked.params.task, deps);
        return deleted.ok ? ok({ status: 204 }) : deleted;
      },
    }),
    defineRoute({
      ...{ id: 'getPlan', method: 'GET', path: planPath, tag, scope: 'own:read' },
      summary: 'Says when your tasks are planned, as it stands.',
      answers: { 200: PlanAnswer },
      refusals: ['SPACE_NOT_FOUND', 'TRACKER_UNREADABLE'],
      run: async (asked) => {
        const actor = atHome(asked);
        if (!actor.ok) return actor;
        const plan = await deps.planner.current(actor.value.user, { zone: null });
        return plan.ok ? ok({ status: 200, body: planText(plan.value, false) }) : plan;
      },
    }),
    defineRoute({
      ...{ id: 'runPlan', method: 'POST', path: planPath, tag, scope: 'own:write', body: PlanInput, keepsAnswer: true },
      summary: 'Plans your tasks now; `anew` places everything anew but what is pinned or in progress.',
      answers: { 200: PlanAnswer },
      refusals: ['SPACE_NOT_FOUND', 'TRACKER_UNREADABLE', 'CALENDAR_UNREADABLE', 'CALENDAR_TOO_LARGE'],
      run: async (asked) => {
        const actor = atHome(asked);
        if (!actor.ok) return actor;
        const plan = await deps.planner.run(actor.value.user, { zone: null, anew: asked.body.anew ?? false });
        return plan.ok ? ok({ status: 200, body: planText(plan.value, true) }) : plan;
      },
    }),
  ];
};
