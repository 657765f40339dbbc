import type { MemberState, Session } from '../../domain/session.js';
import type { JournalWaiter } from '../journal/batches.js';
import type { Journal } from '../journal/journal.js';
import type { ChangeRecord } from '../journal/record.js';
import type { CachedStore, Commit, CommitOutcome, CommitWaiter } from '../store.js';
import { laneOf } from '../change/lane.js';
import type { Ask } from '../change/plan.js';

/** A decision, and the session to show with it. */
export interface Planned {
  readonly commit: Commit;
  readonly session: Session | null;
}

/**
 * One try of a change: its decision is on its way to the journal and to the store at the same time. One object that both answer to; promises
 * for each cost more than the decision.
 */
export class Attempt implements JournalWaiter, CommitWaiter {
  readonly ask: Ask;
  /** The state that was decided on. */
  readonly before: MemberState;
  readonly planned: Planned;
  /** What the store did; null when it did not say. */
  outcome: CommitOutcome | null = null;
  /** Why the store did not say. */
  storeError: unknown = null;
  /** Null when the journal has it. */
  journalError: unknown = null;
  readonly #done: (attempt: Attempt) => void;
  #record: ChangeRecord | null = null;
  #missing = 2;

  /** @param done called once, when both have answered; it must not throw */
  constructor(ask: Ask, before: MemberState, planned: Planned, done: (attempt: Attempt) => void) {
    this.ask = ask;
    this.before = before;
    this.planned = planned;
    this.#done = done;
  }

  /** @throws RangeError when the change is too long; nothing is under way then */
  begin({ journal, store }: { readonly journal: Journal; readonly store: Pick<CachedStore, 'submit'> }): void {
    const { commit } = this.planned;
    this.#record = journal.take(this.ask, commit, this);
    try {
      store.submit(commit, this, laneOf(this.ask));
    } catch (error) {
      this.unstored(error);
    }
  }

  /** @throws Error before it has begun */
  get record(): ChangeRecord {
    if (this.#record === null) throw new Error('an attempt that has not begun');
    return this.#record;
  }

  journaled(): void {
    this.#answered();
  }

  unjournaled(reason: unknown): void {
    this.journalError = reason ?? new Error('no reason given');
    this.#answered();
  }

  stored(outcome: CommitOutcome): void {
    this.outcome = outcome;
    this.#answered();
  }

  unstored(reason: unknown): void {
    this.storeError = reason;
    this.#answered();
  }

  #answered(): void {
    this.#missing -= 1;
    if (this.#missing === 0) this.#done(this);
  }
}
