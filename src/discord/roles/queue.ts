import type { SpaceId, UserId } from '../../domain/ids.js';

/** A member to be looked at. */
export interface RoleJob {
  readonly space: SpaceId;
  readonly user: UserId;
  /** Ask Discord which roles the member has, instead of trusting our memory. */
  readonly verify: boolean;
  /** Failed tries so far. */
  readonly tries: number;
  /** Looked at when its turn comes: false, and it is nobody's wish any more. */
  readonly wanted?: () => boolean;
}

/**
 * Members waiting to be looked at: once each, however often they changed. Spaces take turns, so that one large guild holds up nobody;
 * what changed goes before what a sweep only wants to check.
 */
export class RoleQueue {
  readonly #changed = new SpaceRing();
  readonly #checked = new SpaceRing();

  get size(): number {
    return this.#changed.size + this.#checked.size;
  }

  /** Members whom a sweep only wants to check. */
  get checks(): number {
    return this.#checked.size;
  }

  /** A member that waits already is looked at once for both: as urgent, and as closely, as either asked for. */
  add(job: RoleJob, urgent: boolean): void {
    const waiting = this.#changed.take(job) ?? this.#checked.take(job);
    const ring = urgent || waiting?.urgent === true ? this.#changed : this.#checked;
    const both = { ...job, verify: job.verify || (waiting?.job.verify ?? false) };
    // Somebody who wants it whatever happens is enough.
    if (waiting !== undefined && waiting.job.wanted === undefined) delete both.wanted;
    ring.put(both, ring === this.#changed);
  }

  /** The next member of a space that `free` allows, or undefined. */
  next(free: (space: SpaceId) => boolean): Waiting | undefined {
    return this.#changed.next(free) ?? this.#checked.next(free);
  }

  clear(): void {
    this.#changed.clear();
    this.#checked.clear();
  }
}

export interface Waiting {
  readonly job: RoleJob;
  /** False: a sweep only wants to check. */
  readonly urgent: boolean;
}

/** Jobs by space, the spaces in turn. Maps keep insertion order: it is the queue. */
class SpaceRing {
  readonly #spaces = new Map<SpaceId, Map<UserId, Waiting>>();
  size = 0;

  put(job: RoleJob, urgent: boolean): void {
    const members = this.#spaces.get(job.space) ?? new Map<UserId, Waiting>();
    this.#spaces.set(job.space, members);
    members.set(job.user, { job, urgent });
    this.size += 1;
  }

  take({ space, user }: Pick<RoleJob, 'space' | 'user'>): Waiting | undefined {
    const members = this.#spaces.get(space);
    const waiting = members?.get(user);
    if (members === undefined || waiting === undefined) return undefined;
    members.delete(user);
    if (members.size === 0) this.#spaces.delete(space);
    this.size -= 1;
    return waiting;
  }

  next(free: (space: SpaceId) => boolean): Waiting | undefined {
    for (const [space, members] of this.#spaces) {
      if (!free(space)) continue;
      const first = members.values().next();
      if (first.done === true) continue;
      this.take(first.value.job);
      // To the end of the line.
      if (this.#spaces.delete(space)) this.#spaces.set(space, members);
      return first.value;
    }
    return undefined;
  }

  clear(): void {
    this.#spaces.clear();
    this.size = 0;
  }
}
