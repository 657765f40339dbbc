import type { SpaceId } from '../../../domain/ids.js';
import { isSyncing } from '../../../domain/notion.js';
import type { Clock, Logger, Metrics } from '../../../domain/ports.js';
import type { Documents } from '../../../engine/documents-api.js';
import { notion } from '../../../engine/documents/kinds/notion.js';
import type { NotionRows, NotionRunner } from '../../../engine/jobs/notion-sync.js';
import type { NotionStates } from '../../../engine/notion-states.js';
import { NotionError, type NotionErrorKind } from '../api/errors.js';
import type { NotionDoor } from '../door.js';
import type { SyncPart, SyncWork } from './part.js';

export interface RunnerParts {
  readonly documents: Documents;
  readonly states: Pick<NotionStates, 'synced' | 'failed' | 'position'>;
  readonly rows: Pick<NotionRows, 'wake'>;
  readonly door: Pick<NotionDoor, 'of'>;
  /** In the order in which they are run. */
  readonly parts: readonly SyncPart[];
  /** Is it still this process that does it? */
  readonly isOurs: () => boolean;
  /** Moments. */
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface NotionSync extends NotionRunner {
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Ends at the next step of each part. */
  close(): Promise<void>;
}

/** So often a space is looked at when nobody wakes it: what people change at Notion is seen then. ms */
const LOOK_AGAIN_MS = 60_000;
/** Position of `NotionStates`: when somebody asked last that everything be looked at, ms. */
export const ASKED = 'asked';
/** After failures in a row, ms. */
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** After these the other parts would fail as well. */
const FOR_ALL: readonly NotionErrorKind[] = ['unauthorized', 'rate-limited', 'overloaded', 'gateway', 'lost'];

interface Failing {
  /** ms */
  readonly at: number;
  readonly times: number;
  /** ms */
  readonly until: number;
}

/** Runs the parts of the synchronisation, space by space, in the process with the lease. */
export const createNotionSync = (deps: RunnerParts): NotionSync => {
  const { documents, states, rows, door, parts, clock, log, metrics } = deps;
  const underWay = new Map<string, Promise<void>>();
  /** Something happened while they were run. */
  const newer = new Set<SpaceId>();
  const failing = new Map<SpaceId, Failing>();
  let closed = false;
  const goesOn = (): boolean => !closed && deps.isOurs();

  const failed = async (space: SpaceId, kind: string, retryAfterMs: number | null): Promise<void> => {
    const now = clock.now();
    const times = (failing.get(space)?.times ?? 0) + 1;
    const until = now + Math.max(retryAfterMs ?? 0, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (times - 1)));
    failing.set(space, { at: now, times, until });
    metrics.count('notion_runs', { outcome: 'failed' });
    await states.failed(space, { kind, at: now });
    await rows.wake(space, until);
  };

  const lastAsked = async (space: SpaceId): Promise<number> => Number((await states.position(space, ASKED)) ?? 0);

  /** The first thing that went wrong, and when the parts want to be run again. */
  const runParts = async (work: SyncWork): Promise<{ readonly error: unknown; readonly next: number }> => {
    let next = clock.now() + LOOK_AGAIN_MS;
    let error: unknown = null;
    for (const part of parts) {
      if (!goesOn()) break;
      try {
        next = Math.min(next, (await part.run(work)) ?? next);
      } catch (thrown) {
        error ??= thrown;
        const about = { space: work.space, part: part.name };
        if (!(thrown instanceof NotionError)) {
          log.warn({ ...about, err: thrown }, 'Notion is brought up to date later');
          break;
        }
        log.info({ ...about, kind: thrown.kind, code: thrown.facts.code }, 'Notion is brought up to date later');
        if (FOR_ALL.includes(thrown.kind)) break;
      }
    }
    return { error, next };
  };

  /** One run. Does it go on with what happened meanwhile? */
  const runOnce = async (space: SpaceId): Promise<boolean> => {
    const connection = await documents.of(notion).get(space);
    if (!isSyncing(connection)) return false;
    const api = await door.of(space, false);
    if (!api.ok) {
      await failed(space, api.error.code, LONGEST_WAIT_MS);
      return false;
    }
    const { error, next } = await runParts({ space, connection, api: api.value, goesOn });
    if (error instanceof NotionError) await failed(space, error.kind, error.facts.retryAfterMs);
    else if (error !== null) await failed(space, 'failed', null);
    if (error !== null || !goesOn()) return false;
    failing.delete(space);
    metrics.count('notion_runs', { outcome: 'ok' });
    await states.synced(space, clock.now());
    if (next < clock.now() + LOOK_AGAIN_MS) await rows.wake(space, next);
    return true;
  };

  const bring = async (space: SpaceId): Promise<void> => {
    do newer.delete(space);
    while ((await runOnce(space)) && newer.has(space));
  };

  return {
    begin: async (space) => {
      if (!isSyncing(await documents.of(notion).get(space))) return null;
      const now = clock.now();
      const waits = failing.get(space);
      // Who asks for it does not want to wait; what Notion says about waiting is the pace's to obey.
      if (waits !== undefined && waits.until > now && (await lastAsked(space)) < waits.at) return waits.until;
      if (closed) return now + LOOK_AGAIN_MS;
      if (underWay.has(space)) newer.add(space);
      else {
        const running = bring(space)
          .catch((error: unknown) => {
            log.warn({ space, err: error }, 'Notion is brought up to date later');
          })
          .finally(() => underWay.delete(space));
        underWay.set(space, running);
      }
      return now + LOOK_AGAIN_MS;
    },
    idle: async () => {
      await Promise.all(underWay.values());
    },
    close: async () => {
      closed = true;
      await Promise.all(underWay.values());
    },
  };
};
