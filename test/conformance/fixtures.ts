import { categoryId, guildSpace, requestId, sessionId, userId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import { see } from '../../src/domain/seen.js';
import { EMPTY_MEMBER, type MemberState, type Session } from '../../src/domain/session.js';
import type { Commit, LedgerRecord } from '../../src/engine/store.js';

let serial = 0;
/** Distinct in this process, snowflake-like. */
export const next = (): string => String(1_200_000_000_000_000_000n + BigInt(process.pid) * 1_000_000n + BigInt(++serial));
export const aSpace = (): SpaceId => guildSpace(next());
export const aUser = (): UserId => userId(next());

/** 2026-03-02T10:00:00Z, a Monday. */
export const T = Date.UTC(2026, 2, 2, 10);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const running = (over: Partial<Session> = {}): Session => ({
  id: sessionId(next()),
  category: categoryId('work'),
  status: 'RUNNING',
  note: null,
  startedAt: T,
  pauses: [],
  pausedSince: null,
  endedAt: null,
  endReason: null,
  overrideMs: null,
  counting: null,
  ...over,
});

export const ended = (session: Session, endedAt: number, over: Partial<Session> = {}): Session => ({
  ...session,
  status: 'ENDED_UNCONFIRMED',
  endedAt,
  endReason: 'member',
  ...over,
});

export const record = (event: string, at: number, before: Session | null, after: Session | null): LedgerRecord => ({
  event,
  at,
  actor: null,
  source: 'command',
  before,
  after,
});

/** A clock-in upon `state`. */
export const clockIn = (space: SpaceId, user: UserId, state: MemberState = EMPTY_MEMBER, over: Partial<Session> = {}): Commit => {
  const session = running(over);
  return {
    requestId: requestId(session.id),
    space,
    user,
    expectedVersion: state.version,
    next: {
      version: state.version + 1,
      changedAt: session.startedAt,
      active: session,
      last: state.last,
      seen: see(state.seen, requestId(session.id), session.startedAt),
    },
    entries: [],
    days: [],
    ledger: [record('clockedIn', session.startedAt, null, session)],
  };
};

/** A clock-out of the active session of `state` at `endedAt`, all of it on one day. */
export const clockOut = (space: SpaceId, user: UserId, state: MemberState, endedAt: number, day = '20260302'): Commit => {
  if (state.active === null) throw new Error('nothing to end');
  const session = ended(state.active, endedAt);
  const request = requestId(next());
  return {
    requestId: request,
    space,
    user,
    expectedVersion: state.version,
    next: {
      version: state.version + 1,
      changedAt: endedAt,
      active: null,
      last: session,
      seen: see(state.seen, request, endedAt),
    },
    entries: [{ op: 'put', session }],
    days: [{ day, category: session.category, ms: endedAt - session.startedAt }],
    ledger: [record('clockedOut', endedAt, state.active, session)],
  };
};

export const PERIOD = {
  day: '20260302',
  weekFrom: '20260302',
  weekTo: '20260308',
  monthFrom: '20260301',
  monthTo: '20260331',
};

export const collect = async <T>(rows: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
};
