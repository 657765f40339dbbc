import { NOTE_MAX } from '../../domain/session.js';
import type { Receipt } from './receipt.js';
import type { FlatRow } from './row.js';

/** Rows named in a summary; the rest is counted. */
const NAMED = 10;

/** The lines that tell what became of rows; they name activities and times, and no notes. */
export const receiptLines = ({ added, known, differences, refused }: Receipt): readonly string[] => [
  `new: ${added}, there already: ${known}`,
  ...named(differences, 'duration is not what start and end come to, which is what counts', ({ row, stated, counted }) => [
    row,
    `${hours(stated)} stated, ${hours(counted)} counted`,
  ]),
  ...named(refused, 'not taken', ({ row, reason }) => [row, reason]),
];

const named = <T>(
  list: readonly T[],
  title: string,
  line: (one: T) => readonly [row: FlatRow, what: string],
): readonly string[] => {
  if (list.length === 0) return [];
  const lines = list.slice(0, NAMED).map((one) => {
    const [{ activity_type, start, end }, what] = line(one);
    return `  ${activity_type}, ${start} to ${end}: ${what}`;
  });
  return [`${title}: ${list.length}`, ...lines, ...(list.length > NAMED ? [`  and ${list.length - NAMED} more`] : [])];
};

/** @param cut how many descriptions were too long */
export const cutLine = (cut: number): readonly string[] =>
  cut === 0 ? [] : [`descriptions cut to ${NOTE_MAX} characters: ${cut}`];

export const hours = (amount: number): string => `${amount.toFixed(2)} h`;
