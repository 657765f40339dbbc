import { addDays, startOfDay } from '../../domain/calendar.js';
import type { UserId } from '../../domain/ids.js';
import type { Untimed } from '../api.js';
import { momentsOf } from '../moments/wall.js';

/** Where a row with a day and a length only would lie, ms. */
export interface Placed {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly overrideMs: number | null;
}

const NOON = 720;
const SECOND = 1000;

const momentAt = (day: string, minutes: number, zone: string): number =>
  momentsOf(
    {
      date: [Number(day.slice(0, 4)), Number(day.slice(4, 6)), Number(day.slice(6, 8))],
      time: { hour: Math.floor(minutes / 60), minute: minutes % 60, second: 0, ms: 0 },
    },
    zone,
  ).first;

/** The first and the last moment of a day in a zone, ms. */
export const boundsOf = (day: string, zone: string): readonly [from: number, to: number] => [
  startOfDay(day, zone),
  startOfDay(addDays(day, 1), zone),
];

/**
 * Places rows of a day: one after the other from a time on, or (`untimed`) each for a second at noon with its length set by hand, where nothing begins at that
 * second yet. Never twice at the same moment for one member.
 */
export const placing = (zone: string) => {
  const next = new Map<string, number>();
  return (
    { user, day, lengthMs }: { readonly user: UserId; readonly day: string; readonly lengthMs: number },
    how: Exclude<Untimed, { readonly kind: 'skip' }>,
    isTaken: (startedAt: number) => boolean,
  ): Placed => {
    const key = `${user} ${day}`;
    const isFrom = how.kind === 'from';
    let startedAt = next.get(key) ?? momentAt(day, isFrom ? how.minutes : NOON, zone);
    while (!isFrom && isTaken(startedAt)) startedAt += SECOND;
    const endedAt = startedAt + (isFrom ? lengthMs : SECOND);
    next.set(key, endedAt);
    return { startedAt, endedAt, overrideMs: isFrom ? null : lengthMs };
  };
};
