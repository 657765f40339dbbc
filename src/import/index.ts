import { addCategory } from '../domain/category-rules.js';
import { categoryOfName } from '../domain/category-search.js';
import { domainError, type DomainError } from '../domain/errors.js';
import { categoryId, isGuildSpace, requestId, type SpaceId } from '../domain/ids.js';
import { createTurns } from '../domain/in-turn.js';
import type { Clock, Ids, Logger } from '../domain/ports.js';
import { ensurePersonalCategory } from '../domain/personal-categories.js';
import { err, ok, type Result } from '../domain/result.js';
import type { SpaceConfig } from '../domain/space.js';
import type { Corrections } from '../engine/api.js';
import type { Documents } from '../engine/documents-api.js';
import type { Lease } from '../engine/lease/lease.js';
import type { Spaces } from '../engine/spaces.js';
import { StoreUnavailable, type Store } from '../engine/store.js';
import { UNDO_DAYS, type DraftKey, type ImportRights, type ImportRun, type Imports, type Preview } from './api.js';
import { createDrafts } from './drafts.js';
import type { DraftState } from './mapping/draft-state.js';
import { draftView } from './mapping/draft-view.js';
import { plan, type PlannedEntry } from './preview/plan.js';
import { announcing } from './running/announce.js';
import { foldersIn } from './running/folders.js';
import { isUnderWay, keptRuns, runOf, undoUntil } from './running/kept-runs.js';
import { writePlan, type Task } from './running/plan-file.js';
import { createRunner } from './running/runner.js';
import { readingThread, type ReadingThread } from './thread/reading-thread.js';

export interface ImportsDeps {
  readonly store: Pick<Store, 'entries' | 'entry' | 'history' | 'load' | 'wasApplied'>;
  readonly corrections: Pick<Corrections, 'importEntries' | 'undo'>;
  readonly spaces: Spaces;
  readonly documents: Documents;
  /** Not started yet: taken for a run, so that of several processes one at a time imports into a space. */
  readonly lease: (space: SpaceId) => Lease;
  /** Moments of changes. */
  readonly clock: Clock;
  /** Lengths of time; `clock` unless told. */
  readonly machineClock?: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  /** Hears of each run that has come to its end, also to that of being taken back; for telling others whose time it was. */
  readonly onEnded?: ((run: ImportRun) => void) | undefined;
  /** `DATA_DIR/imports`. */
  readonly dir: string;
  /** Ours unless told. */
  readonly startThread?: () => ReadingThread;
}

/** Imports of a process. */
export interface OwnImports extends Imports {
  /** Goes on with what an earlier process has left, and removes drafts that nobody went on with. Rejects only when the disk does not answer. */
  resume(): Promise<number>;
  close(): Promise<void>;
}

/** How often drafts are looked through for those that are over, ms. */
const SWEEP_MS = 600_000;

