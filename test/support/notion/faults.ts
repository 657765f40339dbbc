import { NotionProblem } from './problem.js';

/**
 * What can go wrong with a request. `dropped`: it is done, but its answer never arrives. `refused`: the connection breaks before it is done. `slow`: it is done
 * and answered after a while.
 */
export const FAULTS = ['dropped', 'refused', 'conflict', 'gateway', 'overloaded', 'slow'] as const;
export type Fault = (typeof FAULTS)[number];

interface Planned {
  readonly fault: Fault;
  readonly matches: (method: string, path: string) => boolean;
  left: number;
}

/** mulberry32 */
const randomOf = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Says of each request what goes wrong with it: as planned for the next ones, or by a seed for a share of all. */
export class Faults {
  readonly #planned: Planned[] = [];
  #random: (() => Fault | null) | null = null;
  /** What went wrong so far, for whoever counts it. */
  readonly taken: Fault[] = [];
  /** Notion cannot be reached. */
  isGone = false;

  /** The next `times` requests that match fail so. */
  next(fault: Fault, times = 1, matches: Planned['matches'] = () => true): void {
    this.#planned.push({ fault, matches, left: times });
  }

  /** From now on a share of all requests fails, in a way that the seed decides. */
  randomly(seed: number, share: number, kinds: readonly Fault[] = FAULTS): void {
    const random = randomOf(seed);
    this.#random = () => (random() < share ? (kinds[Math.floor(random() * kinds.length)] ?? null) : null);
  }

  stop(): void {
    this.#planned.length = 0;
    this.#random = null;
    this.isGone = false;
  }

  of(method: string, path: string): Fault | null {
    const planned = this.#planned.find((one) => one.left > 0 && one.matches(method, path));
    if (planned !== undefined) {
      planned.left -= 1;
      return planned.fault;
    }
    const fault = this.#random?.() ?? null;
    if (fault !== null) this.taken.push(fault);
    return fault;
  }
}

/** The refusal of a fault that is one. */
export const problemOf = (fault: Fault): NotionProblem | null => {
  switch (fault) {
    case 'conflict':
      return new NotionProblem(409, 'conflict_error', 'Conflict occurred while saving. Please try again.');
    case 'gateway':
      return new NotionProblem(502, 'bad_gateway', 'Bad gateway');
    case 'overloaded':
      return new NotionProblem(529, 'service_overload', 'Notion is overloaded. Please try again later.', {
        headers: { 'retry-after': '1' },
      });
    case 'dropped':
    case 'refused':
    case 'slow':
      return null;
  }
};

/** A budget for each window and token, as Notion has had it since 2026. */
export class Limiter {
  readonly #used = new Map<string, { readonly since: number; count: number }>();
  /** null: no limit. */
  budget: { readonly requests: number; readonly windowMs: number } | null = null;

  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  check(token: string): void {
    if (this.budget === null) return;
    const { requests, windowMs } = this.budget;
    const now = this.#now();
    const known = this.#used.get(token);
    const used = known === undefined || now >= known.since + windowMs ? { since: now, count: 0 } : known;
    used.count += 1;
    this.#used.set(token, used);
    if (used.count <= requests) return;
    const seconds = Math.max(1, Math.ceil((used.since + windowMs - now) / 1_000));
    throw new NotionProblem(429, 'rate_limited', 'You have been rate limited. Please try again in a few minutes.', {
      headers: { 'retry-after': String(seconds) },
      data: { rate_limit_reason: 'connection_budget_exceeded' },
    });
  }
}
