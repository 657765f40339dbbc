import { domainError, type DomainError } from '../../domain/errors.js';
import { sessionId, type SessionId } from '../../domain/ids.js';
import { err, type Result } from '../../domain/result.js';
import { askedAt, clampEventTime } from '../../domain/snowflake.js';
import type { AmongOthers, SessionCommand } from '../../domain/commands.js';
import type { EndReason, Session } from '../../domain/session.js';
import type { Change, Doubted, Recorded, Request, RequestOnActive, Tracker, Unapplied } from '../api.js';
import { StoreUnavailable } from '../store.js';
import { memberKey } from '../members/member-key.js';
import type { Listeners } from '../change/listeners.js';
import type { Backlog } from '../members/backlog.js';
import type { Gaps } from '../members/gaps.js';
import type { KeyedQueue } from '../members/keyed-queue.js';
import type { Newest } from '../members/newest.js';
import type { Versions } from '../members/versions.js';
import type { EngineParts } from '../parts.js';
import type { CatchingUp, OtherProcesses } from './catching-up.js';
import { presentOffline, takeOffline } from './offline.js';
import { Online } from './online.js';
import { Outcomes } from './outcomes.js';
import type { Ask } from '../change/plan.js';
import { readOnTheClock, readStatus, type ReadParts } from './reads.js';
import { changedBy } from './take-back.js';
import { Turn, type TurnEnds } from './turn.js';

type Answer = Result<Recorded<Session | null>, DomainError>;
type AboutOne = Result<Recorded, DomainError>;

export interface EngineTracker extends Tracker {
  /** Ends what is running, at a moment in the past that is not clamped to the clock (but never before the member's last change). */
  endSession(request: Request & { readonly reason: EndReason }): Promise<AboutOne>;
  /** From now on every change is refused with SHUTTING_DOWN. */
  stopTaking(): void;
}

export interface TrackerParts extends Pick<
  EngineParts,
  'store' | 'link' | 'spaces' | 'journal' | 'erasures' | 'clock' | 'log' | 'metrics'
> {
  readonly backlog: Backlog;
  readonly queue: KeyedQueue;
  readonly versions: Versions;
  readonly gaps: Gaps;
  readonly newest: Newest;
  readonly changes: Listeners<Change>;
  readonly unapplied: Listeners<Unapplied>;
  readonly doubts: Listeners<Doubted>;
  readonly sync: CatchingUp;
  readonly rollCall: OtherProcesses;
}

