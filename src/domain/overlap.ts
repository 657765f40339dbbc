import type { EntryFields } from './commands.js';
import type { Interval, Session } from './session.js';

type Times = Pick<Session, 'startedAt' | 'endedAt'>;

/** What of a session matters for overlapping. */
export type Stretch = Pick<Session, 'id' | 'startedAt' | 'endedAt' | 'pauses' | 'pausedSince'>;

/** Two sessions that count the same time twice: [from, to) is the first stretch that both count, ms. */
export interface Clash {
  readonly other: Session;
  readonly from: number;
  readonly to: number;
}

/** Does a change of an entry change which time counts? A note or a category may be changed wherever the entry lies. */
export const changesTime = ({ startedAt, endedAt, pauses }: Partial<EntryFields>): boolean =>
  startedAt !== undefined || endedAt !== undefined || pauses !== undefined;

const MINUTE = 60_000;
const minuteOf = (ms: number): number => Math.floor(ms / MINUTE);

/** Where a session ends, ms; one that is active: at `until`, and never before its start. */
export const endOf = ({ startedAt, endedAt }: Times, until: number): number => endedAt ?? Math.max(startedAt, until);

/** The stretches of a session that count: from its start to its end (or `until`, ms, while it is active) without its breaks. */
export const workedStretches = (session: Stretch, until: number): readonly Interval[] => {
  const end = endOf(session, until);
  const last = session.pausedSince === null ? [] : [{ start: session.pausedSince, end }];
  const worked: Interval[] = [];
  let at = session.startedAt;
  for (const pause of [...session.pauses, ...last]) {
    if (pause.start > at) worked.push({ start: at, end: Math.min(pause.start, end) });
    at = Math.max(at, pause.end);
  }
  if (at < end) worked.push({ start: at, end });
  return worked;
};

/** The first stretch that two lists of stretches (in order) have in common, or null. Touching is nothing in common. */
const firstCommon = (a: readonly Interval[], b: readonly Interval[]): Interval | null => {
  let [i, j] = [0, 0];
  for (;;) {
    const [one, two] = [a[i], b[j]];
    if (one === undefined || two === undefined) return null;
    const [start, end] = [Math.max(one.start, two.start), Math.min(one.end, two.end)];
    if (start < end) return { start, end };
    if (one.end <= two.end) i += 1;
    else j += 1;
  }
};

/**
 * The first of `others` that counts time which `session` counts too, or null. A session never clashes with itself, touching is no clash, and
 * what lies in the breaks of one may be counted by the other. `until`: how far active sessions have come, ms.
 */
export const firstClash = (session: Stretch, others: Iterable<Session>, until: number): Clash | null => {
  const own = workedStretches(session, until);
  let first: Clash | null = null;
  for (const other of others) {
    if (other.id === session.id) continue;
    const common = firstCommon(own, workedStretches(other, until));
    if (common !== null && (first === null || common.start < first.from)) first = { other, from: common.start, to: common.end };
  }
  return first;
};

/**
 * People type minutes. When a typed start or end lies in the same minute as the end or start of another session, the seconds that nobody sees
 * are no clash: the other one's moment is taken instead. `endedAt` null (the session is active) stays.
 */
export const fitToNeighbours = (times: Times, others: Iterable<Session>, until: number): Times => {
  let { startedAt, endedAt } = times;
  for (const other of others) {
    const end = endOf(other, until);
    if (other.endedAt !== null && startedAt < end && startedAt >= other.startedAt && minuteOf(startedAt) === minuteOf(end))
      startedAt = end;
    if (endedAt !== null && endedAt > other.startedAt && endedAt <= end && minuteOf(endedAt) === minuteOf(other.startedAt))
      endedAt = other.startedAt;
  }
  return { startedAt, endedAt };
};

/** What can be done about a clash; null where that is no way out. */
export interface WaysOut {
  /** Let the session start at this moment, ms: the end of the other one. */
  readonly startAt: number | null;
  /** Let it end at this moment, ms: the start of the other one. */
  readonly endAt: number | null;
  /** Change the other one so that it leaves the time to this session. */
  readonly cut: Partial<Pick<EntryFields, 'startedAt' | 'endedAt' | 'pauses'>> | null;
}

/**
 * The ways out of a clash: start at the other one's end, end at its start, or cut the other one. What lies within the other one becomes a break
 * of it; nothing is cut away whole.
 */
export const waysOut = (session: Stretch, other: Session, until: number): WaysOut => {
  const [end, otherEnd] = [endOf(session, until), endOf(other, until)];
  return {
    startAt: other.endedAt !== null && session.startedAt < otherEnd && otherEnd < end ? otherEnd : null,
    endAt: session.endedAt !== null && session.startedAt < other.startedAt && other.startedAt < end ? other.startedAt : null,
    cut: cutOf({ start: session.startedAt, end }, other, otherEnd),
  };
};

const cutOf = ({ start, end }: Interval, other: Session, otherEnd: number): WaysOut['cut'] => {
  const [hasBefore, hasAfter] = [other.startedAt < start, end < otherEnd];
  // The breaks of a session that runs are not for editing, and its end has not come.
  if (other.endedAt === null) {
    const firstBreak = other.pauses[0]?.start ?? other.pausedSince ?? otherEnd;
    return !hasBefore && hasAfter && end <= firstBreak ? { startedAt: end } : null;
  }
  if (hasBefore && hasAfter) return { pauses: withBreak(other.pauses, { start, end }) };
  if (hasBefore) return { endedAt: start };
  return hasAfter ? { startedAt: end } : null;
};

/** The breaks with one more, in order; those that touch or overlap are joined. */
export const withBreak = (pauses: readonly Interval[], added: Interval): readonly Interval[] => {
  const joined: Interval[] = [];
  for (const pause of [...pauses, added].toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && pause.start <= last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, pause.end) };
    else joined.push(pause);
  }
  return joined;
};

/**
 * The breaks of an ended session with everything that others count in its time added to them, so that nothing counts twice; null when nothing
 * does. For a session that has ended over an entry that was written down ahead: the clock is always let stop.
 */
export const breaksForOthers = (
  session: Session & { readonly endedAt: number },
  others: Iterable<Session>,
): readonly Interval[] | null => {
  const { startedAt, endedAt } = session;
  if (firstClash(session, others, endedAt) === null) return null;
  let pauses = session.pauses;
  for (const other of others) {
    if (other.id === session.id || other.endedAt === null) continue;
    for (const { start, end } of workedStretches(other, endedAt)) {
      const within = { start: Math.max(start, startedAt), end: Math.min(end, endedAt) };
      if (within.start < within.end) pauses = withBreak(pauses, within);
    }
  }
  return pauses;
};
