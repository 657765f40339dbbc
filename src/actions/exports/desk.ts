import { access } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { domainError, isErrorCode, type DomainError } from '../../domain/errors.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import type { Cancel, Clock, Logger } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { ExportJob, ExportJobKey, ExportJobs } from '../../engine/export-jobs.js';
import type { ExportedFile, ExportProgress, Exports, RunningExport } from '../../export/exports.js';
import { queueRefusal, type Queue, type Turn } from './queue.js';
import type { OrderOfDays } from './read-order.js';
import { tellOthers } from './telling.js';

/** An export that somebody asks for, to be fetched as one file. */
export interface FileOrder {
  readonly id: string;
  readonly space: SpaceId;
  readonly user: UserId;
  /** Is it of the time of others? */
  readonly isOthers: boolean;
  /** Reads what it needs, and writes down that it is made. Called when its turn has come. Rejects with `StoreUnavailable`. */
  prepare(): Promise<Result<OrderOfDays, DomainError>>;
}

/** How far an export is. */
export type FileState =
  /** So many go first. */
  | { readonly kind: 'waiting'; readonly place: number }
  | { readonly kind: 'running'; readonly progress: ExportProgress }
  /** It can be fetched until then, ms. */
  | { readonly kind: 'ready'; readonly file: ExportedFile; readonly until: number; readonly isOthers: boolean }
  | { readonly kind: 'failed'; readonly error: DomainError };

export interface FileDesk {
  /** Begins it, or lets it wait for its turn. The same order is begun once. EXPORT_QUEUE_FULL, EXPORT_SERVER_QUEUE_FULL, SHUTTING_DOWN. */
  begin(order: FileOrder): Result<FileState, DomainError>;
  /** Also of one of another process. Null: nobody knows of any; it was fetched long ago, or its process was started anew. */
  state(user: UserId, space: SpaceId, id: string): Promise<FileState | null>;
  /** Ends it and removes its file, in whichever process; false when there is none. */
  cancel(user: UserId, space: SpaceId, id: string): Promise<boolean>;
  close(): Promise<void>;
}

/** How long a file, or why there is none, can be asked for, ms. */
const KEPT_MS = 3_600_000;

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

interface Work {
  readonly order: FileOrder;
  state: FileState;
  turn: Turn | null;
  running: RunningExport | null;
  forget: Cancel;
  /** Other processes need not be told of it any more. */
  untell: () => void;
}

const jobOf = (state: FileState): ExportJob => {
  switch (state.kind) {
    case 'waiting':
      return state;
    case 'running':
      return { kind: 'running', rows: state.progress.rows, of: state.progress.stage === 'writing' ? state.progress.of : null };
    case 'ready': {
      const { path, name, contentType, size, rows } = state.file;
      return { kind: 'ready', until: state.until, isOthers: state.isOthers, file: { path, name, contentType, size, rows } };
    }
    case 'failed':
      return { kind: 'failed', code: state.error.code };
  }
};

/**
 * Exports for those who fetch them, in the queue that those of Discord wait in as well. They are made in this process; others of the same data folder know how far
 * they are, end them, and hand out their files.
 */
