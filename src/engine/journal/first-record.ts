import { Packr } from 'msgpackr';
import { z } from 'zod';
import { categoryId, requestId, sessionId, spaceId, userId } from '../../domain/ids.js';
import { askedAt, EVENT_TOLERANCE_MS } from '../../domain/snowflake.js';
import type { MemberState, Session, SessionCommand } from '../../domain/session.js';
import type { JournalRecord } from './change-record.js';

const whole = z.int();
const interval = z.object({ start: whole, end: whole });
const category = z.string().transform(categoryId);
const session: z.ZodType<Session> = z.object({
  id: z.string().transform(sessionId),
  category,
  status: z.enum(['RUNNING', 'PAUSED', 'ENDED_UNCONFIRMED', 'ENDED_CONFIRMED']),
  note: z.string().nullable(),
  startedAt: whole,
  pauses: z.array(interval),
  pausedSince: whole.nullable(),
  endedAt: whole.nullable(),
  endReason: z.enum(['member', 'member_left', 'bot_removed']).nullable(),
  overrideMs: whole.nullable(),
});
const state: z.ZodType<MemberState> = z
  .object({ version: whole, changedAt: whole, active: session.nullable(), last: session.nullable() })
  .transform((old) => ({ ...old, seen: { ids: [], until: old.changedAt + EVENT_TOLERANCE_MS } }));
const id = z.string().transform(sessionId);
const note = z.string().nullable();
const command: z.ZodType<SessionCommand> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('clockIn'), session: id, category, note }),
  z.object({ type: z.literal('pause'), session: z.exactOptional(id) }),
  z.object({ type: z.literal('resume'), session: z.exactOptional(id) }),
  z.object({
    type: z.literal('clockOut'),
    note: z.exactOptional(note),
    reason: z.enum(['member', 'member_left', 'bot_removed']),
    session: z.exactOptional(id),
  }),
  z.object({ type: z.literal('setNote'), note, session: z.exactOptional(id) }),
  z.object({ type: z.literal('adjust'), session: id, effectiveMs: whole.nullable() }),
  z.object({ type: z.literal('confirm'), session: id }),
  z.object({ type: z.literal('reopen'), session: id }),
]);
const user = z.string().transform(userId);
const commit = z.object({
  expectedVersion: whole,
  next: state,
  entries: z.array(z.object({ op: z.enum(['put', 'remove']), session })),
  days: z.array(z.object({ day: z.string(), category, ms: whole })),
  ledger: z.array(
    z.object({
      event: z.string(),
      at: whole,
      actor: user.nullable(),
      source: z.string(),
      before: session.nullable(),
      after: session.nullable(),
    }),
  ),
});
const record = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('change'),
    seq: whole,
    journaledAt: whole,
    takenAt: whole,
    takenSeq: whole,
    requestId: z.string().transform(requestId),
    space: z.string().transform(spaceId),
    user,
    command,
    at: whole,
    actor: user.nullable(),
    source: z.string(),
    commit: commit.nullable(),
  }),
  z.object({ kind: z.literal('settled'), seqs: z.array(whole), outcome: z.enum(['applied', 'refused', 'aborted']) }),
]);

const packr = new Packr({ useRecords: false, int64AsType: 'number' });

/** A record as version 0.1 wrote it: one object with everything in it. @throws Error when it is none */
export const parseFirstRecord = (payload: Buffer): JournalRecord => {
  const unpacked: unknown = packr.unpack(payload);
  const parsed = record.parse(unpacked);
  if (parsed.kind === 'settled') return parsed;
  const { requestId: request, space, user: member, commit: decided } = parsed;
  const rest = { ...parsed, askedAt: askedAt(request, parsed.at) };
  return { ...rest, commit: decided === null ? null : { ...decided, requestId: request, space, user: member } };
};
