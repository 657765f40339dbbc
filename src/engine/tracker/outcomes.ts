import { LRUCache } from 'lru-cache';
import type { DomainError } from '../../domain/errors.js';
import type { Result } from '../../domain/result.js';
import type { Recorded } from '../api.js';
import type { Commit } from '../store.js';
import type { Ask } from './plan.js';
import { Recent } from './recent.js';

const KEPT = 20_000;

/** What became of recent requests of this process, so that a second delivery is recognised without asking Redis. */
export class Outcomes {
  private readonly running = new Map<string, Promise<Result<Recorded, DomainError>>>();
  private readonly recorded = new Recent<true>(KEPT);
  private readonly uncertain = new LRUCache<string, Commit>({ max: 1_000 });

  /** Runs `work`, or joins the same request if it is under way. */
  async once(ask: Ask, work: (ask: Ask) => Promise<Result<Recorded, DomainError>>): Promise<Result<Recorded, DomainError>> {
    const key = requestKey(ask);
    const first = this.running.get(key);
    if (first !== undefined) {
      const result = await first;
      return result.ok ? { ok: true, value: { ...result.value, replayed: true } } : result;
    }
    const running = work(ask);
    this.running.set(key, running);
    try {
      const result = await running;
      if (result.ok) {
        this.recorded.set(key, true);
        if (this.uncertain.size > 0) this.uncertain.delete(key);
      }
      return result;
    } finally {
      this.running.delete(key);
    }
  }

  wasRecorded(ask: Ask): boolean {
    return this.recorded.get(requestKey(ask)) === true;
  }

  /** A change that may be in the store although it was not acknowledged. */
  doubt(commit: Commit): void {
    this.uncertain.set(requestKey(commit), commit);
  }

  doubted(ask: Ask): Commit | undefined {
    return this.uncertain.size === 0 ? undefined : this.uncertain.get(requestKey(ask));
  }
}

const requestKey = ({ space, requestId }: Pick<Ask, 'space' | 'requestId'>): string => `${space} ${requestId}`;
