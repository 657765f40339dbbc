import type { SpaceId } from '../../src/domain/ids.js';
import type { DueChange, DueName, DuePage, DueRow, DueStore } from '../../src/engine/due/due-row.js';
import { StoreUnavailable } from '../../src/engine/store.js';

const nameOf = ({ user, kind, about }: DueName): string => `${user ?? '-'}:${kind}:${about}`;

/** Due rows in memory, as the script in Redis keeps them, but for erased members. */
export class MemoryDue implements DueStore {
  /** Every call rejects, as while Redis is away. */
  offline = false;
  /** How often rows were read. */
  reads = 0;
  readonly #spaces = new Map<SpaceId, Map<string, DueRow>>();
  readonly #listeners: ((space: SpaceId, at: number) => void)[] = [];

  /** All rows of a space, the earliest first. */
  rows(space: SpaceId): readonly DueRow[] {
    const all = [...(this.#spaces.get(space)?.entries() ?? [])];
    return all.sort(([a, one], [b, other]) => one.at - other.at || (a < b ? -1 : 1)).map(([, row]) => row);
  }

  spaces(): Promise<readonly SpaceId[]> {
    return this.#reach(() => [...this.#spaces.keys()]);
  }

  earliest(space: SpaceId, count: number, offset: number): Promise<DuePage> {
    this.reads += 1;
    return this.#reach(() => {
      const rows = this.rows(space);
      return { rows: rows.slice(offset, offset + count), isLast: offset + count > rows.length };
    });
  }

  overdue(space: SpaceId, now: number): Promise<{ count: number; since: number | null }> {
    return this.#reach(() => {
      const due = this.rows(space).filter(({ at }) => at <= now);
      return { count: due.length, since: due[0]?.at ?? null };
    });
  }

  async *ofKind(space: SpaceId, kind: string): AsyncGenerator<readonly DueRow[]> {
    const rows = await this.#reach(() => this.rows(space).filter((row) => row.kind === kind));
    for (let at = 0; at < rows.length; at += 2) yield rows.slice(at, at + 2);
  }

  change(space: SpaceId, changes: readonly DueChange[]): Promise<void> {
    return this.#reach(() => {
      const rows = this.#spaces.get(space) ?? new Map<string, DueRow>();
      this.#spaces.set(space, rows);
      for (const { name, expected, next } of changes) {
        if (expected !== null && rows.get(nameOf(name))?.at !== expected) continue;
        if (next === null) rows.delete(nameOf(name));
        else rows.set(nameOf(name), { ...name, ...structuredClone(next) });
      }
      const first = Math.min(...changes.map(({ next }) => next?.at ?? Infinity));
      if (first < Infinity) for (const listener of this.#listeners) listener(space, first);
    });
  }

  onPut(listener: (space: SpaceId, at: number) => void): void {
    this.#listeners.push(listener);
  }

  async #reach<T>(answer: () => T): Promise<T> {
    await Promise.resolve();
    if (this.offline) throw new StoreUnavailable('redis is away', { maybeApplied: false });
    return answer();
  }
}
