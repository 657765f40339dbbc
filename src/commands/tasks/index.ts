import { requestOf } from '../../actions/actor.js';
import { categoryOf, keepCategory } from '../../actions/category-of.js';
import { addTask, deleteTask, editTask, finishTask, noteSession, tasksOf, type TaskEdit } from '../../actions/tasks/own-tasks.js';
import { spentOn } from '../../actions/tasks/spent.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { parseDuration } from '../../domain/duration.js';
import { err, ok, type Result } from '../../domain/result.js';
import { parseNote } from '../../domain/note.js';
import { NOTE_MAX } from '../../domain/session.js';
import { isOpen, TASK_NAME_MAX, TASK_RANK_MAX, type OwnTask } from '../../domain/tasks.js';
import { parseDue } from '../../domain/typed/due.js';
import { userText } from '../../i18n/user-text.js';
import { noticeView } from '../../views/notice.js';
import { taskCard, taskList } from '../../views/tasks/list.js';
import { cut } from '../../views/text.js';
import { activeChoices, usableChoices } from '../category-choices.js';
import { clockInTo } from '../clock-in.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { mayClockIn } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure, message, type Reply } from '../kit/reply.js';
import type { Feature } from '../kit/routes.js';
import { typingOf, zoneOf } from '../zone-of.js';
import { allTasks, openTasks, sorted, taskNamed } from './choices.js';

type Needs = Pick<Deps, 'documents' | 'spaces' | 'timesheet' | 'overview' | 'clock' | 'planner'>;

const shared = { visibility: 'ephemeral', guards: [] } as const;
const task = (autocomplete = openTasks) => opt.string({ minLength: 1, maxLength: TASK_NAME_MAX, autocomplete }).required();
const typed = { minLength: 1, maxLength: 64 } as const;
const wish = {
  due: opt.string(typed).optional(),
  rank: opt.number({ min: -TASK_RANK_MAX, max: TASK_RANK_MAX }).optional(),
  category: opt.string({ minLength: 1, maxLength: 100, autocomplete: activeChoices }).optional(),
};
/** What can be taken away from a task. */
const CLEARED = ['due', 'rank', 'category', 'plan'] as const;

/** Shows a task, what was done with it, and what it took so far. */
const card = async (ctx: Context, shown: OwnTask, done: string, deps: Needs, hint: string | null = null): Promise<Reply> => {
  const [zone, spent] = await Promise.all([zoneOf(ctx, deps), spentOn(ctx.user, [shown], deps.clock.now(), deps)]);
  return message(taskCard({ task: shown, spentMs: spent.get(shown.id) ?? 0 }, done, hint, zone, ctx.t));
};

interface Typed {
  readonly duration?: string | undefined;
  readonly due?: string | undefined;
  readonly rank?: number | undefined;
  readonly category?: string | undefined;
}

/** What was typed, read; only what was said. DURATION_INVALID, DUE_INVALID, TIME_SKIPPED, CATEGORY_NOT_FOUND, ... */
const read = async (ctx: Context, said: Typed, deps: Needs): Promise<Result<TaskEdit, DomainError>> => {
  const duration = said.duration === undefined ? null : parseDuration(said.duration);
  if (duration?.ok === false) return duration;
  const due = said.due === undefined ? null : parseDue(said.due, await typingOf(ctx, deps));
  if (due?.ok === false) return due;
  const category = said.category === undefined ? null : await categoryOf(ctx, said.category, deps);
  if (category?.ok === false) return category;
  return ok({
    ...(duration === null ? {} : { estimateMs: duration.value }),
    ...(due === null ? {} : { due: due.value }),
    ...(said.rank === undefined ? {} : { rank: said.rank }),
    ...(category === null ? {} : { category: category.value.category.name }),
  });
};

const add = defineCommand({
  ...shared,
  name: 'add',
  options: {
    name: opt.string({ minLength: 1, maxLength: TASK_NAME_MAX }).required(),
    duration: opt.string(typed).required(),
    ...wish,
  },
  async run(ctx, { name, ...said }, deps: Needs) {
    const wanted = await read(ctx, said, deps);
    if (!wanted.ok) return failure(wanted.error);
    const { estimateMs = 0, due = null, rank = null, category = null } = wanted.value;
    const added = await addTask(ctx, { name, estimateMs, due, rank, category }, deps);
    if (!added.ok) return failure(added.error);
    const { isOn } = await deps.planner.settings(ctx.user, null);
    return card(ctx, added.value, ctx.t('tasks.added'), deps, ctx.t(isOn ? 'tasks.plannedSoon' : 'tasks.planIt'));
  },
});

const list = defineCommand({
  ...shared,
  name: 'list',
  options: { show: opt.choice(['open', 'done']).optional() },
  async run(ctx, { show = 'open' }, deps: Needs) {
    const isDone = show === 'done';
    const [all, zone] = await Promise.all([tasksOf(ctx.user, deps), zoneOf(ctx, deps)]);
    const { options } = await deps.planner.settings(ctx.user, zone);
    const shown = all.filter((one) => isOpen(one) !== isDone);
    const inOrder = isDone
      ? [...shown].sort((one, other) => (other.doneAt ?? 0) - (one.doneAt ?? 0))
      : sorted(shown, options.rankOrder, zone);
    const spent = await spentOn(ctx.user, inOrder.slice(0, SPENT_MAX), deps.clock.now(), deps);
    return message(
      taskList({ isDone, zone, lines: inOrder.map((one) => ({ task: one, spentMs: spent.get(one.id) ?? 0 })) }, ctx.t),
    );
  },
});

