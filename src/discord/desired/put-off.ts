import type { Alarms } from '../../domain/alarms.js';
import type { Cancel, Clock } from '../../domain/ports.js';
import type { DesiredKey } from './definition.js';
import { mergeJobs, type Job } from './queue.js';

interface Entry<Id extends string> {
  job: Job<Id>;
  readonly held: boolean;
  /** Monotonic ms. */
  readonly until: number;
  readonly cancel: Cancel;
}

const nameOf = ({ space, id }: DesiredKey<string>): string => `${space}:${id}`;

/** Jobs that are to be done some time later, one for each key. */
export class PutOff<Id extends string> {
  readonly #entries = new Map<string, Entry<Id>>();
  readonly #clock: Clock;
  readonly #alarms: Pick<Alarms, 'at'> | undefined;
  readonly #due: (job: Job<Id>) => void;

  /** @param alarms where moments can be moved, what is held is done when its moment comes, though less time than that has passed */
  constructor(clock: Clock, due: (job: Job<Id>) => void, alarms?: Pick<Alarms, 'at'>) {
    this.#clock = clock;
    this.#alarms = alarms;
    this.#due = due;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Those that are to be tried again because they failed, or another process saw to them. */
  get retrying(): number {
    let count = 0;
    for (const { held } of this.#entries.values()) if (!held) count += 1;
    return count;
  }

  /** Those of one space. */
  of(space: DesiredKey<Id>['space']): number {
    let count = 0;
    for (const { job } of this.#entries.values()) if (job.space === space) count += 1;
    return count;
  }

  /** To be done in `ms`, or when a change of the key comes: there is no need to wait for that one. */
  retry(job: Job<Id>, ms: number): void {
    this.#put(job, ms, false);
  }

  /** To be done in `ms` and not before, whatever changes. */
  hold(job: Job<Id>, ms: number): void {
    this.#put(job, ms, true);
  }

  /** Is the key held? Then the job is done together with the one that is held. */
  joins(job: Job<Id>): boolean {
    const entry = this.#entries.get(nameOf(job));
    if (entry?.held !== true) return false;
    entry.job = mergeJobs(job, entry.job);
    return true;
  }

  /** Takes away what is to be tried again; returns whether there was something. */
  takeRetry(key: DesiredKey<Id>): boolean {
    const name = nameOf(key);
    const entry = this.#entries.get(name);
    if (entry === undefined || entry.held) return false;
    entry.cancel();
    return this.#entries.delete(name);
  }

  clear(): void {
    for (const { cancel } of this.#entries.values()) cancel();
    this.#entries.clear();
  }

  #whenDue(ms: number, task: () => void): Cancel {
    const cancels = [this.#clock.after(ms, task), this.#alarms?.at(this.#clock.now() + ms, task)];
    return () => {
      for (const cancel of cancels) cancel?.();
    };
  }

  #put(job: Job<Id>, ms: number, held: boolean): void {
    const name = nameOf(job);
    const before = this.#entries.get(name);
    before?.cancel();
    const wait = before?.held === true ? Math.max(ms, before.until - this.#clock.monotonic()) : ms;
    const cancel = this.#whenDue(wait, () => {
      const due = this.#entries.get(name);
      due?.cancel();
      this.#entries.delete(name);
      if (due !== undefined) this.#due(due.job);
    });
    this.#entries.set(name, {
      job: mergeJobs(job, before?.held === true ? before.job : undefined),
      held: held || before?.held === true,
      until: this.#clock.monotonic() + wait,
      cancel,
    });
  }
}
