import type { DomainError } from '../../domain/errors.js';
import type { SpaceId } from '../../domain/ids.js';

/** Something that Discord refuses until a person mends it. */
export interface Problem {
  /** What is refused, e.g. the id of a role. */
  readonly subject: string;
  readonly error: DomainError;
  /** ms since the epoch. */
  readonly since: number;
}

interface Entry extends Problem {
  /** One more attempt is allowed, to see whether somebody mended it. */
  probe: boolean;
}

/**
 * What Discord refused, by space and subject. While a problem stands, no change tries that subject again; `probe` lets one attempt through,
 * and a success solves it. So 500 members with a broken role cost Discord one refused request per look, not 500.
 */
export class Problems {
  readonly #spaces = new Map<SpaceId, Map<string, Entry>>();

  /** Should this subject be left alone? An allowed probe is used up by asking. */
  blocked(space: SpaceId, subject: string): boolean {
    const entry = this.#spaces.get(space)?.get(subject);
    if (entry === undefined) return false;
    if (!entry.probe) return true;
    entry.probe = false;
    return false;
  }

  /** Returns whether it is new: the moment to warn somebody. The same subject failing for another reason is not. */
  report(space: SpaceId, subject: string, error: DomainError, now: number): boolean {
    const subjects = this.#spaces.get(space) ?? new Map<string, Entry>();
    this.#spaces.set(space, subjects);
    const known = subjects.get(subject);
    subjects.set(subject, { subject, error, since: known?.since ?? now, probe: false });
    return known === undefined;
  }

  /** Returns whether there was a problem. */
  solved(space: SpaceId, subject: string): boolean {
    const subjects = this.#spaces.get(space);
    const had = subjects?.delete(subject) ?? false;
    if (subjects?.size === 0) this.#spaces.delete(space);
    return had;
  }

  probe(space: SpaceId): void {
    for (const entry of this.#spaces.get(space)?.values() ?? []) entry.probe = true;
  }

  /** Forgets problems of subjects that are no longer used. */
  keepOnly(space: SpaceId, used: ReadonlySet<string>): void {
    for (const { subject } of this.list(space)) if (!used.has(subject)) this.solved(space, subject);
  }

  /** Newest first. */
  list(space: SpaceId): readonly Problem[] {
    return [...(this.#spaces.get(space)?.values() ?? [])]
      .map(({ subject, error, since }) => ({ subject, error, since }))
      .sort((a, b) => b.since - a.since);
  }

  get size(): number {
    let sum = 0;
    for (const subjects of this.#spaces.values()) sum += subjects.size;
    return sum;
  }
}
