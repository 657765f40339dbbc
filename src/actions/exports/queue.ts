import { domainError, type DomainError } from '../../domain/errors.js';
import type { SpaceId, UserId } from '../../domain/ids.js';

/** Somebody who waits for their turn, or has it. */
export interface Turn {
  /** Gives the turn to the next one, or the place in the queue up. Once is enough, and more do no harm. */
  leave(): void;
  /** How many are to go first, from 1 on; 0: it has its turn. */
  place(): number;
}

export interface Queued {
  readonly space: SpaceId;
  readonly user: UserId;
  /** Its turn has come. Called once, perhaps before `enter` returns, and must not throw. */
  begin(): void;
  /** Another place in the queue than before; never 0. */
  moved(place: number): void;
}

export interface QueueLimits {
  /** At the same time, of one member. */
  readonly perMember: number;
  /** At the same time, of one space. */
  readonly perSpace: number;
  /** Of one member, with those that wait. */
  readonly memberMax: number;
  /** Of one space, with those that wait. */
  readonly spaceMax: number;
}

/** Few at a time, so that nobody makes the others wait for long, and an end to the queue. */
export const EXPORT_LIMITS: QueueLimits = { perMember: 1, perSpace: 3, memberMax: 3, spaceMax: 25 };

/** Whose limit is reached. */
export type Full = 'member' | 'space';

/** EXPORT_QUEUE_FULL, EXPORT_SERVER_QUEUE_FULL, both with `max`. */
export const queueRefusal = (full: Full): DomainError =>
  full === 'member'
    ? domainError('EXPORT_QUEUE_FULL', { max: EXPORT_LIMITS.memberMax })
    : domainError('EXPORT_SERVER_QUEUE_FULL', { max: EXPORT_LIMITS.spaceMax });

export interface Queue {
  enter(queued: Queued): Turn | Full;
}

interface Line {
  readonly running: Set<Queued>;
  /** In the order in which they came, with the place that they know of; 0: none yet. */
  readonly waiting: Map<Queued, number>;
}

/**
 * Lets a few in at a time: of each space so many, and of each of its members. Those of a member who is served already wait for that, and let others go
 * first. Who waits is told each time their place changes.
 */
export const createQueue = (limits: QueueLimits = EXPORT_LIMITS): Queue => {
  const lines = new Map<SpaceId, Line>();

  const lineOf = (space: SpaceId): Line => {
    const known = lines.get(space);
    if (known !== undefined) return known;
    const line: Line = { running: new Set(), waiting: new Map() };
    lines.set(space, line);
    return line;
  };

  /** Those whose turn it is now. */
  const taken = (line: Line): readonly Queued[] => {
    const begun: Queued[] = [];
    for (const one of line.waiting.keys()) {
      if (line.running.size >= limits.perSpace) break;
      if (countOf(one.user, line.running) >= limits.perMember) continue;
      line.waiting.delete(one);
      line.running.add(one);
      begun.push(one);
    }
    return begun;
  };

  const advance = (space: SpaceId, line: Line): void => {
    const begun = taken(line);
    const moved: [Queued, number][] = [];
    for (const [at, [one, before]] of [...line.waiting].entries()) {
      line.waiting.set(one, at + 1);
      // Whoever has only come asks for the place.
      if (before !== 0 && before !== at + 1) moved.push([one, at + 1]);
    }
    if (line.running.size + line.waiting.size === 0) lines.delete(space);
    for (const one of begun) one.begin();
    // Whoever has just begun may have left again, and moved the others on.
    for (const [one, place] of moved) if (line.waiting.get(one) === place) one.moved(place);
  };

  return {
    enter(queued) {
      const { space, user } = queued;
      const line = lineOf(space);
      const all = [...line.running, ...line.waiting.keys()];
      if (countOf(user, all) >= limits.memberMax) return 'member';
      if (all.length >= limits.spaceMax) return 'space';
      line.waiting.set(queued, 0);
      advance(space, line);
      return {
        leave() {
          const hadTurn = line.running.delete(queued);
          if (line.waiting.delete(queued) || hadTurn) advance(space, line);
        },
        place: () => line.waiting.get(queued) ?? 0,
      };
    },
  };
};

const countOf = (user: UserId, all: Iterable<Queued>): number => {
  let count = 0;
  for (const one of all) if (one.user === user) count += 1;
  return count;
};
