import { isSameCounting } from './counting.js';
import type { Session } from './session.js';

/** Do both say the same in every field? */
export const isSameSession = (a: Session, b: Session): boolean =>
  a === b ||
  (a.id === b.id &&
    a.category === b.category &&
    a.status === b.status &&
    a.note === b.note &&
    a.startedAt === b.startedAt &&
    a.pausedSince === b.pausedSince &&
    a.endedAt === b.endedAt &&
    a.endReason === b.endReason &&
    a.overrideMs === b.overrideMs &&
    isSameCounting(a.counting, b.counting) &&
    a.pauses.length === b.pauses.length &&
    a.pauses.every((pause, index) => pause.start === b.pauses[index]?.start && pause.end === b.pauses[index].end));
