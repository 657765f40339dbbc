import { Packr } from 'msgpackr';
import { z } from 'zod';
import {
  categoryId,
  requestId,
  sessionId,
  spaceId,
  userId,
  type RequestId,
  type SpaceId,
  type UserId,
} from '../../domain/ids.js';
import type { MemberState, Session, SessionCommand } from '../../domain/session.js';
import type { Commit } from '../store.js';

/** A change that was asked for. */
export interface ChangeRecord {
  /** Counts the changes of one process from 1. */
  readonly seq: number;
  /** When it came to the journal, ms of the wall clock. */
  readonly journaledAt: number;
  /** `journaledAt` and `seq` of the first record of this change: its place among the member's others, however often it is journaled anew. */
  readonly takenAt: number;
  readonly takenSeq: number;
  readonly requestId: RequestId;
  readonly space: SpaceId;
  readonly user: UserId;
  readonly command: SessionCommand;
  /** Moment of the event, ms. */
  readonly at: number;
  readonly actor: UserId | null;
  readonly source: string;
  /** What was decided; null when it was taken while Redis was away. */
  readonly commit: Commit | null;
}

/** `applied`: the store has it. `refused`: it could not be applied, and the member is told. `aborted`: it does not count. */
export type Settlement = 'applied' | 'refused' | 'aborted';

export interface SettledRecord {
  readonly seqs: readonly number[];
  readonly outcome: Settlement;
}

export type JournalRecord = ({ readonly kind: 'change' } & ChangeRecord) | ({ readonly kind: 'settled' } & SettledRecord);

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
const state: z.ZodType<MemberState> = z.object({
  version: whole,
  changedAt: whole,
  active: session.nullable(),
  last: session.nullable(),
});
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

export const encodeRecord = (value: JournalRecord): Buffer => packr.pack(value);

/** @throws Error when the bytes are no record of this or an earlier version */
export const decodeRecord = (payload: Buffer): JournalRecord => {
  const unpacked: unknown = packr.unpack(payload);
  const parsed = record.parse(unpacked);
  if (parsed.kind === 'settled') return parsed;
  const { requestId: request, space, user: member, commit: decided } = parsed;
  return { ...parsed, commit: decided === null ? null : { ...decided, requestId: request, space, user: member } };
};
