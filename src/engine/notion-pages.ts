import type { SpaceId, UserId } from '../domain/ids.js';

/** A value as it was written into a property, so that it can be compared: texts, numbers, minutes since the epoch, ids of pages. */
export type WrittenValue = string | number | boolean | null | readonly string[];
/** By our own names of properties. */
export type Written = Readonly<Record<string, WrittenValue>>;

/** What is known of a page that was made for something of a member: an entry, or a day. */
export interface NotionPageMemory {
  /** The table at Notion that it is in: what is known of another one is worth nothing. */
  readonly source: string;
  /** Its id at Notion; null: it is being made, and may be there already. */
  readonly page: string | null;
  /** What is there of us. */
  readonly wrote: Written;
  /** What is being written: it may be there already. */
  readonly writing: Written | null;
  /** It lies in the trash: somebody put it there by hand, so it is not made again unasked; or we did, because what it was for is gone. */
  readonly gone: 'by-hand' | 'by-us' | null;
  /** What somebody wrote there and we could not take, as a digest: it is refused once. */
  readonly refused: string | null;
}

/** Days of a member, `yyyymmdd`, whose pages have to be written. */
export interface WaitingDays {
  readonly days: readonly string[];
  /** Of the member's state that there was reason for it at. */
  readonly version: number;
}

/**
 * What is known of pages at Notion, member by member. It is no document, since each change of a document is a row of the ledger. `version`: the one of the member's state that
 * there was reason for the change at; nothing is kept for somebody who was erased after that. All reject with StoreUnavailable.
 */
export interface NotionPages {
  /** Under these names, each the id of an entry or `day:<yyyymmdd>`. What is not known is missing. */
  get(space: SpaceId, user: UserId, names: readonly string[]): Promise<ReadonlyMap<string, NotionPageMemory>>;
  set(space: SpaceId, user: UserId, name: string, memory: NotionPageMemory, version: number): Promise<void>;
  waitingDays(space: SpaceId): Promise<ReadonlyMap<UserId, WaitingDays>>;
  /** Instead of those that wait; none: nothing waits. */
  setWaitingDays(space: SpaceId, user: UserId, waiting: WaitingDays): Promise<void>;
}
