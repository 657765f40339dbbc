import type { SpaceId, UserId } from '../../domain/ids.js';

/** What tells a row from every other one of its space. */
export interface DueName {
  /** Name of the kind of job (due-job.ts). */
  readonly kind: string;
  /** Whose row it is: it goes when the member is erased. Null: the space's own. */
  readonly user: UserId | null;
  /** What it is about, a session for example. '' when there is only one of the kind. */
  readonly about: string;
}

/** Something that is to be done at a moment, and has not been done yet. */
export interface DueRow extends DueName {
  /** ms */
  readonly at: number;
  /** A small JSON value; null when the name says all. */
  readonly payload: unknown;
}

/** Some of the rows of a space. */
export interface DuePage {
  /** The earliest first. One that went while it was read is left out. */
  readonly rows: readonly DueRow[];
  /** There are none behind them. */
  readonly isLast: boolean;
}

/** How a row is put, moved or taken away. */
export interface DueChange {
  readonly name: DueName;
  /** The moment at which the row was read; when it stands at another one by now, it is left alone. Null: however it stands. */
  readonly expected: number | null;
  /** Null: the row goes. */
  readonly next: Pick<DueRow, 'at' | 'payload'> | null;
  /**
   * Of the member, when there was reason for the row. A member who was erased since gets none. Rows of the space, and those that are expected to be
   * there, need none.
   */
  readonly version?: number;
}

/** Where due rows are kept: under their space, the earliest first. All methods reject with StoreUnavailable, changes with LaneFull too. */
export interface DueStore {
  /** Every space that may have rows. */
  spaces(): Promise<readonly SpaceId[]>;
  /** `count` rows from the `offset`th on, the earliest first. */
  earliest(space: SpaceId, count: number, offset: number): Promise<DuePage>;
  /** How many rows are due by `now` (ms) and have not been done, and the moment of the earliest; null when there is none. */
  overdue(space: SpaceId, now: number): Promise<{ readonly count: number; readonly since: number | null }>;
  /** All rows of a kind, some at a time, in no order. What is put meanwhile may be among them. */
  ofKind(space: SpaceId, kind: string): AsyncIterable<readonly DueRow[]>;
  /** All of them in one step. */
  change(space: SpaceId, changes: readonly DueChange[]): Promise<void>;
  /** Calls back when a row was put, by this process or soon due by another one. `at`: the earliest of them, ms. */
  onPut(listener: (space: SpaceId, at: number) => void): void;
}

/** A row that is put, whatever stood there. `version` as in `DueChange`. */
export const putRow = (row: DueRow, version?: number): DueChange => ({
  name: { kind: row.kind, user: row.user, about: row.about },
  expected: null,
  next: { at: row.at, payload: row.payload },
  ...(version === undefined ? {} : { version }),
});

/** A row that was read, at another moment or, with null, gone. */
export const settleRow = (row: DueRow, next: DueChange['next']): DueChange => ({
  name: { kind: row.kind, user: row.user, about: row.about },
  expected: row.at,
  next,
});

/** A row that goes, whatever stands there. */
export const dropRow = (name: DueName): DueChange => ({ name, expected: null, next: null });
