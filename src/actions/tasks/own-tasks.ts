import { createHash } from 'node:crypto';
import { codePointCount } from '../../domain/code-points.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { personalSpace, type UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import {
  changeTask,
  withoutTask,
  withSession,
  withTask,
  TASK_NAME_MAX,
  type OwnTask,
  type OwnTasks,
  type TaskSession,
} from '../../domain/tasks.js';
import { tasks } from '../../engine/documents/kinds/tasks.js';
import type { Actor } from '../actor.js';
import type { Means } from '../means.js';

type Needs = Pick<Means, 'documents'>;
type Who = Pick<Actor, 'user' | 'id' | 'occurredAt' | 'source'>;

/** Where the tasks of a person are kept, wherever they ask for them. */
export const tasksPlace = (user: UserId) => ({ space: personalSpace(user), user });

/** All of a person's own list, oldest first, done ones too. Rejects with `StoreUnavailable`. */
export const tasksOf = async (user: UserId, { documents }: Needs): Promise<OwnTasks> =>
  (await documents.of(tasks).get(tasksPlace(user))).tasks;

const change = async (
  who: Who,
  event: string,
  by: (kept: OwnTasks) => Result<OwnTasks, DomainError>,
  { documents }: Needs,
): Promise<Result<OwnTasks, DomainError>> => {
  const origin = { actor: who.user, requestId: who.id, at: who.occurredAt, event, source: who.source };
  const stored = await documents.of(tasks).update(tasksPlace(who.user), origin, (document) => {
    const changed = by(document.tasks);
    if (!changed.ok) return changed;
    return ok(changed.value === document.tasks ? document : { ...document, tasks: changed.value });
  });
  return stored.ok ? ok(stored.value.tasks) : stored;
};

/** What somebody says of a new task. */
export type TaskWish = Pick<OwnTask, 'name' | 'estimateMs' | 'due' | 'rank' | 'category'>;
/** What somebody says of one that is there; what is left out stays as it is. */
export type TaskEdit = Partial<TaskWish & Pick<OwnTask, 'scheduled' | 'pinned'>>;

/** ms; above it an estimate is a typing error. */
export const ESTIMATE_MAX_MS = 200 * 3_600_000;

/** Its name without blanks around it. TASK_NAME_INVALID with `max`, TASK_DURATION_INVALID with `max` in hours. */
const checked = <Wish extends Partial<TaskWish>>(wish: Wish): Result<Wish, DomainError> => {
  const name = wish.name?.trim();
  if (name !== undefined && (name === '' || codePointCount(name) > TASK_NAME_MAX))
    return err(domainError('TASK_NAME_INVALID', { max: TASK_NAME_MAX }));
  if (wish.estimateMs !== undefined && (wish.estimateMs < 60_000 || wish.estimateMs > ESTIMATE_MAX_MS))
    return err(domainError('TASK_DURATION_INVALID', { max: ESTIMATE_MAX_MS / 3_600_000 }));
  return ok(name === undefined ? wish : { ...wish, name });
};

const found = (kept: OwnTasks, id: string): Result<OwnTask, DomainError> => {
  const task = kept.find((one) => one.id === id);
  return task === undefined ? err(domainError('TASK_NOT_FOUND')) : ok(task);
};

/** Adds a task; the same request adds one. TASK_NAME_INVALID, TASK_DURATION_INVALID, TASKS_FULL. */
export const addTask = async (who: Who, wish: TaskWish, deps: Needs): Promise<Result<OwnTask, DomainError>> => {
  const right = checked(wish);
  if (!right.ok) return right;
  const id = createHash('sha256').update(who.id).digest('hex').slice(0, 12);
  const task: OwnTask = {
    ...right.value,
    ...{ id, createdAt: who.occurredAt, doneAt: null, scheduled: [], pinned: false, sessions: [] },
  };
  const kept = await change(who, 'taskAdded', (known) => withTask(known, task), deps);
  return kept.ok ? found(kept.value, id) : kept;
};

/** Changes what is said of a task. TASK_NOT_FOUND, TASK_NAME_INVALID, TASK_DURATION_INVALID. */
export const editTask = async (who: Who, id: string, edit: TaskEdit, deps: Needs): Promise<Result<OwnTask, DomainError>> => {
  const right = checked(edit);
  if (!right.ok) return right;
  const kept = await change(who, 'taskEdited', (known) => changeTask(known, id, (task) => ok(edited(task, right.value))), deps);
  return kept.ok ? found(kept.value, id) : kept;
};

/** A task that takes another time by now is planned anew, unless its member said when. */
const edited = (task: OwnTask, edit: TaskEdit): OwnTask => {
  const isAnother =
    edit.estimateMs !== undefined && edit.estimateMs !== task.estimateMs && !task.pinned && edit.scheduled === undefined;
  return { ...task, ...edit, ...(isAnother ? { scheduled: [] } : {}) };
};

/** Notes that a task is done, or (null) that it is not. TASK_NOT_FOUND. */
export const finishTask = async (
  who: Who,
  id: string,
  doneAt: number | null,
  deps: Needs,
): Promise<Result<OwnTask, DomainError>> => {
  const event = doneAt === null ? 'taskReopened' : 'taskDone';
  const finished = (task: OwnTask): Result<OwnTask, DomainError> =>
    ok((task.doneAt === null) === (doneAt === null) ? task : { ...task, doneAt });
  const kept = await change(who, event, (known) => changeTask(known, id, finished), deps);
  return kept.ok ? found(kept.value, id) : kept;
};

/** TASK_NOT_FOUND. */
export const deleteTask = (who: Who, id: string, deps: Needs): Promise<Result<OwnTasks, DomainError>> =>
  change(who, 'taskDeleted', (known) => withoutTask(known, id), deps);

/** Notes that a session was begun for a task: its time counts for it from now on. TASK_NOT_FOUND. */
export const noteSession = (who: Who, id: string, begun: TaskSession, deps: Needs): Promise<Result<OwnTasks, DomainError>> =>
  change(who, 'taskStarted', (known) => changeTask(known, id, (task) => ok(withSession(task, begun))), deps);