/** More tasks than a message has room for. */
const SPENT_MAX = 60;

/** When a task is to be done by its member's own word: a moment, and for as long as it takes. DUE_INVALID for a day alone. */
const pinnedAt = async (ctx: Context, when: string, lengthMs: number, deps: Needs): Promise<Result<TaskEdit, DomainError>> => {
  const at = parseDue(when, await typingOf(ctx, deps));
  if (!at.ok) return at;
  if (at.value.kind === 'day') return err(domainError('TIME_INVALID', { input: when.slice(0, 40) }));
  return ok({ scheduled: [{ start: at.value.at, end: at.value.at + lengthMs }], pinned: true });
};

const edit = defineCommand({
  ...shared,
  name: 'edit',
  options: {
    task: task(allTasks),
    name: opt.string({ minLength: 1, maxLength: TASK_NAME_MAX }).optional(),
    duration: opt.string(typed).optional(),
    ...wish,
    when: opt.string(typed).optional(),
    clear: opt.choice(CLEARED).optional(),
  },
  async run(ctx, { task: chosen, name, when, clear, ...said }, deps: Needs) {
    const known = await taskNamed(ctx, chosen, deps);
    if (!known.ok) return failure(known.error);
    const wanted = await read(ctx, said, deps);
    if (!wanted.ok) return failure(wanted.error);
    const lengthMs = wanted.value.estimateMs ?? known.value.estimateMs;
    const pinned = when === undefined ? ok({}) : await pinnedAt(ctx, when, lengthMs, deps);
    if (!pinned.ok) return failure(pinned.error);
    const cleared: TaskEdit = clear === undefined ? {} : clear === 'plan' ? { scheduled: [], pinned: false } : { [clear]: null };
    const changes = { ...(name === undefined ? {} : { name }), ...wanted.value, ...pinned.value, ...cleared };
    if (Object.keys(changes).length === 0) return failure(domainError('NOTHING_TO_CHANGE'));
    const edited = await editTask(ctx, known.value.id, changes, deps);
    return edited.ok ? card(ctx, edited.value, ctx.t('tasks.edited'), deps) : failure(edited.error);
  },
});

const done = defineCommand({
  ...shared,
  name: 'done',
  options: { task: task(allTasks), undo: opt.boolean().optional() },
  async run(ctx, { task: chosen, undo = false }, deps: Needs) {
    const known = await taskNamed(ctx, chosen, deps);
    if (!known.ok) return failure(known.error);
    const finished = await finishTask(ctx, known.value.id, undo ? null : ctx.occurredAt, deps);
    return finished.ok ? card(ctx, finished.value, ctx.t(undo ? 'tasks.reopened' : 'tasks.done'), deps) : failure(finished.error);
  },
});

const remove = defineCommand({
  ...shared,
  name: 'delete',
  options: { task: task(allTasks) },
  async run(ctx, { task: chosen }, deps: Needs) {
    const known = await taskNamed(ctx, chosen, deps);
    if (!known.ok) return failure(known.error);
    const deleted = await deleteTask(ctx, known.value.id, deps);
    return deleted.ok
      ? message(noticeView(ctx.t('tasks.deleted', { name: userText(known.value.name) })))
      : failure(deleted.error);
  },
});

/** Clocks in to the category of a task, with its name as the note: the time of that session is the task's. */
const start = defineCommand({
  name: 'start',
  visibility: 'ephemeral',
  allowance: 'clock',
  guards: [mayClockIn],
  options: {
    task: task(),
    category: opt.string({ minLength: 1, maxLength: 100, autocomplete: usableChoices }).optional(),
  },
  async run(ctx, { task: chosen, category: named }, deps: Needs & Pick<Deps, 'sessions' | 'ids'>) {
    const known = await taskNamed(ctx, chosen, deps);
    if (!known.ok) return failure(known.error);
    const wanted = named ?? known.value.category;
    if (wanted === null) return failure(domainError('TASK_WITHOUT_CATEGORY'));
    const asked = await categoryOf(ctx, wanted, deps);
    if (!asked.ok) return failure(asked.error);
    const note = parseNote(cut(known.value.name, NOTE_MAX));
    // What is begun has the id of the request that begins it.
    const { requestId } = requestOf(ctx);
    const reply = await clockInTo(ctx, asked.value.category, note.ok ? note.value : null, deps);
    if (reply.kind === 'failure') return reply;
    await keepCategory(ctx, asked.value, deps);
    const status = await deps.overview.status(ctx.space, ctx.user);
    const active = status.ok ? status.value.state.active : null;
    // Right after the end of a session of it, the member may be asked whether to go on with that: then nothing was begun.
    if (active === null || String(active.id) !== String(requestId)) return reply;
    const noted = await noteSession(ctx, known.value.id, { space: ctx.space, session: active.id }, deps);
    if (!noted.ok) ctx.log.warn({ code: noted.error.code }, 'a session does not count for the task that it was begun for');
    return reply;
  },
});

/** A list of tasks of one's own, the same wherever one asks. */
export const ownTaskFeature: Feature = {
  commands: [defineGroup({ name: 'task', guards: [], children: [add, list, edit, done, remove, start] })],
  components: [],
};
