import type { SpaceId } from '../../domain/ids.js';
import { encodeCommit } from '../codec/commit.js';
import { LaneFull, type Commit, type CommitLane, type CommitWaiter } from '../store.js';
import { CommitLine, type CommitLineOptions } from './commit-line.js';
import type { Lane, Line } from './line.js';
import { TaskLine } from './task-line.js';

export interface Writer {
  /**
   * Takes a commit, without a promise, since every click passes here. The waiter hears the outcome, what `commit` rejected with, or, before this
   * returns, `LaneFull`. Commits of one space that come in one turn of the event loop travel together. Commits of one member are sent in the order
   * given, over both lanes.
   * @throws RangeError when the commit cannot be encoded
   */
  submit(commit: Commit, waiter: CommitWaiter, lane?: CommitLane): void;
  /** Runs a task; those of one `order` one after the other, in the order given. Rejects with `LaneFull`, and with what the task rejected with. */
  task<T>(lane: Exclude<Lane, 'critical'>, order: string, task: () => Promise<T>): Promise<T>;
  /** What each lane holds, waiting or under way, and how often it has refused. */
  readonly health: Readonly<Record<Lane, { readonly depth: number; readonly refused: number }>>;
  /** Refuses what comes from now on, and waits until all that was taken is done. */
  drain(): Promise<void>;
}

export interface WriterOptions extends CommitLineOptions {
  /** Commits and tasks held at once, over all lanes. */
  readonly capacity?: number;
  /** Calls back on the next turn of the event loop. */
  readonly soon?: (task: () => void) => void;
}

/** Commits and tasks that a writer holds at once unless told. */
export const WRITER_CAPACITY = 20_000;

/** The most urgent first. */
const LANES = ['critical', 'normal', 'background'] as const satisfies readonly Lane[];

/**
 * `share` of the capacity that may be taken when something of the lane is accepted: of a full writer the background lane notices first, clicks last.
 * `width`: batches of the lane that are under way at once. Few of the background: the more Redis and this process have to do, the longer each takes,
 * and the less of it there is beside the clicks.
 */
const LIMITS: Readonly<Record<Lane, { readonly share: number; readonly width: number }>> = {
  critical: { share: 1, width: 32 },
  normal: { share: 0.8, width: 8 },
  background: { share: 0.5, width: 2 },
};

interface LaneState {
  /** Lines that may send; one whose `listed` is another lane by now is passed over. */
  ready: Line[];
  underWay: number;
  depth: number;
  refused: number;
}

const empty = (): LaneState => ({ ready: [], underWay: 0, depth: 0, refused: 0 });

/**
 * Everything that is written to Redis passes here, over three lanes. What is held stands in lines (the commits of a space, the tasks of an order);
 * on each flush the lines that are ready send a batch, those of the most urgent lane first, as far as the lane's width allows.
 */
export const createWriter = (options: WriterOptions): Writer => {
  const { metrics, capacity = WRITER_CAPACITY, soon = setImmediate } = options;
  const lanes: Readonly<Record<Lane, LaneState>> = { critical: empty(), normal: empty(), background: empty() };
  const spaces = new Map<SpaceId, CommitLine>();
  const orders = new Map<string, TaskLine>();
  let total = 0;
  let armed = false;
  let closed = false;
  let drained: (() => void) | null = null;

  /** Makes room for one more, or says why there is none. */
  const admit = (lane: Lane): LaneFull | null => {
    if (closed || total >= capacity * LIMITS[lane].share) {
      lanes[lane].refused += 1;
      metrics.count('lane_refused', { lane });
      return new LaneFull(closed ? 'the writer is closing' : `no room in the ${lane} lane`);
    }
    total += 1;
    lanes[lane].depth += 1;
    return null;
  };

  const arm = (): void => {
    if (armed) return;
    armed = true;
    soon(flush);
  };

  /** Lists a line that has something to send and nothing under way, in the lane of the most urgent that it has. */
  const list = (line: Line): void => {
    const { urgency } = line;
    if (urgency === null || urgency === line.listed || line.underWay) return;
    line.listed = urgency;
    lanes[urgency].ready.push(line);
    arm();
  };

  const flush = (): void => {
    armed = false;
    for (const lane of LANES) {
      const state = lanes[lane];
      let passed = 0;
      for (; state.underWay < LIMITS[lane].width && passed < state.ready.length; passed += 1) {
        const line = state.ready[passed];
        if (line?.listed === lane) void send(line, state);
      }
      if (passed > 0) state.ready = state.ready.slice(passed);
    }
  };

  const send = async (line: Line, state: LaneState): Promise<void> => {
    line.listed = null;
    line.underWay = true;
    state.underWay += 1;
    const done = await line.run();
    line.underWay = false;
    state.underWay -= 1;
    for (const { lane } of done) lanes[lane].depth -= 1;
    total -= done.length;
    if (line.urgency === null) line.leave();
    else list(line);
    if (state.ready.length > 0) arm();
    if (total === 0) drained?.();
  };

  return {
    submit: (commit, waiter, lane = 'critical') => {
      // The bytes are asked for now, since the commit was just encoded for the journal; and first, since this may throw.
      const bytes = encodeCommit(commit);
      const refusal = admit(lane);
      if (refusal !== null) {
        waiter.unstored(refusal);
        return;
      }
      const line = spaces.get(commit.space) ?? new CommitLine(commit.space, spaces, options);
      line.add({ commit, bytes, waiter, lane });
      list(line);
    },
    task: (lane, order, task) =>
      new Promise((resolve, reject) => {
        const refusal = admit(lane);
        if (refusal !== null) {
          reject(refusal);
          return;
        }
        const line = orders.get(order) ?? new TaskLine(order, orders, options);
        line.add({ lane, run: async () => resolve(await task()), reject });
        list(line);
      }),
    get health() {
      const of = ({ depth, refused }: LaneState) => ({ depth, refused });
      return { critical: of(lanes.critical), normal: of(lanes.normal), background: of(lanes.background) };
    },
    drain: () => {
      closed = true;
      if (total === 0) return Promise.resolve();
      return new Promise((resolve) => {
        drained = resolve;
      });
    },
  };
};
