import { countingOf } from '../../domain/counting.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { isSameSession } from '../../domain/same-session.js';
import { see } from '../../domain/seen.js';
import type { MemberState } from '../../domain/session.js';
import type { Change, Unapplied } from '../api.js';
import { JournalFailed } from '../journal/health.js';
import type { ChangeRecord, Settlement } from '../journal/record.js';
import type { EngineParts } from '../parts.js';
import { StoreUnavailable, type Commit, type CommitOutcome } from '../store.js';
import { appliedBefore } from '../change/applied-before.js';
import type { Listeners } from '../change/listeners.js';
import { plan } from '../change/plan.js';
import { readFor } from '../change/read-for.js';
import type { Versions } from '../members/versions.js';
import type { PendingChange, Work } from '../members/backlog.js';
import { fits, keepsActive } from './fits.js';
import type { Gaps } from '../members/gaps.js';
import type { Newest } from '../members/newest.js';
import { runsOf } from '../members/runs.js';

export interface OfferParts extends Pick<EngineParts, 'store' | 'spaces' | 'journal' | 'notices' | 'metrics' | 'log'> {
  readonly changes: Listeners<Change>;
  readonly unapplied: Listeners<Unapplied>;
  readonly versions: Versions;
  readonly newest: Newest;
  readonly gaps: Gaps;
  /** May anything be decided upon what the store has? See roll-call.ts. */
  readonly mayDecide: () => Promise<boolean>;
}

/** Another process is changing the same member, or has to bring an older change first, so this one is tried again later. */
export class StillBusy extends Error {
  override readonly name = 'StillBusy';
}

/** The record that a change has from now on. */
type Replace = (anew: ChangeRecord) => void;

/** The store has lost changes that it had confirmed; they have to be offered first. */
export class HistoryLost extends Error {
  override readonly name = 'HistoryLost';
  /** What the store has. */
  readonly version: number;

  constructor(version: number, known: number) {
    super(`version ${String(version)} where ${String(known)} had been`);
    this.version = version;
  }
}

const ATTEMPTS = 3;
/** A change that waited longer is journaled anew when it is applied: the keep time counts from then. */
const FRESH_MS = 60_000;

/**
 * Offers what the journal holds of one member to the store. Every way through ends in a settled record, or rejects (StoreUnavailable,
 * LaneFull, StillBusy) with nothing settled that is not so; whatever is offered twice is recognised by its request id.
 */
export class Offer {
  private readonly parts: OfferParts;

  constructor(parts: OfferParts) {
    this.parts = parts;
  }

  /** Changes that were acknowledged as stored: those that Redis lost since are restored, in order. */
  async settled(work: Work): Promise<void> {
    const offered = work.settled;
    for (const run of runsOf(offered)) await this.settledRun(work, run);
    // More may have been found meanwhile.
    work.settled = work.settled.filter((record) => !offered.includes(record));
  }

  private async settledRun(work: Work, run: readonly ChangeRecord[]): Promise<void> {
    const last = run.at(-1);
    if (!last) return;
    // Being behind is what this mends. With the last change there nothing is behind, whatever number it has by now (another process may have put
    // its own on a state that had lost ours): from here on what the store says counts.
    this.parts.versions.forgetOurs(work);
    const isThere = await this.isThere(last);
    if (isThere) return;
    this.parts.log.warn({ space: work.space, user: work.user }, 'the store lost changes: they are restored from the journal');
    for (const record of run) await this.restore(record);
  }

  /**
   * A change that waited for Redis. Answers whether it was applied; if not, its member was told. Rejects with HistoryLost when changes
   * before it have to be restored first; with `bridge` there are none that could be.
   */
  async pending(change: PendingChange, bridge: boolean): Promise<boolean> {
    const { record, offered } = change;
    change.offered = true;
    const replace = (anew: ChangeRecord): void => {
      change.record = anew;
    };
    if (record.commit) {
      const { kind, version } = await this.commitAsDecided(record, record.commit, replace);
      if (kind !== 'conflict') return true;
      if (version < record.commit.expectedVersion && !(await this.wasApplied(record))) {
        if (!bridge) throw new HistoryLost(version, record.commit.expectedVersion);
        return this.bridge(record, record.commit);
      }
    }
    if (offered && (await this.wasApplied(record))) {
      await this.settle(record, 'applied');
      return true;
    }
    return this.decideAgain(record, replace);
  }

