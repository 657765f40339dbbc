import { NOTE_MAX } from '../../domain/session.js';

/**
 * An entry as the flat interface has it (`POST /update`, `GET /fetch`): the fields of the one-table model that scripts of one-person trackers keep.
 */
export interface FlatRow {
  /** `<activity>_<start>_<end>`, the key of the row. */
  readonly activity_start_end: string;
  /** Of the start, in UTC. */
  readonly year: string;
  readonly activity_type: string;
  /** `2026-03-09T08:00:00Z` */
  readonly start: string;
  readonly end: string;
  /** Hours, to two places. What counts is start and end. */
  readonly duration: number;
  readonly description: string;
}

/** A description as long as a bot takes it, and whether something of it had to go. */
export const fittingNote = (text: string): { readonly note: string; readonly isCut: boolean } => {
  const isCut = text.length > NOTE_MAX;
  // Half of a character outside the basic plane is none.
  return { note: isCut ? `${text.slice(0, NOTE_MAX - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : text, isCut };
};

/** Rows have whole seconds. */
const written = (moment: number): string => `${new Date(moment).toISOString().slice(0, 19)}Z`;

/** @param time moments in ms, half-open */
export const flatRow = (
  activity: string,
  time: { readonly start: number; readonly end: number },
  description: string,
): FlatRow => {
  const [start, end] = [written(time.start), written(time.end)];
  return {
    activity_start_end: `${activity}_${start}_${end}`,
    year: start.slice(0, 4),
    activity_type: activity,
    start,
    end,
    duration: hoursOf(time),
    description,
  };
};

/** Hours to two places. */
export const hoursOf = ({ start, end }: { readonly start: number; readonly end: number }): number =>
  Math.round((end - start) / 36_000) / 100;
