import type { Logger, Metrics } from '../../domain/ports.js';
import type { SpaceId } from '../../domain/ids.js';
import type { Commit, CommitOutcome } from '../store.js';
import { createWriter, type Lane, type Writer } from './writer.js';

/** What travels on the lanes: commits, batched by space, and tasks that run by themselves. */
type Op = { readonly kind: 'commit'; readonly commit: Commit } | { readonly kind: 'task'; readonly run: () => Promise<void> };

export interface LanesOptions {
  readonly commit: (space: SpaceId, commits: readonly Commit[]) => Promise<readonly CommitOutcome[]>;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly capacity?: number;
}

/** The writer of the chain: session changes on `critical`, the rest as told. */
export const createLanes = ({ commit, ...options }: LanesOptions) => {
  const writer: Writer<Op, CommitOutcome | null> = createWriter({
    ...options,
    run: async (_group, ops) => {
      const commits = ops.flatMap((op) => (op.kind === 'commit' ? [op.commit] : []));
      const [first] = commits;
      if (first !== undefined) return commit(first.space, commits);
      for (const op of ops) if (op.kind === 'task') await op.run();
      return ops.map(() => null);
    },
  });
  let tasks = 0;
  return {
    commit: async (change: Commit): Promise<CommitOutcome> => {
      const address = { group: change.space, order: `${change.space}:${change.user}` };
      const outcome = await writer.submit('critical', address, { kind: 'commit', commit: change });
      if (outcome === null) throw new Error('a commit has an outcome');
      return outcome;
    },
    task: async <T>(lane: Exclude<Lane, 'critical'>, order: string, task: () => Promise<T>): Promise<T> => {
      const results: T[] = [];
      const run = async (): Promise<void> => void results.push(await task());
      await writer.submit(lane, { group: `task ${++tasks}`, order }, { kind: 'task', run });
      const [result] = results;
      if (results.length !== 1) throw new Error('a task has one result');
      return result as T;
    },
    get health() {
      return writer.lanes;
    },
    drain: () => writer.drain(),
  };
};
