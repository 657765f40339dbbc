import type { Session } from './session.js';

/** End of the session, or `until` (ms) while it is active, never before its start. */
const endOf = (session: Session, until: number): number => Math.max(session.startedAt, session.endedAt ?? until);

/** Wall time from start to end, ms; up to `until` while the session is active. */
export const measuredMs = (session: Session, until: number): number => endOf(session, until) - session.startedAt;

/** Time spent paused, ms; the running pause counts up to `until`. */
export const pausedMs = (session: Session, until: number): number => {
  let sum = 0;
  for (const pause of session.pauses) sum += pause.end - pause.start;
  if (session.pausedSince !== null) sum += Math.max(0, endOf(session, until) - session.pausedSince);
  return sum;
};

/** What counts, ms: the override if set, else measured - paused and never below 0. `until` matters only while the session is active. */
export const effectiveMs = (session: Session, until: number): number =>
  session.overrideMs ?? Math.max(0, measuredMs(session, until) - pausedMs(session, until));
