import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { rowOf } from '../../domain/commands.js';
import { wasSeen } from '../../domain/seen.js';
import { decide } from '../../domain/decide/index.js';
import type { MemberState, Session } from '../../domain/session.js';
import type { Change, Recorded } from '../api.js';
import { JournalFailed } from '../journal/health.js';
import type { EngineParts } from '../parts.js';
import { memberKey } from '../members/member-key.js';
import { knownState, type Backlog } from '../members/backlog.js';
import { assumeBefore } from '../change/assume.js';
import type { Listeners } from '../change/listeners.js';
import { shownOf } from './shown.js';
import { ledgerOf, missingIn, subjectOf, type Ask } from '../change/plan.js';
import type { Versions } from '../members/versions.js';

export interface OfflineParts extends Pick<EngineParts, 'store' | 'journal'> {
  readonly backlog: Backlog;
  readonly versions: Versions;
  readonly changes: Listeners<Change>;
}

type Answer = Result<Recorded<Session | null>, DomainError>;

/**
 * Takes a change into the journal while Redis is away, or while older changes of the member still wait: "recorded, will sync". It is
 * decided on the state as far as it is known here, so that a second clock-in is refused at once; of a member nobody knows here it is
 * assumed that the command makes sense, and of a click so late that only the ledger knows whether it counts already that it is new. Answers and
 * refusals that rest on such an assumption say so (`assumed`). What it comes to is decided again when Redis is back. STORE_UNAVAILABLE for
 * what cannot be decided without Redis: corrections of older entries.
 */
export const takeOffline = async (parts: OfflineParts, ask: Ask): Promise<Answer> => {
  const { backlog, store, journal, changes, versions } = parts;
  const waiting = backlog.get(memberKey(ask.space, ask.user));
  const remembered = store.peek(ask.space, ask.user);
  // While the store lacks history, its state is not the member's state.
  const isWhole = remembered !== undefined && !versions.isBehind(ask, remembered.version);
  const known = knownState(waiting, isWhole ? remembered : undefined);
  const before = known ?? assumeBefore(ask);
  const seen = known === undefined ? 'no' : wasSeen(known.seen, ask.requestId, ask.askedAt);
  const waits = waiting?.pending.some(({ record }) => record.requestId === ask.requestId) === true;
  if (before !== null && (waits || seen === 'yes')) return presentOffline(before, ask);
  if (before === null || !mayWait(ask, known)) return err(domainError('STORE_UNAVAILABLE'));
  const assumed = known === undefined || seen === 'perhaps' || waiting?.isAssumed === true;
  const at = Math.max(ask.at, before.changedAt);
  const decided = decide(before, ask.command, { at, counting: null });
  if (!decided.ok) return assumed ? err({ ...decided.error, assumed }) : decided;
  const { next, changes: made } = decided.value;
  const { record, durable } = journal.append({ ...ask, at, commit: null });
  try {
    await durable;
  } catch (error) {
    if (error instanceof JournalFailed) return err(domainError('NOT_RECORDED'));
    throw error;
  }
  backlog.add(record, { state: next, isAssumed: assumed }, false);
  changes.emit({ space: ask.space, user: ask.user, before, after: next, rows: ledgerOf(made, ask) });
  const recorded = { state: next, session: subjectOf(made), durability: 'journaled', replayed: false } as const;
  return ok(assumed ? { ...recorded, assumed } : recorded);
};

/** May the command be taken now on what is known here, and be decided for good when Redis is back? */
const mayWait = ({ command }: Ask, known: MemberState | undefined): boolean => {
  const { offline } = rowOf(command);
  if (offline === 'never') return false;
  return known === undefined ? offline === 'always' : missingIn(known, command).length === 0;
};

/** The answer to a request that waits already. */
export const presentOffline = (state: MemberState, ask: Ask): Answer =>
  ok({ state, session: shownOf(state, ask), durability: 'journaled', replayed: true });
