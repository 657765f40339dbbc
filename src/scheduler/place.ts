import type { Interval } from '../domain/session.js';
import { slotsOf, type Gap } from './gaps.js';

/** What a place is looked for. */
export interface Wanted {
  /** ms, whole slots. */
  readonly lengthMs: number;
  readonly slotMs: number;
  /** Its end at the latest if that can be, ms; null when there is no hurry. */
  readonly dueAt: number | null;
  readonly split: boolean;
}

/** Pieces of a split task are no shorter than this, unless less than this is left of it; ms. */
const PIECE_MIN_MS = 30 * 60_000;

/**
 * The earliest place in gaps (in order): in one piece before it is due, else in several, else in one piece however late, else in several. Null when there is none.
 */
export const findPlace = (gaps: readonly Gap[], wanted: Wanted): readonly Interval[] | null => {
  const { dueAt } = wanted;
  const inTime = dueAt === null ? null : placeBy(gaps, wanted, dueAt);
  return inTime ?? placeBy(gaps, wanted, Infinity);
};

/** The same, with its end by `until` (ms) and not later. */
export const placeBy = (gaps: readonly Gap[], wanted: Wanted, until: number): readonly Interval[] | null =>
  inOnePiece(gaps, wanted, until) ?? (wanted.split ? inPieces(gaps, wanted, until) : null);

const inOnePiece = (gaps: readonly Gap[], { lengthMs, slotMs }: Wanted, until: number): readonly Interval[] | null => {
  for (const gap of gaps) {
    const room = slotsOf(gap, slotMs, until);
    if (room !== null && room.end - room.start >= lengthMs) return [{ start: room.start, end: room.start + lengthMs }];
  }
  return null;
};

const inPieces = (gaps: readonly Gap[], { lengthMs, slotMs }: Wanted, until: number): readonly Interval[] | null => {
  const pieces: Interval[] = [];
  let left = lengthMs;
  for (const gap of gaps) {
    const room = slotsOf(gap, slotMs, until);
    if (room === null || room.end - room.start < Math.min(left, PIECE_MIN_MS)) continue;
    const end = Math.min(room.end, room.start + left);
    pieces.push({ start: room.start, end });
    left -= end - room.start;
    if (left === 0) return pieces;
  }
  return null;
};
