import { domainError, type DomainError } from '../../domain/errors.js';
import { requestId, type UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { isOpen, type OwnTask } from '../../domain/tasks.js';
import { tasks } from '../../engine/documents/kinds/tasks.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { Change } from '../../scheduler/plan.js';
import type { TaskSource } from '../../scheduler/source.js';
import { sameSpans, type Task } from '../../scheduler/task.js';
import type { Means } from '../means.js';
import { tasksOf, tasksPlace } from './own-tasks.js';
import { isRunning, runningIn, spacesOf } from './spent.js';

/** What tasks of one's own list say they are from. */
export const OWN_TASKS = 'own';

const taskOf = (own: OwnTask, active: boolean): Task => ({
  id: own.id,
  source: OWN_TASKS,
  name: own.name,
  rank: own.rank,
  status: isOpen(own) ? null : 'done',
  estimateMs: own.estimateMs,
  due: own.due,
  scheduled: own.scheduled,
  pinned: own.pinned,
  auto: true,
  active,
  category: own.category,
});

/** What is planned changes only where nobody has changed the task since it was read. */
const planned = (own: OwnTask, changes: readonly Change[]): OwnTask => {
  const change = changes.find(({ task }) => task.id === own.id);
  const isSame =
    change !== undefined &&
    isOpen(own) &&
    own.estimateMs === change.task.estimateMs &&
    own.pinned === change.task.pinned &&
    sameSpans(own.scheduled, change.task.scheduled);
  if (!isSame) return own;
  // Whoever pinned a task that has passed meant that time, and not the next one.
  return { ...own, scheduled: change.spans, pinned: false };
};

/** A person's own list as a source of the scheduler. */
export const ownSource = (user: UserId, deps: Pick<Means, 'documents' | 'overview' | 'ids'>): TaskSource => ({
  id: OWN_TASKS,
  list: async () => {
    try {
      const own = await tasksOf(user, deps);
      const open = own.filter(isOpen);
      const running = await runningIn(user, spacesOf(open), deps);
      return running.ok ? ok(own.map((task) => taskOf(task, isOpen(task) && isRunning(task, running.value)))) : running;
    } catch (error) {
      if (error instanceof StoreUnavailable) return err(domainError('STORE_UNAVAILABLE'));
      throw error;
    }
  },
  write: async (changes, at) => {
    const origin = { actor: null, requestId: requestId(deps.ids.next()), at, event: 'tasksPlanned', source: 'scheduler' };
    const stored = await deps.documents.of(tasks).update(tasksPlace(user), origin, (document) => {
      const next = document.tasks.map((own) => planned(own, changes));
      return ok(next.every((own, place) => own === document.tasks[place]) ? document : { ...document, tasks: next });
    });
    const outcome: Result<void, DomainError> = stored.ok ? ok(undefined) : stored;
    return changes.map(() => outcome);
  },
});
