import { categoryId, sessionId, userId } from '../../domain/ids.js';
import {
  EMPTY_MEMBER,
  type EndReason,
  type Interval,
  type MemberState,
  type Session,
  type SessionStatus,
} from '../../domain/session.js';
import type { LedgerRecord } from '../store.js';
import { CorruptData, pack, packedId, slim, unpack, type Cell, type Row } from './blob.js';
import { idOf } from './replies.js';

/** First cell of every blob. Raise it when a layout changes, and keep reading the older ones. */
const SCHEMA = 1;

const STATUSES = ['RUNNING', 'PAUSED', 'ENDED_UNCONFIRMED', 'ENDED_CONFIRMED'] as const satisfies readonly SessionStatus[];
const REASONS = [null, 'member', 'member_left', 'bot_removed'] as const satisfies readonly (EndReason | null)[];

/** Moments are told from the session's start, so that they take one to five bytes instead of nine. */
const sessionCells = (session: Session): readonly Cell[] => {
  const since = (moment: number | null): number | null => (moment === null ? null : moment - session.startedAt);
  const reason = REASONS.indexOf(session.endReason);
  const pauses = session.pauses.flatMap(({ start, end }) => [start - session.startedAt, end - start]);
  return slim([
    packedId(session.id),
    session.category,
    STATUSES.indexOf(session.status),
    session.startedAt,
    session.note,
    since(session.endedAt),
    reason === usualReason(session.endedAt) ? null : reason,
    pauses.length === 0 ? null : pauses,
    since(session.pausedSince),
    session.overrideMs,
  ]);
};

/** An ended session was ended by its member unless told otherwise; the code is left out then. */
const usualReason = (endedAt: number | null): number => (endedAt === null ? 0 : 1);

const sessionOf = (row: Row): Session => {
  const startedAt = row.int(3);
  const after = (ms: number | null): number | null => (ms === null ? null : startedAt + ms);
  const endedAt = after(row.intOrNull(5));
  return {
    id: sessionId(row.id(0)),
    category: categoryId(row.text(1)),
    status: row.choice(2, STATUSES),
    note: row.textOrNull(4),
    startedAt,
    pauses: pausesOf(row.rowOrNull(7), startedAt),
    pausedSince: after(row.intOrNull(8)),
    endedAt,
    endReason: REASONS[row.intOrNull(6) ?? usualReason(endedAt)] ?? null,
    overrideMs: row.intOrNull(9),
  };
};

const pausesOf = (row: Row | null, startedAt: number): readonly Interval[] => {
  const pauses: Interval[] = [];
  for (let at = 0; row !== null && at < row.length; at += 2) {
    const start = startedAt + row.int(at);
    pauses.push({ start, end: start + row.int(at + 1) });
  }
  return pauses;
};

const checked = (row: Row, what: string): Row => {
  const schema = row.int(0);
  if (schema !== SCHEMA) throw new CorruptData(`${what}: schema ${schema} is not known here`);
  return row;
};

/** A moment of the state that `changedAt` is told from. */
const anchor = (active: Session | null, last: Session | null): number =>
  active?.startedAt ?? last?.endedAt ?? last?.startedAt ?? 0;

/** `<version>:<blob>`: Lua reads the version and leaves the blob alone. */
export const encodeState = ({ version, changedAt, active, last }: MemberState): Buffer =>
  versioned(
    version,
    pack([
      SCHEMA,
      changedAt - anchor(active, last),
      active === null ? null : sessionCells(active),
      last === null ? null : sessionCells(last),
    ]),
  );

/** EMPTY_MEMBER for null. @throws CorruptData */
export const decodeState = (value: Buffer | null): MemberState => {
  if (value === null) return EMPTY_MEMBER;
  const { version, blob } = splitVersion(value, 'state');
  const row = checked(unpack(blob, 'state'), 'state');
  const [activeRow, lastRow] = [row.rowOrNull(2), row.rowOrNull(3)];
  const active = activeRow === null ? null : sessionOf(activeRow);
  const last = lastRow === null ? null : sessionOf(lastRow);
  return { version, changedAt: anchor(active, last) + row.int(1), active, last };
};

export const encodeEntry = (session: Session): Buffer => pack([SCHEMA, ...sessionCells(session)]);

/** @throws CorruptData */
export const decodeEntry = (blob: Buffer): Session => {
  const row = checked(unpack(blob, 'entry'), 'entry');
  return sessionOf(row.from(1));
};

/** The rows of one commit. */
export const encodeLedger = (records: readonly LedgerRecord[]): Buffer =>
  pack([
    SCHEMA,
    ...records.map(({ event, at, actor, source, before, after }) =>
      slim([
        event,
        at,
        actor === null ? null : packedId(actor),
        source,
        before === null ? null : sessionCells(before),
        after === null ? null : sessionCells(after),
      ]),
    ),
  ]);

/** @throws CorruptData */
export const decodeLedger = (blob: Buffer): readonly LedgerRecord[] => {
  const rows = checked(unpack(blob, 'ledger'), 'ledger');
  return Array.from({ length: rows.length - 1 }, (_, index) => {
    const row = rows.row(index + 1);
    const [before, after] = [row.rowOrNull(4), row.rowOrNull(5)];
    return {
      event: row.text(0),
      at: row.int(1),
      actor: row.has(2) ? idOf(userId, row.id(2)) : null,
      source: row.text(3),
      before: before === null ? null : sessionOf(before),
      after: after === null ? null : sessionOf(after),
    };
  });
};

export const versioned = (version: number, blob: Buffer): Buffer => Buffer.concat([Buffer.from(`${version}:`), blob]);

/** @throws CorruptData */
export const splitVersion = (value: Buffer, what: string): { readonly version: number; readonly blob: Buffer } => {
  const colon = value.indexOf(58);
  const version = colon > 0 ? Number(value.toString('latin1', 0, colon)) : NaN;
  if (!Number.isSafeInteger(version) || version < 0) throw new CorruptData(`${what}: no version`);
  return { version, blob: value.subarray(colon + 1) };
};
