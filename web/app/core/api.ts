import { call, type Answered } from '../../kit/http.js';
import { Refused } from '../../kit/refused.js';
import { waitBefore } from '../../kit/waits.js';
import type { PageLocale } from '../../kit/words.js';
import { isProblem, reasonOf } from './problem.js';

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;
export type Write = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface WriteOptions {
  readonly body?: unknown;
  readonly query?: Query;
  /** The version that the change was made upon: somebody else's change in between is refused with 412. */
  readonly ifMatch?: string;
  /** Names the change, so that it happens once however often it is sent. */
  readonly key?: string;
}

export interface ApiOptions {
  /** Of the session; null before it is known. */
  csrf(): string | null;
  locale(): PageLocale;
  /** Nobody is logged in (any more). */
  loggedOut(): void;
  nonce(): string;
  later(ms: number): Promise<void>;
}

const BASE = '/api/v1';
/** How often a change is sent again when no answer came; its key makes it happen once. */
const TRIES = 3;
/** Nothing was reached, or what stands before the server has nobody to hand it to. */
const isLost = (status: number): boolean => status === 0 || status === 502 || status === 503 || status === 504;

/** The API of the bot as the page asks it, with the cookie of the session. Everything below `/api/v1`. */
export class Api {
  readonly #options: ApiOptions;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  /** @throws {Refused} */
  async get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
    const answered = await this.#send('GET', path, query, signal === undefined ? {} : { signal }, {});
    return answered.body as T;
  }

  /**
   * Changes something; sent again with the same key when no answer came. @throws {Refused} with status 0 when the server cannot be reached at all
   */
  async write<T>(method: Write, path: string, { body, query = {}, ifMatch, key }: WriteOptions = {}): Promise<T> {
    const headers: Record<string, string> = {
      'idempotency-key': key ?? this.#options.nonce(),
      'x-csrf-token': this.#options.csrf() ?? '',
      ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const init: RequestInit = body === undefined ? {} : { body: JSON.stringify(body) };
    for (let tries = 0; ; tries += 1) {
      try {
        return (await this.#send(method, path, query, init, headers)).body as T;
      } catch (error) {
        const mayRetry = error instanceof Refused && isLost(error.status) && !isProblem(error.body);
        if (!mayRetry || tries + 1 >= TRIES) throw error;
        await this.#options.later(waitBefore(tries));
      }
    }
  }

  /** Sends a file as it is; when no answer came, nobody knows whether it has come, and it is not sent again by itself. @throws {Refused} */
  async upload<T>(path: string, file: Blob, query: Query = {}): Promise<T> {
    const headers = { 'x-csrf-token': this.#options.csrf() ?? '', 'content-type': 'application/octet-stream' };
    return (await this.#send('POST', path, query, { body: file }, headers)).body as T;
  }

  async #send(
    method: string,
    path: string,
    query: Query,
    init: RequestInit,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answered> {
    try {
      return await call(
        `${BASE}${path}${queryText(query)}`,
        { ...init, method, headers: { accept: 'application/json', 'accept-language': this.#options.locale(), ...headers } },
        reasonOf,
      );
    } catch (error) {
      if (error instanceof Refused && error.status === 401) this.#options.loggedOut();
      throw error;
    }
  }
}

/** `?a=1&b=x`; what is null or undefined is left out. */
export const queryText = (query: Query): string => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== null && value !== undefined) params.set(name, String(value));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
};