  /** Applies a change that may have been stored before where it fits; answers whether that is so. */
  async asDecided(change: PendingChange): Promise<boolean> {
    const { record } = change;
    if (!record.commit) return false;
    const { kind, version } = await this.commitAsDecided(record, record.commit, (anew) => {
      change.record = anew;
    });
    if (kind !== 'conflict') return true;
    if (await this.wasApplied(record)) {
      await this.settle(record, 'applied');
      return true;
    }
    change.isMisfit = version >= record.commit.expectedVersion || !this.parts.gaps.waits(record, version);
    return false;
  }

  /** Tells the member that the change was not applied, and settles it. When the notice cannot be stored, the change is tried again later. */
  async refuse(record: ChangeRecord, error: DomainError): Promise<void> {
    if (!this.parts.journal.ok) throw new StillBusy('the journal cannot take a refusal');
    const { space, user, requestId, command, at } = record;
    const unapplied: Unapplied = { space, user, requestId, command: command.type, at, error };
    // What the member never asked for is no news to them when it is not done.
    const isTold = command.type !== 'confirmUnchanged';
    if (isTold) await this.parts.notices.put(unapplied);
    await this.settle(record, 'refused');
    this.parts.metrics.count('changes_unapplied', { code: error.code });
    this.parts.log.warn(
      { space, user, interaction: requestId, command: command.type, code: error.code },
      'a recorded change could not be applied',
    );
    if (isTold) this.parts.unapplied.emit(unapplied);
  }

  private async isThere(record: ChangeRecord): Promise<boolean> {
    if (!record.commit) return this.wasApplied(record);
    const before = await this.parts.store.load(record.space, record.user);
    const { kind, version } = await this.offerDecided(record.commit, before);
    if (kind === 'conflict') return this.wasApplied(record);
    this.parts.versions.confirm(record, version);
    if (kind === 'ok') {
      // Only this change had been lost.
      this.parts.newest.confirmed(record, this.parts.journal.now());
      this.applied(record, before, record.commit);
    }
    return true;
  }

  private async restore(record: ChangeRecord): Promise<void> {
    const { commit } = record;
    if (commit) {
      const before = await this.parts.store.load(commit.space, commit.user);
      const { kind, version } = await this.offerDecided(commit, before);
      if (kind === 'ok') this.applied(record, before, commit);
      if (kind !== 'conflict') return;
      if (await this.wasApplied(record)) return;
      if (version < commit.expectedVersion) {
        await this.bridge(record, commit);
        return;
      }
    } else if (await this.wasApplied(record)) return;
    await this.decideAgain(record);
  }

