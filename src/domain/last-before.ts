import type { BeforeAndAfter } from './commands.js';
import type { SessionId } from './ids.js';
import { isSameSession } from './same-session.js';
import type { Session } from './session.js';

/** What one request changed. */
export interface ChangesOfRequest {
  /** Its name in the ledger, that of any of its rows. */
  readonly event: string;
  /** Rows of the ledger, newest first. */
  readonly rows: readonly BeforeAndAfter[];
}

const idOf = ({ before, after }: BeforeAndAfter): SessionId | undefined => (after ?? before)?.id;
const isActive = (session: Session | null): boolean => session?.endedAt === null;
const hasEnded = (session: Session | null): boolean => typeof session?.endedAt === 'number';
const isSame = (one: Session | null, other: Session | null): boolean =>
  one === null || other === null ? one === other : isSameSession(one, other);

/** Does taking it back change what is on the clock, or what there is? Otherwise the last session stays the last one. */
export const movesLast = (changes: readonly BeforeAndAfter[]): boolean =>
  changes.some(({ before, after }) => isActive(before) !== isActive(after) || (before === null) !== (after === null));

/**
 * Looks for the session that was a member's last one before a change. Only the ledger knows it: the state holds one, and forgets it when it goes on or
 * is deleted. `add` is given what came before that is taken back now, a request at a time, newest first, until it answers true.
 */
export class LastBefore {
  /** How sessions were before changes that were taken back, oldest first: the changes themselves are still to come. */
  readonly #takenBack = new Map<SessionId, (Session | null)[]>();
  /** Sessions that went on or were deleted later: whichever of them was the last one was so no longer. */
  readonly #gone = new Set<SessionId>();
  #found: SessionId | null = null;

  /** `changes`: what is to be taken back, in order. */
  constructor(changes: readonly BeforeAndAfter[]) {
    for (const change of changes) {
      const id = idOf(change);
      if (id !== undefined && !this.#takenBack.has(id)) this.#takenBack.set(id, [change.before]);
    }
  }

  /** Null: there was none, or it has not been found yet. */
  get found(): SessionId | null {
    return this.#found;
  }

  /** Is it known now? */
  add({ event, rows }: ChangesOfRequest): boolean {
    if (event === 'undone') {
      for (const row of rows) this.#undone(row);
      return false;
    }
    if (!rows.some((row) => this.#takenBackOf(row) !== undefined)) return rows.some((row) => this.#decides(row));
    for (const row of rows) {
      const states = this.#takenBackOf(row);
      const state = states?.at(-1);
      if (state !== undefined && isSame(state, row.before)) states?.pop();
    }
    return false;
  }

  #undone(row: BeforeAndAfter): void {
    const id = idOf(row);
    if (id === undefined) return;
    const states = this.#takenBack.get(id);
    if (states === undefined) this.#takenBack.set(id, [row.after]);
    else states.push(row.after);
  }

  #takenBackOf(row: BeforeAndAfter): (Session | null)[] | undefined {
    const id = idOf(row);
    const states = id === undefined ? undefined : this.#takenBack.get(id);
    return states === undefined || states.length === 0 ? undefined : states;
  }

  #decides(row: BeforeAndAfter): boolean {
    const id = idOf(row);
    if (id === undefined) return false;
    if (isActive(row.before) && hasEnded(row.after)) {
      this.#found = this.#gone.has(id) ? null : id;
      return true;
    }
    if (hasEnded(row.before) && !hasEnded(row.after)) this.#gone.add(id);
    return false;
  }
}