export const createImports = (deps: ImportsDeps): OwnImports => {
  const { store, spaces, documents, clock, ids, log, machineClock = clock } = deps;
  const folders = foldersIn(deps.dir);
  const thread = readingThread({ clock: machineClock, log, startThread: deps.startThread });
  const drafts = createDrafts({ folders, thread, clock, machineClock, ids, log });
  const kept = keptRuns({ documents, clock, ids });
  const runner = createRunner({
    ...{ ...deps, folders, kept, machineClock, config: (space) => spaces.get(space) },
    announce: announcing({ documents, clock, ids }),
    ended: (run) => deps.onEnded?.(run),
  });
  const inTurn = createTurns();
  // A file is kept no longer than it can be gone on with, also where nobody opens another one.
  const sweeping = machineClock.every(SWEEP_MS, () => {
    drafts.sweep().catch((error: unknown) => log.warn({ err: error }, 'files of imports are removed another time'));
  });
  let isClosed = false;

  /** What is not there for want of Redis is a value. */
  const withStore = async <T>(task: () => Promise<Result<T, DomainError>>): Promise<Result<T, DomainError>> => {
    if (isClosed) return err(domainError('SHUTTING_DOWN'));
    try {
      return await task();
    } catch (error) {
      if (error instanceof StoreUnavailable) return err(domainError('STORE_UNAVAILABLE'));
      throw error;
    }
  };

  /** The draft, once everything that it asks has been said. */
  const settledDraft = async (key: DraftKey, config: SpaceConfig): Promise<Result<DraftState, DomainError>> => {
    const draft = await drafts.find(key);
    if (!draft.ok) return draft;
    const { questions } = draftView(draft.value, config);
    return questions.length > 0 ? open(questions.length) : draft;
  };
  const open = (count: number) => err(domainError('IMPORT_QUESTIONS_OPEN', { count }));

  const planOf = (
    state: DraftState,
    config: SpaceConfig,
    rights: ImportRights,
    use: (planned: PlannedEntry) => void | Promise<void>,
  ): Promise<Preview> => plan({ store, now: clock.now(), config, rights, state, rows: folders.rows(state.id) }, use);

  /** Writes what is to be stored; the same for an import that makes categories, once they are there. */
  const written = async (state: DraftState, config: SpaceConfig, rights: ImportRights): Promise<Preview> => {
    const writer = await writePlan(folders.plan(state.id));
    try {
      return await planOf(state, config, rights, ({ user, entry }) => writer.add(user, entry));
    } finally {
      await writer.close();
    }
  };

  const makeCategories = (
    state: DraftState,
    names: readonly string[],
    { at, source }: { readonly at: number; readonly source: string },
  ): Promise<Result<SpaceConfig, DomainError>> =>
    spaces.update(
      state.space,
      { actor: state.by, requestId: requestId(`${state.id}.categories`), at, event: 'categoriesImported', source },
      (before) => {
        let config = before;
        for (const [nth, name] of names.entries()) {
          if (categoryOfName(config, name) !== undefined) continue;
          const added = isGuildSpace(state.space)
            ? addCategory(config, categoryId(`${state.id}-${nth}`), { name })
            : ensurePersonalCategory(config, name);
          if (!added.ok) return added;
          config = 'config' in added.value ? added.value.config : added.value;
        }
        return ok(config);
      },
    );

  const begin: Imports['begin'] = async (key, rights, request) => {
    const { space, by, id } = key;
    // The same draft begins once: a repeat hears of what was begun.
    const begun = await kept.find(key);
    if (begun.ok) return ok(runOf(key, begun.value, clock.now()));
    let config = await spaces.get(space);
    const draft = await settledDraft(key, config);
    if (!draft.ok) return draft;
    const state = draft.value;
    let preview = await written(state, config, rights);
    if (preview.questions.length > 0) return open(preview.questions.length);
    if (preview.stored.entries === 0) return err(domainError('IMPORT_NOTHING_NEW'));
    const made = preview.stored.categories.flatMap((category) => (category.id === null ? [category.name] : []));
    if (made.length > 0) {
      if (!rights.categories) return err(domainError('CAPABILITY_MISSING', { capability: 'manageCategories' }));
      const changed = await makeCategories(state, made, request);
      if (!changed.ok) return changed;
      config = changed.value;
      preview = await written(state, config, rights);
    }
    const { stored } = preview;
    const task: Task = { kind: 'store', space, by, id, source: request.source };
    await folders.writeTask(task);
    const run = await kept.add(
      key,
      {
        ...{ id, request: request.requestId, undoRequest: null, name: state.name },
        ...{ format: state.looked.recognised.format ?? 'csv', state: 'waiting', begunAt: clock.now(), endedAt: null },
        ...{ done: 0, of: stored.entries, stored: 0, left: 0, ms: 0, from: stored.from, to: stored.to },
        ...{ members: stored.members.map(({ user }) => user), others: [], staying: 0, stayed: [], error: null },
      },
      request.source,
    );
    if (!run.ok) {
      await folders.remove(id);
      return run;
    }
    runner.enqueue(task);
    return ok(runOf(key, run.value, clock.now()));
  };

  return {
    open: (upload) => withStore(async () => drafts.open(upload, await spaces.get(upload.space))),
    draft: (key) =>
      withStore(async () => {
        const draft = await drafts.find(key);
        return draft.ok ? ok(draftView(draft.value, await spaces.get(key.space))) : draft;
      }),
    answer: (key, answers) => withStore(async () => drafts.answer(key, answers, await spaces.get(key.space))),
    discard: (key) => drafts.discard(key),
    // Every row is read for it: of one draft one at a time.
    preview: (key, rights) =>
      withStore(() =>
        inTurn(key.id, async () => {
          const config = await spaces.get(key.space);
          const draft = await settledDraft(key, config);
          return draft.ok ? ok(await planOf(draft.value, config, rights, () => undefined)) : draft;
        }),
      ),
    // One after the other for each draft: a second one hears of what the first has begun, and no plan is written by two.
    begin: (key, rights, request) => withStore(() => inTurn(key.id, () => begin(key, rights, request))),
    runs: async (of) => {
      const list = await kept.list(of);
      return list.ok ? ok(list.value.map((run) => runner.progress(run.id) ?? runOf(of, run, clock.now()))) : list;
    },
    run: async (key) => {
      const run = await kept.find(key);
      return run.ok ? ok(runner.progress(key.id) ?? runOf(key, run.value, clock.now())) : run;
    },
    watch: ({ id }, listener) => runner.watch(id, listener),
    settled: async (key) => {
      await runner.settled(key.id);
      const run = await kept.find(key);
      return run.ok ? ok(runOf(key, run.value, clock.now())) : run;
    },
    cancel: async (key) => {
      const stopped = await kept.update(key, 'importStopped', (run) =>
        run.state === 'waiting' || run.state === 'running'
          ? ok({ ...run, state: 'cancelled', endedAt: clock.now() })
          : err(domainError('IMPORT_NOT_RUNNING')),
      );
      if (!stopped.ok) return stopped;
      runner.stop(key.id);
      return ok(runOf(key, stopped.value, clock.now()));
    },
    undo: async (key, request) => {
      const undoing = await kept.update(
        key,
        'importUndoing',
        (run) => {
          if (run.undoRequest === request.requestId) return ok(run);
          if (run.state === 'undone') return err(domainError('IMPORT_UNDONE'));
          if (isUnderWay(run.state)) return err(domainError('IMPORT_RUNNING'));
          if (undoUntil(run, clock.now()) === null)
            return err(
              run.stored === 0 ? domainError('NOTHING_TO_CHANGE') : domainError('IMPORT_UNDO_TOO_LATE', { days: UNDO_DAYS }),
            );
          return ok({
            ...run,
            state: 'undoing',
            undoRequest: request.requestId,
            endedAt: null,
            done: 0,
            of: run.stored,
            error: null,
          });
        },
        request.source,
      );
      if (!undoing.ok) return undoing;
      if (undoing.value.state === 'undoing') {
        const task: Task = { kind: 'undo', space: key.space, by: key.by, id: key.id, source: request.source };
        await folders.writeTask(task);
        runner.enqueue(task);
      }
      return ok(runOf(key, undoing.value, clock.now()));
    },
    async resume() {
      await drafts.sweep();
      const tasks = await folders.tasks();
      for (const task of tasks) runner.enqueue(task);
      return tasks.length;
    },
    async close() {
      isClosed = true;
      sweeping();
      await Promise.all([runner.close(), thread.close()]);
    },
  };
};
