import { domainError, SESSION_IS_OVER, type DomainError } from '../domain/errors.js';
import { isGuildSpace, requestId, type SpaceId, type UserId } from '../domain/ids.js';
import { err, ok, type Result } from '../domain/result.js';
import type { EndReason } from '../domain/session.js';
import { clockedAt } from '../domain/still-working.js';
import type { Recorded } from './api.js';
import type { Leader } from './lease/lease.js';
import type { EngineParts } from './parts.js';
import { StoreUnavailable } from './store.js';
import type { EngineTracker } from './tracker/tracker.js';

const DAY_MS = 86_400_000;

export interface Retention {
  /**
   * Ends what the member has running, at the last moment (ms) it was known to be there; never before it used the clock last. Asking twice ends
   * once. Null when nothing was running.
   */
  endMember(space: SpaceId, user: UserId, at: number, reason: EndReason): Promise<Result<Recorded | null, DomainError>>;
  /** Ends all that runs in a space, at `at` (ms): the bot was removed. Answers how many; an error when some may be left, to be asked again. */
  stopAll(space: SpaceId, reason: EndReason, at: number): Promise<Result<number, DomainError>>;
  /**
   * Erases the guilds whose retention time is over, in the one process that may, and finishes what erasing members left. Answers which
   * guilds.
   */
  sweep(): Promise<readonly SpaceId[]>;
}

export type RetentionParts = Pick<EngineParts, 'store' | 'spaces' | 'erasures' | 'clock' | 'log' | 'metrics'> & {
  readonly tracker: EngineTracker;
  /** ms that a journal keeps what is settled; unless told, what an erasure leaves stays. */
  readonly keepMs?: number;
  /** Who sweeps; without one everybody may. */
  readonly leader?: Pick<Leader, 'confirm'> | undefined;
};

export const createRetention = ({
  store,
  spaces,
  clock,
  log,
  metrics,
  tracker,
  leader,
  erasures,
  keepMs,
}: RetentionParts): Retention => {
  const endMember: Retention['endMember'] = async (space, user, at, reason) => {
    const status = await tracker.status(space, user);
    if (!status.ok) return status;
    const { active } = status.value.state;
    if (!active) return ok(null);
    const endedAt = Math.max(clockedAt(active), Math.min(at, clock.now()));
    const request = {
      ...{ space, user, reason, requestId: requestId(`end:${active.id}:${endedAt}`), actor: null },
      source: reason === 'member_left' ? 'leave' : 'sweep',
    };
    const ended = await tracker.endAt({ ...request, at: clock.now(), session: active.id, endedAt });
    if (ended.ok) return ended;
    if (SESSION_IS_OVER.has(ended.error.code)) return ok(null);
    if (ended.error.code !== 'STORE_UNAVAILABLE') return ended;
    // While Redis is away it is recorded all the same; then it ends no earlier than at the member's last change.
    const recorded = await tracker.endSession({ ...request, at: endedAt });
    return !recorded.ok && recorded.error.code === 'SESSION_NOT_ACTIVE' ? ok(null) : recorded;
  };

  const stopAll: Retention['stopAll'] = async (space, reason, at) => {
    const on = await tracker.onTheClock(space);
    if (!on.ok) return on;
    let ended = 0;
    let failure: DomainError | null = null;
    for (const { user } of on.value.rows) {
      const result = await endMember(space, user, at, reason);
      if (!result.ok) failure = result.error;
      else if (result.value) ended += 1;
    }
    if (failure) return err(failure);
    return on.value.possiblyStale ? err(domainError('STORE_UNAVAILABLE')) : ok(ended);
  };

  const isOver = async (space: SpaceId): Promise<boolean> => {
    if (!isGuildSpace(space)) return false;
    const { removedAt, retentionDays } = (await spaces.get(space)).settings;
    return removedAt !== null && clock.now() - removedAt > retentionDays * DAY_MS;
  };

  const sweep: Retention['sweep'] = async () => {
    const erased: SpaceId[] = [];
    const mayGoOn = (): Promise<boolean> => leader?.confirm() ?? Promise.resolve(true);
    try {
      if (!(await mayGoOn())) return [];
      for (const space of await store.spaces()) {
        // A segment may be twice as old as the keep time before it is deleted.
        if (keepMs !== undefined) await erasures?.tidy(space, 2 * keepMs);
        if (!(await isOver(space))) continue;
        // What cannot be undone is done by nobody who only thinks that it is their turn.
        if (!(await mayGoOn())) break;
        await store.erase(space);
        erased.push(space);
        metrics.count('spaces_erased');
        log.info({ space }, 'the retention time is over: everything of the space is erased');
      }
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      log.warn({ err: error }, 'the retention sweep goes on another time');
    }
    return erased;
  };

  return { endMember, stopAll, sweep };
};
