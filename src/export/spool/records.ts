import type { CategoryId, UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';

/**
 * What an export was read as, on the disk. Every pass over it reads the same entries, whatever happens to them in the meantime, and none of them has to be in
 * memory. Only the process that wrote it reads it.
 */
export type SpoolRecord =
  | { readonly kind: 'member'; readonly user: UserId; readonly name: string }
  | { readonly kind: 'category'; readonly id: CategoryId; readonly name: string }
  | SpooledEntry;

/** An entry of the member whose record came last. Records of members and categories come before the entries that belong to them. */
export interface SpooledEntry {
  readonly kind: 'entry';
  readonly session: Session;
  /** The zone and the start of the day by which it was counted. */
  readonly zone: string;
  readonly dayStart: number;
  /** What of it counts on which day (`yyyymmdd`, ms), oldest first: also outside of the period. */
  readonly days: readonly (readonly [day: string, ms: number])[];
  readonly source: string | null;
  readonly edits: number | null;
}

/**
 * The layout. A record is its length in bytes (of all of it, 32 bits), its kind (8 bits), and then, little endian, numbers of 32 bits (`n`) and of 64 bits (`f`, NaN
 * for null) and texts (`t`: length in bytes and whether it is UTF-16, then Latin 1 or UTF-16):
 *
 * - MEMBER: t user, t name. CATEGORY: t id, t name; categories are numbered as they come.
 * - WORD: t. Texts that come again and again; they are numbered as they come, and stand before the records that refer to them.
 * - ENTRY: n category, f start, n how many days and n day, f ms of each; then n zone, n start of the day, f end, f since when it is paused, f override, n status,
 *   n why it ended, n zone, n start of the day and n boundary of its counting, n source, n edits, n how many breaks and f start, f end of each, t id, t note.
 *
 * What the sums are made of comes first, so they read no more than that.
 */
export const KIND = { member: 1, category: 2, word: 3, entry: 4 } as const;

/** Bytes before what a record says: its length and its kind. */
export const HEADER = 5;

/** Stands for null where a number of 32 bits or the length of a text would be. */
export const NONE = 0xffff_ffff;
