import type { SpaceId } from '../../domain/ids.js';
import type { Cancel, Clock, Logger, Metrics } from '../../domain/ports.js';
import type { Lease } from '../lease/lease.js';
import { retryMs } from '../retry.js';
import { StoreUnavailable } from '../store.js';
import type { OutboxStore } from './cursors.js';
import { Gathering, type GatheringTimes } from './gathering.js';

export interface ConsumeOptions {
  /** Where a consumer begins that this installation has never had. `now` unless told. */
  readonly from?: 'now' | 'beginning';
  /** What comes together is handled together: see `Gathering`. Unless told, news are handled as soon as they are heard of. */
  readonly gather?: GatheringTimes;
  /** Spaces that are handled at the same time; 1 unless told. */
  readonly atOnce?: number;
}

/**
 * Takes what is new in one space, oldest first; resolves when it is done with all of it. What it resolves with is no matter, but for `gathers`: then what
 * comes next in this space is gathered first, also when it is there already.
 */
export type Handle<Record> = (space: SpaceId, records: readonly Record[]) => Promise<unknown>;

export interface ConsumerParts<Record> {
  readonly name: string;
  readonly handle: Handle<Record>;
  readonly options: ConsumeOptions;
  /** Told of what was read before a consumer is. */
  readonly reading?: ((space: SpaceId, records: readonly Record[]) => void) | undefined;
  readonly store: OutboxStore<Record>;
  readonly lease: Lease;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** Rows of the ledger that are handled together. */
const BATCH = 100;
/** ms that news of a space wait for more of the same space. */
const GATHER_MS = 100;
/** ms after which a process without the lease looks whether it has it by now. */
const STANDBY_MS = 1_000;

/** One consumer in one process: reads on, space by space, as long as it has the lease. */
export class Consumer<Record> {
  readonly #parts: ConsumerParts<Record>;
  /** Spaces that may have something new. */
  readonly #news = new Set<SpaceId>();
  /** How often the records of a space could not be handled, until they can. */
  readonly #failures = new Map<SpaceId, number>();
  /** Spaces that wait for their next attempt, whatever is told of them. One whose attempt has come is not among them: without the lease it is for the sweep to find. */
  readonly #waiting = new Map<SpaceId, Cancel>();
  /** Spaces that are being handled. */
  readonly #draining = new Map<SpaceId, Promise<void>>();
  readonly #gathering: Gathering | null;
  #isTaking = false;
  #run: Promise<void> | null = null;
  #timer: Cancel | null = null;
  #closed = false;
  #begun = false;
  #sweep = false;
  #sweepFailures = 0;

  constructor(parts: ConsumerParts<Record>) {
    this.#parts = parts;
    const { gather } = parts.options;
    this.#gathering = gather === undefined ? null : new Gathering(parts.clock, gather, (space) => this.#gathered(space));
  }

  start(): void {
    this.#parts.lease.onTaken(() => this.sweep());
    this.#parts.lease.start();
  }

  news(space: SpaceId): void {
    if (this.#closed || this.#waiting.has(space)) return;
    if (this.#gathering === null) this.#take(space, GATHER_MS);
    else this.#gathering.hear(space);
  }

  sweep(): void {
    this.#sweep = true;
    this.#wake(0);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#timer?.();
    this.#gathering?.close();
    for (const cancel of this.#waiting.values()) cancel();
    await this.#run;
    await this.#parts.lease.close();
  }

  #gathered(space: SpaceId): void {
    if (!this.#closed && !this.#waiting.has(space)) this.#take(space, 0);
  }

  #take(space: SpaceId, ms: number): void {
    this.#news.add(space);
    if (this.#isTaking) this.#fill();
    else this.#wake(ms);
  }

  #wake(ms: number): void {
    if (this.#closed || this.#run !== null) return;
    if (this.#timer !== null && ms > 0) return;
    this.#timer?.();
    this.#timer = this.#parts.clock.after(ms, () => {
      this.#timer = null;
      this.#run ??= this.#work().finally(() => {
        this.#run = null;
        if (this.#sweep || this.#news.size > 0) this.#wake(this.#goesOn() ? GATHER_MS : STANDBY_MS);
      });
    });
  }

  #goesOn(): boolean {
    return !this.#closed && this.#parts.lease.held;
  }

