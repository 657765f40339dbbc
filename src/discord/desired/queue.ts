import type { SpaceId } from '../../domain/ids.js';
import type { DesiredKey } from './definition.js';

/** Something to be looked at. */
export interface Job<Id extends string> extends DesiredKey<Id> {
  /** Ask Discord what it shows, instead of trusting our memory. */
  readonly verify: boolean;
  /** Failed tries so far. */
  readonly tries: number;
  /** Looked at when its turn comes: false, and it is nobody's wish any more. */
  readonly wanted?: () => boolean;
}

/** One job for two of the same key: as close a look as either asked for. Somebody who wants it whatever happens is enough. */
export const mergeJobs = <Id extends string>(job: Job<Id>, waiting: Job<Id> | undefined): Job<Id> => {
  if (waiting === undefined) return job;
  const both = { ...job, verify: job.verify || waiting.verify };
  if (waiting.wanted === undefined) delete both.wanted;
  return both;
};

/**
 * Keys waiting to be looked at: once each, however often they changed. Spaces take turns, so that one large guild holds up nobody;
 * what changed goes before what a sweep only wants to check.
 */
export class Queue<Id extends string> {
  readonly #changed = new SpaceRing<Id>();
  readonly #checked = new SpaceRing<Id>();

  get size(): number {
    return this.#changed.size + this.#checked.size;
  }

  /** Those that a sweep only wants to check. */
  get checks(): number {
    return this.#checked.size;
  }

  /** Those of one space. */
  of(space: SpaceId): number {
    return this.#changed.of(space) + this.#checked.of(space);
  }

  /** A key that waits already is looked at once for both: as urgent, and as closely, as either asked for. */
  add(job: Job<Id>, urgent: boolean): void {
    const waiting = this.#changed.take(job) ?? this.#checked.take(job);
    const ring = urgent || waiting?.urgent === true ? this.#changed : this.#checked;
    ring.put(mergeJobs(job, waiting?.job), ring === this.#changed);
  }

  /** The next key of a space that `free` allows, or undefined. */
  next(free: (space: SpaceId) => boolean): Waiting<Id> | undefined {
    return this.#changed.next(free) ?? this.#checked.next(free);
  }

  clear(): void {
    this.#changed.clear();
    this.#checked.clear();
  }
}

export interface Waiting<Id extends string> {
  readonly job: Job<Id>;
  /** False: a sweep only wants to check. */
  readonly urgent: boolean;
}

/** Jobs by space, the spaces in turn. Maps keep insertion order: it is the queue. */
class SpaceRing<Id extends string> {
  readonly #spaces = new Map<SpaceId, Map<Id, Waiting<Id>>>();
  size = 0;

  put(job: Job<Id>, urgent: boolean): void {
    const keys = this.#spaces.get(job.space) ?? new Map<Id, Waiting<Id>>();
    this.#spaces.set(job.space, keys);
    keys.set(job.id, { job, urgent });
    this.size += 1;
  }

  of(space: SpaceId): number {
    return this.#spaces.get(space)?.size ?? 0;
  }

  take({ space, id }: DesiredKey<Id>): Waiting<Id> | undefined {
    const keys = this.#spaces.get(space);
    const waiting = keys?.get(id);
    if (keys === undefined || waiting === undefined) return undefined;
    keys.delete(id);
    if (keys.size === 0) this.#spaces.delete(space);
    this.size -= 1;
    return waiting;
  }

  next(free: (space: SpaceId) => boolean): Waiting<Id> | undefined {
    for (const [space, keys] of this.#spaces) {
      if (!free(space)) continue;
      const first = keys.values().next();
      if (first.done === true) continue;
      this.take(first.value.job);
      // To the end of the line.
      if (this.#spaces.delete(space)) this.#spaces.set(space, keys);
      return first.value;
    }
    return undefined;
  }

  clear(): void {
    this.#spaces.clear();
    this.size = 0;
  }
}
