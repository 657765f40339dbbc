import { domainError, type DomainError } from './errors.js';
import type { UserId } from './ids.js';
import { err, ok, type Result } from './result.js';

/** Who must not clock in for a while. */
export interface Suspension {
  readonly member: UserId;
  readonly reason: string;
  readonly by: UserId;
  /** ms */
  readonly at: number;
  /** Until when, ms; null: until somebody ends it. */
  readonly until: number | null;
}

/** How many hold at once, since they are kept with the settings of the space; and characters of a reason. */
export const SUSPENSION_LIMITS = { holding: 200, reason: 200 } as const;

const holds = ({ until }: Suspension, now: number): boolean => until === null || until > now;

/** The suspension that holds now (ms), if there is one. */
export const suspensionOf = (suspensions: readonly Suspension[], user: UserId, now: number): Suspension | null =>
  suspensions.find((one) => one.member === user && holds(one, now)) ?? null;

/**
 * The suspensions with this one, which takes the place of another of the same member; those that have ended by `one.at` are left out.
 * SUSPENSION_LIMIT_REACHED with `max`.
 */
export const suspended = (suspensions: readonly Suspension[], one: Suspension): Result<readonly Suspension[], DomainError> => {
  const others = suspensions.filter((other) => other.member !== one.member && holds(other, one.at));
  return others.length >= SUSPENSION_LIMITS.holding
    ? err(domainError('SUSPENSION_LIMIT_REACHED', { max: SUSPENSION_LIMITS.holding }))
    : ok([...others, one]);
};

/** The suspensions without that of the member and without those that have ended by `now`, ms. NOT_SUSPENDED when none of the member holds. */
export const restored = (
  suspensions: readonly Suspension[],
  member: UserId,
  now: number,
): Result<readonly Suspension[], DomainError> =>
  suspensionOf(suspensions, member, now) === null
    ? err(domainError('NOT_SUSPENDED'))
    : ok(suspensions.filter((one) => one.member !== member && holds(one, now)));

/** Why a suspended member cannot clock in: MEMBER_SUSPENDED with `reason`, or MEMBER_SUSPENDED_UNTIL with `reason` and `until` (ms). */
export const suspensionError = ({ reason, until }: Suspension): DomainError =>
  until === null ? domainError('MEMBER_SUSPENDED', { reason }) : domainError('MEMBER_SUSPENDED_UNTIL', { reason, until });
