import { domainError, type DomainError } from '../errors.js';
import { addPause } from '../pauses.js';
import { err, ok, type Result } from '../result.js';
import type { Session } from '../session.js';

/**
 * Rules for one ended session, wherever it is kept (a member's last one, or an older entry).
 *
 * - A confirmed session is closed: its time changes only after it was reopened. Its note may change, since a note is not time.
 * - Reopening continues the session; what lies between its end and now becomes a pause. An override described the session as it had
 *   ended, so it goes; the ledger still has it.
 */

/** An override above this is a typing error: 366 days, ms. */
export const EFFECTIVE_MAX_MS = 366 * 86_400_000;

const ended = (session: Session): Result<Session & { readonly endedAt: number }, DomainError> =>
  session.endedAt === null ? err(domainError('SESSION_NOT_ENDED')) : ok({ ...session, endedAt: session.endedAt });

const unconfirmed = (session: Session): Result<Session, DomainError> => {
  const checked = ended(session);
  if (!checked.ok) return checked;
  return session.status === 'ENDED_CONFIRMED' ? err(domainError('SESSION_ALREADY_CONFIRMED')) : ok(session);
};

/** Sets (ms, whole, 0 to EFFECTIVE_MAX_MS) or removes (null) the override. SESSION_NOT_ENDED, SESSION_ALREADY_CONFIRMED, EFFECTIVE_TIME_INVALID. */
export const adjustEnded = (session: Session, effectiveMs: number | null): Result<Session, DomainError> => {
  const checked = unconfirmed(session);
  if (!checked.ok) return checked;
  const valid =
    effectiveMs === null || (Number.isSafeInteger(effectiveMs) && effectiveMs >= 0 && effectiveMs <= EFFECTIVE_MAX_MS);
  return valid ? ok({ ...session, overrideMs: effectiveMs }) : err(domainError('EFFECTIVE_TIME_INVALID'));
};

/** SESSION_NOT_ENDED, SESSION_ALREADY_CONFIRMED. */
export const confirmEnded = (session: Session): Result<Session, DomainError> => {
  const checked = unconfirmed(session);
  return checked.ok ? ok({ ...session, status: 'ENDED_CONFIRMED' }) : checked;
};

/** Runs on at `at` (ms). SESSION_NOT_ENDED, also for an entry that lies ahead. That no other session is active is the caller's to check. */
export const reopenEnded = (session: Session, at: number): Result<Session, DomainError> => {
  const checked = ended(session);
  if (!checked.ok) return checked;
  if (checked.value.endedAt > at) return err(domainError('SESSION_NOT_ENDED'));
  return ok({
    ...session,
    status: 'RUNNING',
    pauses: addPause(session.pauses, { start: checked.value.endedAt, end: at }),
    pausedSince: null,
    endedAt: null,
    endReason: null,
    overrideMs: null,
    counting: null,
  });
};
