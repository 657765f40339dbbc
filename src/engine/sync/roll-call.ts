import type { Stage } from '../members/stage.js';
import type { Cancel, Clock, Logger } from '../../domain/ports.js';
import { StoreUnavailable } from '../store.js';

/** Where processes tell each other that they brought back what they had. Both reject with `StoreUnavailable`. */
export interface RollCallStore {
  /** Names the server that keeps the data: another name once it was started again, or another one took over. */
  serverId(): Promise<string>;
  /**
   * Says how far `process` is with this server; that the processes in `gone` are no more, and what they had is this one's. Answers those who
   * were there when the server before this one was last seen, or came since, and are not at stage 2 yet.
   */
  answer(server: string, call: Call): Promise<readonly Missing[]>;
}

export interface Call {
  /** The name of its journal; empty when it has none, and so nothing to bring. */
  readonly process: string;
  readonly stage: Stage;
  /** This process ends, and has brought everything back. */
  readonly leaves: boolean;
  readonly gone: readonly string[];
}

export interface Missing {
  readonly process: string;
  readonly stage: Stage;
}

export interface RollCallParts {
  /** Without a store there are no other processes. */
  readonly store: RollCallStore | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** How far we are, under which name. */
  readonly call: () => Pick<Call, 'process' | 'stage'>;
  /** Of these, those whose journal lay on our disk and does no more: what they had is in line with what we decide. */
  readonly gone: (processes: readonly string[]) => Promise<readonly string[]>;
  /** A process is missing: its journal may lie on this disk with nobody left to read it. */
  readonly onMissing: () => Promise<void>;
  /** More may be offered from now on. */
  readonly onProgress: () => void;
}

/** A process that was killed is started again, or its journal taken over, within that. */
const PATIENCE_MS = 30_000;
const POLL_MS = 500;
const BEAT_MS = 10_000;

/**
 * After Redis was started again or a replica took over it may lack what it had confirmed, and each process brings back what its journal holds.
 * What one of them decides before the others have done so would take the place of what they bring. So it is recorded only, until everybody who
 * was there has answered on this server, or had time enough to. First comes what is known to have been stored, then what may have been.
 */
export class RollCall {
  readonly #parts: RollCallParts;
  #complete: boolean;
  #certain: boolean;
  #server = '';
  /** Processes that nobody waits for any more: to be told to the others. */
  readonly #gone: string[] = [];
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
    this.#certain = this.#complete;
  }

  /** May changes be decided upon what the server has? */
  get complete(): boolean {
    return this.#complete;
  }

  /** Is everything back that is known to have been stored? */
  get certain(): boolean {
    return this.#certain;
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
    this.#certain = false;
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

  /** We are about to go: if all that we had is there, nobody has to wait for us. */
  async leave(): Promise<void> {
    this.stop();
    const { store, call, log } = this.#parts;
    const { process, stage } = call();
    if (!store || process === '' || stage < 2 || !this.#complete) return;
    try {
      await store.answer(this.#server, { process, stage, leaves: true, gone: [] });
    } catch (error) {
      log.debug({ reason: String(error) }, 'the others were not told that this process leaves');
    }
  }

  async #ask(): Promise<void> {
    const { store, clock, log, onMissing } = this.#parts;
    if (!store || this.#stopped) return;
    const round = this.#round;
    let isDone = false;
    try {
      const server = await store.serverId();
      const ours = this.#parts.call();
      const gone = ours.process === '' ? [] : [...this.#gone];
      const answered = await store.answer(server, { ...ours, leaves: false, gone });
      const here = await this.#parts.gone(answered.map(({ process }) => process));
      const missing = answered.filter(({ process }) => !here.includes(process));
      this.#gone.splice(0, gone.length, ...here);
      // The link was lost and came back meanwhile.
      if (round !== this.#round) return;
      if (server !== this.#server) {
        this.#server = server;
        this.#since = clock.monotonic();
        this.#complete = false;
        this.#certain = false;
      }
      const isOver = clock.monotonic() - this.#since >= PATIENCE_MS;
      if (isOver && missing.length > 0 && !this.#complete) {
        log.error({ missing }, 'processes have not brought back what Redis may have lost: their changes may not fit any more');
        this.#gone.push(...missing.map(({ process }) => process));
      }
      this.#progress(isOver || missing.every(({ stage }) => stage > 0), isOver || missing.length === 0);
      if (!this.#complete) void onMissing();
      // The other processes wait for this answer.
      isDone = ours.stage === 2 && this.#complete;
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

  /** It may have been stopped while something was waited for, which the compiler does not see. */
  #isStopped(): boolean {
    return this.#stopped;
  }

  #progress(certain: boolean, complete: boolean): void {
    const isNew = (certain && !this.#certain) || (complete && !this.#complete);
    this.#certain ||= certain;
    this.#complete ||= complete;
    if (isNew) this.#parts.onProgress();
  }
}
