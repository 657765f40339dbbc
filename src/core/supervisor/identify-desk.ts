import type { Cancel, Clock, Logger } from '../../domain/ports.js';

/** Discord takes one identify in five seconds of the shards with the same `shard modulo max_concurrency`; the rest is for the way there. */
export const SPACING_MS = 5_250;
/** A turn that was given and not reported as used counts as used after this, ms: the process may stand still, or be gone. */
const USED_AFTER_MS = 10_000;

/** One wish to identify. */
export interface Turn {
  /** The identify goes out now; the next one's time runs from here. */
  used(): void;
  /** It is no longer wanted. When it was given already, it may have been used, and counts as that. */
  cancel(): void;
}

/** Hands out the turns to identify, to the shards of all processes: first come, first served, in each of Discord's buckets. */
export interface IdentifyDesk {
  request(shard: number, give: () => void): Turn;
  /** How many are left until Discord's count begins anew. */
  readonly remaining: number;
}

export interface IdentifyLimits {
  readonly maxConcurrency: number;
  readonly total: number;
  readonly remaining: number;
  readonly resetAfterMs: number;
}

interface Waiting {
  readonly give: () => void;
}

interface Bucket {
  readonly queue: Waiting[];
  given: Waiting | null;
  /** Monotonic ms. */
  freeAt: number;
  timer: Cancel | null;
}

export const createIdentifyDesk = (
  limits: IdentifyLimits,
  { clock, log }: { readonly clock: Clock; readonly log: Logger },
): IdentifyDesk => {
  const buckets = new Map<number, Bucket>();
  let { remaining } = limits;
  let resetAt = clock.monotonic() + limits.resetAfterMs;

  const bucketOf = (shard: number): Bucket => {
    const key = shard % limits.maxConcurrency;
    const found = buckets.get(key) ?? { queue: [], given: null, freeAt: -Infinity, timer: null };
    buckets.set(key, found);
    return found;
  };

  /** When the next identify of a bucket is allowed, monotonic ms. */
  const allowedAt = (bucket: Bucket): number => {
    const now = clock.monotonic();
    if (now >= resetAt) {
      remaining = limits.total;
      resetAt = now + DAY_MS;
    }
    if (remaining > 0) return bucket.freeAt;
    log.error({ resetInMs: resetAt - now }, 'Discord allows no more identifies until its count begins anew; shards wait');
    return Math.max(bucket.freeAt, resetAt);
  };

  /** The one timer of a bucket is that of the turn that was given, else that of the next one. */
  const serve = (bucket: Bucket): void => {
    if (bucket.given !== null) return;
    bucket.timer?.();
    bucket.timer = null;
    if (bucket.queue.length === 0) return;
    const wait = allowedAt(bucket) - clock.monotonic();
    if (wait > 0) {
      bucket.timer = clock.after(wait, () => serve(bucket));
      return;
    }
    const next = bucket.queue.shift();
    if (next === undefined) return;
    remaining -= 1;
    bucket.given = next;
    bucket.timer = clock.after(USED_AFTER_MS, () => finish(bucket, next));
    next.give();
  };

  const finish = (bucket: Bucket, turn: Waiting): void => {
    if (bucket.given !== turn) return;
    bucket.given = null;
    bucket.freeAt = clock.monotonic() + SPACING_MS;
    serve(bucket);
  };

  return {
    get remaining() {
      return remaining;
    },
    request(shard, give) {
      const bucket = bucketOf(shard);
      const turn: Waiting = { give };
      bucket.queue.push(turn);
      serve(bucket);
      return {
        used: () => finish(bucket, turn),
        cancel() {
          const at = bucket.queue.indexOf(turn);
          if (at >= 0) bucket.queue.splice(at, 1);
          finish(bucket, turn);
        },
      };
    },
  };
};

const DAY_MS = 86_400_000;
