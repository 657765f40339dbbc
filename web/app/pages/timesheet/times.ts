import { Temporal } from 'temporal-polyfill';
import type { Interval } from '../../../../src/domain/session.js';
import type { Entry } from '../../core/contract.js';
import { toSession } from '../../core/entry.js';

/** The times of an entry that has ended, ms. */
export interface Times {
  readonly start: number;
  readonly end: number;
  readonly breaks: readonly Interval[];
}

/** The times of an entry, ms; what runs ends now. */
export const timesOf = (entry: Entry, now: number): Times => {
  const { startedAt, endedAt, pauses } = toSession(entry);
  return { start: startedAt, end: endedAt ?? Math.max(startedAt, now), breaks: pauses };
};

/** Dragging goes in steps of five minutes. */
export const STEP_MS = 5 * 60_000;

/** The step nearest to a moment, ms. Offsets of zones are whole steps, so what is a step in one is a step in all. */
export const snap = (ms: number): number => Math.round(ms / STEP_MS) * STEP_MS;

/** The whole entry with its breaks, beginning at another moment; it stays as long as it was, also over a change of the clocks. */
export const movedTo = ({ start, end, breaks }: Times, to: number): Times => {
  const by = to - start;
  return {
    start: to,
    end: end + by,
    breaks: breaks.map((each) => ({ start: each.start + by, end: each.end + by })),
  };
};

/** Beginning at another moment and ending where it did; what of breaks lies before is gone. At least a step stays. */
export const startingAt = ({ end, breaks, start }: Times, to: number): Times => {
  // One that is shorter than a step keeps its length at least.
  const latest = Math.max(start, end - STEP_MS);
  const begin = Math.min(to, latest);
  return { start: begin, end, breaks: within(breaks, begin, end) };
};

/** Ending at another moment; what of breaks lies behind it is gone. At least a step stays. */
export const endingAt = ({ start, end, breaks }: Times, to: number): Times => {
  const earliest = Math.min(end, start + STEP_MS);
  const stop = Math.max(to, earliest);
  return { start, end: stop, breaks: within(breaks, start, stop) };
};

const within = (breaks: readonly Interval[], from: number, to: number): readonly Interval[] =>
  breaks
    .map((each) => ({ start: Math.max(from, each.start), end: Math.min(to, each.end) }))
    .filter(({ start, end }) => start < end);

/** The same time by the clocks of a zone, so many days later (or earlier); where that does not exist, the first moment after it. */
export const daysLater = (ms: number, days: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).add({ days }).epochMilliseconds;

/** What is held when an entry is dragged. */
export type Grip = 'whole' | 'start' | 'end';

/** A drag: what is held, where it was taken hold of, and where it is now; both moments in ms. */
export interface Drag {
  readonly grip: Grip;
  readonly from: number;
  readonly to: number;
}

/** What a drag makes of an entry. One that was hardly moved leaves it as it is, whatever its seconds are. */
export const dragged = (times: Times, { grip, from, to }: Drag): Times => {
  if (Math.abs(to - from) < STEP_MS / 2) return times;
  if (grip === 'whole') return movedTo(times, snap(times.start + to - from));
  return grip === 'start' ? startingAt(times, snap(times.start + to - from)) : endingAt(times, snap(times.end + to - from));
};

/** What counts of these times, ms. */
export const workedMs = ({ start, end, breaks }: Times): number =>
  breaks.reduce((rest, each) => rest - (each.end - each.start), end - start);

export const isSame = (a: Times, b: Times): boolean =>
  a.start === b.start &&
  a.end === b.end &&
  a.breaks.length === b.breaks.length &&
  a.breaks.every((each, at) => each.start === b.breaks[at]?.start && each.end === b.breaks[at].end);
