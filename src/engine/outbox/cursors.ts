import type { SpaceId } from '../../domain/ids.js';

/** What a consumer has not read yet of the ledger of a space. */
export interface News<Record> {
  /** Oldest first. What is not understood, or repeats the row before, is left out. */
  readonly records: readonly Record[];
  /** The consumer's position, '' when it has none here yet. */
  readonly from: string;
  /** Position of the last row; null when there is nothing. */
  readonly to: string | null;
  /** The consumer had read rows that Redis has lost since; it begins again some time before the ledger's end. */
  readonly lost: boolean;
}

/** How far a consumer is behind the ledger of a space. */
export interface Behind {
  /** Not read yet, counted up to a limit. */
  readonly rows: number;
  /** When the first of them was written, ms. */
  readonly since: number | null;
}

/** Where the outbox keeps how far each consumer has read. All reject with `StoreUnavailable` when Redis cannot be reached. */
export interface OutboxStore<Record> {
  spaces(): Promise<readonly SpaceId[]>;
  /** Has this consumer ever begun in this installation? */
  hasBegun(consumer: string): Promise<boolean>;
  begun(consumer: string, at: number): Promise<void>;
  /** The consumer reads on from what the space's ledger ends with now; nothing when it has a position there. */
  beginAtEnd(space: SpaceId, consumer: string): Promise<void>;
  /** `everything`: a consumer without a position reads from the very beginning, also what a restore brought. */
  read(space: SpaceId, consumer: string, count: number, everything: boolean): Promise<News<Record>>;
  /** At most `most` of the rows that the consumer has not read yet, and the moment (ms) at which the first of them was written; null when there is none. */
  behind(space: SpaceId, consumer: string, most: number): Promise<Behind>;
  /** False when the position is another one than `from` by now, or the space was erased. */
  move(space: SpaceId, consumer: string, from: string, to: string): Promise<boolean>;
}
