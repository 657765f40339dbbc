import { addDays, dayOf, startOfDay } from '../../domain/calendar.js';
import type { Counting } from '../../domain/counting.js';
import { explainDay, type DayExplanation } from '../../domain/explain/day.js';
import type { RequestId, SessionId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import type { EntryRow } from '../../engine/ledger/kinds/entry-row.js';
import type { UnappliedRow } from '../../engine/ledger/kinds/unapplied.js';
import { historyOf, type StoredRecord } from '../../engine/ledger/whole-history.js';
import type { Deps } from '../deps.js';
import { reasonsIn } from '../kit/changes-by-others.js';
import type { Context } from '../kit/context.js';

/** Whose time it is. */
type Whose = Pick<Context, 'space' | 'user'>;
export type Reading = Pick<Deps, 'timesheet' | 'overview'>;

/** A change with the moment at which it was stored, ms. */
export interface ReadChange {
  readonly row: EntryRow;
  readonly storedAt: number;
}

export interface ReadHistory {
  /** Newest first. */
  readonly changes: readonly ReadChange[];
  readonly refused: readonly UnappliedRow[];
  /** Why others made these changes, by their requests. */
  readonly reasons: ReadonlyMap<RequestId, string>;
  /** Older changes were not looked at: there are too many. */
  readonly isCut: boolean;
}

/** Changes that are looked through at most: some hundred reads of Redis. */
const CHANGES_MAX = 20_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Reads a member's history, newest first, until `isEnough`. */
const readHistory = async (
  ctx: Whose,
  { timesheet }: Reading,
  isEnough: (records: readonly StoredRecord[]) => boolean,
): Promise<ReadHistory> => {
  const changes: ReadChange[] = [];
  const refused: UnappliedRow[] = [];
  const reasons = new Map<RequestId, string>();
  let read = 0;
  for await (const page of historyOf(timesheet, ctx.space, ctx.user)) {
    for (const { record, storedAt } of page) {
      if (record.kind === 'entry') changes.push({ row: record, storedAt });
      else if (record.kind === 'unapplied' && isNew(record, refused)) refused.push(record);
      else if (record.kind === 'document') for (const [request, reason] of reasonsIn(record)) reasons.set(request, reason);
    }
    read += page.length;
    if (isEnough(page)) break;
    if (read >= CHANGES_MAX) return { changes, refused, reasons, isCut: true };
  }
  return { changes, refused, reasons, isCut: false };
};

/** A process that was killed while it wrote one down has written it twice. */
const isNew = ({ requestId }: UnappliedRow, among: readonly UnappliedRow[]): boolean =>
  among.every((other) => other.requestId !== requestId);

/** Of these sessions, the ones whose beginning has not been read yet. */
const beginnings = (ids: Iterable<SessionId>) => {
  const open = new Set(ids);
  return {
    isDone: () => open.size === 0,
    read: (page: readonly StoredRecord[]): void => {
      for (const { record } of page)
        if (record.kind === 'entry' && record.before === null && record.after !== null) open.delete(record.after.id);
    },
  };
};

/** The changes of one session, newest first. */
export const readEntryHistory = async (ctx: Whose, id: SessionId, deps: Reading): Promise<ReadHistory> => {
  const open = beginnings([id]);
  const { changes, reasons, isCut } = await readHistory(ctx, deps, (page) => {
    open.read(page);
    return open.isDone();
  });
  return { changes: changes.filter(({ row }) => (row.after ?? row.before)?.id === id), refused: [], reasons, isCut };
};

export interface ReadDay extends DayExplanation {
  readonly history: ReadHistory;
  /** The day's total as it is stored, ms, without what runs. */
  readonly storedMs: number;
  /** The part of it that still runs, ms. */
  readonly runningMs: number;
}

/** The sessions that end late enough to reach into a day. They are read some days far at first, which is nearly always enough. */
const REACHES_MS = 8 * DAY;

/**
 * What makes the total of a day, with the changes behind it.
 * @param usual how the space counts; `now` in ms
 */
export const readDay = async (ctx: Whose, day: string, usual: Counting, now: number, deps: Reading): Promise<ReadDay> => {
  const start = startOfDay(day, usual.zone, usual.dayStart);
  const end = startOfDay(addDays(day, 1), usual.zone, usual.dayStart);
  const [status, stored] = await Promise.all([
    deps.overview.status(ctx.space, ctx.user),
    deps.timesheet.days(ctx.space, ctx.user, day, day),
  ]);
  const storedMs = [...(stored.get(day)?.values() ?? [])].reduce((sum, ms) => sum + ms, 0);
  const active = status.ok ? status.value.state.active : null;
  const read = async (until: number): Promise<readonly Session[]> =>
    // Entries may have been counted in other zones, whose day begins earlier.
    [...(await deps.timesheet.entries(ctx.space, ctx.user, start - 2 * DAY, until)), ...(active === null ? [] : [active])];
  const explained = (sessions: readonly Session[], changes: readonly ReadChange[] = []): DayExplanation =>
    explainDay(
      day,
      sessions,
      changes.map(({ row }) => row),
      { usual, now },
    );
  const runningOf = ({ parts }: DayExplanation): number =>
    parts.reduce((sum, { session, ms }) => (session.endedAt === null ? sum + ms : sum), 0);

  let sessions = await read(end + REACHES_MS);
  let found = explained(sessions);
  if (found.totalMs - runningOf(found) !== storedMs) {
    // A session that was forgotten for more than a week, and is booked on the day of its start.
    sessions = await read(Infinity);
    found = explained(sessions);
  }
  const open = beginnings(found.parts.map(({ session }) => session.id));
  const history = await readHistory(ctx, deps, (page) => {
    open.read(page);
    return open.isDone() && (page.at(-1)?.record.at ?? 0) < start;
  });
  const ofThisDay = ({ at }: UnappliedRow): boolean => dayOf(at, usual.zone, usual.dayStart) === day;
  return {
    ...explained(sessions, history.changes),
    history: { ...history, refused: history.refused.filter(ofThisDay) },
    storedMs,
    runningMs: runningOf(found),
  };
};
