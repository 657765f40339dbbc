import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { wasSeen } from '../../domain/seen.js';
import { countingOf } from '../../domain/counting.js';
import type { MemberState, Session } from '../../domain/session.js';
import type { Change, Recorded } from '../api.js';
import { JournalFailed } from '../journal/health.js';
import type { EngineParts } from '../parts.js';
import { memberKey } from '../members/member-key.js';
import { LaneFull, StoreUnavailable, type Commit, type CommitOutcome } from '../store.js';
import type { Backlog } from '../members/backlog.js';
import type { Gaps } from '../members/gaps.js';
import type { Newest } from '../members/newest.js';
import { appliedBefore } from '../change/applied-before.js';
import { Attempt, type Planned } from './attempt.js';
import type { Listeners } from '../change/listeners.js';
import type { Outcomes } from './outcomes.js';
import { Owed } from './owed.js';
import { entriesFor } from '../change/entries-for.js';
import { plan, type Ask } from '../change/plan.js';
import { needsReading, readFor } from '../change/read-for.js';
import { shownOf } from './shown.js';
import type { Versions } from '../members/versions.js';

export interface OnlineParts extends Pick<EngineParts, 'store' | 'spaces' | 'journal' | 'erasures' | 'metrics' | 'log'> {
  readonly versions: Versions;
  readonly newest: Newest;
  readonly gaps: Gaps;
  readonly backlog: Backlog;
  readonly outcomes: Outcomes;
  readonly changes: Listeners<Change>;
  /** Called when the store is behind what it had confirmed; resolves when that member is restored, or cannot be now. */
  readonly restore: (ask: Ask) => Promise<void>;
}

type Answer = Result<Recorded<Session | null>, DomainError>;
/** Null: the state had moved on, decide again. */
type Attempted = Answer | null;

/** Who asked for a change: hears one of the two, once. */
export interface Asker {
  answered(answer: Answer): void;
  /** With what `change` rejects with. */
  failed(error: unknown): void;
}

const ATTEMPTS = 3;

/**
 * The commit protocol while Redis is there: what was decided goes to the journal and to the store at the same time, and is acknowledged
 * when both hold it. Rejects with StoreUnavailable as long as nothing was written.
 */
export class Online {
  private readonly parts: OnlineParts;
  private readonly owed = new Owed();

  constructor(parts: OnlineParts) {
    this.parts = parts;
  }

  /**
   * As `change`. When nothing has to be asked for, nothing is waited for: the change is on its way when this returns, and answered in the moment
   * in which both have it. @throws RangeError when the change is too long
   */
  begin(ask: Ask, asker: Asker): void {
    const { store, spaces, journal } = this.parts;
    const state = store.loaded(ask.space, ask.user);
    const config = spaces.loaded(ask.space);
    if (state === undefined || config === undefined || !this.isUsual(ask, state)) {
      answer(this.change(ask), asker);
      return;
    }
    const planned = plan(state, ask, { counting: countingOf(config.settings) });
    if (!planned.ok) asker.answered(planned);
    else if (!journal.ok) asker.answered(err(domainError('NOT_RECORDED')));
    else this.send(new Attempt(ask, state, planned.value, (attempt) => this.end(attempt, asker)));
  }

