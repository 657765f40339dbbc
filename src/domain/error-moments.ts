import type { ErrorCode } from './errors.js';

/** Arguments of refusals that are moments, ms: whoever shows a refusal writes them as moments are written there. */
export const MOMENTS_OF_ERRORS: Readonly<Partial<Record<ErrorCode, readonly string[]>>> = {
  TIME_SKIPPED: ['before', 'after'],
  ENTRY_OVERLAPS: ['from', 'to'],
  MEMBER_SUSPENDED_UNTIL: ['until'],
  UNTIL_PAST: ['until'],
  END_BEFORE_START: ['start'],
  END_AHEAD: ['until'],
  REMINDER_PAST: ['at'],
  CLAIM_TOO_LATE: ['until'],
  RATE_LIMITED: ['until'],
  SERVER_RATE_LIMITED: ['until'],
};
