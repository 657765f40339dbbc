import type { Cancel, Clock, Logger } from '../../domain/ports.js';
import { StoreUnavailable } from '../store.js';

/** Where processes tell each other that they brought back what they had. Both reject with `StoreUnavailable`. */
export interface RollCallStore {
  /** Names the server that keeps the data: another name once it was started again, or another one took over. */
  serverId(): Promise<string>;
  /**
   * Says that `process` is there, and whether all that it had is on this server; that the processes in `gone` are no more, and what they had is
   * there too. Answers those who were there when the server before this one was last seen and have not said so yet.
   */
  answer(server: string, call: Call): Promise<readonly string[]>;
}

export interface Call {
  /** The name of its journal; empty when it has none, and so nothing to bring. */
  readonly process: string;
  readonly isRestored: boolean;
  readonly gone: readonly string[];
}

/** What of us is to be told now. */
export interface OwnCall extends Call {
  /** Processes that are no more, whose journals we took over. */
  readonly here: readonly string[];
}

export interface RollCallParts {
  /** Without one there is nobody else. */
  readonly store: RollCallStore | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  readonly call: () => OwnCall;
  /** These are missing: their journals may lie here, and nobody may be left to read them. */
  readonly onMissing: () => Promise<void>;
  readonly onComplete: () => void;
}

/** A process that was killed is started again, or its journal taken over, within that. */
const PATIENCE_MS = 30_000;
const POLL_MS = 500;
const BEAT_MS = 10_000;

/**
 * After Redis was started again or a replica took over it may lack what it had confirmed, and each process brings back what its journal holds.
 * What one of them decides before the others have done so would take the place of what they bring. So it is recorded only, until everybody who
 * was there has answered on this server, or had time enough to.
 */
export class RollCall {
  readonly #parts: RollCallParts;
  #complete: boolean;
  #server = '';
  #since = 0;
  /** Counts the times that the link came. */
  #round = 0;
  /** Resolves when the others were asked for the first time since the link is there. */
  #asked: Promise<void> = Promise.resolve();
  #next: Cancel | null = null;
  #stopped = true;

  constructor(parts: RollCallParts) {
    this.#parts = parts;
    this.#complete = parts.store === undefined;
  }

  /** May changes be decided upon what the server has? */
  get complete(): boolean {
    return this.#complete;
  }

  /** As `complete`; waits for the first answer since the link is there. */
  async passed(): Promise<boolean> {
    if (!this.#complete) await this.#asked;
    return this.#complete;
  }

  /** The link is there (again). `known` resolves when it is known what we have to bring. */
  begin(known: Promise<void>): void {
    if (!this.#parts.store) return;
    this.stop();
    this.#stopped = false;
    this.#complete = false;
    this.#round += 1;
    this.#since = this.#parts.clock.monotonic();
    this.#asked = known.then(() => this.#ask());
  }

  /** The link is gone, or we are. */
  stop(): void {
    this.#stopped = true;
    this.#next?.();
    this.#next = null;
  }

  async #ask(): Promise<void> {
    const { store, clock, log, call, onMissing } = this.#parts;
    if (!store || this.#stopped) return;
    const round = this.#round;
    let isDone = false;
    try {
      const server = await store.serverId();
      const ours = call();
      // Whose journal is here is in line with what we decide.
      const missing = (await store.answer(server, ours)).filter((name) => !ours.here.includes(name));
      // The link went, and came again.
      if (round !== this.#round) return;
      if (this.#complete && server !== this.#server) this.#complete = false;
      if (server !== this.#server) this.#since = clock.monotonic();
      this.#server = server;
      if (missing.length === 0) this.#open();
      else if (!this.#complete) {
        if (clock.monotonic() - this.#since >= PATIENCE_MS) {
          log.error({ missing }, 'processes have not brought back what Redis may have lost: their changes may not fit any more');
          this.#open();
        } else void onMissing();
      }
      // The others wait to hear it.
      isDone = ours.isRestored && this.#complete;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) log.error({ err: error }, 'the other processes could not be asked');
    } finally {
      if (!this.#isStopped() && round === this.#round && this.#next === null)
        this.#next = clock.after(isDone ? BEAT_MS : POLL_MS, () => {
          this.#next = null;
          void this.#ask();
        });
    }
  }

  #isStopped(): boolean {
    return this.#stopped;
  }

  #open(): void {
    if (this.#complete) return;
    this.#complete = true;
    this.#parts.onComplete();
  }
}
