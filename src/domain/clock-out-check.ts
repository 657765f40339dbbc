import { effectiveMs } from './effective.js';
import type { Session } from './session.js';
import type { Settings } from './settings.js';

const MINUTE_MS = 60_000;

/** Does the space want a note, and there is none? White space is none. */
export const lacksNote = ({ noteRequired }: Pick<Settings, 'noteRequired'>, note: string | null): boolean =>
  noteRequired && (note ?? '').trim() === '';

/** The minimum in ms that an ended session stays below; null when it does not, when it still runs, or when the space has no minimum. */
export const missedMinimum = ({ minimumSession }: Pick<Settings, 'minimumSession'>, session: Session): number | null => {
  if (minimumSession === null || session.endedAt === null) return null;
  const minimum = minimumSession * MINUTE_MS;
  return effectiveMs(session, session.endedAt) < minimum ? minimum : null;
};
