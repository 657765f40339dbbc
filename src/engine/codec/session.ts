import { categoryId, sessionId } from '../../domain/ids.js';
import { END_REASONS, type EndReason, type Interval, type Session, type SessionStatus } from '../../domain/session.js';
import type { Counting } from '../../domain/counting.js';
import { CorruptData, type Row } from './blob.js';
import { codeOfCounting, countingOfCode, unlistedZone } from './counting.js';
import type { RowWriter } from '../fast/row-writer.js';

const STATUSES = ['RUNNING', 'PAUSED', 'ENDED_UNCONFIRMED', 'ENDED_CONFIRMED'] as const satisfies readonly SessionStatus[];
/** Null for none, and for one that only a newer version knows. */
const REASONS: readonly (EndReason | null)[] = [null, ...END_REASONS];

/** An ended session was ended by its member unless told otherwise; the code is left out then. */
const usualReason = (endedAt: number | null): number => (endedAt === null ? 0 : 1);

/** What the cell of the status begins to count from, for each way of counting; see counting.ts. */
const STATUS_CODES = 4;

/**
 * A session as a row: id, category, status and way of counting, start, note, end, reason, pauses (start and length in turn), running pause,
 * override, zone of the counting when its code does not say it. Moments are told from the session's start, so that they take one to five bytes
 * instead of nine; nulls at the end are left out.
 */
export const writeSession = (writer: RowWriter, session: Session): void => {
  const { startedAt, note, endedAt, pauses, pausedSince, overrideMs, counting } = session;
  const reason = REASONS.indexOf(session.endReason);
  const usual = reason === usualReason(endedAt);
  const zone = counting === null ? null : unlistedZone(counting);
  const cells = zone === null ? cellsOf(session, usual) : 11;
  writer.array(cells);
  writer.id(session.id);
  writer.text(session.category);
  writer.int(STATUSES.indexOf(session.status) + (counting === null ? 0 : STATUS_CODES * (1 + codeOfCounting(counting))));
  writer.int(startedAt);
  if (cells > 4) writer.textOrNil(note);
  if (cells > 5) writer.intOrNil(endedAt === null ? null : endedAt - startedAt);
  if (cells > 6) writer.intOrNil(usual ? null : reason);
  if (cells > 7) writePauses(writer, pauses, startedAt);
  if (cells > 8) writer.intOrNil(pausedSince === null ? null : pausedSince - startedAt);
  if (cells > 9) writer.intOrNil(overrideMs);
  if (cells > 10) writer.textOrNil(zone);
};

const cellsOf = ({ note, endedAt, pauses, pausedSince, overrideMs }: Session, usual: boolean): number => {
  if (overrideMs !== null) return 10;
  if (pausedSince !== null) return 9;
  if (pauses.length > 0) return 8;
  if (!usual) return 7;
  if (endedAt !== null) return 6;
  return note === null ? 4 : 5;
};

const writePauses = (writer: RowWriter, pauses: readonly Interval[], startedAt: number): void => {
  if (pauses.length === 0) {
    writer.nil();
    return;
  }
  writer.array(2 * pauses.length);
  for (const { start, end } of pauses) {
    writer.int(start - startedAt);
    writer.int(end - start);
  }
};

/** @throws CorruptData */
export const sessionOf = (row: Row): Session => {
  const startedAt = row.int(3);
  const after = (ms: number | null): number | null => (ms === null ? null : startedAt + ms);
  const endedAt = after(row.intOrNull(5));
  const code = row.int(2);
  return {
    id: sessionId(row.id(0)),
    category: categoryId(row.text(1)),
    status: statusOf(code),
    note: row.textOrNull(4),
    startedAt,
    pauses: pausesOf(row.rowOrNull(7), startedAt),
    pausedSince: after(row.intOrNull(8)),
    endedAt,
    endReason: REASONS[row.intOrNull(6) ?? usualReason(endedAt)] ?? null,
    overrideMs: row.intOrNull(9),
    counting: code < STATUS_CODES ? null : countingIn(row, code),
  };
};

const statusOf = (code: number): SessionStatus => {
  const status = STATUSES[code % STATUS_CODES];
  if (status === undefined) throw new CorruptData('session: not a status');
  return status;
};

const countingIn = (row: Row, code: number): Counting => {
  const counting = countingOfCode(Math.floor(code / STATUS_CODES) - 1, row.textOrNull(10));
  if (counting === null) throw new CorruptData('session: counted in a way that is not known here');
  return counting;
};

const pausesOf = (row: Row | null, startedAt: number): readonly Interval[] => {
  const pauses: Interval[] = [];
  for (let at = 0; row !== null && at < row.length; at += 2) {
    const start = startedAt + row.int(at);
    pauses.push({ start, end: start + row.int(at + 1) });
  }
  return pauses;
};
