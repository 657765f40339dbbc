import { addDays } from './calendar.js';
import { dayNumber, dayOfNumber } from './day-number.js';
import { domainError, type DomainError } from './errors.js';
import { err, ok, type Result } from './result.js';

export const LEAVE_KINDS = ['holiday', 'sick', 'other'] as const;
export type LeaveKind = (typeof LEAVE_KINDS)[number];

/** Days on which a member does not work, and which count neither for them nor against them. Whole days of a calendar, whatever the zone is. */
export interface Leave {
  /** Names it among the others: its first day, since no two of them share one. */
  readonly id: string;
  /** Both in it, `yyyymmdd`. */
  readonly from: string;
  readonly to: string;
  readonly kind: LeaveKind;
  /** Empty for none. */
  readonly note: string;
}

export const LEAVE_LIMITS = {
  /** Leaves of a member in one space: some twenty years of them. */
  count: 200,
  /** Days of one leave: a year and a day. */
  days: 366,
  note: 200,
} as const;

/** What somebody wants to be kept. */
export type LeaveWish = Omit<Leave, 'id'>;

/** `20260309` -> `2026-03-09`: so refusals name days at every door. */
const dashed = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;

const byDay = (a: Leave, b: Leave): number => (a.from < b.from ? -1 : 1);

/**
 * The leaves with one more, in the order of their days. RANGE_BACKWARDS; RANGE_TOO_LONG with `max` days; LEAVE_OVERLAPS with the `from` and `to` of the first
 * one that has some of these days already, since two kinds of the same day would contradict each other; LEAVES_FULL with `max`.
 */
export const withLeave = (leaves: readonly Leave[], wish: LeaveWish): Result<readonly Leave[], DomainError> => {
  const { from, to } = wish;
  if (from > to) return err(domainError('RANGE_BACKWARDS'));
  if (addDays(from, LEAVE_LIMITS.days - 1) < to) return err(domainError('RANGE_TOO_LONG', { max: LEAVE_LIMITS.days }));
  const other = leaves.find((one) => one.from <= to && from <= one.to);
  if (other !== undefined) return err(domainError('LEAVE_OVERLAPS', { from: dashed(other.from), to: dashed(other.to) }));
  if (leaves.length >= LEAVE_LIMITS.count) return err(domainError('LEAVES_FULL', { max: LEAVE_LIMITS.count }));
  return ok([...leaves, { id: from, ...wish }].toSorted(byDay));
};

/** The leaves without the one that this day (`yyyymmdd`) is in; it is `removed`. LEAVE_NOT_FOUND. */
export const withoutLeave = (
  leaves: readonly Leave[],
  day: string,
): Result<{ readonly leaves: readonly Leave[]; readonly removed: Leave }, DomainError> => {
  const removed = leaveOn(leaves, day);
  if (removed === null) return err(domainError('LEAVE_NOT_FOUND'));
  return ok({ leaves: leaves.filter((one) => one !== removed), removed });
};

/** The leave that a day is in; null when it is in none. */
export const leaveOn = (leaves: readonly Leave[], day: string): Leave | null =>
  leaves.find(({ from, to }) => from <= day && day <= to) ?? null;

/** How many days a leave has. */
export const daysOfLeave = ({ from, to }: Pick<Leave, 'from' | 'to'>): number => dayNumber(to) - dayNumber(from) + 1;

/** All days of all leaves, `yyyymmdd`. */
export const leaveDays = (leaves: readonly Pick<Leave, 'from' | 'to'>[]): ReadonlySet<string> => {
  const days = new Set<string>();
  for (const { from, to } of leaves) for (let day = dayNumber(from); day <= dayNumber(to); day += 1) days.add(dayOfNumber(day));
  return days;
};

/** The last day of the leave that goes on on this day, those that follow it without a day between them included; null when the day is in none. */
export const onLeaveUntil = (leaves: readonly Leave[], day: string): string | null => {
  let until = leaveOn(leaves, day)?.to ?? null;
  // They are in the order of their days.
  for (const { from, to } of leaves) if (until !== null && from === addDays(until, 1)) until = to;
  return until;
};
