import { domainError, type DomainError } from './errors.js';
import type { SessionId, SpaceId } from './ids.js';
import { err, ok, type Result } from './result.js';
import type { Interval } from './session.js';

/** When something has to be done: before a moment (ms), or on the local day `yyyymmdd` at the latest, the whole of which counts. */
export type Due = { readonly kind: 'moment'; readonly at: number } | { readonly kind: 'day'; readonly day: string };

/** A session that was begun for a task. */
export interface TaskSession {
  readonly space: SpaceId;
  readonly session: SessionId;
}

/** A task of somebody's own list. */
export interface OwnTask {
  /** Of this list; given once. */
  readonly id: string;
  readonly name: string;
  /** ms */
  readonly estimateMs: number;
  readonly due: Due | null;
  readonly rank: number | null;
  /** The name of the category that its time is for; null: it says nothing. */
  readonly category: string | null;
  /** ms */
  readonly createdAt: number;
  /** ms; null: it is still to be done. */
  readonly doneAt: number | null;
  /** Where it is planned, in order of time. */
  readonly scheduled: readonly Interval[];
  /** Its member said when: the scheduler leaves it there. */
  readonly pinned: boolean;
  /** Newest last, at most `TASK_SESSIONS_MAX`. */
  readonly sessions: readonly TaskSession[];
}

/** Oldest first: the ledger compares lists by the ids in them, as long as their order stays. */
export type OwnTasks = readonly OwnTask[];

/** Tasks of one person, done ones included. */
export const TASKS_MAX = 500;
export const TASK_NAME_MAX = 200;
/** Ranks lie between this and its negative. */
export const TASK_RANK_MAX = 1_000_000;
/** Sessions that count for one task. */
export const TASK_SESSIONS_MAX = 100;
/** Done tasks are forgotten after this, ms; sooner when there is no room for a new one. */
export const TASK_KEPT_MS = 90 * 86_400_000;

export const isOpen = ({ doneAt }: Pick<OwnTask, 'doneAt'>): boolean => doneAt === null;

/**
 * Adds a task and forgets those that were done long ago; when there is no room, those that were done first. TASKS_FULL with `max` when as many are open. A
 * task whose id is known is in the list already.
 */
export const withTask = (tasks: OwnTasks, added: OwnTask): Result<OwnTasks, DomainError> => {
  if (tasks.some(({ id }) => id === added.id)) return ok(tasks);
  const open = tasks.filter(isOpen).length;
  if (open >= TASKS_MAX) return err(domainError('TASKS_FULL', { max: TASKS_MAX }));
  const done = tasks
    .filter(({ doneAt }) => doneAt !== null && doneAt > added.createdAt - TASK_KEPT_MS)
    .sort((one, other) => (other.doneAt ?? 0) - (one.doneAt ?? 0))
    .slice(0, TASKS_MAX - 1 - open);
  return ok([...tasks.filter((task) => isOpen(task) || done.includes(task)), added]);
};

/** Changes one task. TASK_NOT_FOUND when it is not (any more) in the list. */
export const changeTask = (
  tasks: OwnTasks,
  id: string,
  change: (task: OwnTask) => Result<OwnTask, DomainError>,
): Result<OwnTasks, DomainError> => {
  const known = tasks.find((task) => task.id === id);
  if (known === undefined) return err(domainError('TASK_NOT_FOUND'));
  const changed = change(known);
  if (!changed.ok) return changed;
  return ok(changed.value === known ? tasks : tasks.map((task) => (task === known ? changed.value : task)));
};

/** Takes one out of the list. TASK_NOT_FOUND. */
export const withoutTask = (tasks: OwnTasks, id: string): Result<OwnTasks, DomainError> =>
  tasks.some((task) => task.id === id) ? ok(tasks.filter((task) => task.id !== id)) : err(domainError('TASK_NOT_FOUND'));

/** Notes that a session was begun for a task. */
export const withSession = (task: OwnTask, begun: TaskSession): OwnTask =>
  task.sessions.some(({ space, session }) => space === begun.space && session === begun.session)
    ? task
    : { ...task, sessions: [...task.sessions, begun].slice(-TASK_SESSIONS_MAX) };
