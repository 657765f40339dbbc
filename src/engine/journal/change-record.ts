import type { RequestId, SpaceId, UserId } from '../../domain/ids.js';
import type { SessionCommand } from '../../domain/commands.js';
import type { Commit } from '../store.js';

/** A change that was asked for. */
export interface ChangeRecord {
  /** Counts the changes of one process from 1. */
  readonly seq: number;
  /** When it came to the journal, ms of that journal's own time: only ever compared with others of the same journal. */
  readonly journaledAt: number;
  /**
   * When the first record of this change came, ms of the wall clock but never less than of the one before it, and the `seq` of that record: its
   * place among the member's others, however often it is journaled anew.
   */
  readonly takenAt: number;
  readonly takenSeq: number;
  readonly requestId: RequestId;
  readonly space: SpaceId;
  readonly user: UserId;
  readonly command: SessionCommand;
  /** Moment of the event, ms. */
  readonly at: number;
  /** The same as the request said it, ms. */
  readonly askedAt: number;
  readonly actor: UserId | null;
  readonly source: string;
  /** What was decided; null when it was taken while Redis was away. */
  readonly commit: Commit | null;
}

/** `applied`: the store has it. `refused`: it could not be applied, and the member is told. `aborted`: it does not count. */
export type Settlement = 'applied' | 'refused' | 'aborted';

export interface SettledRecord {
  readonly seqs: readonly number[];
  readonly outcome: Settlement;
}

export type JournalRecord = ({ readonly kind: 'change' } & ChangeRecord) | ({ readonly kind: 'settled' } & SettledRecord);
