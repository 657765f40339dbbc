import type { Counting } from '../counting.js';
import { splitByDay } from '../day-split.js';
import type { SessionId } from '../ids.js';
import type { Changed } from '../accounting.js';
import type { Session } from '../session.js';

/** A session with the time of it that counts for a day, ms. */
export interface DayPart {
  readonly session: Session;
  readonly ms: number;
}

export interface DayExplanation {
  /** Sessions that count for the day, by their start. */
  readonly parts: readonly DayPart[];
  /** What counted for it once and does not any more, because it was deleted or moved: as it was when it did so last. */
  readonly former: readonly Session[];
  /** Sum of the parts, ms. */
  readonly totalMs: number;
}

/**
 * The time of a session that counts for a day `yyyymmdd`, ms. A session is counted in its own way; `usual` (the space's) is for those that do not
 * say. `now` (ms) matters only while it is active.
 */
export const partOnDay = (session: Session, day: string, usual: Counting, now: number): number =>
  splitByDay(session, session.counting ?? usual, now).get(day) ?? 0;

/**
 * Where the total of a day comes from.
 * @param sessions those that may count for it, the active one among them; each once
 * @param changes of the member, newest first: what had counted for the day is found in them
 */
export const explainDay = (
  day: string,
  sessions: readonly Session[],
  changes: readonly Changed[],
  { usual, now }: { readonly usual: Counting; readonly now: number },
): DayExplanation => {
  const parts = sessions
    .map((session) => ({ session, ms: partOnDay(session, day, usual, now) }))
    .filter(({ ms }) => ms > 0)
    .toSorted((a, b) => a.session.startedAt - b.session.startedAt || (a.session.id < b.session.id ? -1 : 1));
  const counting = new Set(parts.map(({ session }) => session.id));
  const former = new Map<SessionId, Session>();
  for (const { before } of changes) {
    // What still ran counted for nothing yet, except through the entry that it became.
    const ended = before !== null && before.endedAt !== null ? before : null;
    if (ended === null || counting.has(ended.id) || former.has(ended.id)) continue;
    if (partOnDay(ended, day, usual, now) > 0) former.set(ended.id, ended);
  }
  return { parts, former: [...former.values()], totalMs: parts.reduce((sum, { ms }) => sum + ms, 0) };
};
