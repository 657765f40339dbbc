import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { applyCommand } from '../../domain/session-rules.js';
import type { Change, Recorded } from '../api.js';
import { JournalFailed } from '../journal/health.js';
import type { EngineParts } from '../parts.js';
import { memberKey } from '../member-key.js';
import { knownState, type Backlog } from '../sync/backlog.js';
import { assumeBefore } from './assume.js';
import type { Listeners } from './listeners.js';
import { subjectOf } from './online.js';
import { sessionAfter, type Ask } from './plan.js';
import type { Versions } from './versions.js';

export interface OfflineParts extends Pick<EngineParts, 'store' | 'journal'> {
  readonly backlog: Backlog;
  readonly versions: Versions;
  readonly changes: Listeners<Change>;
}

/**
 * Takes a change into the journal while Redis is away, or while older changes of the member still wait: "recorded, will sync". It is
 * decided on the state as far as it is known here, so that a second clock-in is refused at once; of a member nobody knows here it is
 * assumed that the command makes sense. What it comes to is decided again when Redis is back.
 */
export const takeOffline = async (parts: OfflineParts, ask: Ask): Promise<Result<Recorded, DomainError>> => {
  const { backlog, store, journal, changes, versions } = parts;
  const waiting = backlog.get(memberKey(ask.space, ask.user));
  const remembered = store.peek(ask.space, ask.user);
  // What the store has while it lacks history is not how the member is.
  const isWhole = remembered !== undefined && !versions.isBehind(ask, remembered.version);
  const known = knownState(waiting, isWhole ? remembered : undefined);
  const before = known ?? assumeBefore(ask);
  if (waiting?.pending.some(({ record }) => record.requestId === ask.requestId)) return presentOffline(before, ask);
  const at = Math.max(ask.at, before.changedAt);
  const applied = applyCommand(before, ask.command, at);
  if (!applied.ok) return applied;
  const { next, events } = applied.value;
  const event = events.at(-1);
  const subject = event && 'session' in event ? event.session : before.active?.id;
  const { record, durable } = journal.append({ ...ask, at, commit: null });
  try {
    await durable;
  } catch (error) {
    if (error instanceof JournalFailed) return err(domainError('NOT_RECORDED'));
    throw error;
  }
  backlog.add(record, next, false);
  changes.emit({ space: ask.space, user: ask.user, before, after: next });
  const recorded: Recorded = { state: next, session: sessionAfter(next, subject), durability: 'journaled', replayed: false };
  return ok(known ? recorded : { ...recorded, assumed: true });
};

/** The answer to a request that waits already. */
export const presentOffline = (state: Recorded['state'], ask: Ask): Result<Recorded, DomainError> =>
  ok({ state, session: sessionAfter(state, subjectOf(ask)), durability: 'journaled', replayed: true });
