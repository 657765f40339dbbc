import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { Clock, Ids, Logger, Metrics } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import { collect, type EntrySource } from '../collect.js';
import type { ExportedFile, ExportProgress, ExportRequest, Exports, RunningExport } from '../exports.js';
import { FORMATS, type FormatFacts } from '../formats.js';
import { paced } from '../paced.js';
import type { ReportHead } from '../report.js';
import { writeSpool } from '../spool/write-spool.js';
import { prepareFolder, type Process } from './folder.js';
import { writingThread, type Thread } from './writing-thread.js';

export interface ExportsDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly source: EntrySource;
  /** What `source` rejects with while the store is away. */
  readonly isUnavailable: (error: unknown) => boolean;
  /** Where files lie until they were sent. */
  readonly dir: string;
  readonly process: Process;
  /** Ours unless told. */
  readonly startThread?: () => Thread;
}

/** Between two words about how far an export is, ms. */
const TELL_EVERY_MS = 250;

/** Why an export was given up. */
class GivenUp extends Error {
  override readonly name = 'GivenUp';
  readonly code: 'EXPORT_CANCELLED' | 'SHUTTING_DOWN';
  constructor(code: GivenUp['code']) {
    super(code);
    this.code = code;
  }
}

const NO_ORIGINS: EntrySource['origins'] = () => Promise.resolve(new Map());

const headOf = (request: ExportRequest, entries: number): ReportHead => {
  const { space, about, category, categoryName, from, to, counting, weekStart, locale, rounding, detail, madeAt } = request;
  const only = category === null ? null : categoryName(category);
  return { space, about, category: only, from, to, counting, weekStart, locale, rounding, detail, madeAt, entries };
};

/**
 * Exports: entries are read in this thread, some at a time, into a file (`collect`), and a thread of their own makes the report of that and writes it. One after the
 * other, so that the memory they need is that of one. What an earlier process has left is removed at once.
 */
export const createExports = (deps: ExportsDeps): Exports & { close(): Promise<void> } => {
  const { clock, ids, log, metrics, source } = deps;
  const thread = writingThread(deps);
  const folder = prepareFolder(deps.dir, deps.process, clock.now());
  // Whoever asks for an export hears of it.
  folder.catch((error: unknown) => log.error({ err: error }, 'the folder for exports could not be made'));
  const running = new Set<AbortController>();
  let before: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const write = async (
    request: ExportRequest,
    tell: (progress: ExportProgress) => void,
    signal: AbortSignal,
  ): Promise<ExportedFile> => {
    signal.throwIfAborted();
    const facts: FormatFacts = FORMATS[request.format];
    const base = join(await folder, ids.next());
    const [spool, output] = [`${base}.spool`, `${base}.${facts.extension}`];
    const give = (): Promise<void> => rm(output, { force: true });
    try {
      const rows = await read(request, facts, spool, tell, signal);
      signal.throwIfAborted();
      tell({ stage: 'writing', rows: 0, of: rows });
      const { category, format } = request;
      const targets = request.targets.filter((target) => category === null || target.category === category);
      const end = (): unknown => thread.end('the export was given up');
      signal.addEventListener('abort', end);
      try {
        const report = { spool, head: headOf(request, rows), targets };
        const size = await thread.write({ report, format, output }, (done) => tell({ stage: 'writing', rows: done, of: rows }));
        const name = `${request.fileName}.${facts.extension}`;
        return { path: output, name, contentType: facts.contentType, size, rows, dispose: give };
      } finally {
        signal.removeEventListener('abort', end);
      }
    } catch (error) {
      await give();
      throw error;
    } finally {
      await rm(spool, { force: true });
    }
  };

  const read = async (
    request: ExportRequest,
    facts: FormatFacts,
    path: string,
    tell: (progress: ExportProgress) => void,
    signal: AbortSignal,
  ): Promise<number> => {
    const spool = await writeSpool(path);
    try {
      const from = facts.tellsOrigins ? source : { ...source, origins: NO_ORIGINS };
      return await collect(request, paced(from, clock), spool, { onRows: (rows) => tell({ stage: 'reading', rows }), signal });
    } finally {
      await spool.close();
    }
  };

  const outcomeOf = (error: unknown, signal: AbortSignal): DomainError => {
    const givenUp = reasonOf(signal);
    if (givenUp !== null) return domainError(givenUp);
    if (deps.isUnavailable(error)) return domainError('STORE_UNAVAILABLE');
    log.error({ err: error }, 'an export could not be written');
    return domainError('EXPORT_FAILED');
  };

  /** Says how far it is, but not too often. */
  const throttled = (onProgress: (progress: ExportProgress) => void): ((progress: ExportProgress) => void) => {
    let [stage, told] = ['', -Infinity];
    return (progress) => {
      const now = clock.monotonic();
      if (progress.stage === stage && now - told < TELL_EVERY_MS) return;
      [stage, told] = [progress.stage, now];
      onProgress(progress);
    };
  };

  const run = (request: ExportRequest, onProgress: (progress: ExportProgress) => void): RunningExport => {
    const facts: FormatFacts = FORMATS[request.format];
    if (!facts.details.includes(request.detail)) return refused(domainError('EXPORT_ENTRIES_ONLY'));
    if (isClosed) return refused(domainError('SHUTTING_DOWN'));
    const controller = new AbortController();
    const { signal } = controller;
    const work = async (): Promise<Result<ExportedFile, DomainError>> => {
      const began = clock.monotonic();
      try {
        const file = await write(request, throttled(onProgress), signal);
        if (signal.aborted) {
          await file.dispose();
          signal.throwIfAborted();
        }
        metrics.observe('export_ms', clock.monotonic() - began, { format: request.format });
        return ok(file);
      } catch (error) {
        return err(outcomeOf(error, signal));
      } finally {
        running.delete(controller);
      }
    };
    running.add(controller);
    const turn = before.then(work);
    before = turn;
    const done = Promise.race([turn, onceAborted(signal)]);
    void done.then((result) =>
      metrics.count('exports', { format: request.format, outcome: result.ok ? 'ok' : result.error.code }),
    );
    return { done, cancel: () => controller.abort(new GivenUp('EXPORT_CANCELLED')) };
  };

  return {
    run,
    async close() {
      isClosed = true;
      for (const controller of running) controller.abort(new GivenUp('SHUTTING_DOWN'));
      await Promise.all([before, thread.end('the process ends')]);
      await folder.then((path) => rm(path, { recursive: true, force: true })).catch(() => undefined);
    },
  };
};

const refused = (error: DomainError): RunningExport => ({ done: Promise.resolve(err(error)), cancel: () => undefined });

/** Whoever cancels what waits for its turn, or for Redis, does not wait with it. */
const onceAborted = (signal: AbortSignal): Promise<Result<never, DomainError>> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(err(domainError(reasonOf(signal) ?? 'EXPORT_CANCELLED'))));
  });

const reasonOf = ({ reason }: AbortSignal): GivenUp['code'] | null => (reason instanceof GivenUp ? reason.code : null);