export const createFileDesk = (deps: {
  readonly exports: Exports;
  readonly queue: Queue;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly log: Logger;
  readonly jobs: ExportJobs;
  /** Where files of all processes lie. */
  readonly dir: string;
}): FileDesk => {
  const { exports, queue, clock, log, jobs, dir } = deps;
  const works = new Map<string, Work>();
  let isClosed = false;
  const keyOf = (user: UserId, space: SpaceId, id: string): string => `${space}:${user}:${id}`;
  const remove = async (key: string, work: Work): Promise<void> => {
    works.delete(key);
    work.forget();
    work.untell();
    work.running?.cancel();
    work.turn?.leave();
    if (work.state.kind === 'ready') await work.state.file.dispose();
  };

  const made = async (work: Work): Promise<Result<ExportedFile, DomainError>> => {
    try {
      const prepared = await work.order.prepare();
      if (!prepared.ok) return prepared;
      const order = prepared.value;
      work.running = exports.run(order.requestFor(order.from, order.to), (progress) => {
        if (work.state.kind !== 'failed') work.state = { kind: 'running', progress };
      });
      return await work.running.done;
    } catch (error) {
      if (error instanceof StoreUnavailable) return err(domainError('STORE_UNAVAILABLE'));
      log.error({ err: error, export: work.order.id }, 'an export failed');
      return err(domainError('EXPORT_FAILED'));
    }
  };

  const run = async (key: string, work: Work): Promise<void> => {
    work.state = { kind: 'running', progress: { stage: 'reading', rows: 0 } };
    const outcome = await made(work);
    work.turn?.leave();
    // It was cancelled in the meantime.
    if (works.get(key) !== work) {
      if (outcome.ok) await outcome.value.dispose();
      return;
    }
    const until = clock.now() + KEPT_MS;
    const { isOthers } = work.order;
    work.state = outcome.ok ? { kind: 'ready', file: outcome.value, until, isOthers } : { kind: 'failed', error: outcome.error };
    work.forget = clock.after(KEPT_MS, () => void remove(key, work));
  };

  /** What another process has told of one. Its file is of use only where it lies on a disk of ours too. */
  const elsewhere = async (key: ExportJobKey): Promise<FileState | null> => {
    const job = await jobs.get(key, clock.now());
    if (job === null || job.kind === 'over') return null;
    switch (job.kind) {
      case 'waiting':
        return job;
      case 'running': {
        const { rows, of } = job;
        return { kind: 'running', progress: of === null ? { stage: 'reading', rows } : { stage: 'writing', rows, of } };
      }
      case 'failed':
        return { kind: 'failed', error: domainError(isErrorCode(job.code) ? job.code : 'EXPORT_FAILED') };
      case 'ready': {
        const path = resolve(job.file.path);
        if (!path.startsWith(resolve(dir) + sep) || !(await isThere(path))) return null;
        return { ...job, file: { ...job.file, path, dispose: () => jobs.wishEnd(key) } };
      }
    }
  };

  return {
    begin: (order) => {
      if (isClosed) return err(domainError('SHUTTING_DOWN'));
      const key = keyOf(order.user, order.space, order.id);
      const known = works.get(key);
      if (known !== undefined) return ok(known.state);
      const work: Work = {
        ...{ order, turn: null, running: null, forget: () => undefined, untell: () => undefined },
        state: { kind: 'waiting', place: 1 },
      };
      works.set(key, work);
      const turn = queue.enter({
        ...{ space: order.space, user: order.user },
        begin: () => void run(key, work),
        moved: (place) => (work.state = { kind: 'waiting', place }),
      });
      if (typeof turn === 'string') {
        works.delete(key);
        return err(queueRefusal(turn));
      }
      work.turn = turn;
      if (turn.place() > 0) work.state = { kind: 'waiting', place: turn.place() };
      const { space, user, id } = order;
      work.untell = tellOthers(
        { space, user, id },
        { job: () => jobOf(work.state), end: () => void remove(key, work) },
        { jobs, clock },
      );
      return ok(work.state);
    },
    state: async (user, space, id) => works.get(keyOf(user, space, id))?.state ?? (await elsewhere({ space, user, id })),
    cancel: async (user, space, id) => {
      const key = keyOf(user, space, id);
      const work = works.get(key);
      if (work === undefined) {
        if ((await elsewhere({ space, user, id })) === null) return false;
        await jobs.wishEnd({ space, user, id });
        return true;
      }
      await remove(key, work);
      return true;
    },
    close: async () => {
      isClosed = true;
      await Promise.all([...works].map(([key, work]) => remove(key, work)));
    },
  };
};
