import { domainError, ERRORS, type DomainError } from '../../domain/errors.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import { delay, type Clock, type Logger } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { Corrections } from '../../engine/api.js';
import type { KeptImport } from '../../engine/documents/kinds/imports.js';
import type { Lease } from '../../engine/lease/lease.js';
import { StoreUnavailable, type Store } from '../../engine/store.js';
import { LISTED_MAX, type ImportRun, type Staying } from '../api.js';
import { entryMs } from '../preview/tally.js';
import type { Announce } from './announce.js';
import type { Folders } from './folders.js';
import { isUnderWay, runOf, type KeptRuns } from './kept-runs.js';
import { chunksOf, type Chunk, type Task } from './plan-file.js';
import { requestOf, spanOf, storeChunk, type StoredChunk } from './store-chunk.js';
import { withStored } from './stored-of-others.js';
import { takeBack } from './take-back.js';

export interface RunnerParts {
  readonly folders: Folders;
  readonly kept: KeptRuns;
  readonly store: Pick<Store, 'entries' | 'entry' | 'history' | 'load' | 'wasApplied'>;
  readonly corrections: Pick<Corrections, 'importEntries' | 'undo'>;
  readonly config: (space: SpaceId) => Promise<SpaceConfig>;
  readonly announce: Announce;
  /** A run has come to its end, also to that of being taken back. */
  readonly ended: (run: ImportRun) => void;
  /** So that of several processes one at a time imports into a space. */
  readonly lease: (space: SpaceId) => Lease;
  /** Moments of changes. */
  readonly clock: Clock;
  /** Lengths of time. */
  readonly machineClock: Clock;
  readonly log: Logger;
}

export interface Runner {
  /** Does it when its turn has come, if it is not waiting for that already. */
  enqueue(task: Task): void;
  /** Stops it as soon as what is under way is done. */
  stop(id: string): void;
  /** How far it is; null when it is not under way in this process. */
  progress(id: string): ImportRun | null;
  watch(id: string, listener: (run: ImportRun) => void): () => void;
  /** Resolves when it is no longer under way in this process. */
  settled(id: string): Promise<void>;
  /** Leaves what is under way for the next start. */
  close(): Promise<void>;
}

/** How often it is noted how far a run is: each time is a row of the ledger. */
const NOTED_EVERY_MS = 10_000;
/** Between two words about how far it is, ms. */
const TOLD_EVERY_MS = 250;
/** What was refused for a while is tried again after this, ms. */
const AGAIN_MS = 2_000;
/** While another process imports into the space, ms. */
const TURN_MS = 250;

interface Work {
  readonly task: Task;
  isStopped: boolean;
  run: KeptImport | null;
  toldAt: number;
  notedAt: number;
  readonly listeners: Set<(run: ImportRun) => void>;
  /** Members who will hear of it. */
  readonly announced: Set<UserId>;
  readonly done: Promise<void>;
}

type Progress = Partial<Pick<KeptImport, 'done' | 'stored' | 'left' | 'ms' | 'others' | 'staying' | 'stayed'>>;

