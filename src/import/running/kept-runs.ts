import { domainError, isErrorCode, type DomainError } from '../../domain/errors.js';
import { requestId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { Clock, Ids } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Documents } from '../../engine/documents-api.js';
import { imports, IMPORTS_KEPT, type KeptImport } from '../../engine/documents/kinds/imports.js';
import { StoreUnavailable } from '../../engine/store.js';
import { IMPORT_FORMATS, UNDO_DAYS, type ImportRun, type RunKey, type RunState } from '../api.js';

const DAY = 86_400_000;
const STATES: readonly RunState[] = ['waiting', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone'];
const BECAUSE = ['changed', 'running', 'failed'] as const;

/** Is something of it still to be done? */
export const isUnderWay = (state: string): boolean => state === 'waiting' || state === 'running' || state === 'undoing';

/** Until when a run can be taken back, ms; null when it cannot. */
export const undoUntil = (
  { state, begunAt, stored }: Pick<KeptImport, 'state' | 'begunAt' | 'stored'>,
  now: number,
): number | null => {
  const until = begunAt + UNDO_DAYS * DAY;
  return !isUnderWay(state) && state !== 'undone' && stored > 0 && now < until ? until : null;
};

/** A run as doors see it. What another version wrote and nobody here knows is told as the nearest that is known. */
export const runOf = ({ space, by }: Pick<RunKey, 'space' | 'by'>, kept: KeptImport, now: number): ImportRun => ({
  ...{ space, by, id: kept.id, name: kept.name },
  format: IMPORT_FORMATS.find((format) => format === kept.format) ?? 'csv',
  state: STATES.find((state) => state === kept.state) ?? 'failed',
  ...{ begunAt: kept.begunAt, endedAt: kept.endedAt, done: kept.done, of: kept.of },
  ...{ stored: kept.stored, left: kept.left, ms: kept.ms, from: kept.from, to: kept.to, members: kept.members },
  undoUntil: undoUntil(kept, now),
  staying: {
    count: kept.staying,
    first: kept.stayed.map((entry) => ({ ...entry, because: BECAUSE.find((because) => because === entry.because) ?? 'failed' })),
  },
  error: kept.error !== null && isErrorCode(kept.error) ? kept.error : null,
});

export interface KeptRuns {
  /** Newest first. STORE_UNAVAILABLE */
  list(of: { readonly space: SpaceId; readonly by: UserId }): Promise<Result<readonly KeptImport[], DomainError>>;
  /** IMPORT_RUN_NOT_FOUND, STORE_UNAVAILABLE */
  find(key: RunKey): Promise<Result<KeptImport, DomainError>>;
  /** Keeps a new one; one of the same draft, or that the same request began, is answered as it is. Refusals of documents. */
  add(
    of: { readonly space: SpaceId; readonly by: UserId },
    kept: KeptImport,
    source: string,
  ): Promise<Result<KeptImport, DomainError>>;
  /** Changes one. `change` may refuse. IMPORT_RUN_NOT_FOUND, and refusals of documents. */
  update(
    key: RunKey,
    event: string,
    change: (kept: KeptImport) => Result<KeptImport, DomainError>,
    source?: string,
  ): Promise<Result<KeptImport, DomainError>>;
}

export const keptRuns = (parts: { readonly documents: Documents; readonly clock: Clock; readonly ids: Ids }): KeptRuns => {
  const { documents, clock, ids } = parts;
  const kind = documents.of(imports);
  const origin = (actor: UserId, event: string, source = 'import') => ({
    ...{ actor, event, source },
    ...{ requestId: requestId(ids.next()), at: clock.now() },
  });

  const list: KeptRuns['list'] = async ({ space, by }) => {
    try {
      return ok((await kind.get({ space, user: by })).list);
    } catch (error) {
      if (error instanceof StoreUnavailable) return err(domainError('STORE_UNAVAILABLE'));
      throw error;
    }
  };
  const ofList = (runs: readonly KeptImport[], id: string): Result<KeptImport, DomainError> => {
    const found = runs.find((run) => run.id === id);
    return found === undefined ? err(domainError('IMPORT_RUN_NOT_FOUND')) : ok(found);
  };

  return {
    list,
    find: async (key) => {
      const runs = await list(key);
      return runs.ok ? ofList(runs.value, key.id) : runs;
    },
    add: async ({ space, by }, kept, source) => {
      // The same draft is one import, whoever asks for it by whichever request.
      const isSame = ({ id, request }: KeptImport): boolean => id === kept.id || request === kept.request;
      const stored = await kind.update({ space, user: by }, origin(by, 'importBegun', source), (now) => {
        if (now.list.some(isSame)) return ok(now);
        // One that is under way stays, however many came after it.
        const list = [kept, ...now.list].filter(({ state }, at) => at < IMPORTS_KEPT || isUnderWay(state));
        return ok({ ...now, list });
      });
      if (!stored.ok) return stored;
      const there = stored.value.list.find(isSame);
      return there === undefined ? err(domainError('IMPORT_FAILED')) : ok(there);
    },
    update: async ({ space, by, id }, event, change, source) => {
      const stored = await kind.update({ space, user: by }, origin(by, event, source), (now) => {
        const before = ofList(now.list, id);
        const after = before.ok ? change(before.value) : before;
        if (!after.ok) return after;
        if (before.ok && after.value === before.value) return ok(now);
        return ok({ ...now, list: now.list.map((run) => (run.id === id ? after.value : run)) });
      });
      return stored.ok ? ofList(stored.value.list, id) : stored;
    },
  };
};
