import { rm } from 'node:fs/promises';
import type { OrderOfDays } from '../../actions/exports/read-order.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { splitPeriod } from '../../domain/export-period.js';
import type { Logger } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { ExportedFile, ExportProgress, Exports, RunningExport } from '../../export/exports.js';
import { pack, PARTS_MAX, type PackedFile } from '../../export/packing/pack.js';
import type { Part } from '../../views/export/card.js';

/** How an export came to be more than its plain file. */
export type Made = 'whole' | 'zipped' | 'rows' | 'periods';

/** Files on the disk, ready to be sent. */
export interface Produced {
  readonly files: readonly PackedFile[];
  /** Entries in them. */
  readonly rows: number;
  readonly made: Made;
  /** Removes the files; for whoever asked for them. */
  dispose(): Promise<void>;
}

export type ProduceOrder = OrderOfDays;

/** How far it is; `part` of several files. */
export type ProduceProgress = (progress: ExportProgress | { readonly stage: 'packing' }, part: Part | null) => void;

export interface Producing {
  /** Never rejects. As `RunningExport.done`, and EXPORT_TOO_LARGE_IN_PARTS. */
  readonly done: Promise<Result<Produced, DomainError>>;
  cancel(): void;
}

const MIB = 1024 * 1024;
export const mib = (bytes: number): number => Math.max(1, Math.round(bytes / MIB));

interface Deps {
  readonly exports: Exports;
  readonly log: Logger;
}

/**
 * Makes an export that can be sent where a file has at most `maxBytes`: the file, else packed, else in parts. A table is split between its rows; a file of
 * any other format cannot be torn apart, so the time is: each part is an export of some of the days, complete and usable by itself.
 */
export const produce = (order: ProduceOrder, deps: Deps, onProgress: ProduceProgress): Producing => {
  const producer = new Producer(order, deps, onProgress);
  return { done: producer.run(), cancel: () => producer.cancel() };
};

/** A class: what is under way, and whether it was cancelled, is asked for in several places. */
class Producer {
  readonly #order: ProduceOrder;
  readonly #deps: Deps;
  readonly #onProgress: ProduceProgress;
  #running: RunningExport | null = null;
  #isCancelled = false;

  constructor(order: ProduceOrder, deps: Deps, onProgress: ProduceProgress) {
    this.#order = order;
    this.#deps = deps;
    this.#onProgress = onProgress;
  }

  cancel(): void {
    this.#isCancelled = true;
    this.#running?.cancel();
  }

  /** A function: it may have become true while something was waited for. */
  #wasCancelled(): boolean {
    return this.#isCancelled;
  }

  async run(): Promise<Result<Produced, DomainError>> {
    try {
      const { from, to } = this.#order;
      const whole = await this.#part(from, to, null);
      if (!whole.ok) return whole;
      const { file, packed } = whole.value;
      if (packed !== null) return ok(produced([{ file, packed }], howOf(file, packed)));
      await file.dispose();
      return await this.#inPeriods(whole.value.parts);
    } catch (error) {
      this.#deps.log.error({ err: error }, 'an export could not be packed');
      return err(domainError('EXPORT_FAILED'));
    }
  }

  /** Exports of some of the days each; more and shorter ones when a part is still too large. */
  async #inPeriods(estimate: number): Promise<Result<Produced, DomainError>> {
    const { from, to, maxBytes } = this.#order;
    for (let count = Math.max(2, estimate); count <= PARTS_MAX; count += Math.ceil(count / 2)) {
      const days = splitPeriod(from, to, count);
      const done: Exported[] = [];
      for (const [at, { from: first, to: last }] of days.entries()) {
        const part = await this.#part(first, last, { n: at + 1, of: days.length });
        if (!part.ok) {
          await disposeAll(done);
          return part;
        }
        const { file, packed } = part.value;
        if (packed === null) {
          await file.dispose();
          break;
        }
        done.push({ file, packed });
      }
      if (done.length === days.length) return ok(produced(done, 'periods'));
      await disposeAll(done);
      if (days.length < count) break;
    }
    return err(domainError('EXPORT_TOO_LARGE_IN_PARTS', { max: mib(maxBytes) }));
  }

  async #part(from: string, to: string, part: Part | null): Promise<Result<Tried, DomainError>> {
    const cancelled = err(domainError('EXPORT_CANCELLED'));
    if (this.#wasCancelled()) return cancelled;
    const { maxBytes, at } = this.#order;
    const running = this.#deps.exports.run(this.#order.requestFor(from, to), (progress) => this.#onProgress(progress, part));
    this.#running = running;
    const written = await running.done;
    this.#running = null;
    if (!written.ok) return written;
    const file = written.value;
    if (file.size > maxBytes) this.#onProgress({ stage: 'packing' }, part);
    try {
      const packed = await pack(file, maxBytes, at);
      if (this.#wasCancelled()) {
        await disposeAll([{ file, packed: packed.fits ? packed.files : [] }]);
        return cancelled;
      }
      return ok(packed.fits ? { file, packed: packed.files, parts: 1 } : { file, packed: null, parts: packed.parts });
    } catch (error) {
      await file.dispose();
      throw error;
    }
  }
}

/** An exported file, and what is sent of it. */
interface Exported {
  readonly file: ExportedFile;
  readonly packed: readonly PackedFile[];
}

/** `packed` null: it does not fit, and would be about so many parts. */
interface Tried {
  readonly file: ExportedFile;
  readonly packed: readonly PackedFile[] | null;
  readonly parts: number;
}

const howOf = ({ path }: ExportedFile, packed: readonly PackedFile[]): Made => {
  if (packed.length > 1) return 'rows';
  return packed[0]?.path === path ? 'whole' : 'zipped';
};

const disposeAll = async (all: readonly Exported[]): Promise<void> => {
  for (const { file, packed } of all) {
    await file.dispose();
    await Promise.all(packed.filter(({ path }) => path !== file.path).map(({ path }) => rm(path, { force: true })));
  }
};

const produced = (all: readonly Exported[], made: Made): Produced => ({
  files: all.flatMap(({ packed }) => packed),
  rows: all.reduce((sum, { file }) => sum + file.rows, 0),
  made,
  dispose: () => disposeAll(all),
});