export const createTracker = (parts: TrackerParts): EngineTracker => {
  const { backlog, clock, link, journal, queue, sync, rollCall, metrics, log } = parts;
  const outcomes = new Outcomes();
  const online = new Online({
    ...parts,
    outcomes,
    restore: async ({ space, user }) => {
      if (!parts.gaps.has({ space, user })) await sync.rescan(space);
      await sync.drainMember(memberKey(space, user));
    },
  });
  const reads: ReadParts = { ...parts, drain: (space, user) => sync.drain(space, user), isWhole: () => isWhole() };
  let taking = true;

  const foundAll = async (): Promise<boolean> => {
    if (sync.scans > 0) await sync.scanned;
    return rollCall.passed();
  };
  const isWhole = (): boolean | Promise<boolean> => (sync.scans === 0 && rollCall.complete ? true : foundAll());

  /** Offers the member's older changes first. Answers whether none of them is left. */
  const older = async (key: string): Promise<boolean> => {
    if (!(await foundAll())) return false;
    return backlog.get(key) === undefined || sync.drainMember(key);
  };

  /** What is to be done instead of a change to Redis; null: nothing, this is the usual one. */
  const instead = ({ ask, member, request }: Turn, ready: boolean): Promise<Answer> | Answer | null => {
    if (outcomes.wasRecorded(request)) {
      const overlay = backlog.get(member)?.overlay ?? parts.store.peek(ask.space, ask.user);
      if (!(ready && link.up) && overlay) return presentOffline(overlay, ask);
      return online.present(ask);
    }
    if (!journal.ok) return err(domainError(outcomes.uncertain(ask) ? 'COMMIT_UNCERTAIN' : 'NOT_RECORDED'));
    return ready && link.up ? null : takeOffline(parts, ask);
  };

  const unexpected = ({ space, user, requestId, command }: Ask, error: unknown): Answer => {
    if (error instanceof StoreUnavailable) return err(domainError('STORE_UNAVAILABLE'));
    log.error({ err: error, space, user, interaction: requestId, command: command.type }, 'a change failed unexpectedly');
    return err(domainError('UNEXPECTED'));
  };

  const conclude = (turn: Turn, result: Answer): void => {
    const name = turn.ask.command.type;
    metrics.count('operations', { name, outcome: outcomeOf(result) });
    metrics.observe('operation_ms', clock.monotonic() - turn.began, { name });
    turn.tell(result);
  };

  const answered = (turn: Turn, result: Answer): void => {
    queue.leave(turn.member);
    sync.retryLater();
    outcomes.leave(turn.request, result);
    conclude(turn, result);
  };

  /** It could not be decided, and nothing was written. */
  const undecided = async (ask: Ask, error: unknown): Promise<Answer> => {
    try {
      return error instanceof StoreUnavailable ? await takeOffline(parts, ask) : unexpected(ask, error);
    } catch (failure) {
      return unexpected(ask, failure);
    }
  };

  const ends: TurnEnds = {
    answered,
    failed: (turn, error) => void undecided(turn.ask, error).then((result) => answered(turn, result)),
  };

  const begin = (turn: Turn): void => {
    try {
      online.begin(turn.ask, turn);
    } catch (error) {
      turn.failed(error);
    }
  };

  const performUnusual = async (turn: Turn): Promise<void> => {
    try {
      const ready =
        (sync.scans === 0 && rollCall.complete && backlog.get(turn.member) === undefined) || (await older(turn.member));
      const other = instead(turn, ready);
      if (other === null) begin(turn);
      else answered(turn, await other);
    } catch (error) {
      answered(turn, unexpected(turn.ask, error));
    }
  };

  /** The turn has its member for itself until it is answered. */
  const perform = (turn: Turn): void => {
    const nothingWaits = sync.scans === 0 && rollCall.complete && backlog.get(turn.member) === undefined;
    if (nothingWaits && link.up && journal.ok && !outcomes.wasRecorded(turn.request)) begin(turn);
    else void performUnusual(turn);
  };

  const enter = (turn: Turn): void => {
    const joined = outcomes.enter(turn.request);
    if (joined !== null) {
      void joined.then((result) => conclude(turn, result));
      return;
    }
    const waiting = queue.enter(turn.member);
    if (waiting === null) perform(turn);
    else void waiting.then(() => perform(turn));
  };

  const ask = (request: Request, command: SessionCommand, clamped: boolean, tell: (answer: Answer) => void): void => {
    const began = clock.monotonic();
    const { space, user, requestId, source, actor = user } = request;
    const at = clamped ? clampEventTime(request.at, clock.now()) : request.at;
    const asked: Ask = { space, user, requestId, command, at, askedAt: askedAt(requestId, request.at), actor, source };
    const turn = new Turn(asked, began, ends, tell);
    if (taking) enter(turn);
    else conclude(turn, err(domainError('SHUTTING_DOWN')));
  };

  /** A change that may leave no session to show. */
  const changeSome = (request: Request, command: SessionCommand): Promise<Answer> =>
    new Promise((tell) => ask(request, command, true, tell));

  /** A change of one session, which is there afterwards. */
  const change = (request: Request, command: SessionCommand, clamped = true): Promise<AboutOne> =>
    new Promise((tell) => ask(request, command, clamped, (answer) => tell(aboutOne(answer))));

  const measured = async <T>(name: string, read: () => Promise<Result<T, DomainError>>): Promise<Result<T, DomainError>> => {
    const began = clock.monotonic();
    const result = await read();
    metrics.count('operations', { name, outcome: result.ok ? 'ok' : result.error.code });
    metrics.observe('operation_ms', clock.monotonic() - began, { name });
    return result;
  };

  return {
    clockIn: (request) => {
      const { requestId, category, note, graceMs } = request;
      const session = sessionId(requestId);
      return change(request, { type: 'clockIn', session, category, note, ...(graceMs === undefined ? {} : { graceMs }) });
    },
    switch: (request) => {
      const { requestId, category, note, session: from } = request;
      const session = sessionId(requestId);
      return change(request, { type: 'switch', session, category, note, ...(from === undefined ? {} : { from }) });
    },
    clockOut: (request) => {
      const { note, reason = 'member' } = request;
      return change(request, { type: 'clockOut', reason, ...(note === undefined ? {} : { note }), ...meant(request) });
    },
    endAt: (request) => {
      const { session, endedAt, reason } = request;
      return change(request, { type: 'endAt', session, endedAt, reason });
    },
    pause: (request) => change(request, { type: 'pause', ...meant(request) }),
    resume: (request) => change(request, { type: 'resume', ...meant(request) }),
    setNote: (request) => change(request, { type: 'setNote', note: request.note, ...meant(request) }),
    endSession: (request) => change(request, { type: 'clockOut', reason: request.reason }, false),
    adjust: (request) => {
      const { session, effectiveMs } = request;
      return change(request, { type: 'adjust', session, effectiveMs });
    },
    confirm: (request) => change(request, { type: 'confirm', session: request.session }),
    reopen: (request) => change(request, { type: 'reopen', session: request.session }),
    addEntry: (request) => {
      const { requestId, entry } = request;
      return change(request, { type: 'addEntry', session: sessionId(requestId), entry, ...amongOthers(request) });
    },
    editEntry: (request) => {
      const { session, patch } = request;
      return change(request, { type: 'editEntry', session, patch, ...amongOthers(request) });
    },
    deleteEntry: (request) => changeSome(request, { type: 'deleteEntry', session: request.session }),
    importEntries: (request) => {
      const entries = request.entries.map((entry, at) => ({
        ...{ ...entry, session: entry.session ?? sessionId(`${request.requestId}.${at}`) },
      }));
      return changeSome(request, { type: 'importEntries', entries });
    },
    recount: (request) => changeSome(request, { type: 'recount', sessions: request.sessions }),
    confirmUnchanged: (request) => change(request, { type: 'confirmUnchanged', entry: request.entry }, false),
    undo: (request) => changeSome(request, { type: 'undo', changes: request.changes, ...amongOthers(request) }),
    takeBack: async (request) => {
      try {
        const changes = await changedBy(parts.store, request.space, request.user, request.of);
        return changes.length === 0
          ? err(domainError('NOTHING_TO_CHANGE'))
          : await changeSome(request, { type: 'undo', changes, ...amongOthers(request) });
      } catch (error) {
        if (error instanceof StoreUnavailable) return err(domainError('STORE_UNAVAILABLE'));
        throw error;
      }
    },
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

const amongOthers = ({ also, apart }: AmongOthers): AmongOthers => ({
  ...(also === undefined ? {} : { also }),
  ...(apart === undefined ? {} : { apart }),
});

/** A new change always has a session to show. A request that was applied before may be about a session that has been deleted since. */
const aboutOne = (answer: Answer): AboutOne => {
  if (!answer.ok) return answer;
  const { session, ...rest } = answer.value;
  return session === null ? err(domainError('SESSION_NOT_FOUND')) : { ok: true, value: { ...rest, session } };
};

const outcomeOf = (result: Answer): string => {
  if (!result.ok) return result.error.code;
  if (result.value.replayed) return 'replayed';
  return result.value.durability === 'stored' ? 'ok' : 'journaled';
};
