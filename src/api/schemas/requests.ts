import { z } from 'zod';
import { APPROVAL_LIMITS } from '../../domain/approvals.js';
import { Moment, pageOf, Seconds, UserIdText } from './common.js';
import { FeedSession } from './feed.js';
import { EntryInput, EntryPatch } from './time.js';

const reason = z.string().trim().max(APPROVAL_LIMITS.reason);

/** A change of somebody's own time that waits for approval, or was answered. */
export const ApprovalRequest = z.object({
  id: z.string(),
  member: UserIdText,
  askedAt: Moment,
  /** What the member says about it. */
  reason: z.string().nullable(),
  what: z.enum(['addEntry', 'editEntry', 'deleteEntry', 'adjust', 'reopen']),
  /** Why they may not do it alone. */
  because: z.enum(['tooFarBack', 'tooMuch', 'adding']),
  before: FeedSession.nullable(),
  after: FeedSession.nullable(),
  /** Another entry that is cut with it. */
  cut: z.object({ before: FeedSession, after: FeedSession }).nullable(),
  state: z.enum(['open', 'approved', 'declined']),
  answer: z.object({ by: UserIdText, at: Moment, reason: z.string().nullable(), isApplied: z.boolean() }).nullable(),
});
export const ApprovalRequestList = z.object({ requests: z.array(ApprovalRequest) });
export const ApprovalRequestPage = pageOf(ApprovalRequest);

/** A change that one may not make alone. */
export const ChangeInput = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('addEntry'), entry: EntryInput }),
  z.strictObject({ type: z.literal('editEntry'), entry: z.string().max(60), patch: EntryPatch }),
  z.strictObject({ type: z.literal('deleteEntry'), entry: z.string().max(60) }),
  z.strictObject({ type: z.literal('adjust'), entry: z.string().max(60), effectiveSeconds: Seconds.min(0).nullable() }),
  z.strictObject({ type: z.literal('reopen'), entry: z.string().max(60) }),
]);
export const AskInput = z.strictObject({ change: ChangeInput, reason: reason.nullable().default(null) });
export const ApproveInput = z.strictObject({ reason: reason.nullable().default(null) });
export const DeclineInput = z.strictObject({ reason: reason.min(1) });
/** `applied`: the change is made. `refused`: it can never be made as it was asked for, and the request is open again. `later`: it is approved, and is made as soon as it can be. */
export const Approved = z.object({
  request: ApprovalRequest,
  made: z.enum(['applied', 'refused', 'later']),
  code: z.string().nullable(),
});
