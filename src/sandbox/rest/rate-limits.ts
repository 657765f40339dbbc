import type { SandboxClock } from '../clock.js';

export interface RateLimit {
  readonly limit: number;
  /** ms */
  readonly windowMs: number;
}

export interface RateLimits {
  /** All requests under the bot's token together; Discord allows 50 a second. null: unlimited. */
  readonly global: RateLimit | null;
  /** Bucket of every route that is not named in `routes`, per path parameter that counts (guild, channel, webhook). */
  readonly route: RateLimit;
  /** Edits of messages older than an hour, per channel; one too many is refused with 30046. */
  readonly oldEdits: RateLimit;
  /** `METHOD /path` as in the route tables. */
  readonly routes: Readonly<Record<string, RateLimit>>;
}

/**
 * Discord publishes only the global limit; those of the routes are what its headers commonly show. The number behind 30046 is secret:
 * ours is invented, and low enough that a bot which edits its boards every minute meets it.
 */
export const defaultRateLimits: RateLimits = {
  global: { limit: 50, windowMs: 1000 },
  route: { limit: 50, windowMs: 1000 },
  oldEdits: { limit: 30, windowMs: 3_600_000 },
  routes: {
    'POST /channels/:channel/messages': { limit: 5, windowMs: 5000 },
    'PATCH /channels/:channel/messages/:message': { limit: 5, windowMs: 5000 },
    'DELETE /channels/:channel/messages/:message': { limit: 5, windowMs: 1000 },
    'PUT /guilds/:guild/members/:user/roles/:role': { limit: 10, windowMs: 1000 },
    'DELETE /guilds/:guild/members/:user/roles/:role': { limit: 10, windowMs: 1000 },
    'PATCH /guilds/:guild/members/:user': { limit: 10, windowMs: 1000 },
    'POST /webhooks/:application/:token': { limit: 5, windowMs: 2000 },
    'PATCH /webhooks/:application/:token/messages/:message': { limit: 5, windowMs: 2000 },
  },
};

interface Window {
  used: number;
  /** By the clock that nobody sets, ms. */
  endsAt: number;
}

export interface Verdict {
  /** ms to wait; 0: go ahead. */
  readonly waitMs: number;
  readonly global: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Fixed windows per bucket, forgotten when they are over. */
export class RateLimiter {
  readonly #clock: SandboxClock;
  readonly #limits: RateLimits;
  readonly #windows = new Map<string, Window>();
  #global: Window = { used: 0, endsAt: 0 };
  #sweepAt = 0;

  constructor(clock: SandboxClock, limits: RateLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Counts an edit of an old message of this channel; answers the ms to wait, 0 when it may go ahead. */
  takeOldEdit(channelId: string): number {
    const { limit, windowMs } = this.#limits.oldEdits;
    const window = this.#windowOf(`old edits ${channelId}`, windowMs);
    if (window.used >= limit) return window.endsAt - this.#clock.elapsed();
    window.used++;
    return 0;
  }

  #windowOf(key: string, windowMs: number): Window {
    const now = this.#clock.elapsed();
    const known = this.#windows.get(key);
    if (known && now < known.endsAt) return known;
    const begun = { used: 0, endsAt: now + windowMs };
    this.#windows.set(key, begun);
    return begun;
  }

  /** Counts one request. `major`: the path parameters that have buckets of their own, joined. */
  take(route: string, major: string, countsGlobally: boolean): Verdict {
    const now = this.#clock.elapsed();
    this.#sweep(now);
    const { global } = this.#limits;
    if (global && countsGlobally) {
      if (now >= this.#global.endsAt) this.#global = { used: 0, endsAt: now + global.windowMs };
      if (this.#global.used >= global.limit) {
        return {
          waitMs: this.#global.endsAt - now,
          global: true,
          headers: { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' },
        };
      }
      this.#global.used++;
    }
    const { limit, windowMs } = this.#limits.routes[route] ?? this.#limits.route;
    const window = this.#windowOf(`${route} ${major}`, windowMs);
    const allowed = window.used < limit;
    if (allowed) window.used++;
    const waitMs = window.endsAt - now;
    return {
      waitMs: allowed ? 0 : waitMs,
      global: false,
      headers: {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(limit - window.used),
        'x-ratelimit-reset': ((this.#clock.now() + waitMs) / 1000).toFixed(3),
        'x-ratelimit-reset-after': (waitMs / 1000).toFixed(3),
        'x-ratelimit-bucket': bucketName(route),
        ...(allowed ? {} : { 'x-ratelimit-scope': 'user' }),
      },
    };
  }

  #sweep(now: number): void {
    if (now < this.#sweepAt) return;
    this.#sweepAt = now + 10_000;
    for (const [key, window] of this.#windows) if (now >= window.endsAt) this.#windows.delete(key);
  }
}

const names = new Map<string, string>();

/** An opaque name, the same for all of a route (FNV-1a, hexadecimal). */
const bucketName = (route: string): string => {
  let name = names.get(route);
  if (name === undefined) {
    let hash = 0xcbf29ce484222325n;
    for (const char of route) hash = BigInt.asUintN(64, (hash ^ BigInt(char.codePointAt(0) ?? 0)) * 0x100000001b3n);
    names.set(route, (name = hash.toString(16).padStart(16, '0')));
  }
  return name;
};