  async change(ask: Ask, attempts = ATTEMPTS): Promise<Answer> {
    const uncertain = this.parts.outcomes.uncertain(ask);
    if (uncertain) {
      const before = await this.parts.store.load(ask.space, ask.user);
      const last = uncertain.ledger.at(-1);
      const answer = await this.write(ask, before, { commit: uncertain, session: last?.after ?? last?.before ?? null });
      if (answer) return answer;
      if (await this.wasApplied(ask)) return this.present(ask);
    }
    const { store, spaces, versions } = this.parts;
    const { space, user } = ask;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      let state = store.loaded(space, user) ?? (await store.load(space, user));
      // The news of another process' change may overtake the answer to an older read.
      if (versions.isBehind(ask, state.version)) state = await store.load(space, user);
      if (versions.isBehind(ask, state.version)) state = await this.restored(ask);
      const { settings } = spaces.loaded(space) ?? (await spaces.get(space));
      // A click that is newer than all changes cannot have been applied; only an older one has to be looked for.
      const isNew = wasSeen(state.seen, ask.requestId, ask.askedAt) === 'no';
      if (!isNew && (await appliedBefore(store, state, ask))) return this.present(ask);
      const planned = plan(state, ask, { counting: countingOf(settings), ...(await readFor(store, state, ask, settings)) });
      if (!planned.ok) return planned;
      const answer = await this.write(ask, state, planned.value);
      if (answer) return answer;
      this.parts.metrics.count('commit_conflicts');
    }
    return err(domainError('TOO_MANY_CONFLICTS'));
  }

  /** The answer to a request that had been applied before: the member as it is now. */
  async present(ask: Ask): Promise<Answer> {
    const { store } = this.parts;
    const state = await store.load(ask.space, ask.user);
    const { space, user, command } = ask;
    const named =
      command.type === 'addEntry'
        ? await store.entry(space, user, command.session)
        : [...((await entriesFor(store, state, ask))?.values() ?? [])].at(-1);
    return ok({ state, session: named ?? shownOf(state, ask), durability: 'stored', replayed: true });
  }

  /** A request that is new, upon a state that is no older than what was confirmed and holds all that it is about. */
  private isUsual(ask: Ask, state: MemberState): boolean {
    const { outcomes, versions } = this.parts;
    if (outcomes.uncertain(ask) !== undefined || versions.isBehind(ask, state.version)) return false;
    if (needsReading(state, ask.command)) return false;
    return wasSeen(state.seen, ask.requestId, ask.askedAt) === 'no';
  }

  private end(attempt: Attempt, asker: Asker): void {
    try {
      const attempted = this.outcomeOf(attempt);
      if (attempted instanceof Promise) answer(this.orAgain(attempt.ask, attempted), asker);
      else asker.answered(attempted);
    } catch (error) {
      asker.failed(error);
    }
  }

  private async orAgain(ask: Ask, attempted: Promise<Attempted>): Promise<Answer> {
    const settled = await attempted;
    if (settled) return settled;
    this.parts.metrics.count('commit_conflicts');
    return this.change(ask, ATTEMPTS - 1);
  }

  /** The member's state when the store has lost what it had confirmed. Rejects as long as another process may bring what is missing. */
  private async restored(ask: Ask): Promise<MemberState> {
    const { store, versions, restore, backlog, gaps, erasures } = this.parts;
    await restore(ask);
    const state = await store.load(ask.space, ask.user);
    const isWhole = !versions.isBehind(ask, state.version);
    // An erased member begins again with an empty state.
    if (!isWhole && ((await erasures?.erasedAt(ask.space, ask.user)) ?? null) === null) {
      const waits = backlog.get(memberKey(ask.space, ask.user)) !== undefined || gaps.waits(ask, state.version);
      if (waits) throw new StoreUnavailable('changes before this one are missing', { maybeApplied: false });
    }
    versions.forget(ask);
    gaps.close(ask);
    return state;
  }

  private async write(ask: Ask, before: MemberState, planned: Planned): Promise<Attempted> {
    if (!this.parts.journal.ok) return err(domainError('NOT_RECORDED'));
    return this.outcomeOf(await new Promise((done) => this.send(new Attempt(ask, before, planned, done))));
  }

  private send(attempt: Attempt): void {
    this.owed.pay(this.parts.journal, attempt.ask, attempt.before);
    attempt.begin(this.parts);
  }

  private outcomeOf(attempt: Attempt): Answer | Promise<Attempted> {
    const { ask, journalError, outcome } = attempt;
    if (journalError !== null) {
      if (!(journalError instanceof JournalFailed))
        this.parts.log.error({ err: journalError, interaction: ask.requestId }, 'a change could not be journaled');
      return this.afterLostJournal(attempt);
    }
    if (outcome === null) return this.afterLostStore(attempt);
    return outcome.kind === 'ok' ? this.recorded(attempt, outcome.version) : this.afterRefusal(attempt, outcome);
  }

  private recorded({ ask, before, planned, record }: Attempt, version: number): Answer {
    const { journal, versions, newest, changes } = this.parts;
    const { commit, session } = planned;
    journal.applies(record.seq);
    versions.confirm(ask, version);
    newest.confirmed(ask, record.journaledAt);
    changes.emit({ space: ask.space, user: ask.user, before, after: commit.next, rows: commit.ledger });
    return ok({ state: commit.next, session, durability: 'stored', replayed: false });
  }

  /** A replay or a conflict. */
  private async afterRefusal({ ask, planned, record }: Attempt, { kind, version }: CommitOutcome): Promise<Attempted> {
    const { commit } = planned;
    const asDecided = this.parts.outcomes.uncertain(ask) === commit;
    await this.parts.journal.settle(record.seq, kind === 'replay' && asDecided ? 'applied' : 'aborted');
    if (kind === 'replay') {
      this.parts.newest.replayed(ask, this.parts.journal.now());
      return this.present(ask);
    }
    // The store already held the state that this decision was based on, so that version is known to exist.
    if (version < commit.expectedVersion) this.parts.versions.saw(ask, commit.expectedVersion);
    return null;
  }

  /** The journal has it; whether the store has it may not be known. */
  private async afterLostStore({ ask, before, planned, record, storeError }: Attempt): Promise<Answer> {
    const { commit, session } = planned;
    const { journal, backlog, changes, log } = this.parts;
    if (storeError instanceof LaneFull) {
      await journal.settle(record.seq, 'aborted');
      return err(domainError('OVERLOADED'));
    }
    if (!(storeError instanceof StoreUnavailable)) {
      log.error(
        { err: storeError, space: ask.space, user: ask.user, interaction: ask.requestId },
        'the store failed unexpectedly',
      );
      return this.afterUnexpected(ask, record.seq, commit);
    }
    backlog.add(record, { state: commit.next, isAssumed: false }, true);
    changes.emit({ space: ask.space, user: ask.user, before, after: commit.next, rows: commit.ledger });
    return ok({ state: commit.next, session, durability: 'journaled', replayed: false });
  }

  private async afterUnexpected(ask: Ask, seq: number, commit: Commit): Promise<Answer> {
    const there = await this.wasApplied(ask);
    await this.parts.journal.settle(seq, there ? 'applied' : 'aborted');
    if (there) return this.present(ask);
    this.parts.outcomes.noteUncertain(commit);
    return err(domainError('UNEXPECTED'));
  }

  /** What the store did with a change that the journal has not: never acknowledged. */
  private afterLostJournal({ ask, before, planned: { commit }, outcome, storeError }: Attempt): Answer {
    const { space, user, next, ledger } = commit;
    // The change cannot be promised, but the store has it, and roles follow the store.
    if (outcome?.kind === 'ok') this.parts.changes.emit({ space, user, before, after: next, rows: ledger });
    if (storeError instanceof LaneFull) return err(domainError('NOT_RECORDED'));
    const mayBeThere =
      outcome === null ? !(storeError instanceof StoreUnavailable) || storeError.maybeApplied : outcome.kind !== 'conflict';
    if (!mayBeThere) return err(domainError('NOT_RECORDED'));
    this.parts.outcomes.noteUncertain(commit);
    this.owed.add(ask, commit);
    return err(domainError('COMMIT_UNCERTAIN'));
  }

  private async wasApplied({ space, user, requestId, askedAt }: Ask): Promise<boolean> {
    try {
      return await this.parts.store.wasApplied(space, user, requestId, askedAt);
    } catch (error) {
      if (error instanceof StoreUnavailable) return false;
      throw error;
    }
  }
}

const answer = (change: Promise<Answer>, asker: Asker): void =>
  void change.then(
    (answered) => asker.answered(answered),
    (error: unknown) => asker.failed(error),
  );
