import { foldName } from '../../domain/category-name.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { isOpen, type OwnTask } from '../../domain/tasks.js';
import { inOrder } from '../../scheduler/order.js';
import { formatDuration } from '../../i18n/format.js';
import { plainText } from '../../i18n/user-text.js';
import { tasksOf } from '../../actions/tasks/own-tasks.js';
import { cut } from '../../views/text.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import type { Autocomplete } from '../kit/options.js';

const CHOICES_MAX = 25;
const CHOICE_MAX = 100;

/** The order of a list: by rank as the scheduler has it, and what is due first. */
export const sorted = (tasks: readonly OwnTask[], order: 'high' | 'low', zone: string): readonly OwnTask[] => {
  const known = new Map(tasks.map((task) => [task.id, task]));
  return inOrder(
    tasks.map((task) => ({ ...task, source: '', status: null, auto: true, active: false })),
    order,
    zone,
  ).flatMap(({ id }) => known.get(id) ?? []);
};

const choices =
  (which: (task: OwnTask) => boolean): Autocomplete =>
  async (ctx, typed, deps) => {
    const wanted = foldName(typed);
    const tasks = (await tasksOf(ctx.user, deps)).filter((task) => which(task) && foldName(task.name).includes(wanted));
    return tasks
      .slice(-CHOICES_MAX)
      .reverse()
      .map(({ id, name, estimateMs }) => ({
        name: cut(`${plainText(name) || id} · ${formatDuration(estimateMs, ctx.t)}`, CHOICE_MAX),
        value: id,
      }));
  };

/** Tasks that are still to be done, newest first; sends their ids. */
export const openTasks = choices(isOpen);
/** All of them. */
export const allTasks = choices(() => true);

/** The task that was chosen, or whose name was typed. TASK_NOT_FOUND. */
export const taskNamed = async (
  ctx: Pick<Context, 'user'>,
  typed: string,
  deps: Pick<Deps, 'documents'>,
): Promise<Result<OwnTask, DomainError>> => {
  const tasks = await tasksOf(ctx.user, deps);
  const named = (task: OwnTask): boolean => foldName(task.name) === foldName(typed);
  const found =
    tasks.find(({ id }) => id === typed) ?? tasks.findLast((task) => isOpen(task) && named(task)) ?? tasks.findLast(named);
  return found === undefined ? err(domainError('TASK_NOT_FOUND')) : ok(found);
};
