import type { SpaceId, UserId } from '../../domain/ids.js';
import type { Logger, Metrics } from '../../domain/ports.js';
import type { Commit, CommitLane, CommitOutcome, CommitWaiter } from '../store.js';
import type { Lane, Line } from './line.js';

/** A commit and its bytes. */
export interface EncodedCommit {
  readonly commit: Commit;
  readonly bytes: Buffer;
}

export interface HeldCommit extends EncodedCommit {
  readonly waiter: CommitWaiter;
  readonly lane: CommitLane;
}

export interface CommitLineOptions {
  /** Sends commits of one space, none of a member twice; one outcome for each, in order. */
  readonly commit: (space: SpaceId, commits: readonly EncodedCommit[]) => Promise<readonly CommitOutcome[]>;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** Commits that travel together. */
const BATCH = 256;
/** Commits of the normal lane in one batch: an import shares its script with the clicks of the space, which wait for all of it. */
const NORMAL_IN_BATCH = 16;

/** The commits of one space that wait. They go to Redis together, as one script. */
export class CommitLine implements Line {
  listed: Lane | null = null;
  underWay = false;
  readonly #space: SpaceId;
  readonly #lines: Map<SpaceId, CommitLine>;
  readonly #options: CommitLineOptions;
  #critical: HeldCommit[] = [];
  #normal: HeldCommit[] = [];

  /** @param lines where the line is found by its space as long as it has something */
  constructor(space: SpaceId, lines: Map<SpaceId, CommitLine>, options: CommitLineOptions) {
    this.#space = space;
    this.#lines = lines;
    this.#options = options;
    lines.set(space, this);
  }

  add(item: HeldCommit): void {
    if (item.lane === 'normal') {
      this.#normal.push(item);
      return;
    }
    if (this.#normal.length > 0) this.#hurry(item.commit.user);
    this.#critical.push(item);
  }

  get urgency(): CommitLane | null {
    if (this.#critical.length > 0) return 'critical';
    return this.#normal.length > 0 ? 'normal' : null;
  }

  async run(): Promise<readonly HeldCommit[]> {
    const items = this.#take();
    const { commit, log, metrics } = this.#options;
    try {
      const outcomes = await commit(this.#space, items);
      if (outcomes.length !== items.length) throw new Error(`batch of ${items.length} answered ${outcomes.length} outcomes`);
      outcomes.forEach((outcome, index) => items[index]?.waiter.stored(outcome));
    } catch (error) {
      metrics.count('batch_failed');
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ space: this.#space, size: items.length, reason }, 'batch failed');
      for (const { waiter } of items) waiter.unstored(error);
    }
    metrics.count('batches');
    metrics.count('batched_operations', {}, items.length);
    return items;
  }

  leave(): void {
    this.#lines.delete(this.#space);
  }

  /** What waits of a member in the normal lane goes first, since a click of that member comes behind it. */
  #hurry(member: UserId): void {
    const own = this.#normal.filter(({ commit }) => commit.user === member);
    if (own.length === 0) return;
    this.#critical.push(...own);
    this.#normal = this.#normal.filter(({ commit }) => commit.user !== member);
  }

  /** The next batch: the critical lane first. Normal commits follow only when all critical ones were looked at, so none overtakes its member's. */
  #take(): readonly HeldCommit[] {
    const members = new Set<UserId>();
    const critical = split(this.#critical, BATCH, members);
    this.#critical = critical.left;
    const room = Math.min(NORMAL_IN_BATCH, BATCH - critical.taken.length);
    if (this.#normal.length === 0 || room === 0) return critical.taken;
    const normal = split(this.#normal, room, members);
    this.#normal = normal.left;
    return [...critical.taken, ...normal.taken];
  }
}

/** Takes the first `count` of what waits; a member who is among `members` by then waits for the next batch. */
const split = (waiting: readonly HeldCommit[], count: number, members: Set<UserId>) => {
  const [taken, left]: [HeldCommit[], HeldCommit[]] = [[], []];
  let at = 0;
  for (; at < waiting.length && taken.length < count; at += 1) {
    const item = waiting[at];
    if (item === undefined) break;
    if (members.has(item.commit.user)) left.push(item);
    else taken.push(item);
    members.add(item.commit.user);
  }
  return { taken, left: at === waiting.length ? left : [...left, ...waiting.slice(at)] };
};
