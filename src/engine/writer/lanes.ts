import type { Logger, Metrics } from '../../domain/ports.js';
import type { Commit, CommitWaiter } from '../store.js';
import { createGroupCommit, type GroupCommitOptions } from './group-commit.js';
import { createWriter, type Lane, type Writer } from './writer.js';

export interface LanesOptions {
  readonly commit: GroupCommitOptions['send'];
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Operations held at once, over all lanes. */
  readonly capacity?: number;
}

type Task = () => Promise<void>;

/** The writer of the chain: session changes on `critical`, batched by space; tasks that run by themselves on the other lanes. */
export const createLanes = ({ commit: send, capacity = 20_000, ...options }: LanesOptions) => {
  const commits = createGroupCommit({ ...options, send, isFull: (depth) => depth + writer.total >= capacity });
  const writer: Writer<Task, null> = createWriter({
    ...options,
    capacity,
    beside: () => commits.lane.depth,
    run: async (_group, tasks) => {
      for (const task of tasks) await task();
      return tasks.map(() => null);
    },
  });
  let tasks = 0;
  return {
    submit: (change: Commit, waiter: CommitWaiter) => commits.submit(change, waiter),
    task: async <T>(lane: Exclude<Lane, 'critical'>, order: string, task: () => Promise<T>): Promise<T> => {
      const results: T[] = [];
      const run = async (): Promise<void> => void results.push(await task());
      await writer.submit(lane, { group: `task ${++tasks}`, order }, run);
      const [result] = results;
      if (results.length !== 1) throw new Error('a task has one result');
      return result as T;
    },
    get health() {
      return { ...writer.lanes, critical: commits.lane };
    },
    drain: async (): Promise<void> => {
      await Promise.all([commits.drain(), writer.drain()]);
    },
  };
};
