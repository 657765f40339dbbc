import { localDay } from '../../domain/calendar.js';
import { dayNumber } from '../../domain/day-number.js';
import { HOUR_MS, seriesOf, SUSPECT_SESSION_HOURS, type DaySeries } from '../forecast/series.js';

/** A stretch of time that a file tells of; ms, half-open. */
export interface Recorded {
  readonly start: number;
  readonly end: number;
}

export interface Merged {
  /** In order, apart from each other. */
  readonly stretches: readonly Recorded[];
  /** Rows that another row says word for word, and others that another row overlaps. */
  readonly duplicates: number;
  readonly overlapping: number;
  /** Rows longer than SUSPECT_SESSION_HOURS. */
  readonly suspects: readonly Recorded[];
}

/** Rows of one person, from one file or several: what they say twice counts once. */
export const mergeRecorded = (rows: readonly Recorded[]): Merged => {
  const sorted = rows.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const stretches: Recorded[] = [];
  const suspects: Recorded[] = [];
  let [duplicates, overlapping] = [0, 0];
  let before: Recorded | undefined;
  for (const row of sorted) {
    if (before?.start === row.start && before.end === row.end) {
      duplicates += 1;
      continue;
    }
    before = row;
    if (row.end - row.start > SUSPECT_SESSION_HOURS * HOUR_MS) suspects.push(row);
    const last = stretches.at(-1);
    if (last !== undefined && row.start < last.end) {
      overlapping += 1;
      stretches[stretches.length - 1] = { start: last.start, end: Math.max(last.end, row.end) };
    } else stretches.push(row);
  }
  return { stretches, duplicates, overlapping, suspects };
};

/** The days of a zone (IANA name) that were recorded, from the first to the last one with time. */
export const seriesOfRecorded = ({ stretches, suspects }: Merged, zone: string): DaySeries => {
  const hours = new Map<number, number>();
  const suspect = new Set<number>();
  for (const stretch of stretches)
    for (const { day, ms } of byDay(stretch, zone)) hours.set(day, (hours.get(day) ?? 0) + ms / HOUR_MS);
  for (const stretch of suspects) for (const { day } of byDay(stretch, zone)) suspect.add(day);
  const last = [...hours.keys()].reduce((latest, day) => Math.max(latest, day), -Infinity);
  return seriesOf({ hours, suspect, leave: new Set() }, last === -Infinity ? 0 : last + 1);
};

const byDay = ({ start, end }: Recorded, zone: string): readonly { readonly day: number; readonly ms: number }[] => {
  const parts: { day: number; ms: number }[] = [];
  for (let from = start; from < end;) {
    const { day, end: over } = localDay(from, zone);
    const until = Math.min(over, end);
    parts.push({ day: dayNumber(day), ms: until - from });
    from = until;
  }
  return parts;
};
