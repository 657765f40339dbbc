import { z } from 'zod';
import { snowflake } from './guilds.js';

/** What Discord's headers commonly show for messages of a channel: so many within so long, ms, of each kind. */
const PER_CHANNEL = 5;
const CHANNEL_MS = 5_000;
/** Of the whole bot within a second; answers to interactions are not counted (Discord's documentation, "Global Rate Limit"). */
const GLOBAL = 50;

export interface Reply {
  readonly status: number;
  readonly body?: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Bucket {
  used: number;
  /** performance.now() */
  until: number;
}

const Written = z.looseObject({ nonce: z.string().optional() });

/** Messages in channels, with Discord's limits, each of them counted when it was hit. */
export class Messages {
  readonly #buckets = new Map<string, Bucket>();
  readonly #nonces = new Map<string, string>();
  /** What stands in a channel, newest last: the id, and the body as it was sent last. */
  readonly #channels = new Map<string, Map<string, string>>();
  #count = 0;
  #second: Bucket = { used: 0, until: 0 };
  /** Requests, and those answered with 429. */
  readonly counts = { posted: 0, edited: 0, other: 0, limited: 0, limitedGlobally: 0 };

  /** The bodies of what stands in a channel, oldest first. */
  in(channel: string): readonly string[] {
    return [...(this.#channels.get(channel)?.values() ?? [])];
  }

  handle(method: string, channel: string, message: string | undefined, body: string): Reply {
    const now = performance.now();
    if (!this.#takesGlobally(now)) {
      this.counts.limitedGlobally += 1;
      return limited(this.#second.until - now, { 'x-ratelimit-global': 'true' }, true);
    }
    const bucket = this.#bucketOf(`${method} ${channel}`, now);
    const headers = {
      'x-ratelimit-bucket': `messages-${method}`,
      'x-ratelimit-limit': String(PER_CHANNEL),
      'x-ratelimit-remaining': String(Math.max(0, PER_CHANNEL - bucket.used - 1)),
      'x-ratelimit-reset-after': ((bucket.until - now) / 1_000).toFixed(3),
    };
    if (bucket.used >= PER_CHANNEL) {
      this.counts.limited += 1;
      return limited(bucket.until - now, headers, false);
    }
    bucket.used += 1;
    return { ...this.#answer(method, channel, message, body), headers };
  }

  #answer(method: string, channel: string, message: string | undefined, body: string): Omit<Reply, 'headers'> {
    const there = this.#channels.get(channel) ?? new Map<string, string>();
    this.#channels.set(channel, there);
    const shown = (id: string) => ({ status: 200, body: JSON.stringify({ id, channel_id: channel, content: '' }) });
    if (method === 'POST') {
      const { nonce = null } = Written.parse(JSON.parse(body));
      const known = nonce === null ? undefined : this.#nonces.get(nonce);
      if (known !== undefined) return shown(known);
      this.#count += 1;
      const id = snowflake(Date.now(), this.#count);
      if (nonce !== null) this.#nonces.set(nonce, id);
      there.set(id, body);
      this.counts.posted += 1;
      return shown(id);
    }
    if (message === undefined || !there.has(message)) return { status: 404, body: '{"message":"Unknown Message","code":10008}' };
    if (method === 'PATCH') {
      this.counts.edited += 1;
      there.set(message, body);
      return shown(message);
    }
    this.counts.other += 1;
    if (method !== 'DELETE') return shown(message);
    there.delete(message);
    return { status: 204 };
  }

  #bucketOf(name: string, now: number): Bucket {
    const known = this.#buckets.get(name);
    if (known !== undefined && known.until > now) return known;
    const fresh = { used: 0, until: now + CHANNEL_MS };
    this.#buckets.set(name, fresh);
    return fresh;
  }

  #takesGlobally(now: number): boolean {
    if (this.#second.until <= now) this.#second = { used: 0, until: now + 1_000 };
    this.#second.used += 1;
    return this.#second.used <= GLOBAL;
  }
}

const limited = (ms: number, headers: Readonly<Record<string, string>>, global: boolean): Reply => {
  const seconds = Math.max(0.001, ms / 1_000);
  return {
    status: 429,
    headers: { ...headers, 'retry-after': String(Math.ceil(seconds)), 'x-ratelimit-scope': global ? 'global' : 'user' },
    body: JSON.stringify({ message: 'You are being rate limited.', retry_after: seconds, global }),
  };
};
