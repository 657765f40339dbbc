import { account } from '../../domain/accounting.js';
import { namedBy, type SessionCommand } from '../../domain/commands.js';
import type { Counting } from '../../domain/counting.js';
import { decide, sessionIn, type SessionChange } from '../../domain/decide/index.js';
import type { DomainError } from '../../domain/errors.js';
import type { RequestId, SessionId, SpaceId, UserId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import { see } from '../../domain/seen.js';
import type { MemberState, Session } from '../../domain/session.js';
import type { Commit, LedgerRecord } from '../store.js';

/** One change of one member, ready to be decided. */
export interface Ask {
  readonly space: SpaceId;
  readonly user: UserId;
  readonly requestId: RequestId;
  readonly command: SessionCommand;
  /** ms; never placed before the member's last change. */
  readonly at: number;
  /** The moment as the request says it, ms, whatever our clock says. */
  readonly askedAt: number;
  readonly actor: UserId | null;
  readonly source: string;
}

export interface Plan {
  readonly commit: Commit;
  /** The session that it is about: as it is afterwards, or as it was when it is no more. Of several the last one. */
  readonly session: Session;
}

export interface PlanOptions {
  /** How the space counts. */
  readonly counting: Counting;
  /** The sessions that the command names and the state does not hold. */
  readonly entries?: ReadonlyMap<SessionId, Session> | undefined;
  /** The entries around it, for a command that must not overlap with others (`neighboursFor`). */
  readonly neighbours?: readonly Session[] | undefined;
  /** For an undo: `lastBefore` of decisions. */
  readonly lastBefore?: SessionId | null | undefined;
  /** EVENT_TOO_OLD for what came before the member's last change, instead of moving it there. */
  readonly strict?: boolean;
}

/** Decides a change and works out everything that goes with it: entries, day buckets, ledger. Pure. */
export const plan = (
  state: MemberState,
  ask: Ask,
  { counting, entries, neighbours, lastBefore, strict = false }: PlanOptions,
): Result<Plan, DomainError> => {
  const { requestId, space, user, askedAt } = ask;
  const decided = decide(state, ask.command, {
    at: ask.at,
    counting,
    strict,
    ...(entries === undefined ? {} : { entries }),
    ...(neighbours === undefined ? {} : { neighbours }),
    ...(lastBefore === undefined ? {} : { lastBefore }),
  });
  if (!decided.ok) return decided;
  const { changes, next: planned } = decided.value;
  const { version, changedAt, active, last } = planned;
  const next: MemberState = { version, changedAt, active, last, seen: see(state.seen, requestId, askedAt) };
  const { entries: entryChanges, days } = account(changes, counting);
  const commit: Commit = {
    requestId,
    space,
    user,
    expectedVersion: state.version,
    next,
    entries: entryChanges,
    days,
    ledger: ledgerOf(changes, ask),
  };
  return ok({ commit, session: subjectOf(changes) });
};

/** The rows of the ledger that tell of these changes. */
export const ledgerOf = (changes: readonly SessionChange[], { actor, source }: Ask): readonly LedgerRecord[] => {
  const rows: LedgerRecord[] = [];
  for (const { event, at, before, after } of changes) rows.push({ event, at, actor, source, before, after });
  return rows;
};

/** The session that changes are about. @throws Error when there are none */
export const subjectOf = (changes: readonly SessionChange[]): Session => {
  const last = changes.at(-1);
  const session = last?.after ?? last?.before;
  if (session === undefined || session === null) throw new Error('a change that changes nothing');
  return session;
};

/** The sessions that have to be read before the command can be decided: it names them, and the state does not hold them. */
export const missingIn = (state: MemberState, command: SessionCommand): readonly SessionId[] => {
  const named = namedBy(command);
  return named.length === 0 ? named : named.filter((id) => sessionIn(state, id) === null);
};
