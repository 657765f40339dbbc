import { domainError, type DomainError } from '../../domain/errors.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import type { Cancel, Clock, Logger } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { ExportedFile, ExportProgress, Exports, RunningExport } from '../../export/exports.js';
import { queueRefusal, type Queue, type Turn } from './queue.js';
import type { OrderOfDays } from './read-order.js';

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
  /** Null: this process knows of none; it was fetched long ago, or the process was started anew. */
  state(user: UserId, space: SpaceId, id: string): FileState | null;
  /** Ends it and removes its file; false when there is none. */
  cancel(user: UserId, space: SpaceId, id: string): Promise<boolean>;
  close(): Promise<void>;
}

/** How long a file, or why there is none, can be asked for, ms. */
const KEPT_MS = 3_600_000;

interface Work {
  readonly order: FileOrder;
  state: FileState;
  turn: Turn | null;
  running: RunningExport | null;
  forget: Cancel;
}

/** Exports for those who fetch them, in the queue that those of Discord wait in as well. All of it is in this process. */
export const createFileDesk = (deps: {
  readonly exports: Exports;
  readonly queue: Queue;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly log: Logger;
}): FileDesk => {
  const { exports, queue, clock, log } = deps;
  const works = new Map<string, Work>();
  let isClosed = false;
  const keyOf = (user: UserId, space: SpaceId, id: string): string => `${space}:${user}:${id}`;
  const remove = async (key: string, work: Work): Promise<void> => {
    works.delete(key);
    work.forget();
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

  return {
    begin: (order) => {
      if (isClosed) return err(domainError('SHUTTING_DOWN'));
      const key = keyOf(order.user, order.space, order.id);
      const known = works.get(key);
      if (known !== undefined) return ok(known.state);
      const work: Work = {
        ...{ order, turn: null, running: null, forget: () => undefined },
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
      return ok(work.state);
    },
    state: (user, space, id) => works.get(keyOf(user, space, id))?.state ?? null,
    cancel: async (user, space, id) => {
      const key = keyOf(user, space, id);
      const work = works.get(key);
      if (work === undefined) return false;
      await remove(key, work);
      return true;
    },
    close: async () => {
      isClosed = true;
      await Promise.all([...works].map(([key, work]) => remove(key, work)));
    },
  };
};
