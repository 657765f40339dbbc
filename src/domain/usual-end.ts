import { Temporal } from 'temporal-polyfill';
import type { Session } from './session.js';

/** Fewer sessions than these make no habit. */
const HABIT = 5;
/** Sessions that are shorter than this tell nothing about the end of a working day, ms. */
const SHORT_MS = 30 * 60_000;

const wallOf = (ms: number, zone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime();

/** Minutes by the clocks of a zone from the midnight before the start to the end: a night shift comes to more than a day's. */
const endMinute = ({ startedAt }: Pick<Session, 'startedAt'>, endedAt: number, zone: string): number => {
  const midnight = wallOf(startedAt, zone).toPlainDate().toPlainDateTime();
  return Math.round(midnight.until(wallOf(endedAt, zone), { largestUnit: 'minutes' }).total('minutes'));
};

/**
 * When a member usually would have ended this session, ms: the median time of day, by the clocks of an IANA zone, at which they ended others themselves.
 * Null when there are too few to tell, and when that is not between the start of the session and now (ms).
 */
export const usualEnd = (session: Session, others: readonly Session[], zone: string, now: number): number | null => {
  const minutes = others
    .flatMap(({ startedAt, endedAt, endReason }) =>
      endedAt === null || endReason !== 'member' || endedAt - startedAt < SHORT_MS
        ? []
        : [endMinute({ startedAt }, endedAt, zone)],
    )
    .toSorted((a, b) => a - b);
  const middle = minutes[Math.floor(minutes.length / 2)];
  if (minutes.length < HABIT || middle === undefined) return null;
  const midnight = wallOf(session.startedAt, zone).toPlainDate().toPlainDateTime();
  const at = midnight.add({ minutes: middle }).toZonedDateTime(zone).epochMilliseconds;
  return at > session.startedAt && at <= now ? at : null;
};
