import { isSameCounting } from './counting.js';
import type { Session } from './session.js';

/** Do both count the same time for the same category? */
export const isSameTime = (a: Session, b: Session): boolean =>
  a.category === b.category &&
  a.startedAt === b.startedAt &&
  a.pausedSince === b.pausedSince &&
  a.endedAt === b.endedAt &&
  a.overrideMs === b.overrideMs &&
  a.pauses.length === b.pauses.length &&
  a.pauses.every((pause, index) => pause.start === b.pauses[index]?.start && pause.end === b.pauses[index].end);

/** Do both say the same in every field? */
export const isSameSession = (a: Session, b: Session): boolean =>
  a === b ||
  (a.id === b.id &&
    a.status === b.status &&
    a.note === b.note &&
    a.endReason === b.endReason &&
    isSameCounting(a.counting, b.counting) &&
    isSameTime(a, b));
