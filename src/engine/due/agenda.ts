import type { SpaceId } from '../../domain/ids.js';
import { RETRY_AT_MOST_MS, retryMs } from '../retry.js';
import type { DueRow } from './due-row.js';

interface Failure {
  readonly attempts: number;
  /** ms */
  readonly until: number;
}

/** When this process has to look at which space: in memory, so that rows which are not due cost nothing. */
export class Agenda {
  readonly #spaces = new Map<SpaceId, number>();
  /** Rows whose job failed wait for their next attempt, and the others of their space do not wait for them. */
  readonly #failures = new Map<string, Failure>();

  /** A row of the space is due then, ms; an earlier one may be. */
  note(space: SpaceId, at: number): void {
    this.#spaces.set(space, Math.min(at, this.#spaces.get(space) ?? Infinity));
  }

  /** Its rows are about to be looked at. */
  forget(space: SpaceId): void {
    this.#spaces.delete(space);
  }

  clear(): void {
    this.#spaces.clear();
    this.#failures.clear();
  }

  /** The moment at which something is due first, ms; null when nothing is. */
  get next(): number | null {
    let first: number | null = null;
    for (const at of this.#spaces.values()) if (first === null || at < first) first = at;
    return first;
  }

  /** The spaces with something that is due by `now`, those that have waited longest first. */
  dueBy(now: number): readonly SpaceId[] {
    return [...this.#spaces]
      .filter(([, at]) => at <= now)
      .sort(([, one], [, other]) => one - other)
      .map(([space]) => space);
  }

  /** How many rows failed, and wait for their next attempt. */
  get failing(): number {
    return this.#failures.size;
  }

  /** When the row is to be done, ms: later than it is due when it has failed. */
  momentOf(space: SpaceId, row: DueRow): number {
    return Math.max(row.at, this.#failures.get(nameOf(space, row))?.until ?? row.at);
  }

  /** Answers how often it has failed by now. */
  failed(space: SpaceId, row: DueRow, now: number): number {
    const attempts = (this.#failures.get(nameOf(space, row))?.attempts ?? 0) + 1;
    this.#failures.set(nameOf(space, row), { attempts, until: now + retryMs(attempts) });
    return attempts;
  }

  /** Forgets failures of rows that went otherwise: nobody has tried them again. */
  prune(now: number): void {
    for (const [name, { until }] of this.#failures) if (until + RETRY_AT_MOST_MS < now) this.#failures.delete(name);
  }

  succeeded(space: SpaceId, row: DueRow): void {
    this.#failures.delete(nameOf(space, row));
  }
}

const nameOf = (space: SpaceId, { user, kind, about }: DueRow): string => `${space} ${user ?? ''} ${kind} ${about}`;
