import { Temporal } from 'temporal-polyfill';
import { domainError, type DomainError } from '../errors.js';
import { err, ok, type Result } from '../result.js';

/**
 * The moment that somebody typed, ms. `twice`: the clocks of the zone are put back and show this wall time two times, so the member has to say which
 * of the two moments is meant; `first` is the earlier one.
 */
export type TypedTime =
  { readonly kind: 'moment'; readonly at: number } | { readonly kind: 'twice'; readonly first: number; readonly second: number };

const MINUTE = 60_000;

/**
 * The moment or the two moments at which the clocks of an IANA zone show a wall time. TIME_SKIPPED when they jump over it: `before` is the last
 * minute that they show, `after` the first moment after the jump, both ms.
 */
export const resolveWallTime = (wall: Temporal.PlainDateTime, zone: string): Result<TypedTime, DomainError> => {
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  const [first, second] = [earlier.epochMilliseconds, later.epochMilliseconds];
  if (first === second) return ok({ kind: 'moment', at: first });
  if (earlier.toPlainDateTime().equals(wall)) return ok({ kind: 'twice', first, second });
  // For a wall time that does not exist, Temporal's earlier answer lies before the jump by as much as the wall time lies after its beginning.
  const jump = earlier.getTimeZoneTransition('next')?.epochMilliseconds ?? second;
  return err(domainError('TIME_SKIPPED', { before: jump - MINUTE, after: jump }));
};

/** The earliest moment that a typed time may mean, ms. */
export const earliestOf = (typed: TypedTime): number => (typed.kind === 'moment' ? typed.at : typed.first);

/** A date of the calendar, or null when there is no such day. */
export const dateOf = (year: number, month: number, day: number): Temporal.PlainDate | null => {
  if (month < 1 || month > 12 || day < 1) return null;
  const date = Temporal.PlainDate.from({ year, month, day });
  // Temporal takes the last day of the month for a later one.
  return date.day === day ? date : null;
};

/**
 * The text of a moment (ms) in an IANA zone for a form, which `parseTypedTime` reads back as the same moment, cut off to whole seconds:
 * `2026-03-31 10:15`, with seconds where they are not 0, and with the offset where the clocks show that time twice.
 */
export const formatTypedTime = (ms: number, zone: string): string => {
  const zoned = Temporal.Instant.fromEpochMilliseconds(Math.floor(ms / 1000) * 1000).toZonedDateTimeISO(zone);
  const wall = zoned.toPlainDateTime();
  const text = wall.toString({ smallestUnit: wall.second === 0 ? 'minute' : 'second' }).replace('T', ' ');
  const resolved = resolveWallTime(wall, zone);
  return resolved.ok && resolved.value.kind === 'moment' ? text : `${text} ${zoned.offset}`;
};