  /**
   * The store is behind what this change was decided upon: the change before it is in another process's journal, or in none. The other gets
   * its time (gaps.ts); then ours is put on what there is, since its state is the whole state and the newer one.
   */
  private async bridge(record: ChangeRecord, commit: Commit): Promise<boolean> {
    const { store, log, metrics, versions, gaps, mayDecide } = this.parts;
    const { version } = await store.load(commit.space, commit.user);
    const waits = version < commit.expectedVersion && (gaps.waits(record, version) || !(await mayDecide()));
    if (waits) throw new StillBusy('waiting for another process');
    versions.forget(record);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if ((await this.commitAsDecided(record, commit)).kind !== 'conflict') return true;
      const state = await store.load(commit.space, commit.user);
      if (state.version >= commit.expectedVersion || !(await this.mayBePutOn(commit, state))) return this.decideAgain(record);
      const seen = see(state.seen, commit.requestId, commit.next.seen.until);
      const bridged = { ...commit, expectedVersion: state.version, next: { ...commit.next, version: state.version + 1, seen } };
      const { kind } = await this.commitJournaled(record, bridged, true);
      if (kind === 'conflict') continue;
      const missing = commit.expectedVersion - state.version;
      log.error({ space: commit.space, user: commit.user, missing }, 'changes are missing from the store and from this journal');
      metrics.count('changes_missing', {}, missing);
      this.applied(record, state, bridged);
      return true;
    }
    throw new StillBusy('bridging a gap');
  }

  /** Does putting the change on this state lose nothing: neither an active session, nor a later change of an entry that it removes? */
  private async mayBePutOn(commit: Commit, state: MemberState): Promise<boolean> {
    if (!keepsActive(commit, state)) return false;
    const { store } = this.parts;
    const removed = commit.entries.filter(({ op }) => op === 'remove').map(({ session }) => session);
    const found = await Promise.all(removed.map(({ id }) => store.entry(commit.space, commit.user, id)));
    return removed.every((session, at) => {
      const there = found[at];
      return there !== null && there !== undefined && isSameSession(there, session);
    });
  }

  /** As the store's commit; a conflict also when the state here is another one of the same version. */
  private offerDecided(commit: Commit, state: MemberState): Promise<CommitOutcome> {
    if (state.version === commit.expectedVersion && !fits(commit, state))
      return Promise.resolve({ kind: 'conflict', version: state.version });
    return this.parts.store.commit(commit);
  }

  private async commitAsDecided(record: ChangeRecord, commit: Commit, replace?: Replace): Promise<CommitOutcome> {
    const before = await this.parts.store.load(commit.space, commit.user);
    const waited = this.parts.journal.now() - record.journaledAt > FRESH_MS;
    if (before.version === commit.expectedVersion && !fits(commit, before)) return { kind: 'conflict', version: before.version };
    const outcome = await this.commitJournaled(record, commit, waited, replace);
    if (outcome.kind === 'ok') this.applied(record, before, commit);
    return outcome;
  }

  /** On the state as it is now; refused when the member has moved on since. */
  private async decideAgain(record: ChangeRecord, replace?: Replace): Promise<boolean> {
    const { store, spaces, versions } = this.parts;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const state = await store.load(record.space, record.user);
      const newest = versions.newest(record);
      if (state.version < newest) throw new HistoryLost(state.version, newest);
      if (await appliedBefore(store, state, record)) {
        await this.settle(record, 'applied');
        return true;
      }
      const { settings } = await spaces.get(record.space);
      const planned = plan(state, record, {
        counting: countingOf(settings),
        ...(await readFor(store, state, record, settings)),
        strict: true,
      });
      if (!planned.ok) {
        await this.refuse(record, planned.error);
        return false;
      }
      const { commit } = planned.value;
      const { kind } = await this.commitJournaled(record, commit, true, replace);
      if (kind === 'ok') this.applied(record, state, commit);
      if (kind !== 'conflict') return true;
    }
    throw new StillBusy('deciding again');
  }

  /**
   * Commits, and settles the record unless there is a conflict. With `anew` the decision is journaled first, as of now: from there it is
   * offered again if Redis loses it. A failed journal is no reason to wait, since the old record stays until the store has the change. When
   * the outcome is unknown the new record takes the old one's place (`replace`), so that what is offered next is what may have been applied.
   */
  private async commitJournaled(record: ChangeRecord, commit: Commit, anew: boolean, replace?: Replace): Promise<CommitOutcome> {
    const { store, journal, versions, newest } = this.parts;
    const decided = anew ? await this.journaled({ ...record, commit }) : null;
    let outcome: CommitOutcome;
    try {
      outcome = await store.commit(commit);
    } catch (error) {
      if (decided === null) throw error;
      if (replace && error instanceof StoreUnavailable && error.maybeApplied) {
        replace(decided);
        await this.settle(record, 'aborted');
      } else await journal.settle(decided.seq, 'aborted');
      throw error;
    }
    if (outcome.kind !== 'conflict') {
      versions.confirm(record, outcome.version);
      if (outcome.kind === 'ok') newest.confirmed(record, journal.now());
      else newest.replayed(record, journal.now());
      // Not waited for: as long as both records are there, the last one of a request counts.
      void this.settle(record, outcome.kind === 'ok' && decided !== null ? 'aborted' : 'applied');
    }
    if (decided !== null) await journal.settle(decided.seq, outcome.kind === 'ok' ? 'applied' : 'aborted');
    return outcome;
  }

  /** The change with its new decision, as of now, at its old place. Null when the journal could not take it. */
  private async journaled({ journaledAt: _, ...change }: ChangeRecord): Promise<ChangeRecord | null> {
    const { record, durable } = this.parts.journal.append(change);
    try {
      await durable;
      return record;
    } catch (error) {
      if (error instanceof JournalFailed) return null;
      throw error;
    }
  }

  private applied({ space, user }: ChangeRecord, before: MemberState, { next, ledger }: Commit): void {
    this.parts.metrics.count('changes_replayed');
    this.parts.changes.emit({ space, user, before, after: next, rows: ledger });
  }

  private wasApplied({ space, user, requestId, askedAt }: ChangeRecord): Promise<boolean> {
    return this.parts.store.wasApplied(space, user, requestId, askedAt);
  }

  /** `seq` 0: our journal could not take it from the one it was found in. */
  private async settle({ seq }: ChangeRecord, outcome: Settlement): Promise<void> {
    if (seq > 0) await this.parts.journal.settle(seq, outcome);
  }
}

/** The reason why a record is given up that could never be offered; its request is what the log lines about it name. */
export const unexpected = ({ requestId }: ChangeRecord): DomainError => domainError('UNEXPECTED', { reference: requestId });
