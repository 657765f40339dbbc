import { addDays, startOfDay } from '../domain/calendar.js';
import type { Due } from '../domain/tasks.js';
import type { RankOrder } from './options.js';
import type { Task } from './task.js';

/** The moment (ms) by which a task has to be over: of a day the end of it, in an IANA zone. */
export const dueAt = (due: Due | null, zone: string): number | null => {
  if (due === null) return null;
  return due.kind === 'moment' ? due.at : startOfDay(addDays(due.day, 1), zone);
};

/** The order in which tasks get their places: by rank, those without one last; of the same rank what is due first; then by their ids, so that it is always the same. */
export const inOrder = (tasks: readonly Task[], order: RankOrder, zone: string): readonly Task[] => {
  const keyed = tasks.map((task) => ({ task, rank: rankKey(task.rank, order), due: dueAt(task.due, zone) ?? Infinity }));
  return keyed
    .sort(
      (a, b) =>
        compare(a.rank, b.rank) ||
        compare(a.due, b.due) ||
        compare(a.task.source, b.task.source) ||
        compare(a.task.id, b.task.id),
    )
    .map(({ task }) => task);
};

const rankKey = (rank: number | null, order: RankOrder): number => {
  if (rank === null || Number.isNaN(rank)) return Infinity;
  return order === 'high' ? -rank : rank;
};

const compare = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
