import type { SpaceId, UserId } from '../../domain/ids.js';
import type { Logger, Metrics } from '../../domain/ports.js';
import { encodeCommit } from '../codec/commit.js';
import { LaneFull, type Commit, type CommitOutcome, type CommitWaiter } from '../store.js';

/** A commit and its bytes. */
export interface EncodedCommit {
  readonly commit: Commit;
  readonly bytes: Buffer;
}

export interface GroupCommit {
  /**
   * The waiter hears the outcome, `LaneFull` (at once) when there is no room, or what `send` rejected with. Commits of one member are sent in the
   * order given.
   */
  submit(commit: Commit, waiter: CommitWaiter): void;
  /** Waiting and on their way, and refusals so far. */
  readonly lane: { readonly depth: number; readonly refused: number };
  /** Refuses what comes from now on, and waits until all that was taken is done. */
  drain(): Promise<void>;
}

export interface GroupCommitOptions {
  /** Sends commits of one space, none of a member twice; one outcome for each, in order. */
  readonly send: (space: SpaceId, commits: readonly EncodedCommit[]) => Promise<readonly CommitOutcome[]>;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Is there no room for one more beside so many (of ours)? */
  readonly isFull: (depth: number) => boolean;
  /** Commits of one batch. */
  readonly batch?: number;
  /** Batches on their way at once. */
  readonly inFlight?: number;
  /** Calls back on the next turn of the event loop, so that what comes in one turn travels together. */
  readonly soon?: (task: () => void) => void;
}

interface Waiting extends EncodedCommit {
  readonly waiter: CommitWaiter;
}

/** What waits of one space. At most one batch of it is on its way: what comes meanwhile travels together with the next one. */
interface Line {
  readonly space: SpaceId;
  waiting: Waiting[];
  flying: boolean;
}

/** Commits of one space travel together. Apart from the lanes of the tasks, since every click pays for each step here. */
export const createGroupCommit = (options: GroupCommitOptions): GroupCommit => {
  const { send, log, metrics, isFull, batch = 256, inFlight = 32, soon = setImmediate } = options;
  const lines = new Map<SpaceId, Line>();
  /** Spaces that have something to send and nothing on its way. */
  let ready: Line[] = [];
  let depth = 0;
  let refused = 0;
  let flying = 0;
  let armed = false;
  let drained: (() => void) | null = null;
  let closed = false;

  const arm = (): void => {
    if (armed) return;
    armed = true;
    soon(flush);
  };

  const flush = (): void => {
    armed = false;
    let sent = 0;
    for (; flying < inFlight && sent < ready.length; sent += 1) {
      const line = ready[sent];
      if (line !== undefined) void fly(line, take(line, batch));
    }
    ready = ready.slice(sent);
  };

  const fly = async (line: Line, items: readonly Waiting[]): Promise<void> => {
    flying += 1;
    line.flying = true;
    try {
      const outcomes = await send(line.space, items);
      if (outcomes.length !== items.length) throw new Error(`batch of ${items.length} answered ${outcomes.length} outcomes`);
      outcomes.forEach((outcome, index) => items[index]?.waiter.stored(outcome));
    } catch (error) {
      metrics.count('batch_failed');
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ group: line.space, size: items.length, reason }, 'batch failed');
      for (const { waiter } of items) waiter.unstored(error);
    }
    flying -= 1;
    line.flying = false;
    depth -= items.length;
    metrics.count('batches');
    metrics.count('batched_operations', {}, items.length);
    if (line.waiting.length > 0) ready.push(line);
    else lines.delete(line.space);
    if (ready.length > 0) arm();
    if (depth === 0) drained?.();
  };

  const refuse = (waiter: CommitWaiter): void => {
    refused += 1;
    metrics.count('lane_refused', { lane: 'critical' });
    waiter.unstored(new LaneFull(closed ? 'the writer is closing' : 'no room in the critical lane'));
  };

  const enqueue = (item: Waiting): void => {
    const { space } = item.commit;
    depth += 1;
    let line = lines.get(space);
    if (line === undefined) lines.set(space, (line = { space, waiting: [], flying: false }));
    line.waiting.push(item);
    if (line.waiting.length > 1 || line.flying) return;
    ready.push(line);
    arm();
  };

  return {
    submit: (commit, waiter) => {
      if (closed || isFull(depth)) {
        refuse(waiter);
        return;
      }
      // The bytes are asked for now, when it was just encoded for the journal.
      enqueue({ commit, bytes: encodeCommit(commit), waiter });
    },
    get lane() {
      return { depth, refused };
    },
    drain: () => {
      closed = true;
      if (depth === 0) return Promise.resolve();
      return new Promise((resolve) => {
        drained = resolve;
      });
    },
  };
};

/** The first of what waits, at most `count`; of a member that is among them the next one stays for the next batch. */
const take = (line: Line, count: number): readonly Waiting[] => {
  const members = new Set<UserId>();
  const [taken, left]: [Waiting[], Waiting[]] = [[], []];
  for (const item of line.waiting) {
    const { user } = item.commit;
    if (taken.length === count || members.has(user)) left.push(item);
    else taken.push(item);
    members.add(user);
  }
  line.waiting = left;
  return taken;
};
