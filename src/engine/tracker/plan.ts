import { account } from '../../domain/accounting.js';
import type { DomainError } from '../../domain/errors.js';
import { evolve } from '../../domain/evolve.js';
import type { RequestId, SpaceId, UserId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import { applyCommand } from '../../domain/session-rules.js';
import { see } from '../../domain/seen.js';
import type { MemberState, Session, SessionCommand, SessionEvent } from '../../domain/session.js';
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
  /** The session that it is about, as it is afterwards. */
  readonly session: Session;
}

export interface PlanOptions {
  /** IANA zone of the space: its days are what time is counted in. */
  readonly zone: string;
  /** EVENT_TOO_OLD for what came before the member's last change, instead of moving it there. */
  readonly strict?: boolean;
}

/** Decides a change and works out everything that goes with it: entries, day buckets, ledger. Pure. */
export const plan = (state: MemberState, ask: Ask, { zone, strict = false }: PlanOptions): Result<Plan, DomainError> => {
  const applied = applyCommand(state, ask.command, ask.at, { strict });
  if (!applied.ok) return applied;
  const { requestId, space, user, askedAt } = ask;
  const { events } = applied.value;
  const { version, changedAt, active, last } = applied.value.next;
  const next: MemberState = { version, changedAt, active, last, seen: see(state.seen, requestId, askedAt) };
  const { entries, days } = account(state, next, zone);
  const commit: Commit = {
    requestId,
    space,
    user,
    expectedVersion: state.version,
    next,
    entries,
    days,
    ledger: ledgerOf(state, next, events, ask),
  };
  return ok({ commit, session: sessionAfter(next, subject(state, events.at(-1))) });
};

const ledgerOf = (
  state: MemberState,
  next: MemberState,
  events: readonly SessionEvent[],
  { actor, source }: Ask,
): readonly LedgerRecord[] => {
  const rows: LedgerRecord[] = [];
  let before = state;
  for (const event of events) {
    // The last one leads to the sessions of `next` themselves: what is the same object is encoded once.
    const after: MemberState = event === events.at(-1) ? next : evolve(before, event);
    const id = subject(before, event);
    rows.push({ event: event.type, at: event.at, actor, source, before: find(before, id), after: find(after, id) });
    before = after;
  }
  return rows;
};

/** The id of the session that an event is about: the active one unless it names one. */
const subject = (state: MemberState, event: SessionEvent | undefined): string | undefined =>
  event && 'session' in event ? event.session : state.active?.id;

const find = ({ active, last }: MemberState, id: string | undefined): Session | null =>
  active !== null && active.id === id ? active : last !== null && last.id === id ? last : null;

/** The session `id` if the state still knows it, else the active or the last one. @throws Error when there is none at all */
export const sessionAfter = (state: MemberState, id: string | undefined): Session => {
  const session = find(state, id) ?? state.active ?? state.last;
  if (session === null) throw new Error('a change was applied, and yet there is no session');
  return session;
};
