import { domainError, type DomainError } from '../../domain/errors.js';
import { sessionId, type SessionId } from '../../domain/ids.js';
import { err, type Result } from '../../domain/result.js';
import { askedAt, clampEventTime } from '../../domain/snowflake.js';
import type { EndReason, SessionCommand } from '../../domain/session.js';
import type { Recorded, Request, RequestOnActive, Tracker } from '../api.js';
import { StoreUnavailable } from '../store.js';
import { memberKey } from '../sync/backlog.js';
import type { Sync, SyncParts } from '../sync/sync.js';
import { presentOffline, takeOffline } from './offline.js';
import { Online } from './online.js';
import { Outcomes } from './outcomes.js';
import type { Ask } from './plan.js';
import { readOnTheClock, readStatus, type ReadParts } from './reads.js';

export interface EngineTracker extends Tracker {
  /** Ends what is running, at a moment in the past that is not clamped to the clock (but never before the member's last change). */
  endSession(request: Request & { readonly reason: EndReason }): Promise<Result<Recorded, DomainError>>;
  /** From now on every change is refused with SHUTTING_DOWN. */
  stopTaking(): void;
}

export interface TrackerParts extends SyncParts {
  readonly sync: Sync;
}

export const createTracker = (parts: TrackerParts): EngineTracker => {
  const { backlog, clock, link, journal, queue, sync, metrics, log } = parts;
  const outcomes = new Outcomes();
  const online = new Online({
    ...parts,
    outcomes,
    restore: async ({ space, user }) => {
      await sync.rescan();
      await sync.drainMember(memberKey(space, user));
    },
  });
  const reads: ReadParts = { ...parts, drain: (space, user) => sync.drain(space, user) };
  let taking = true;

  const offline = async (ask: Ask): Promise<Result<Recorded, DomainError>> => {
    const result = await takeOffline(parts, ask);
    sync.retryLater();
    return result;
  };

  const perform = async (ask: Ask): Promise<Result<Recorded, DomainError>> => {
    if (sync.scans > 0) await sync.scanned;
    const key = memberKey(ask.space, ask.user);
    const ready = backlog.get(key) === undefined || (await sync.drainMember(key));
    if (outcomes.wasRecorded(ask)) {
      const overlay = backlog.get(key)?.overlay ?? parts.store.peek(ask.space, ask.user);
      if (!(ready && link.up) && overlay) return presentOffline(overlay, ask);
      return online.present(ask);
    }
    if (!journal.ok) return err(domainError(outcomes.doubted(ask) ? 'COMMIT_UNCERTAIN' : 'NOT_RECORDED'));
    if (!ready || !link.up) return offline(ask);
    try {
      const result = await online.change(ask);
      sync.retryLater();
      return result;
    } catch (error) {
      if (error instanceof StoreUnavailable) return offline(ask);
      throw error;
    }
  };

  const inTurn = async (ask: Ask): Promise<Result<Recorded, DomainError>> => {
    try {
      return await queue.run(memberKey(ask.space, ask.user), () => perform(ask));
    } catch (error) {
      if (error instanceof StoreUnavailable) return err(domainError('STORE_UNAVAILABLE'));
      const { space, user, requestId, command } = ask;
      log.error({ err: error, space, user, interaction: requestId, command: command.type }, 'a change failed unexpectedly');
      return err(domainError('UNEXPECTED'));
    }
  };

  const change = async (request: Request, command: SessionCommand, clamped = true): Promise<Result<Recorded, DomainError>> => {
    const began = clock.monotonic();
    const { space, user, requestId, source, actor = user } = request;
    const ask: Ask = {
      space,
      user,
      requestId,
      command,
      at: clamped ? clampEventTime(request.at, clock.now()) : request.at,
      askedAt: askedAt(requestId, request.at),
      actor,
      source,
    };
    const result = taking ? await outcomes.once(ask, () => inTurn(ask)) : err(domainError('SHUTTING_DOWN'));
    metrics.count('operations', { name: command.type, outcome: outcomeOf(result) });
    metrics.observe('operation_ms', clock.monotonic() - began, { name: command.type });
    return result;
  };

  const measured = async <T>(name: string, read: () => Promise<Result<T, DomainError>>): Promise<Result<T, DomainError>> => {
    const began = clock.monotonic();
    const result = await read();
    metrics.count('operations', { name, outcome: result.ok ? 'ok' : result.error.code });
    metrics.observe('operation_ms', clock.monotonic() - began, { name });
    return result;
  };

  return {
    clockIn: ({ category, note, ...request }) =>
      change(request, { type: 'clockIn', session: sessionId(request.requestId), category, note }),
    clockOut: ({ note, reason = 'member', ...request }) =>
      change(request, { type: 'clockOut', reason, ...(note === undefined ? {} : { note }), ...meant(request) }),
    pause: (request) => change(request, { type: 'pause', ...meant(request) }),
    resume: (request) => change(request, { type: 'resume', ...meant(request) }),
    setNote: ({ note, ...request }) => change(request, { type: 'setNote', note, ...meant(request) }),
    endSession: ({ reason, ...request }) => change(request, { type: 'clockOut', reason }, false),
    status: (space, user) => measured('status', () => readStatus(reads, space, user)),
    onTheClock: (space) => measured('onTheClock', () => readOnTheClock(reads, space)),
    onChange: (listener) => parts.changes.add(listener),
    onUnapplied: (listener) => parts.unapplied.add(listener),
    onDoubt: (listener) => {
      for (const member of sync.takeEarly()) listener(member);
      return parts.doubts.add(listener);
    },
    stopTaking: () => {
      taking = false;
    },
  };
};

const meant = ({ session }: RequestOnActive): { readonly session?: SessionId } => (session === undefined ? {} : { session });

const outcomeOf = (result: Result<Recorded, DomainError>): string => {
  if (!result.ok) return result.error.code;
  if (result.value.replayed) return 'replayed';
  return result.value.durability === 'stored' ? 'ok' : 'journaled';
};
