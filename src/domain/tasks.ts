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

/** Tasks by their ids. */
export type OwnTasks = Readonly<Record<string, OwnTask>>;

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
  if (Object.hasOwn(tasks, added.id)) return ok(tasks);
  const open = Object.values(tasks).filter(isOpen);
  if (open.length >= TASKS_MAX) return err(domainError('TASKS_FULL', { max: TASKS_MAX }));
  const done = Object.values(tasks)
    .filter(({ doneAt }) => doneAt !== null && doneAt > added.createdAt - TASK_KEPT_MS)
    .sort((one, other) => (other.doneAt ?? 0) - (one.doneAt ?? 0))
    .slice(0, TASKS_MAX - 1 - open.length);
  return ok(Object.fromEntries([...open, ...done, added].map((task) => [task.id, task])));
};

/** Changes one task. TASK_NOT_FOUND when it is not (any more) in the list. */
export const changeTask = (tasks: OwnTasks, id: string, change: (task: OwnTask) => OwnTask): Result<OwnTasks, DomainError> => {
  const known = Object.hasOwn(tasks, id) ? tasks[id] : undefined;
  if (known === undefined) return err(domainError('TASK_NOT_FOUND'));
  const changed = change(known);
  return ok(changed === known ? tasks : { ...tasks, [id]: changed });
};

/** Takes one out of the list. TASK_NOT_FOUND. */
export const withoutTask = (tasks: OwnTasks, id: string): Result<OwnTasks, DomainError> =>
  Object.hasOwn(tasks, id)
    ? ok(Object.fromEntries(Object.entries(tasks).filter(([key]) => key !== id)))
    : err(domainError('TASK_NOT_FOUND'));

/** Notes that a session was begun for a task. */
export const withSession = (task: OwnTask, begun: TaskSession): OwnTask =>
  task.sessions.some(({ space, session }) => space === begun.space && session === begun.session)
    ? task
    : { ...task, sessions: [...task.sessions, begun].slice(-TASK_SESSIONS_MAX) };
