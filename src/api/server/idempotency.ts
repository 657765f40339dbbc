import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { domainError, type DomainError } from '../../domain/errors.js';
import { requestId, type RequestId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { ASKED_FOR_MS, type Asked } from '../../engine/asked-before.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { ApiDeps } from '../deps.js';

/** Keys that this process remembers by itself. */
const REMEMBERED = 20_000;

const digestOf = (...parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** A request as the engine is to know it. */
export interface Identity {
  readonly requestId: RequestId;
  /** When it came first, ms. */
  readonly at: number;
  readonly repeated: boolean;
  /** What it was answered before, JSON; undefined: not yet, or that is not kept. */
  readonly answer?: string | undefined;
  /** Keeps what it is answered now. Never rejects. */
  keep(answer: string): Promise<void>;
}

export interface Repeatable {
  /** The caller, and the route: the same key of somebody else, or elsewhere, is another one. */
  readonly caller: string;
  readonly route: string;
  readonly key: string;
  /** All that makes it the request that it is: address and body. */
  readonly content: readonly string[];
}

/**
 * Knows requests again that come with an `Idempotency-Key`. What is remembered is written before anything is done for them; while Redis is away this process remembers
 * alone, and tells Redis when that is back.
 */
export const createIdempotency = ({ askedBefore, link, ids, log }: Pick<ApiDeps, 'askedBefore' | 'link' | 'ids' | 'log'>) => {
  const own = new LRUCache<string, Promise<Asked>>({ max: REMEMBERED });
  const untold = new Map<string, Asked>();

  const tell = async (): Promise<void> => {
    for (const [key, asked] of [...untold]) {
      try {
        await askedBefore.remember(key, asked);
        untold.delete(key);
      } catch (error) {
        log.debug({ err: error }, 'requests that may come again are told to Redis another time');
        return;
      }
    }
  };
  link.onUp(() => void tell());

  const toldRedis = async (key: string, asked: Asked): Promise<Asked> => {
    try {
      return await askedBefore.remember(key, asked);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      if (untold.size < REMEMBERED) untold.set(key, asked);
      return asked;
    }
  };

  const remembered = async (key: string, asked: Asked): Promise<Asked> => {
    const held = own.get(key);
    if (held !== undefined) {
      const known = await held;
      if (asked.at - known.at < ASKED_FOR_MS) return known;
      if (own.get(key) === held) own.delete(key);
      return remembered(key, asked);
    }
    const first = toldRedis(key, asked);
    // In the same turn of the event loop, so that a second delivery in this process finds it.
    own.set(key, first);
    first.catch(() => own.delete(key));
    return first;
  };

  return {
    /** A request without a key is another one each time. */
    once: (now: number): Identity => ({
      requestId: requestId(ids.next()),
      at: now,
      repeated: false,
      keep: () => Promise.resolve(),
    }),
    /** IDEMPOTENCY_KEY_REUSED when the key came with another request. */
    async again({ caller, route, key, content }: Repeatable, now: number): Promise<Result<Identity, DomainError>> {
      const name = digestOf(caller, route, key);
      const asked: Asked = { at: now, digest: digestOf(...content) };
      const first = await remembered(name, asked);
      if (first.digest !== asked.digest) return err(domainError('IDEMPOTENCY_KEY_REUSED'));
      const repeated = first !== asked;
      // At most 32 characters, as all ids of requests.
      return ok({
        ...{ requestId: requestId(`i${name.slice(0, 31)}`), at: first.at, repeated, answer: first.answer },
        async keep(answer) {
          const answered = { ...first, answer };
          own.set(name, Promise.resolve(answered));
          await askedBefore
            .answered(name, answered)
            .catch((error: unknown) => log.info({ err: error }, 'what a request was answered is known to this process alone'));
        },
      });
    },
  };
};

export type Idempotency = ReturnType<typeof createIdempotency>;

const KEY = /^[\x21-\x7e]{1,255}$/;

/** The key in the header, with or without the quotes that the draft wants; undefined: there is none, null: it is none. */
export const keyIn = (header: string | undefined): string | null | undefined => {
  if (header === undefined) return undefined;
  const key = header.trim().replace(/^"(.*)"$/, '$1');
  return KEY.test(key) ? key : null;
};
