import { z } from 'zod';
import type { ApprovalChange, ApprovalRequest, ApprovalRequests } from '../../../domain/approvals.js';
import type { EntryEdit, EntryFields } from '../../../domain/commands.js';
import type { Counting } from '../../../domain/counting.js';
import { categoryId, channelId, messageId, requestId, sessionId, userId } from '../../../domain/ids.js';
import type { SelfEditLimit } from '../../../domain/self-edit.js';
import { END_REASONS, type Interval, type Session } from '../../../domain/session.js';
import { defineDocument } from '../document-kind.js';

const id = z.string().max(60);
const snowflake = z.string().regex(/^\d{1,20}$/);
/** UTF-16 units: as many as the rules ever let pass. */
const text = z.string().max(400);

const interval: z.ZodType<Interval> = z.looseObject({ start: z.int(), end: z.int() });
const pauses: z.ZodType<readonly Interval[]> = z.array(interval);
const counting: z.ZodType<Counting> = z.looseObject({
  zone: z.string(),
  dayStart: z.int(),
  boundary: z.enum(['split', 'start']),
});

const session: z.ZodType<Session> = z.looseObject({
  id: id.transform(sessionId),
  category: z.string().transform(categoryId),
  status: z.enum(['RUNNING', 'PAUSED', 'ENDED_UNCONFIRMED', 'ENDED_CONFIRMED']),
  note: text.nullable(),
  startedAt: z.int(),
  pauses,
  pausedSince: z.int().nullable(),
  endedAt: z.int().nullable(),
  endReason: z.enum(END_REASONS).nullable(),
  overrideMs: z.int().nullable(),
  counting: counting.nullable(),
});

const fields = {
  category: z.string().transform(categoryId),
  note: text.nullable(),
  startedAt: z.int(),
  endedAt: z.int(),
  pauses,
  overrideMs: z.int().nullable(),
};
const entry: z.ZodType<EntryFields> = z.looseObject(fields);
const patch: z.ZodType<Partial<EntryFields>> = z.looseObject({
  category: fields.category.exactOptional(),
  note: fields.note.exactOptional(),
  startedAt: fields.startedAt.exactOptional(),
  endedAt: fields.endedAt.exactOptional(),
  pauses: pauses.exactOptional(),
  overrideMs: fields.overrideMs.exactOptional(),
});
const named = { session: id.transform(sessionId) };
const edit: z.ZodType<EntryEdit> = z.looseObject({ ...named, patch });

const change: z.ZodType<ApprovalChange> = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('addEntry'), entry, also: edit.exactOptional() }),
  z.looseObject({ type: z.literal('editEntry'), ...named, patch, also: edit.exactOptional() }),
  z.looseObject({ type: z.literal('deleteEntry'), ...named }),
  z.looseObject({ type: z.literal('adjust'), ...named, effectiveMs: z.int().nullable() }),
  z.looseObject({ type: z.literal('reopen'), ...named }),
]);

const limit: z.ZodType<SelfEditLimit> = z.discriminatedUnion('because', [
  z.looseObject({ because: z.literal('tooFarBack'), days: z.int() }),
  z.looseObject({ because: z.literal('tooMuch'), minutes: z.int() }),
  z.looseObject({ because: z.literal('adding') }),
]);

const answered = { by: snowflake.transform(userId), at: z.int() };
const state: z.ZodType<ApprovalRequest['state']> = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('open') }),
  z.looseObject({ kind: z.literal('approved'), ...answered, reason: text.nullable(), isApplied: z.boolean() }),
  z.looseObject({ kind: z.literal('declined'), ...answered, reason: text }),
]);

const request: z.ZodType<ApprovalRequest> = z.looseObject({
  id: id.transform(requestId),
  askedAt: z.int(),
  reason: text.nullable(),
  limit,
  change,
  before: session.nullable(),
  after: session.nullable(),
  cut: z.looseObject({ before: session, after: session }).nullable(),
  applyAs: id.transform(requestId),
  posted: z.looseObject({ channel: snowflake.transform(channelId), message: snowflake.transform(messageId) }).nullable(),
  state,
});
const list: z.ZodType<ApprovalRequests> = z.array(request);

/** Changes that a member has asked approval for, until they have been told the answer. The ledger's rows of this document keep the answers for good. */
export const approvalRequests = defineDocument({
  name: 'approval-requests',
  scope: 'member',
  fields: {
    /** Oldest first. */
    requests: list.default([]),
  },
});