/** Does what is waiting, one after the other. */
export const createRunner = (parts: RunnerParts): Runner => {
  const { folders, kept, clock, machineClock, log } = parts;
  const waiting = new Map<string, Work>();
  let before: Promise<unknown> = Promise.resolve();
  let wake = (): void => undefined;
  const closing = new Promise<void>((resolve) => (wake = resolve));
  /** Nobody who waits for the end waits for this. */
  const pause = (ms: number): Promise<void> => Promise.race([delay(machineClock, ms), closing]);
  let isClosed = false;
  const isEnding = (): boolean => isClosed;
  const isOver = (work: Work): boolean => isClosed || work.isStopped;
  const viewOf = ({ task }: Work, run: KeptImport): ImportRun => runOf(task, run, clock.now());

  const tell = (work: Work, progress: Progress, isLast = false): void => {
    if (work.run === null) return;
    work.run = { ...work.run, ...progress };
    const now = machineClock.monotonic();
    if (!isLast && now - work.toldAt < TOLD_EVERY_MS) return;
    work.toldAt = now;
    for (const listener of work.listeners) listener(viewOf(work, work.run));
  };

  /** Notes how far it is; false when it is gone, or was stopped somewhere else. */
  const note = async (work: Work, event: string, change: Partial<KeptImport>): Promise<boolean> => {
    const { run, task } = work;
    if (run === null) return false;
    const { done, stored, left, ms, others, staying, stayed } = run;
    const counts = { done, stored, left, ms, others, staying, stayed };
    const noted = await kept.update(task, event, (now) =>
      // Somebody has stopped it: what it came to is noted all the same.
      now.state === 'cancelled' ? ok({ ...now, ...counts }) : ok({ ...now, ...counts, ...change }),
    );
    work.notedAt = machineClock.monotonic();
    if (!noted.ok) return noted.error.code !== 'IMPORT_RUN_NOT_FOUND';
    work.run = noted.value;
    return noted.value.state !== 'cancelled';
  };

  const noteSometimes = async (work: Work): Promise<boolean> =>
    machineClock.monotonic() - work.notedAt < NOTED_EVERY_MS || (await note(work, 'importGoesOn', {}));

  /** What can be tried again is, until it goes or the process ends. */
  const untilTaken = async <T>(work: Work, attempt: (isRepeat: boolean) => Promise<Result<T, DomainError>>, isRepeat = false) => {
    for (let repeated = isRepeat; ; repeated = true) {
      const tried = await attempt(repeated);
      if (tried.ok || !ERRORS[tried.error.code].retryable || isOver(work)) return tried;
      log.warn({ run: work.task.id, code: tried.error.code }, 'an import waits, and tries again');
      await pause(AGAIN_MS);
    }
  };

  /** Before anything is changed of somebody else's time. */
  const announceOnce = async (work: Work, user: UserId): Promise<Result<unknown, DomainError>> => {
    if (user === work.task.by || work.announced.has(user)) return ok(null);
    const announced = await parts.announce(work.task, user);
    if (announced.ok) work.announced.add(user);
    return announced;
  };

  const storeOne = async (
    work: Work,
    chunk: Chunk,
    apart: boolean,
    isRepeat: boolean,
  ): Promise<Result<StoredChunk, DomainError>> => {
    const { task, run } = work;
    const { space, id } = task;
    const announced = await announceOnce(work, chunk.user);
    if (!announced.ok) return announced;
    try {
      // Stored before a crash, or by an attempt of which nobody heard the end.
      if (isRepeat && (await parts.store.wasApplied(space, chunk.user, requestOf(id, chunk.nth), run?.begunAt ?? clock.now())))
        return ok({
          stored: chunk.entries.length,
          left: 0,
          ms: chunk.entries.reduce((sum, entry) => sum + entryMs(entry), 0),
          ...spanOf(chunk.entries),
          isRepeat: true,
        });
    } catch (error) {
      if (error instanceof StoreUnavailable) return err(domainError('STORE_UNAVAILABLE'));
      throw error;
    }
    return storeChunk(id, chunk, { ...parts, space, actor: task.by, source: task.source, now: clock.now(), apart });
  };

  const store = async (work: Work, run: KeptImport): Promise<void> => {
    const apart = (await parts.config(work.task.space)).settings.overlap === 'refuse';
    // What was noted last is less than what was done, so from there on each chunk may be one that is stored already.
    let isRepeat = run.state === 'running';
    await note(work, 'importGoesOn', { state: 'running' });
    let [done, seen] = [0, 0];
    for await (const chunk of chunksOf(folders.plan(work.task.id))) {
      seen += chunk.entries.length;
      if (seen <= run.done) {
        done = seen;
        continue;
      }
      if (isOver(work)) return;
      const stored = await untilTaken(work, (repeated) => storeOne(work, chunk, apart, repeated), isRepeat);
      if (!stored.ok) {
        if (!isOver(work)) await finish(work, 'importFailed', { state: 'failed', error: stored.error.code });
        return;
      }
      isRepeat &&= stored.value.isRepeat === true;
      done += chunk.entries.length;
      const now = work.run ?? run;
      tell(work, {
        done,
        stored: now.stored + stored.value.stored,
        left: now.left + stored.value.left,
        ms: now.ms + stored.value.ms,
        others: chunk.user === work.task.by ? now.others : withStored(now.others, chunk.user, stored.value),
      });
      if (!(await noteSometimes(work))) work.isStopped = true;
    }
    if (!isOver(work)) await finish(work, 'importDone', { state: 'done' });
  };

  const takeAllBack = async (work: Work, run: KeptImport): Promise<void> => {
    const staying: Staying[] = [];
    let [done, count] = [0, 0];
    const outcome = await untilTaken(work, () => {
      staying.length = 0;
      [done, count] = [0, 0];
      const { space, by: actor, source } = work.task;
      return takeBack(run, {
        ...{ ...parts, space, actor, source },
        now: () => clock.now(),
        announce: (user) => announceOnce(work, user),
        tell: async (step) => {
          done += step.done;
          count += step.staying.length;
          staying.push(...step.staying.slice(0, LISTED_MAX - staying.length));
          tell(work, { done: Math.min(done, run.of), staying: count, stayed: [...staying] });
          return (await noteSometimes(work)) && !isOver(work);
        },
      });
    });
    if (isOver(work)) return;
    if (outcome.ok) await finish(work, 'importUndone', { state: 'undone', done: run.of });
    else await finish(work, 'importFailed', { state: 'failed', error: outcome.error.code });
  };

  const finish = async (work: Work, event: string, change: Partial<KeptImport>): Promise<void> => {
    const ended = { ...change, endedAt: clock.now() };
    // It is done, and only what is noted of it waits.
    while (!isEnding()) {
      tell(work, {});
      const noted = await note(work, event, ended);
      const state = work.run?.state ?? '';
      if (!noted || !isUnderWay(state)) break;
      await pause(AGAIN_MS);
    }
    tell(work, {}, true);
    if (work.run !== null && !isUnderWay(work.run.state)) parts.ended(viewOf(work, work.run));
  };

  const work = async (work: Work): Promise<void> => {
    const { task } = work;
    const lease = parts.lease(task.space);
    lease.start();
    try {
      while (!lease.held && !isOver(work)) await pause(TURN_MS);
      if (isEnding()) return;
      const found = await untilTaken(work, () => kept.find(task));
      if (isEnding()) return;
      if (found.ok && isUnderWay(found.value.state)) {
        work.run = found.value;
        work.notedAt = machineClock.monotonic();
        if (found.value.state === 'undoing') await takeAllBack(work, found.value);
        else await store(work, found.value);
        if (work.isStopped) {
          await note(work, 'importStopped', { state: 'cancelled', endedAt: clock.now() });
          parts.ended(viewOf(work, work.run));
        }
      }
      if (work.run !== null) tell(work, {}, true);
      if (!isEnding() || !isUnderWay(work.run?.state ?? '')) await folders.remove(task.id);
    } finally {
      await lease.close();
    }
  };

  return {
    enqueue(task) {
      if (isClosed || waiting.has(task.id)) return;
      let settle = (): void => undefined;
      const done = new Promise<void>((resolve) => (settle = resolve));
      const one: Work = {
        ...{ task, isStopped: false, run: null, toldAt: -Infinity, notedAt: -Infinity, done },
        ...{ listeners: new Set(), announced: new Set() },
      };
      waiting.set(task.id, one);
      before = before.then(async () => {
        try {
          if (!isClosed) await work(one);
        } catch (error) {
          log.error({ err: error, run: task.id }, 'an import failed unexpectedly; it is tried again after the next start');
        } finally {
          waiting.delete(task.id);
          settle();
        }
      });
    },
    stop(id) {
      const one = waiting.get(id);
      if (one !== undefined) one.isStopped = true;
    },
    progress(id) {
      const one = waiting.get(id);
      return one === undefined || one.run === null ? null : viewOf(one, one.run);
    },
    watch(id, listener) {
      const listeners = waiting.get(id)?.listeners;
      listeners?.add(listener);
      return () => void listeners?.delete(listener);
    },
    settled: async (id) => waiting.get(id)?.done,
    async close() {
      isClosed = true;
      wake();
      await before;
    },
  };
};
