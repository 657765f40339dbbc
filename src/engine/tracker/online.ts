import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { wasSeen } from '../../domain/seen.js';
import type { MemberState } from '../../domain/session.js';
import type { Change, Recorded } from '../api.js';
import { JournalFailed } from '../journal/health.js';
import type { ChangeRecord } from '../journal/record.js';
import type { EngineParts } from '../parts.js';
import { LaneFull, StoreUnavailable, type Commit, type CommitOutcome } from '../store.js';
import type { Backlog } from '../sync/backlog.js';
import type { Newest } from '../sync/newest.js';
import { appliedBefore } from './applied-before.js';
import type { Listeners } from './listeners.js';
import type { Outcomes } from './outcomes.js';
import { Owed } from './owed.js';
import { plan, sessionAfter, type Ask, type Plan } from './plan.js';
import type { Versions } from './versions.js';

export interface OnlineParts extends EngineParts {
  readonly versions: Versions;
  readonly newest: Newest;
  readonly backlog: Backlog;
  readonly outcomes: Outcomes;
  readonly changes: Listeners<Change>;
  /** Called when the store is behind what it had confirmed; resolves when that member is restored, or cannot be now. */
  readonly restore: (ask: Ask) => Promise<void>;
}

type Answer = Result<Recorded, DomainError>;
/** Null: the state had moved on, decide again. */
type Attempt = Answer | null;

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

  async change(ask: Ask): Promise<Answer> {
    const doubted = this.parts.outcomes.doubted(ask);
    if (doubted) {
      const before = await this.parts.store.load(ask.space, ask.user);
      const session = sessionAfter(doubted.next, undefined);
      const answer = await this.write(ask, before, { commit: doubted, session });
      if (answer) return answer;
      if (await this.wasApplied(ask)) return this.present(ask);
    }
    const { store, spaces, versions } = this.parts;
    const { space, user } = ask;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      let state = store.loaded(space, user) ?? (await store.load(space, user));
      if (versions.isBehind(ask, state.version)) state = await this.restored(ask);
      const { settings } = spaces.loaded(space) ?? (await spaces.get(space));
      // Only a click that is not newer than all that was done has to be looked for.
      const isNew = wasSeen(state.seen, ask.requestId, ask.askedAt) === 'no';
      if (!isNew && (await appliedBefore(store, state, ask))) return this.present(ask);
      const planned = plan(state, ask, { zone: settings.timeZone });
      if (!planned.ok) return planned;
      const answer = await this.write(ask, state, planned.value);
      if (answer) return answer;
      this.parts.metrics.count('commit_conflicts');
    }
    return err(domainError('TOO_MANY_CONFLICTS'));
  }

  /** The answer to a request that had been applied before: the member as it is now. */
  async present(ask: Ask): Promise<Answer> {
    const state = await this.parts.store.load(ask.space, ask.user);
    return ok({ state, session: sessionAfter(state, subjectOf(ask)), durability: 'stored', replayed: true });
  }

  /** The member's state when the store has lost what it had confirmed. */
  private async restored(ask: Ask): Promise<MemberState> {
    const { store, versions, restore } = this.parts;
    await restore(ask);
    versions.forget(ask);
    return store.load(ask.space, ask.user);
  }

  private async write(ask: Ask, before: MemberState, planned: Plan): Promise<Attempt> {
    const { commit } = planned;
    const { journal, store } = this.parts;
    if (!journal.ok) return err(domainError('NOT_RECORDED'));
    this.owed.pay(journal, ask, before);
    const { record, durable } = journal.append({ ...ask, commit });
    let stored: PromiseSettledResult<CommitOutcome>;
    try {
      stored = { status: 'fulfilled', value: await store.commit(commit) };
    } catch (reason) {
      stored = { status: 'rejected', reason };
    }
    // Both were under way at the same time.
    try {
      await durable;
    } catch (error) {
      if (!(error instanceof JournalFailed))
        this.parts.log.error({ err: error, interaction: ask.requestId }, 'a change could not be journaled');
      return this.afterLostJournal(ask, before, commit, stored);
    }
    return this.afterJournal(ask, before, planned, record, stored);
  }

  private afterJournal(
    ask: Ask,
    before: MemberState,
    planned: Plan,
    record: ChangeRecord,
    stored: PromiseSettledResult<CommitOutcome>,
  ): Attempt | Promise<Attempt> {
    if (stored.status === 'rejected') return this.afterLostStore(ask, before, planned, record, stored.reason);
    if (stored.value.kind !== 'ok') return this.afterRefusal(ask, planned.commit, record.seq, stored.value);
    const { journal, versions, newest, changes } = this.parts;
    const { commit, session } = planned;
    journal.applies(record.seq);
    versions.confirm(ask, stored.value.version);
    newest.confirmed(ask, record.journaledAt);
    changes.emit({ space: ask.space, user: ask.user, before, after: commit.next });
    return ok({ state: commit.next, session, durability: 'stored', replayed: false });
  }

  /** A replay or a conflict. */
  private async afterRefusal(ask: Ask, commit: Commit, seq: number, { kind, version }: CommitOutcome): Promise<Attempt> {
    const asDecided = this.parts.outcomes.doubted(ask) === commit;
    await this.parts.journal.settle(seq, kind === 'replay' && asDecided ? 'applied' : 'aborted');
    if (kind === 'replay') return this.present(ask);
    if (version < commit.expectedVersion) await this.parts.restore(ask);
    return null;
  }

  /** The journal has it; whether the store has it may not be known. */
  private async afterLostStore(
    ask: Ask,
    before: MemberState,
    { commit, session }: Plan,
    record: ChangeRecord,
    reason: unknown,
  ): Promise<Answer> {
    const { journal, backlog, changes, log } = this.parts;
    if (reason instanceof LaneFull) {
      await journal.settle(record.seq, 'aborted');
      return err(domainError('OVERLOADED'));
    }
    if (!(reason instanceof StoreUnavailable)) {
      log.error({ err: reason, space: ask.space, user: ask.user, interaction: ask.requestId }, 'the store failed unexpectedly');
      return this.afterUnexpected(ask, record.seq, commit);
    }
    backlog.add(record, commit.next, true);
    changes.emit({ space: ask.space, user: ask.user, before, after: commit.next });
    return ok({ state: commit.next, session, durability: 'journaled', replayed: false });
  }

  private async afterUnexpected(ask: Ask, seq: number, commit: Commit): Promise<Answer> {
    const there = await this.wasApplied(ask);
    await this.parts.journal.settle(seq, there ? 'applied' : 'aborted');
    if (there) return this.present(ask);
    this.parts.outcomes.doubt(commit);
    return err(domainError('UNEXPECTED'));
  }

  /** What the store did with a change that the journal has not: never acknowledged. */
  private afterLostJournal(ask: Ask, before: MemberState, commit: Commit, stored: PromiseSettledResult<CommitOutcome>): Answer {
    const { space, user, next } = commit;
    // It cannot be promised, but it has happened: roles follow what the store has.
    if (stored.status === 'fulfilled' && stored.value.kind === 'ok')
      this.parts.changes.emit({ space, user, before, after: next });
    const touched =
      stored.status === 'fulfilled'
        ? stored.value.kind !== 'conflict'
        : !(stored.reason instanceof StoreUnavailable) || stored.reason.maybeApplied;
    if (!touched || (stored.status === 'rejected' && stored.reason instanceof LaneFull)) return err(domainError('NOT_RECORDED'));
    this.parts.outcomes.doubt(commit);
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

/** The session that a request is about, when it says so: a clock-in's has its id. */
export const subjectOf = ({ command }: Ask): string | undefined => ('session' in command ? command.session : undefined);
