import { Temporal } from 'temporal-polyfill';
import { addDays, localDay, startOfDay } from '../../../../src/domain/calendar.js';
import { plainDay, type LocalDay } from '../../../../src/domain/local-days.js';

/*
 * Where moments stand in a grid of days: one scale of wall time for all columns, in minutes from the top. A day on which the clocks are put back shows
 * an hour twice, so the scale has that hour twice, and the other days have a gap there; a day on which they are put forward has a gap of its own.
 */

/** A stretch of a day that the scale shows evenly: [start, end) in ms, from `at` minutes on. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly at: number;
}

export interface Column extends LocalDay {
  readonly pieces: readonly Piece[];
  /** Stretches of the scale, in minutes, that this day does not have. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
}

/** A line of the scale. `again`: the clocks show this time for the second time. */
export interface Mark {
  readonly at: number;
  /** Minutes of the day. */
  readonly minute: number;
  readonly again: boolean;
}

export interface Axis {
  readonly columns: readonly Column[];
  /** Minutes from the top to the bottom. */
  readonly length: number;
  readonly marks: readonly Mark[];
}

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

/** What of a day the clocks show without a break: wall minutes [from, to), the first moment in ms. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly start: number;
}

/** The clocks are put back at wall minute `at` by `length` minutes. */
interface Fold {
  readonly at: number;
  readonly length: number;
}

/** `days` days from `first` (`yyyymmdd`) on. */
export const axisOf = (first: string, days: number, zone: string): Axis => {
  const locals = Array.from({ length: days }, (_, at) => dayOn(addDays(first, at), zone));
  const stretches = locals.map((day) => stretchesOf(day, zone));
  const folds = stretches
    .flatMap(foldsOf)
    .filter((fold, at, all) => all.findIndex((each) => each.at === fold.at && each.length === fold.length) === at)
    .sort((a, b) => a.at - b.at);
  const length = DAY_MINUTES + folds.reduce((sum, fold) => sum + fold.length, 0);
  const columns = locals.map((day, at): Column => {
    const pieces = piecesOf(stretches[at] ?? [], folds);
    return { ...day, pieces, gaps: gapsOf(pieces, length) };
  });
  return { columns, length, marks: marksOf(folds) };
};

/** The first day of the week and 7 days, or one day. */
const dayOn = (day: string, zone: string): LocalDay => localDay(startOfDay(day, zone), zone);

const stretchesOf = ({ day, start, end }: LocalDay, zone: string): readonly Stretch[] => {
  const midnight = plainDay(day).toPlainDateTime();
  const wallOf = (ms: number): number => {
    const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime();
    return Math.round(wall.since(midnight).total('minutes'));
  };
  const found: Stretch[] = [];
  let at = start;
  while (at < end) {
    const next = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).getTimeZoneTransition('next');
    const stop = Math.min(end, next?.epochMilliseconds ?? end);
    const from = wallOf(at);
    found.push({ from, to: from + (stop - at) / MINUTE, start: at });
    at = stop;
  }
  return found;
};

const foldsOf = (stretches: readonly Stretch[]): readonly Fold[] =>
  stretches.flatMap((stretch, at) => {
    const before = stretches[at - 1];
    return before !== undefined && stretch.from < before.to ? [{ at: before.to, length: before.to - stretch.from }] : [];
  });

const piecesOf = (stretches: readonly Stretch[], folds: readonly Fold[]): readonly Piece[] => {
  const passed = new Set<Fold>();
  const pieces: Piece[] = [];
  stretches.forEach((stretch, index) => {
    const before = stretches[index - 1];
    for (const fold of folds) if (before !== undefined && stretch.from < before.to && fold.at === before.to) passed.add(fold);
    // The scale jumps where another day has an hour twice.
    const cuts = folds.filter((fold) => !passed.has(fold) && stretch.from < fold.at && fold.at < stretch.to).map(({ at }) => at);
    const bounds = [stretch.from, ...cuts, stretch.to];
    for (let at = 0; at + 1 < bounds.length; at += 1) {
      const [from = 0, to = 0] = bounds.slice(at);
      const shift = folds.reduce((sum, fold) => sum + (passed.has(fold) || from >= fold.at ? fold.length : 0), 0);
      const start = stretch.start + (from - stretch.from) * MINUTE;
      pieces.push({ start, end: start + (to - from) * MINUTE, at: from + shift });
    }
  });
  return pieces;
};

const endOf = ({ start, end, at }: Piece): number => at + (end - start) / MINUTE;

const gapsOf = (pieces: readonly Piece[], length: number): Column['gaps'] => {
  const edges = [0, ...pieces.flatMap((piece) => [piece.at, endOf(piece)]), length];
  const gaps: { from: number; to: number }[] = [];
  for (let at = 0; at < edges.length; at += 2) {
    const [from = 0, to = 0] = edges.slice(at);
    if (to > from) gaps.push({ from, to });
  }
  return gaps;
};

const marksOf = (folds: readonly Fold[]): readonly Mark[] => {
  const marks: Mark[] = [];
  for (let minute = 0; minute <= DAY_MINUTES; minute += 60) {
    const shift = folds.reduce((sum, fold) => sum + (minute >= fold.at ? fold.length : 0), 0);
    marks.push({ at: minute + shift, minute, again: false });
  }
  let shift = 0;
  for (const { at, length } of folds) {
    for (let minute = Math.ceil((at - length) / 60) * 60; minute < at; minute += 60)
      marks.push({ at: shift + minute + length, minute, again: true });
    shift += length;
  }
  return marks.sort((a, b) => a.at - b.at);
};

/**
 * Where a moment (ms) of the day stands, in minutes from the top; one before or after the day stands at its edge. `edge` says to which side a moment
 * belongs at which the clocks are put forward: to what begins there, or to what ends there.
 */
export const toAxis = ({ pieces }: Column, ms: number, edge: 'start' | 'end' = 'start'): number => {
  const piece = edge === 'start' ? pieces.find(({ end }) => ms < end) : pieces.findLast(({ start }) => start < ms);
  const nearest = piece ?? (edge === 'start' ? pieces.at(-1) : pieces[0]);
  if (nearest === undefined) return 0;
  const within = Math.min(nearest.end, Math.max(nearest.start, ms));
  return nearest.at + (within - nearest.start) / MINUTE;
};

/** The moment (ms) of a place in a column; a place that the day does not have is the first moment after it, or the end of the day. */
export const fromAxis = ({ pieces, end }: Column, at: number): number => {
  const piece = pieces.find((each) => at < endOf(each));
  return piece === undefined ? end : piece.start + Math.max(0, at - piece.at) * MINUTE;
};