  async #work(): Promise<void> {
    if (!this.#goesOn()) {
      // Whoever gets the lease looks everywhere.
      this.#sweep = true;
      this.#news.clear();
      return;
    }
    if (this.#sweep) await this.#findNews();
    this.#isTaking = true;
    this.#fill();
    while (this.#draining.size > 0) await Promise.race(this.#draining.values());
    this.#isTaking = false;
  }

  /** Begins with as many spaces as may be handled at once: one that takes long does not hold up the others. */
  #fill(): void {
    const { atOnce = 1 } = this.#parts.options;
    for (const space of this.#news) {
      if (!this.#goesOn() || this.#draining.size >= atOnce) return;
      if (this.#draining.has(space)) continue;
      // First, so that news of meanwhile are looked at.
      this.#news.delete(space);
      const drained = this.#drain(space).finally(() => {
        this.#draining.delete(space);
        this.#fill();
      });
      this.#draining.set(space, drained);
    }
  }

  async #findNews(): Promise<void> {
    const { store, name, clock, log } = this.#parts;
    this.#sweep = false;
    try {
      if (!this.#begun) await this.#begin();
      for (const space of await store.spaces()) if (!this.#waiting.has(space)) this.#news.add(space);
      this.#sweepFailures = 0;
    } catch (error) {
      if (!(error instanceof StoreUnavailable))
        log.error({ consumer: name, err: error }, 'a consumer of the ledger cannot begin');
      this.#sweepFailures += 1;
      clock.after(retryMs(this.#sweepFailures), () => this.sweep());
    }
  }

  /** A consumer that this installation never had begins at the end of every ledger there is. It may be interrupted and done again. */
  async #begin(): Promise<void> {
    const { store, name, clock, options } = this.#parts;
    if (!(await store.hasBegun(name))) {
      if (options.from !== 'beginning') for (const space of await store.spaces()) await store.beginAtEnd(space, name);
      await store.begun(name, clock.now());
    }
    this.#begun = true;
  }

  /** Until nothing is new in the space, or something fails. */
  async #drain(space: SpaceId): Promise<void> {
    const { store, name, handle, reading, lease, log, metrics, options } = this.#parts;
    // Until it has begun, a space without a position is not known to be new.
    if (!this.#begun) return;
    try {
      while (this.#goesOn()) {
        const { records, from, to, lost } = await store.read(space, name, BATCH, options.from === 'beginning');
        if (to === null) break;
        if (lost) log.warn({ consumer: name, space }, 'Redis lost what this consumer had read; it begins again a little earlier');
        // Asks Redis too: another process may have taken over while this one stood still.
        if (!(await lease.confirm())) {
          this.#sweep = true;
          return;
        }
        reading?.(space, records);
        const then = records.length > 0 ? await handle(space, records) : undefined;
        metrics.count('outbox_records', { consumer: name }, records.length);
        // When it was moved by another process, the next look begins there.
        await store.move(space, name, from, to);
        if (then === 'gathers' && this.#gathering !== null) {
          this.#gathering.hear(space);
          break;
        }
      }
      this.#failures.delete(space);
      // It may have ended before all was read.
      if (!this.#goesOn()) this.#sweep = true;
    } catch (error) {
      this.#retry(space, error);
    }
  }

  #retry(space: SpaceId, error: unknown): void {
    const { name, clock, log, metrics } = this.#parts;
    const attempts = (this.#failures.get(space) ?? 0) + 1;
    this.#failures.set(space, attempts);
    metrics.count('outbox_failures', { consumer: name });
    if (!(error instanceof StoreUnavailable))
      log.warn({ consumer: name, space, attempts, err: error }, 'a consumer of the ledger failed; it is tried again');
    // What was told meanwhile waits too.
    this.#news.delete(space);
    const cancel = clock.after(retryMs(attempts), () => {
      this.#waiting.delete(space);
      if (!this.#closed) this.#take(space, 0);
    });
    this.#waiting.set(space, cancel);
  }
}
