import { LRUCache } from 'lru-cache';
import type { DomainError } from '../../domain/errors.js';
import type { Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import type { Recorded } from '../api.js';
import type { Commit } from '../store.js';
import type { Ask } from '../change/plan.js';
import { Recent } from '../../domain/recent.js';

type Answer = Result<Recorded<Session | null>, DomainError>;

const KEPT = 20_000;

/** By `requestKey`: what became of recent requests of this process, so that a second delivery is recognised without asking Redis. */
export class Outcomes {
  /** Requests under way, and who else waits for what comes of them. */
  private readonly running = new Map<string, ((answer: Answer) => void)[] | null>();
  private readonly recorded = new Recent<true>(KEPT);
  private readonly unsure = new LRUCache<string, Commit>({ max: 1_000 });

  /** Null: nothing is under way of this request, and whoever asked begins it and must `leave`. Else resolves with what came of it. */
  enter(key: string): Promise<Answer> | null {
    const joined = this.running.get(key);
    if (joined === undefined) {
      this.running.set(key, null);
      return null;
    }
    return new Promise((resolve) => {
      const join = (answer: Answer): void => resolve(asReplay(answer));
      if (joined === null) this.running.set(key, [join]);
      else joined.push(join);
    });
  }

  leave(key: string, answer: Answer): void {
    if (answer.ok) {
      this.recorded.set(key, true);
      if (this.unsure.size > 0) this.unsure.delete(key);
    }
    const joined = this.running.get(key);
    this.running.delete(key);
    for (const join of joined ?? []) join(answer);
  }

  wasRecorded(key: string): boolean {
    return this.recorded.get(key) === true;
  }

  /** A change that may be in the store although it was not acknowledged. */
  noteUncertain(commit: Commit): void {
    this.unsure.set(requestKey(commit), commit);
  }

  /** What was decided for this request, when it is not known whether the store has it. */
  uncertain(ask: Ask): Commit | undefined {
    return this.unsure.size === 0 ? undefined : this.unsure.get(requestKey(ask));
  }
}

/** Names a request. */
export const requestKey = ({ space, requestId }: Pick<Ask, 'space' | 'requestId'>): string => `${space} ${requestId}`;

const asReplay = (answer: Answer): Answer => (answer.ok ? { ok: true, value: { ...answer.value, replayed: true } } : answer);
