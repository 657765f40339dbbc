import { startOfDay } from '../../domain/calendar.js';
import { midnightsOf } from '../../domain/counting.js';
import { dayOfNumber } from '../../domain/day-number.js';
import { sessionId, type CategoryId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';

const MINUTE = 60_000;

/** A confirmed session on a day by its number, `from` minutes after its midnight by the clocks of the zone (on a day that they do not change). */
export const madeUpSession = (
  {
    day,
    from,
    minutes,
    category,
  }: { readonly day: number; readonly from: number; readonly minutes: number; readonly category: CategoryId },
  zone: string,
): Session => {
  const startedAt = startOfDay(dayOfNumber(day), zone) + Math.round(from * MINUTE);
  return {
    id: sessionId(`${day}.${Math.round(from)}.${category}`),
    category,
    status: 'ENDED_CONFIRMED',
    note: null,
    startedAt,
    pauses: [],
    pausedSince: null,
    endedAt: startedAt + Math.round(minutes * MINUTE),
    endReason: 'member',
    overrideMs: null,
    counting: midnightsOf(zone),
  };
};
