import type { Clock } from '../../domain/ports.js';
import type { Commit } from '../store.js';
import type { ChangeRecord } from './record.js';

/** A change as it comes to the journal, which gives it its number; with moments and place only when it had been journaled before. */
export type NewChange = Omit<ChangeRecord, 'seq' | 'journaledAt' | 'takenAt' | 'takenSeq'> &
  Partial<Pick<ChangeRecord, 'journaledAt' | 'takenAt' | 'takenSeq'>>;

/** Gives a process's changes their numbers and moments. */
export class Numbering {
  private readonly clock: Clock;
  private readonly epoch: number;
  private seq = 0;
  private lastTaken = 0;

  constructor(clock: Clock) {
    this.clock = clock;
    this.epoch = clock.now() - clock.monotonic();
  }

  /**
   * The journal's own time, ms: the wall clock as it was when we began, moved on by the monotonic one. How old a record is must not hang on a
   * clock that somebody sets: an hour ahead, and what came a second ago would be too old to be offered again.
   */
  now(): number {
    return Math.floor(this.epoch + this.clock.monotonic());
  }

  recordOf(change: Omit<NewChange, 'commit'>, commit: Commit | null): ChangeRecord {
    const seq = ++this.seq;
    const { journaledAt = this.now() } = change;
    // A wall clock that is set back does not put what comes now before what came then, here or in a journal that we took over.
    const takenAt = change.takenAt ?? Math.max(this.lastTaken, this.clock.now());
    this.lastTaken = Math.max(this.lastTaken, change.takenAt === undefined ? takenAt : takenAt + 1);
    const { takenSeq = seq, requestId, space, user, command, at, askedAt, actor, source } = change;
    // Written out: copies of copies of this object were a noticeable part of what a click allocates.
    return { seq, journaledAt, takenAt, takenSeq, requestId, space, user, command, at, askedAt, actor, source, commit };
  }
}
