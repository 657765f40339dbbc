import { decide } from '../../domain/decide/index.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import { wasSeen } from '../../domain/seen.js';
import type { MemberState } from '../../domain/session.js';
import type { ChangeRecord } from '../journal/record.js';
import { memberKey } from './member-key.js';
import { assumeBefore } from '../change/assume.js';
import { inOrder, storedWith } from './runs.js';
import type { Stage } from './stage.js';

/** A change that waits for Redis. */
export interface PendingChange {
  record: ChangeRecord;
  /** It may have been offered to Redis before: by us, or by the process that took it. */
  offered: boolean;
  /** As decided it does not fit, with everything back that it could have been decided upon. */
  isMisfit: boolean;
  /** How often offering it failed for a reason nobody expected. */
  failures: number;
}

/** It may have been stored, and Redis may have lost it since. */
export const mayBeStored = ({ record, offered, isMisfit }: PendingChange): boolean =>
  offered && record.commit !== null && !isMisfit;

export interface FoundRecord {
  readonly record: ChangeRecord;
  /** It had been acknowledged as stored. */
  readonly settled: boolean;
}

export interface Restored {
  /** Unsettled records of requests that are here already under another number. */
  readonly twins: readonly ChangeRecord[];
  /** Unsettled records of changes that had been stored, as later ones tell. */
  readonly stored: readonly ChangeRecord[];
}

/** What is to be offered to Redis for one member, before anything new of that member is decided. */
export interface Work {
  readonly space: SpaceId;
  readonly user: UserId;
  /** Acknowledged as stored; Redis may have lost them since. Oldest first. */
  settled: ChangeRecord[];
  /** They rest on something that another process has to bring. */
  isBlocked: boolean;
  /** Redis may have lost more of this member than changes; told when all of them are back. */
  isDoubted: boolean;
  pending: PendingChange[];
  /** The state with the pending changes in it, as far as it can be known; null when nothing is pending. */
  overlay: MemberState | null;
  /** Does `overlay` rest on something that is only assumed? */
  isAssumed: boolean;
}

/** A member's state with what waits in it. */
export interface Projected {
  readonly state: MemberState | null;
  readonly isAssumed: boolean;
}

/** The members with work, by `memberKey`. */
export class Backlog {
  private readonly members = new Map<string, Work>();

  /** Members with work. */
  get size(): number {
    return this.members.size;
  }

  /** How far the members are with whom we are least far. */
  get stage(): Stage {
    let least: Stage = 2;
    for (const { settled, isBlocked, pending } of this.members.values()) {
      if (settled.length > 0 && !isBlocked) return 0;
      if (settled.length > 0 || (pending[0] && mayBeStored(pending[0]))) least = 1;
    }
    return least;
  }

  get keys(): readonly string[] {
    return [...this.members.keys()];
  }

  /** Changes that wait for Redis. */
  get pending(): number {
    let count = 0;
    for (const { pending } of this.members.values()) count += pending.length;
    return count;
  }

  get(key: string): Work | undefined {
    return this.members.get(key);
  }

  *of(space: SpaceId): Iterable<Work> {
    for (const work of this.members.values()) if (work.space === space) yield work;
  }

  /** Puts a change taken while Redis was away behind what waits already; `projected` is the state with it. */
  add(record: ChangeRecord, projected: Projected, offered: boolean): void {
    const work = this.work(record.space, record.user);
    work.pending.push({ record, offered, isMisfit: false, failures: 0 });
    show(work, projected);
  }

  /** Records found in a journal, in any order. Answers those that nobody else will settle. */
  restore(found: readonly FoundRecord[]): Restored {
    const touched = new Set<Work>();
    const twins: ChangeRecord[] = [];
    const stored: ChangeRecord[] = [];
    for (const { record, settled } of found) {
      const work = this.work(record.space, record.user);
      touched.add(work);
      const pending = work.pending.find((change) => change.record.requestId === record.requestId);
      const confirmed = work.settled.findIndex(({ requestId }) => requestId === record.requestId);
      const twin = pending?.record ?? work.settled[confirmed];
      if (twin && twin.seq !== 0) {
        if (twin.seq !== record.seq && !settled) twins.push(record);
      } else if (pending) pending.record = record;
      else if (twin) work.settled[confirmed] = record;
      else if (settled) work.settled.push(record);
      else work.pending.push({ record, offered: true, isMisfit: false, failures: 0 });
    }
    for (const work of touched) {
      const also = storedWith(
        work.settled,
        work.pending.map((change) => change.record),
      );
      stored.push(...also);
      work.pending = work.pending.filter(({ record }) => !also.includes(record));
      work.settled = inOrder([...work.settled, ...also]);
      const places = new Map(inOrder(work.pending.map((change) => change.record)).map((each, place) => [each, place]));
      const placeOf = (change: PendingChange): number => places.get(change.record) ?? 0;
      work.pending = [...work.pending].sort((a, b) => placeOf(a) - placeOf(b));
      show(work, project(work));
    }
    return { twins, stored };
  }

  /** Takes out what was recorded of a member until `at` (ms), and answers it: the member was erased then. */
  forget(work: Work, at: number): readonly ChangeRecord[] {
    const gone = [...work.settled, ...work.pending.map(({ record }) => record)].filter(({ takenAt }) => takenAt <= at);
    if (gone.length === 0) return gone;
    work.settled = work.settled.filter(({ takenAt }) => takenAt > at);
    work.pending = work.pending.filter(({ record }) => record.takenAt > at);
    show(work, project(work));
    return gone;
  }

  /** Everything of a member is done. */
  remove(work: Work): void {
    this.members.delete(memberKey(work.space, work.user));
  }

  private work(space: SpaceId, user: UserId): Work {
    const key = memberKey(space, user);
    const work = this.members.get(key) ?? {
      space,
      user,
      settled: [],
      isBlocked: false,
      isDoubted: false,
      pending: [],
      overlay: null,
      isAssumed: false,
    };
    this.members.set(key, work);
    return work;
  }
}

/**
 * A member's state as far as it is known here: with what waits in it, else the newest of what the journal and the memory (`remembered`) hold.
 * A change that was confirmed a moment ago may be in the memory only.
 */
export const knownState = (work: Work | undefined, remembered: MemberState | undefined): MemberState | undefined => {
  if (work?.overlay) return work.overlay;
  const journaled = work?.settled.at(-1)?.commit?.next;
  return journaled && remembered && remembered.version > journaled.version ? remembered : (journaled ?? remembered);
};

const show = (work: Work, { state, isAssumed }: Projected): void => {
  work.overlay = state;
  work.isAssumed = isAssumed;
};

/** The state as the records tell it: what was decided counts, the rest is decided on top of it. */
const project = ({ settled, pending }: Work): Projected => {
  let state: MemberState | null = null;
  let isAssumed = false;
  if (pending.length === 0) return { state, isAssumed };
  for (const record of [...settled, ...pending.map((change) => change.record)]) {
    if (record.commit) {
      state = record.commit.next;
      continue;
    }
    const before = state ?? assumeBefore(record);
    const seen = state === null ? 'perhaps' : wasSeen(state.seen, record.requestId, record.askedAt);
    if (before === null || seen === 'yes') continue;
    isAssumed ||= seen === 'perhaps';
    const decided = decide(before, record.command, { at: record.at, counting: null });
    if (decided.ok) state = decided.value.next;
  }
  return { state, isAssumed };
};
